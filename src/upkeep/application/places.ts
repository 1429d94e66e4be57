import { ConfigService } from '@nestjs/config';
import { join, resolve } from 'node:path';
import { accessFileOf } from '../../access/application/access-backup.js';
import { eventLogOf } from '../../event-store/open-event-store.js';
import { keysFileIn } from '../../people/application/keys-backup.js';
import { masterKeySetting, settingsOf, type Environment, type MasterKeySetting } from '../../platform/configuration.js';
import { readModelFileOf } from '../../read-model/open-read-model.js';

/** Where a tracker keeps its data. */
export interface Places {
  readonly dataDirectory: string;
  /** The file of the event log; nothing where a server keeps the events. */
  readonly eventLog?: string;
  readonly keys: string;
  readonly masterKey: MasterKeySetting;
  /** The file of the read models; nothing where a server keeps them. */
  readonly readModel?: string;
  /** The file of accounts, tokens and who looked at what; nothing where a server keeps them. */
  readonly access?: string;
  /** What the environment must say for the tracker to find its data there. */
  readonly environment: Environment;
}

const VARIABLES = [
  'DATA_DIRECTORY',
  'EVENT_STORE_URL',
  'READ_MODEL_URL',
  'ACCESS_URL',
  'EHCP_MASTER_KEY',
  'EHCP_MASTER_KEY_FILE',
] as const;

/**
 * Where the tracker keeps its data.
 * @param into a directory for all of it, whatever the settings say; but events that a server keeps stay there
 */
export function placesOf(config: ConfigService, into?: string): Places {
  const { eventStoreUrl } = settingsOf(config);
  const over: Environment =
    into === undefined
      ? {}
      : {
          DATA_DIRECTORY: resolve(into),
          READ_MODEL_URL: `sqlite:${join(resolve(into), 'read-model.db')}`,
          ACCESS_URL: `sqlite:${join(resolve(into), 'access.db')}`,
          ...(eventLogOf(eventStoreUrl) === undefined
            ? {}
            : { EVENT_STORE_URL: `sqlite:${join(resolve(into), 'events.db')}` }),
        };
  const set = Object.fromEntries(
    VARIABLES.flatMap((name) => {
      const value = over[name] ?? config.get<string>(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const then = new ConfigService(set);
  const settings = settingsOf(then);
  const eventLog = eventLogOf(settings.eventStoreUrl);
  const readModel = readModelFileOf(settings.readModelUrl);
  const access = accessFileOf(settings.accessUrl);
  return {
    dataDirectory: settings.dataDirectory,
    ...(eventLog === undefined ? {} : { eventLog }),
    keys: keysFileIn(settings.dataDirectory),
    masterKey: masterKeySetting(then),
    ...(readModel === undefined ? {} : { readModel }),
    ...(access === undefined ? {} : { access }),
    environment: over,
  };
}
