import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ConfigService } from '@nestjs/config';
import { CommandBus } from '@nestjs/cqrs';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accounts } from '../../src/access/application/accounts.js';
import { Sessions } from '../../src/access/application/sessions.js';
import { AccessDatabase } from '../../src/access/database/access-database.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { ErasePerson } from '../../src/people/application/erase-person.js';
import { People } from '../../src/people/application/people.js';
import { ReadModels } from '../../src/read-model/read-models.js';
import { WallClock } from '../../src/platform/wall-clock.js';
import { day } from '../../src/statute/calendar.js';
import { onBehalfOf } from '../../src/streams/application/request-context.js';
import { makeBackup } from '../../src/upkeep/application/backup.js';
import { placesOf } from '../../src/upkeep/application/places.js';
import { restoreFiles } from '../../src/upkeep/application/restore.js';
import { build, ehcp, type Ended } from '../run.js';
import { NOTE, recordCases, startWriter, SURNAME, withTrackerIn, type MadeCase } from './caseload.js';

jest.setTimeout(120_000);

let home: string;
let data: string;
let cases: readonly MadeCase[];
beforeAll(async () => {
  build();
  home = mkdtempSync(join(tmpdir(), 'ehcp-backup-'));
  data = join(home, 'data');
  cases = await recordCases(data, 4, day('2025-01-06'));
});
afterAll(() => rmSync(home, { recursive: true }));

let count = 0;
let place: string;
beforeEach(() => {
  place = join(home, `case-${String((count += 1))}`);
  mkdirSync(place);
});

