import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WallClock } from '../platform/wall-clock.js';
import { day } from '../statute/calendar.js';
import { DemoToken } from './application/demo-token.js';
import { Tokens } from './application/tokens.js';
import { AccessDatabase } from './database/access-database.js';

class Clock extends WallClock {
  at = new Date('2026-03-02T09:00:00Z');
  override now(): Date {
    return this.at;
  }
}

let folder: string;
let clock: Clock;
let database: AccessDatabase;
let tokens: Tokens;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tokens-'));
  clock = new Clock();
  database = await AccessDatabase.open(`sqlite:${join(folder, 'access.db')}`, clock.now());
  tokens = new Tokens(database, clock);
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const SCHOOLS = { name: 'Admissions system', scopes: ['cases'], lastDay: day('2026-06-30') };

describe('A token', () => {
  it('is known by what was shown once, and names the program that it was given to', async () => {
    const { token, id } = await tokens.add(SCHOOLS, 'officer-001');
    expect(token).toMatch(/^ehcp_[\w-]{43}$/);
    expect(await tokens.viewerOf(token)).toEqual({
      id: `service:${id}`,
      name: 'Admissions system',
      roles: [],
      teams: [],
      permissions: new Set(['cases']),
      by: 'token',
    });
  });

  it('lies in no file as it is', async () => {
    const { token } = await tokens.add(SCHOOLS, 'officer-001');
    await database.db.selectFrom('api_token').selectAll().execute();
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name), 'latin1');
      expect(bytes).not.toContain(token);
      expect(bytes).not.toContain(token.slice('ehcp_'.length));
    }
  });

  it('is another one each time', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => tokens.add(SCHOOLS, 'officer-001')));
    expect(new Set(made.map(({ token }) => token)).size).toBe(20);
    expect(new Set(made.map(({ id }) => id)).size).toBe(20);
  });

  it.each([
    ['another', (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
    ['one letter too few', (token: string) => token.slice(0, -1)],
    ['one letter too many', (token: string) => `${token}A`],
    ['in capitals', (token: string) => token.toUpperCase()],
    ['without what it begins with', (token: string) => token.slice('ehcp_'.length)],
    ['empty', () => ''],
    ['for the database', () => "' or 1=1 --"],
  ])('is not known where it is %s', async (_, change) => {
    const { token } = await tokens.add(SCHOOLS, 'officer-001');
    expect(await tokens.viewerOf(change(token))).toBeUndefined();
  });

  it('works to the end of its last day in London, and no longer', async () => {
    const { token } = await tokens.add(SCHOOLS, 'officer-001');
    // Summer time: it is an hour later in London.
    clock.at = new Date('2026-06-30T22:59:59.999Z');
    expect(await tokens.viewerOf(token)).toBeDefined();
    clock.at = new Date('2026-06-30T23:00:00Z');
    expect(await tokens.viewerOf(token)).toBeUndefined();
    expect(await tokens.list()).toMatchObject([{ isActive: false }]);
  });

  it('works no longer once it is revoked, and says who revoked it first', async () => {
    const { token, id } = await tokens.add(SCHOOLS, 'officer-001');
    const other = await tokens.add(SCHOOLS, 'officer-001');
    await tokens.revoke(id, 'officer-002');
    const [revoked] = await database.db.selectFrom('api_token').selectAll().where('id', '=', id).execute();
    clock.at = new Date('2026-03-03T09:00:00Z');
    await tokens.revoke(id, 'officer-003');
    expect(await database.db.selectFrom('api_token').selectAll().where('id', '=', id).execute()).toEqual([revoked]);
    expect(revoked).toMatchObject({ revoked_by: 'officer-002', revoked_at: '2026-03-02T09:00:00.000Z' });
    expect(await tokens.viewerOf(token)).toBeUndefined();
    expect(await tokens.viewerOf(other.token)).toBeDefined();
    await expect(tokens.revoke('token-999', 'officer-002')).rejects.toThrow(/there is no token token-999/);
  });

  it('tells when it was used last, to the minute', async () => {
    const { token } = await tokens.add(SCHOOLS, 'officer-001');
    const last = async () => (await tokens.list())[0]?.lastUsedAt;
    expect(await last()).toBeUndefined();
    await tokens.viewerOf(token);
    expect(await last()).toBe('2026-03-02T09:00:00.000Z');
    clock.at = new Date('2026-03-02T09:00:59Z');
    await tokens.viewerOf(token);
    expect(await last()).toBe('2026-03-02T09:00:00.000Z');
    clock.at = new Date('2026-03-02T09:01:00Z');
    await tokens.viewerOf(token);
    expect(await last()).toBe('2026-03-02T09:01:00.000Z');
  });

  it('that records also reads', async () => {
    expect((await tokens.add({ ...SCHOOLS, scopes: ['record'] }, 'officer-001')).scopes).toEqual(['cases', 'record']);
    expect((await tokens.add({ ...SCHOOLS, scopes: ['figures'] }, 'officer-001')).scopes).toEqual(['figures']);
  });

  it('is made once by a form that is sent twice', async () => {
    await tokens.add(SCHOOLS, 'officer-001', 'form-1');
    await expect(tokens.add(SCHOOLS, 'officer-001', 'form-1')).rejects.toThrow(/made the token token-001/);
    expect(await tokens.list()).toHaveLength(1);
  });

  it.each([
    ['no name', { name: ' ' }, /name: it is empty/],
    ['no scope', { scopes: [] }, /scopes: there are none/],
    ['a scope of accounts', { scopes: ['administer'] }, /administer is no scope/],
    ['a last day that is over', { lastDay: day('2026-03-01') }, /it is in the past/],
    ['no end in sight', { lastDay: day('2029-03-03') }, /it is too far ahead/],
  ])('is not made with %s', async (_, wrong, message) => {
    await expect(tokens.add({ ...SCHOOLS, ...wrong }, 'officer-001')).rejects.toThrow(message);
    expect(await tokens.list()).toEqual([]);
  });
});

describe('The token of a demonstration', () => {
  const file = (): string => join(folder, 'demo-token');
  const read = (): string => readFileSync(file(), 'utf8').trim();
  const demo = (): DemoToken => new DemoToken(folder, tokens, clock);

  it('lies beside the data, where nobody else may read it, and stays the same from start to start', async () => {
    expect(await demo().keep()).toBe(file());
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const token = read();
    expect((await tokens.viewerOf(token))?.permissions).toContain('record');
    await demo().keep();
    expect(read()).toBe(token);
    expect(await tokens.list()).toHaveLength(1);
  });

  it('is made anew once it has run out', async () => {
    await demo().keep();
    const token = read();
    clock.at = new Date('2028-03-02T09:00:00Z');
    await demo().keep();
    expect(read()).not.toBe(token);
    expect(await tokens.viewerOf(read())).toBeDefined();
  });

  it('works no longer once the data is used in earnest, and the others go on', async () => {
    await demo().keep();
    const token = read();
    const other = await tokens.add(SCHOOLS, 'officer-001');
    await demo().end();
    expect(existsSync(file())).toBe(false);
    expect(await tokens.viewerOf(token)).toBeUndefined();
    expect(await tokens.viewerOf(other.token)).toBeDefined();
    await demo().end();
  });
});
