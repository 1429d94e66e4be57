import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WallClock } from '../platform/wall-clock.js';
import { AccessDirectory } from './application/access-directory.js';
import { Accounts } from './application/accounts.js';
import { Teams } from './application/teams.js';
import { AccessDatabase, AccessUnavailable } from './database/access-database.js';

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
let file: string;
let clock: Clock;
let database: AccessDatabase;
let directory: AccessDirectory;
let accounts: Accounts;
let teams: Teams;

const open = (): Promise<AccessDatabase> => AccessDatabase.open(`sqlite:${file}`, clock.now());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'access-'));
  file = join(folder, 'deeper', 'access.db');
  clock = new Clock();
  database = await open();
  directory = new AccessDirectory(database, clock);
  accounts = new Accounts(database, directory, clock);
  teams = new Teams(database, directory, clock);
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const amina = { name: 'Amina Khan', email: 'A.Khan@Example.gov.uk ', roles: ['caseworker'], teams: [] };
const chief = { id: 'chief', name: 'Rosa Bello', roles: ['administrator', 'manager'], teams: [] };

describe('The database of access', () => {
  it('is made where nobody else may read it, and opened again as it was', async () => {
    expect(statSync(file).mode & 0o077).toBe(0);
    await accounts.add(amina);
    const again = await open();
    expect(await again.db.selectFrom('account').select('id').execute()).toEqual([{ id: 'officer-001' }]);
    const migrations = await database.db.selectFrom('migration').selectAll().execute();
    expect(await again.db.selectFrom('migration').selectAll().execute()).toEqual(migrations);
    await again.close();
  });

  it('is left as it is where a newer version of the program wrote it', async () => {
    await database.db.insertInto('migration').values({ number: 99, made_at: '2030-01-01T00:00:00.000Z' }).execute();
    await expect(open()).rejects.toThrow(/access\.db cannot be opened: It was written by a newer version/);
  });

  it('says what to do where the file is none', async () => {
    file = join(folder, 'none.db');
    writeFileSync(file, 'no database at all '.repeat(200));
    await expect(open()).rejects.toThrow(AccessUnavailable);
    await expect(AccessDatabase.open('mysql://admin:Zugspitze@db', clock.now())).rejects.toThrow(
      'ACCESS_URL names no database. Set it to sqlite: and the path of a file.',
    );
  });
});

