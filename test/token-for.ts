import { join } from 'node:path';
import { SCOPES } from '../src/access/application/token.js';
import { Tokens } from '../src/access/application/tokens.js';
import { AccessDatabase } from '../src/access/database/access-database.js';
import { WallClock } from '../src/platform/wall-clock.js';
import { addDays, dayInLondon } from '../src/statute/calendar.js';

/** Makes a token with every scope for a server that is started on a data directory. */
export async function tokenFor(dataDirectory: string): Promise<string> {
  const clock = new WallClock();
  const database = await AccessDatabase.open(`sqlite:${join(dataDirectory, 'access.db')}`, clock.now());
  try {
    const lastDay = addDays(dayInLondon(clock.now()), 1);
    return (await new Tokens(database, clock).add({ name: 'Specification', scopes: SCOPES, lastDay }, 'specification'))
      .token;
  } finally {
    await database.close();
  }
}
