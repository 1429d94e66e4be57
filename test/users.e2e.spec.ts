import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accounts } from '../src/access/application/accounts.js';
import { AccessDirectory } from '../src/access/application/access-directory.js';
import { PasswordSignIn } from '../src/access/application/password-sign-in.js';
import { Passwords } from '../src/access/application/passwords.js';
import { Tries } from '../src/access/application/tries.js';
import { AccessDatabase } from '../src/access/database/access-database.js';
import { WallClock } from '../src/platform/wall-clock.js';
import { build, ehcp, type Ended } from './run.js';

jest.setTimeout(120_000);
beforeAll(build);

let data: string;
const folder = mkdtempSync(join(tmpdir(), 'ehcp-users-'));
let count = 0;
beforeEach(() => {
  data = join(folder, String((count += 1)));
});
afterAll(() => rmSync(folder, { recursive: true }));

const users = (args: readonly string[], input = ''): Promise<Ended> =>
  // Whoever makes the first account has no event store running yet.
  ehcp(['users', ...args], input, { DATA_DIRECTORY: data, EVENT_STORE_URL: 'esdb://127.0.0.1:1?tls=false' });
const AMINA = ['--name', 'Amina Khan', '--email', 'A.Khan@example.gov.uk', '--roles', 'administrator,caseworker'];

async function signIn(email: string, password: string): Promise<object> {
  const clock = new WallClock();
  const database = await AccessDatabase.open(`sqlite:${join(data, 'access.db')}`, clock.now());
  const accounts = new Accounts(database, new AccessDirectory(database, clock), clock);
  const signing = new PasswordSignIn(accounts, new Passwords(database, clock), new Tries(database, clock));
  const result = await signing.try({ email, address: '::1' }, password);
  await database.close();
  return result;
}

describe('ehcp users', () => {
  it('makes the first administrator, with a password that is shown once, and good once', async () => {
    const { code, out, err } = await users(['add', ...AMINA, '--generate-password']);
    expect(code).toBe(0);
    expect(err).toMatch(
      /^Made officer-001 for Amina Khan: caseworker, administrator\. The password is shown this once\./,
    );
    expect(out).toMatch(/^(?:[a-z2-9]{4}-){4}[a-z2-9]{4}\n$/);
    expect(await signIn('a.khan@example.gov.uk', out.trim())).toMatchObject({
      outcome: 'signed-in',
      mustChoosePassword: true,
    });
  });

  it('takes a password from standard input, and says what is wrong with it without repeating it', async () => {
    await users(['add', ...AMINA]);
    const short = await users(['set-password', 'officer-001'], 'Zugspitze\n');
    expect([short.code, short.out]).toEqual([2, '']);
    expect(short.err).toMatch(/^password: it has fewer than 12 characters\. Accepted: from 12 to 128 characters/);
    expect(short.err).not.toContain('Zugspitze');
    const { out } = await users(['set-password', 'a.khan@example.gov.uk'], 'badger thimble orchard\n');
    expect(out).toBe('officer-001 has a new password, and is signed out everywhere.\n');
    expect(await signIn('a.khan@example.gov.uk', 'badger thimble orchard')).toMatchObject({
      mustChoosePassword: false,
    });
  });

  it('lists, changes and lets go, as text and as JSON', async () => {
    await users(['add', ...AMINA]);
    await users(['add-team', 'plans-north', '--name', 'Plans north']);
    const added = await users([
      ...['add', '--id', 'officer-017', '--name', 'Ben Ward', '--roles', 'caseworker', '--teams', 'plans-north'],
      '--json',
    ]);
    expect(JSON.parse(added.out)).toMatchObject({ id: 'officer-017', teams: ['plans-north'], isActive: true });
    expect((await users(['change', 'officer-017', '--roles', 'manager', '--teams', ''])).out).toBe(
      'officer-017 is Ben Ward: manager; no team.\n',
    );
    expect((await users(['deactivate', 'officer-017'])).out).toBe(
      'Ben Ward (officer-017) is signed out everywhere and cannot sign in any more.\n',
    );
    expect((await users(['list'])).out.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['id', 'name', 'email', 'roles', 'teams'],
      ['officer-001', 'Amina Khan', 'a.khan@example.gov.uk', 'caseworker administrator'],
      ['officer-017', 'Ben Ward', 'manager', 'left'],
      [''],
    ]);
    expect(JSON.parse((await users(['list', '--json'])).out).users).toHaveLength(2);
    expect((await users(['teams'])).out).toMatch(/^id +name +members\nplans-north +Plans north +0\n$/);
    expect((await users(['activate', 'officer-017'])).code).toBe(0);
  });

  it.each([
    ['a role that there is not', ['add', '--name', 'B', '--roles', 'king'], '--roles: king is no role.'],
    [
      'a team that there is not',
      ['add', '--name', 'B', '--roles', 'board', '--teams', 'x'],
      '--teams: there is no team x.',
    ],
    ['an email address that is none', ['change', 'officer-001', '--email', 'b'], '--email: it is no email address.'],
    ['nobody', ['deactivate', 'nobody'], 'user: there is no account nobody.'],
    ['the last administrator', ['deactivate', 'officer-001'], 'id: nobody would be left who can give others access.'],
    ['nothing to change', ['change', 'officer-001'], '--roles: nothing is to be changed.'],
  ])('refuses %s', async (_, args, said) => {
    await users(['add', ...AMINA]);
    const { code, out, err } = await users(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });

  it('makes no data directory only to say that there is nobody', async () => {
    expect((await users(['list'])).out).toBe('There are no accounts. "ehcp users add" makes one.\n');
    expect(existsSync(data)).toBe(false);
  });
});
