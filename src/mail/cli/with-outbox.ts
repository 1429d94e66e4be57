import type { ConfigService } from '@nestjs/config';
import { existsSync } from 'node:fs';
import { accessFileOf } from '../../access/application/access-backup.js';
import { SharedDatabase } from '../../access/application/shared-database.js';
import { settingsOf } from '../../platform/configuration.js';
import { WallClock } from '../../platform/wall-clock.js';
import { Outbox } from '../application/outbox.js';

/** Opens the outbox alone, for one command: no event store has to answer. Nothing where there is none yet. */
export async function withOutbox<T>(
  config: ConfigService,
  work: (outbox: Outbox) => Promise<T>,
): Promise<T | undefined> {
  const { accessUrl } = settingsOf(config);
  const file = accessFileOf(accessUrl);
  // A question alone makes no data directory.
  if (file !== undefined && !existsSync(file)) return undefined;
  const clock = new WallClock();
  const database = await SharedDatabase.open(accessUrl, clock.now());
  try {
    return await work(new Outbox(database, clock));
  } finally {
    await database.close();
  }
}