describe('An account', () => {
  it('is made with the next free number, and found by its id and by its email address in any spelling', async () => {
    const made = await accounts.add(amina);
    expect(made).toEqual({
      id: 'officer-001',
      name: 'Amina Khan',
      email: 'a.khan@example.gov.uk',
      roles: ['caseworker'],
      teams: [],
      isActive: true,
      createdAt: '2026-03-02T09:00:00.000Z',
      changedAt: '2026-03-02T09:00:00.000Z',
    });
    expect((await accounts.add({ name: 'Ben Ward', roles: ['board'], teams: [] })).id).toBe('officer-002');
    expect(await accounts.find('officer-001')).toEqual(made);
    expect(await accounts.findByEmail('A.KHAN@example.GOV.uk')).toEqual(made);
    expect(await accounts.findByEmail('nobody@example.gov.uk')).toBeUndefined();
  });

  it.each([
    ['a name of nothing', { ...amina, name: ' ' }, /^name: it is empty/],
    ['a name with a mark in it', { ...amina, name: 'Amina <b>' }, /^name: it cannot be used/],
    ['no email address', { ...amina, email: 'amina' }, /^email: it is no email address/],
    ['no role', { ...amina, roles: [] }, /^roles: there are none/],
    ['a role that there is not', { ...amina, roles: ['king'] }, /^roles: king is no role/],
    ['a team that there is not', { ...amina, teams: ['north'] }, /^teams: there is no team north/],
    ['the name of a policy', { ...amina, id: 'policy:plans' }, /^id: policy:plans cannot be an id/],
    ['a name of the program', { ...amina, id: 'api' }, /^id: api is what the program itself is called/],
  ])('is not made with %s', async (_, details, problem) => {
    await expect(accounts.add(details)).rejects.toThrow(problem);
    expect(await accounts.list()).toEqual([]);
  });

  it('has an id and an email address that nobody else has', async () => {
    await accounts.add(amina);
    await expect(accounts.add({ ...amina, id: 'officer-001' })).rejects.toThrow(
      /email: another account has it.*\nid: officer-001 is taken/,
    );
    const other = await accounts.add({ name: 'Ben Ward', roles: ['caseworker'], teams: [] });
    await expect(accounts.change(other.id, { ...other, email: 'a.khan@example.gov.uk' })).rejects.toThrow(/^email/);
  });

  it('changes, and joins and leaves teams', async () => {
    await teams.add('north', 'Plans north');
    await teams.add('south', 'Plans south');
    const { id } = await accounts.add({ ...amina, teams: ['north'] });
    clock.later(1000);
    const changed = await accounts.change(id, { ...amina, name: 'Amina Khan-Bell', teams: ['south'] });
    expect(changed).toMatchObject({ name: 'Amina Khan-Bell', teams: ['south'], changedAt: '2026-03-02T09:00:01.000Z' });
    expect(await teams.list()).toEqual([
      { id: 'north', name: 'Plans north', members: [] },
      { id: 'south', name: 'Plans south', members: [id] },
    ]);
    await expect(accounts.change('nobody', amina)).rejects.toThrow('there is no account nobody');
  });

  it('is not taken from the last who can give others access', async () => {
    await accounts.add(chief);
    await expect(accounts.setActive('chief', false)).rejects.toThrow('nobody would be left who can give others access');
    await expect(accounts.change('chief', { ...chief, roles: ['board'] })).rejects.toThrow('nobody would be left');
    expect(await accounts.find('chief')).toMatchObject({ isActive: true, roles: ['manager', 'administrator'] });
    await accounts.add({ ...chief, id: 'second' });
    expect(await accounts.setActive('chief', false)).toMatchObject({ isActive: false });
    expect(await accounts.hasAdministrator()).toBe(true);
  });
});

describe('The directory', () => {
  it('knows the names of everybody whom events name, and those to whom cases can be assigned', async () => {
    await teams.add('north', 'Plans north');
    await accounts.add(chief);
    const { id } = await accounts.add({ ...amina, teams: ['north'] });
    const left = await accounts.add({ name: 'Ben Ward', roles: ['caseworker'], teams: [] });
    await accounts.add({ name: 'Sir Board', roles: ['board'], teams: [] });
    await accounts.setActive(left.id, false);
    expect([id, left.id, 'policy:plans'].map((one) => directory.nameOf(one))).toEqual([
      'Amina Khan',
      'Ben Ward',
      'policy:plans',
    ]);
    expect(directory.officers()).toEqual([
      { id, name: 'Amina Khan', teams: ['north'] },
      { id: 'chief', name: 'Rosa Bello', teams: [] },
    ]);
    expect(directory.teams()).toEqual([{ id: 'north', name: 'Plans north' }]);
    expect(directory.teamNameOf('north')).toBe('Plans north');
    await teams.rename('north', 'North');
    expect(directory.teamNameOf('north')).toBe('North');
    await expect(teams.rename('west', 'West')).rejects.toThrow('there is no team west');
  });

  it('learns within seconds what another process changed', async () => {
    const other = await open();
    await new Accounts(other, new AccessDirectory(other, clock), clock).add(amina);
    await other.close();
    expect(directory.nameOf('officer-001')).toBe('officer-001');
    clock.later(5_001);
    directory.nameOf('officer-001');
    await directory.refresh();
    expect(directory.nameOf('officer-001')).toBe('Amina Khan');
  });
});
