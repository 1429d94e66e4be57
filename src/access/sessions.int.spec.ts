import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { Cookie, type SessionData } from 'express-session';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WallClock } from '../platform/wall-clock.js';
import { askInBackground } from '../platform/web/background.js';
import { AccessDirectory } from './application/access-directory.js';
import { Accounts } from './application/accounts.js';
import { Passwords } from './application/passwords.js';
import { Sessions } from './application/sessions.js';
import { Tries } from './application/tries.js';
import { AccessDatabase } from './database/access-database.js';
import { SessionStore } from './web/session-store.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

class Clock extends WallClock {
  at = new Date('2026-03-02T09:00:00Z');
  override now(): Date {
    return this.at;
  }
  later(milliseconds: number): void {
    this.at = new Date(this.at.getTime() + milliseconds);
  }
}

let folder: string;
let clock: Clock;
let database: AccessDatabase;
let sessions: Sessions;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sessions-'));
  clock = new Clock();
  database = await AccessDatabase.open(`sqlite:${join(folder, 'access.db')}`, clock.now());
  sessions = new Sessions(database, clock, { idleMinutes: 60, hours: 10 });
  await new Accounts(database, new AccessDirectory(database, clock), clock).add({
    ...{ id: 'amina', name: 'Amina Khan', email: 'a.khan@example.gov.uk', roles: ['caseworker'], teams: [] },
  });
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const start = (id: string, account = 'amina'): Promise<void> =>
  sessions.start(id, { account, data: { csrfToken: 'token' } }, 'Firefox on Windows');
const isThere = async (id: string): Promise<boolean> => (await sessions.read(id)) !== undefined;
const rows = () => database.db.selectFrom('session').selectAll().execute();

describe('A session', () => {
  it('is found by its id, which the table does not hold', async () => {
    await start('the id');
    expect(await sessions.read('the id')).toEqual({
      account: 'amina',
      data: { csrfToken: 'token' },
      startedAt: '2026-03-02T09:00:00.000Z',
      lastSeenAt: '2026-03-02T09:00:00.000Z',
    });
    const [row] = await rows();
    expect(JSON.stringify(row)).not.toContain('the id');
    expect(await isThere(row?.id ?? '')).toBe(false);
  });

  it('ends after an hour without use, to the millisecond, and lives on while it is used', async () => {
    await start('one');
    clock.later(HOUR - 1);
    const kept = await sessions.read('one');
    await sessions.seen('one', kept!);
    clock.later(HOUR - 1);
    expect(await isThere('one')).toBe(true);
    clock.later(1);
    expect(await isThere('one')).toBe(false);
  });

  it('ends after ten hours of constant use, and nothing brings it back', async () => {
    await start('one');
    for (let minutes = 0; minutes < 599; minutes += 1) {
      clock.later(MINUTE);
      await sessions.seen('one', (await sessions.read('one'))!);
    }
    expect(await isThere('one')).toBe(true);
    clock.later(MINUTE);
    expect(await isThere('one')).toBe(false);
    await sessions.keep('one', { account: 'amina', data: {} });
    await sessions.seen('one', { lastSeenAt: '2026-03-02T09:00:00.000Z' });
    expect(await isThere('one')).toBe(false);
  });

  it('before signing in is forgotten after half an hour', async () => {
    await sessions.start('visitor', { data: {} }, 'Firefox');
    clock.later(30 * MINUTE - 1);
    expect(await isThere('visitor')).toBe(true);
    clock.later(1);
    await start('another');
    expect(await rows()).toHaveLength(1);
  });

  it('is written at most once a minute for being used', async () => {
    await start('one');
    clock.later(MINUTE - 1);
    await sessions.seen('one', (await sessions.read('one'))!);
    expect((await sessions.read('one'))?.lastSeenAt).toBe('2026-03-02T09:00:00.000Z');
    clock.later(1);
    await sessions.seen('one', (await sessions.read('one'))!);
    expect((await sessions.read('one'))?.lastSeenAt).toBe('2026-03-02T09:01:00.000Z');
  });

  it('ends with all others of the account, but for one', async () => {
    for (const id of ['one', 'two', 'three']) await start(id);
    await sessions.endAllOf('amina', 'two');
    expect(await Promise.all(['one', 'two', 'three'].map(isThere))).toEqual([false, true, false]);
    expect((await sessions.listOf('amina', 'two')).map(({ isThis }) => isThis)).toEqual([true]);
  });

  it('that was ended while a request was under way is not brought back when that one ends', async () => {
    const store = new SessionStore(sessions);
    const get = promisify((id: string, done: (error: unknown, session?: SessionData | null) => void) =>
      store.get(id, done),
    );
    const set = promisify((id: string, session: SessionData, done: (error?: unknown) => void) =>
      store.set(id, session, done),
    );
    await set('one', { cookie: new Cookie(), account: 'amina', agent: 'Firefox' });
    const underWay = (await get('one'))!;
    await sessions.endAllOf('amina');
    await set('one', { ...underWay, notices: [{ text: 'Done.' }] });
    expect(await get('one')).toBeNull();
    expect(await rows()).toEqual([]);
  });

  it('is used by what somebody does, and not by what their open page asks by itself', async () => {
    const store = new SessionStore(sessions);
    await start('one');
    clock.later(50 * MINUTE);
    const session = { cookie: new Cookie(), kept: (await sessions.read('one'))! };
    const request = { session } as unknown as Request;
    askInBackground(request);
    await promisify(store.touch.bind(store))('one', request.session);
    clock.later(11 * MINUTE);
    expect(await isThere('one')).toBe(false);
  });
});

