import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WallClock } from '../platform/wall-clock.js';
import { AccessDirectory } from './application/access-directory.js';
import { Accounts } from './application/accounts.js';
import { Visits } from './application/visits.js';
import { AccessDatabase } from './database/access-database.js';

class Clock extends WallClock {
  at = new Date('2026-03-05T09:10:00Z');
  override now(): Date {
    return this.at;
  }
}

let folder: string;
let clock: Clock;
let database: AccessDatabase;
let visits: Visits;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'visits-'));
  clock = new Clock();
  database = await AccessDatabase.open(`sqlite:${join(folder, 'access.db')}`, clock.now());
  const accounts = new Accounts(database, new AccessDirectory(database, clock), clock);
  for (const id of ['orla', 'amina']) await accounts.add({ id, name: id, roles: ['manager'], teams: [] });
  visits = new Visits(database, clock);
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const lookAt = (instant: string, account = 'orla'): Promise<string | undefined> => {
  clock.at = new Date(instant);
  return visits.look(account, 'alerts');
};

describe('What somebody has seen of a page', () => {
  it('is nothing on the first visit, and up to its end on the next', async () => {
    expect(await lookAt('2026-03-05T09:10:00.000Z')).toBeUndefined();
    expect(await lookAt('2026-03-06T08:00:00.000Z')).toBe('2026-03-05T09:10:00.000Z');
  });

  it('stays what it was while they load the page again on the same visit', async () => {
    await lookAt('2026-03-05T09:10:00.000Z');
    await lookAt('2026-03-06T08:00:00.000Z');
    expect(await lookAt('2026-03-06T08:29:00.000Z')).toBe('2026-03-05T09:10:00.000Z');
    expect(await lookAt('2026-03-06T08:59:00.000Z')).toBe('2026-03-06T08:29:00.000Z');
  });

  it('is all that was told up to an instant where they say so, and never less than before', async () => {
    await lookAt('2026-03-05T09:10:00.000Z');
    await lookAt('2026-03-06T08:00:00.000Z');
    await visits.seen('orla', 'alerts', '2026-03-06T07:59:58.000Z');
    expect(await lookAt('2026-03-06T08:01:00.000Z')).toBe('2026-03-06T07:59:58.000Z');
    await visits.seen('orla', 'alerts', '2026-03-01T00:00:00.000Z');
    expect(await visits.seenUntil('orla', 'alerts')).toBe('2026-03-06T07:59:58.000Z');
    await visits.seen('orla', 'alerts', '2030-01-01T00:00:00.000Z');
    expect(await visits.seenUntil('orla', 'alerts')).toBe('2026-03-06T08:01:00.000Z');
  });

  it('is kept for each account by itself', async () => {
    await lookAt('2026-03-05T09:10:00.000Z');
    expect(await lookAt('2026-03-06T08:00:00.000Z', 'amina')).toBeUndefined();
    expect(await visits.seenUntil('orla', 'alerts')).toBeUndefined();
  });
});