const run = (args: readonly string[], from = data, env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  ehcp(args, '', { DATA_DIRECTORY: from, ...env });
const masterKey = (): NodeJS.ProcessEnv => ({ EHCP_MASTER_KEY_FILE: join(data, 'master.key') });

async function backedUp(...options: string[]): Promise<string> {
  const backup = join(place, 'backup');
  const { code, err } = await run(['backup', backup, ...options]);
  expect([code, err]).toEqual([0, options.includes('--with-master-key') ? expect.stringContaining('master key') : '']);
  return backup;
}

/** The events of a log, as they are recorded. */
async function eventsIn(folder: string): Promise<readonly unknown[]> {
  const store = await SqliteEventStore.open({ file: join(folder, 'events.db') });
  const events = await store.readAll(undefined, 1_000_000);
  await store.close();
  return events;
}

const who = (folder: string, person: MadeCase['person']) =>
  withTrackerIn(folder, (tracker) => tracker.get(People).details(person));

describe('ehcp backup', () => {
  it('makes a directory that its owner alone may read, with events, keys and a manifest', async () => {
    const backup = join(place, 'backup');
    const { code, out } = await run(['backup', backup]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Backed up to .* seconds \(.* MB\):\n {2}20 events, each of them checked\n {2}4 keys; 0 people who were erased\n {2}\d+ accounts?, with tokens, restrictions and who looked at what\n {2}no master key/,
    );
    expect(readdirSync(backup).sort()).toEqual([
      ...['access.db', 'events.db', 'events.db-mark', 'keys.db', 'manifest.json'],
    ]);
    expect(statSync(backup).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(backup)) expect(statSync(join(backup, name)).mode & 0o777).toBe(0o600);
    const all = readdirSync(backup).map((name) => readFileSync(join(backup, name), 'latin1'));
    expect(all.join('')).not.toMatch(new RegExp(`${SURNAME}|${NOTE}`));
    expect(await eventsIn(backup)).toEqual(await eventsIn(data));
  });

  it('holds accounts and tokens, and no session, which could come back after it was ended', async () => {
    await withTrackerIn(data, async (tracker) => {
      const accounts = tracker.get(Accounts);
      const { id } = await accounts.add({ name: 'Amina Khan', roles: ['caseworker'], teams: [] });
      const limits = { idleMinutes: 60, hours: 10 };
      const sessions = new Sessions(tracker.get(AccessDatabase), tracker.get(WallClock), limits);
      await sessions.start('a session', { account: id, data: {} }, 'Specification');
    });
    const backup = await backedUp();
    const there = join(place, 'there');
    const restored = await run(['restore', backup, '--into', there], data, masterKey());
    expect(restored.out).toMatch(/\n {2}\d+ accounts?; everybody signs in again\n/);
    cpSync(join(data, 'master.key'), join(there, 'master.key'));
    const kept = await withTrackerIn(there, async (tracker) => {
      const { db } = tracker.get(AccessDatabase);
      return {
        names: (await tracker.get(Accounts).list()).map(({ name }) => name),
        sessions: await db.selectFrom('session').select('id').execute(),
      };
    });
    expect(kept.names).toContain('Amina Khan');
    expect(kept.sessions).toEqual([]);
  });

  it('overwrites nothing', async () => {
    const backup = await backedUp();
    const before = readFileSync(join(backup, 'manifest.json'), 'utf8');
    const { code, out, err } = await run(['backup', backup]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('exists already, and a backup overwrites nothing. Name a directory that does not exist yet');
    expect(readFileSync(join(backup, 'manifest.json'), 'utf8')).toBe(before);
    expect(readdirSync(place)).toEqual(['backup']);
  });

  it('holds the master key where that is asked for, and says what that means', async () => {
    const backup = join(place, 'backup');
    const { out, err } = await run(['backup', backup, '--with-master-key', '--json']);
    expect(err).toBe('This backup holds the master key: whoever has it can read everything about every child.\n');
    expect(JSON.parse(out)).toMatchObject({ folder: backup, manifest: { events: { count: 20 }, keys: { count: 4 } } });
    expect(readFileSync(join(backup, 'master.key'), 'utf8')).toBe(readFileSync(join(data, 'master.key'), 'utf8'));
  });

  it('does not back up a damaged log, and leaves nothing', async () => {
    const damaged = join(place, 'damaged');
    cpSync(data, damaged, { recursive: true });
    const file = join(damaged, 'events.db');
    writeFileSync(file, readFileSync(file, 'latin1').replaceAll('"officer-2"', '"officer-3"'), 'latin1');
    const { code, err } = await run(['backup', join(place, 'backup')], damaged);
    expect(code).toBe(2);
    expect(err).toMatch(/The event at position \d+ is not as it was recorded\./);
    expect(readdirSync(place)).toEqual(['damaged']);
  });

  it('says where there is nothing to back up', async () => {
    const { code, err } = await run(['backup', join(place, 'backup')], join(place, 'nowhere'));
    expect(code).toBe(2);
    expect(err).toContain('There is no event log');
    expect(readdirSync(place)).toEqual([]);
  });

  it('backs up keys alone where a server keeps the events, and says so', async () => {
    const backup = join(place, 'backup');
    const url = 'esdb://localhost:1?tls=false';
    const { code, out } = await run(['backup', backup], data, { EVENT_STORE_URL: url });
    expect(code).toBe(0);
    expect(out).toContain(
      'no events: EVENT_STORE_URL names a server; back that up with its own means, before the keys',
    );
    expect(readdirSync(backup).sort()).toEqual(['access.db', 'keys.db', 'manifest.json']);
    const restored = await run(['restore', backup, '--into', join(place, 'there')], data, masterKey());
    expect(restored.code).toBe(2);
    expect(restored.err).toContain('holds keys alone: its events are kept by a server. Set EVENT_STORE_URL');
  });
});

describe('a backup that is made while another process appends', () => {
  let writer: Awaited<ReturnType<typeof startWriter>>;
  let busy: string;
  beforeEach(async () => {
    busy = join(place, 'busy');
    writer = await startWriter(busy);
  });
  afterEach(() => writer.stop());

  it('is the log as it was at one moment, and everybody in it has a key', async () => {
    const backup = join(place, 'backup');
    expect((await run(['backup', backup], busy)).code).toBe(0);
    await writer.stop();
    const env = { EHCP_MASTER_KEY_FILE: join(busy, 'master.key') };
    const there = join(place, 'there');
    expect(await run(['restore', backup, '--into', there], data, env)).toMatchObject({ code: 0, err: '' });
    const restored = await eventsIn(there);
    const all = await eventsIn(busy);
    expect(restored.length).toBeGreaterThan(0);
    expect(all.length).toBeGreaterThan(restored.length);
    expect(restored).toEqual(all.slice(0, restored.length));
    expect(await run(['verify'], there, env)).toMatchObject({ code: 0, err: '' });
  });
});

describe('ehcp restore', () => {
  it('restores events and keys, and makes the read models', async () => {
    const backup = await backedUp();
    const there = join(place, 'there');
    const { code, out, err } = await run(['restore', backup, '--into', there], data, masterKey());
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('20 events, each of them checked; the read models were made from them');
    expect(await eventsIn(there)).toEqual(await eventsIn(data));
    const due = await run(['due', '--rule', 'N7', '--as-at', '2025-06-30', '--json'], there, masterKey());
    expect(JSON.parse(due.out)).toMatchObject({ groups: [{ urgency: 'overdue', count: 4 }, {}, {}, {}] });
  });

  it('restores the master key of the backup where there is none', async () => {
    const backup = await backedUp('--with-master-key');
    const there = join(place, 'there');
    expect((await run(['restore', backup, '--into', there])).code).toBe(0);
    const [first] = cases;
    expect(first && (await who(there, first.person))).toMatchObject({
      standing: 'known',
      details: { surname: SURNAME },
    });
    expect(statSync(join(there, 'master.key')).mode & 0o777).toBe(0o600);
  });

  it('restores to where the settings say, beside a master key', async () => {
    const backup = await backedUp();
    const there = join(place, 'there');
    mkdirSync(there);
    cpSync(join(data, 'master.key'), join(there, 'master.key'));
    expect(await run(['restore', backup, '--json'], there)).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(there).sort()).toEqual([
      ...['access.db', 'events.db', 'events.db-mark', 'keys.db', 'master.key', 'read-model.db'],
    ]);
  });

  it('refuses without the master key, or with another one, and writes nothing', async () => {
    const backup = await backedUp();
    const there = join(place, 'there');
    const none = await run(['restore', backup, '--into', there]);
    expect(none.code).toBe(2);
    expect(none.err).toContain(`The backup holds no master key, and there is none in ${join(there, 'master.key')}.`);
    const other = await run(['restore', backup, '--into', there], data, {
      EHCP_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    expect(other.code).toBe(2);
    expect(other.err).toContain('the key in EHCP_MASTER_KEY is not the master key that the keys in');
    expect(existsSync(there)).toBe(false);
  });

  it('refuses where something is already', async () => {
    const backup = await backedUp();
    const before = readdirSync(data).sort();
    const { code, err } = await run(['restore', backup]);
    expect(code).toBe(2);
    expect(err).toContain('is there already, and a backup overwrites nothing. Name another directory with --into');
    expect(readdirSync(data).sort()).toEqual(before);
  });

  it('refuses where a tracker runs', async () => {
    const backup = await backedUp();
    const running = join(place, 'running');
    cpSync(data, running, { recursive: true });
    await withTrackerIn(running, async () => {
      const { code, err } = await run(['restore', backup], running);
      expect(code).toBe(2);
      expect(err).toContain(`A tracker runs on ${running}. Stop it.`);
    });
  });

  const damage: readonly (readonly [string, (backup: string) => void, string])[] = [
    ['whose events were cut off', (at) => truncateSync(join(at, 'events.db'), 8192), 'events.db has 8192 bytes of'],
    ['whose keys were changed', (at) => change(join(at, 'keys.db')), 'keys.db is not as it was backed up'],
    ['whose keys are missing', (at) => rmSync(join(at, 'keys.db')), 'keys.db is missing'],
    ['whose mark grew', (at) => appendFileSync(join(at, 'events.db-mark'), 'x'), 'events.db-mark has'],
    ['whose manifest was changed', (at) => change(join(at, 'manifest.json')), 'manifest.json is not as it was written'],
    ['whose manifest was cut off', (at) => truncateSync(join(at, 'manifest.json'), 200), 'manifest.json is not as it'],
    ['without a manifest', (at) => rmSync(join(at, 'manifest.json')), 'is no backup: there is no manifest.json in it'],
  ];
  function change(file: string): void {
    const bytes = readFileSync(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  }

  it('refuses a damaged backup, and writes nothing', async () => {
    const backup = await backedUp();
    change(join(backup, 'events.db'));
    const there = join(place, 'there');
    const { code, out, err } = await run(['restore', backup, '--into', there], data, masterKey());
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(
      `The backup ${backup} cannot be restored: events.db is not as it was backed up. Take another`,
    );
    expect(existsSync(there)).toBe(false);
  });

  it.each(damage)('refuses a backup %s, and writes nothing', async (_, harm, message) => {
    const backup = join(place, 'backup');
    const places = placesOf(new ConfigService({ DATA_DIRECTORY: data }));
    await makeBackup(places, backup, { withMasterKey: true, now: new Date() });
    harm(backup);
    const there = join(place, 'there');
    await expect(restoreFiles(placesOf(new ConfigService({}), there), backup)).rejects.toThrow(message);
    expect(existsSync(there)).toBe(false);
  });

  it('keeps erased people erased whose keys came back with an older backup of the keys', async () => {
    const older = await backedUp();
    const then = join(place, 'then');
    cpSync(data, then, { recursive: true });
    const [first] = cases;
    if (first === undefined) throw new Error('There is no case.');
    const { person } = first;
    await withTrackerIn(then, (tracker) =>
      onBehalfOf({ actor: 'officer-1' }, () =>
        tracker.get(CommandBus).execute(ErasePerson.of({ person, reason: 'right-to-erasure' })),
      ),
    );
    // The events as they are now, with the keys as they were before.
    rmSync(join(then, 'keys.db'));
    cpSync(join(older, 'keys.db'), join(then, 'keys.db'));
    const backup = join(place, 'mixed');
    expect((await run(['backup', backup], then)).code).toBe(0);
    const there = join(place, 'there');
    mkdirSync(there);
    cpSync(join(data, 'master.key'), join(there, 'master.key'));
    expect((await run(['restore', backup, '--into', there])).code).toBe(0);
    const found = await withTrackerIn(there, async (tracker) => ({
      details: await tracker.get(People).details(person),
      terms: await tracker
        .get(ReadModels)
        .live()
        .db.selectFrom('person_term')
        .select('person')
        .where('person', '=', person)
        .execute(),
    }));
    expect(found).toEqual({ details: { standing: 'erased' }, terms: [] });
  });

  it('records that people were erased whose keys went while the backup was made', async () => {
    const then = join(place, 'then');
    cpSync(data, then, { recursive: true });
    const [first] = cases;
    if (first === undefined) throw new Error('There is no case.');
    const { person } = first;
    await withTrackerIn(then, (tracker) =>
      onBehalfOf({ actor: 'officer-1' }, () =>
        tracker.get(CommandBus).execute(ErasePerson.of({ person, reason: 'right-to-erasure' })),
      ),
    );
    // The events as they were before, with the keys as they are now.
    for (const name of ['events.db', 'events.db-mark']) cpSync(join(data, name), join(then, name));
    const backup = join(place, 'backup');
    expect((await run(['backup', backup], then)).code).toBe(0);
    const there = join(place, 'there');
    mkdirSync(there);
    cpSync(join(data, 'master.key'), join(there, 'master.key'));
    expect((await run(['restore', backup, '--into', there])).code).toBe(0);
    const events = await eventsIn(there);
    expect(events.at(-1)).toMatchObject({
      stream: `person-${person}`,
      type: 'PersonErased',
      metadata: { actor: 'restore' },
    });
    expect((await run(['verify'], there)).code).toBe(0);
  });
});