describe('Tries', () => {
  it('are forgotten after a day, and kept without the addresses that they were made with', async () => {
    const tries = new Tries(database, clock);
    const trying = { email: 'a.khan@example.gov.uk', address: '192.0.2.7' };
    for (let count = 0; count < 5; count += 1) expect(await tries.begin(trying)).toBe(0);
    expect(await tries.begin(trying)).toBe(5_000);
    expect(await tries.begin({ ...trying, email: ' A.KHAN@example.gov.uk' })).toBe(5_000);
    expect(await tries.begin({ ...trying, email: 'another@example.gov.uk' })).toBe(0);
    const kept = JSON.stringify(await database.db.selectFrom('failed_sign_in').selectAll().execute());
    expect(kept).not.toMatch(/khan|192\.0/);
    clock.later(24 * HOUR + 1);
    expect(await tries.begin(trying)).toBe(0);
  });

  it('from one address wait, whoever they are for', async () => {
    const tries = new Tries(database, clock);
    for (let count = 0; count < 31; count += 1)
      expect(await tries.begin({ email: `p${String(count)}@example.gov.uk`, address: '192.0.2.7' })).toBe(0);
    expect(await tries.begin({ email: 'fresh@example.gov.uk', address: '192.0.2.7' })).toBe(5_000);
    expect(await tries.begin({ email: 'fresh@example.gov.uk', address: '192.0.2.8' })).toBe(0);
  });
});

describe('Passwords', () => {
  it('are kept as Argon2id with at least what OWASP recommends', async () => {
    const passwords = new Passwords(database, clock);
    await passwords.set({ id: 'amina', name: 'Amina Khan' } as never, 'badger thimble orchard', { isOneTime: false });
    const [row] = await database.db.selectFrom('password').selectAll().execute();
    expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.check({ id: 'amina' }, 'badger thimble orchard')).toBe('right');
    // The same letters, composed in another way.
    await passwords.set({ id: 'amina', name: 'Amina Khan' } as never, 'caf\u00e9 thimble orchard', { isOneTime: true });
    expect(await passwords.check({ id: 'amina' }, 'cafe\u0301 thimble orchard')).toBe('right-once');
  });
});
