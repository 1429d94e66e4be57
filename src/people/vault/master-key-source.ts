import type { MasterKeySetting } from '../../platform/configuration.js';
import { Problems } from '../../platform/problem.js';
import { MasterKey } from './master-key.js';
import { createSecretFile, readSecretFile, removeLeftovers, replaceSecretFile } from './secret-file.js';

/** Where the master key comes from. */
export interface MasterKeySource {
  /** The environment variable that says it, for messages. */
  readonly setting: 'EHCP_MASTER_KEY' | 'EHCP_MASTER_KEY_FILE';
  /** What the key is called in a message: its file, or its variable. */
  readonly called: string;
  /**
   * The key as it is now; undefined where there is none.
   * @throws Problems where it cannot be used
   */
  read(): MasterKey | undefined;
  /** Makes a key where there is none; the one that is there otherwise. */
  create?(): MasterKey;
  /** Puts another key in its place. */
  replace?(key: MasterKey): void;
  /** Removes copies of a key that were left when a process was killed; while no other process makes or replaces one. */
  removeLeftovers?(): void;
}

const FORM = '32 random bytes in base64 (44 characters), as "openssl rand -base64 32" prints them';

const malformed = (place: string, reason: string): Problems => new Problems([{ place, reason, accepted: FORM }]);

/**
 * The master key that a file holds.
 * @param setting what names the file, for the message
 * @returns undefined where there is no such file
 * @throws Problems where it holds something else, or others may read it
 */
export function readKeyFile(setting: string, file: string): MasterKey | undefined {
  const text = readSecretFile(setting, file);
  if (text === undefined) return undefined;
  const key = MasterKey.parse(text);
  if (key === undefined) throw malformed(setting, `${file} does not hold a key`);
  return key;
}

/**
 * Makes a file with a new key that only its owner may read.
 * @param setting what names the file, for the message
 * @returns the key in the file: another process may have made it first
 */
export function createKeyFile(setting: string, file: string): MasterKey {
  createSecretFile(setting, file, MasterKey.random().toText());
  const key = readKeyFile(setting, file);
  if (key === undefined) throw malformed(setting, `${file} was removed as soon as it was made`);
  return key;
}

/** The master key as the settings name it. */
export function masterKeySource(from: MasterKeySetting): MasterKeySource {
  if ('key' in from) {
    const key = MasterKey.parse(from.key);
    if (key === undefined) throw malformed('EHCP_MASTER_KEY', 'what it is set to cannot be used');
    return { setting: 'EHCP_MASTER_KEY', called: 'the key in EHCP_MASTER_KEY', read: () => key };
  }
  const setting = 'EHCP_MASTER_KEY_FILE';
  const { file } = from;
  return {
    setting,
    called: file,
    read: () => readKeyFile(setting, file),
    create: () => createKeyFile(setting, file),
    replace: (key) => replaceSecretFile(setting, file, key.toText()),
    removeLeftovers: () => removeLeftovers(setting, file),
  };
}
