import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { makeLog, UNTIL } from '../../bench/made-log.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { TABLE_NAMES } from '../../src/read-model/definition.js';
import { build, ehcp, root, type Ended } from '../run.js';
import { startWriter } from './caseload.js';

jest.setTimeout(180_000);

/** So many that a rebuild can be stopped half-way. */
const EVENTS = 12_000;

let data: string;
let events: number;
beforeAll(async () => {
  build();
  data = mkdtempSync(join(tmpdir(), 'ehcp-rebuild-'));
  const store = await SqliteEventStore.open({ file: join(data, 'events.db') });
  ({ events } = await makeLog(store, { atLeast: EVENTS, years: 3, until: UNTIL }));
  await store.close();
});
afterAll(() => rmSync(data, { recursive: true }));

const run = (...args: string[]): Promise<Ended> => ehcp(args, '', { DATA_DIRECTORY: data });

/** The names of the tables. */
function tables(): readonly string[] {
  const database = new DatabaseSync(join(data, 'read-model.db'), { timeout: 10_000 });
  try {
    return database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all()
      .map(({ name }) => String(name));
  } finally {
    database.close();
  }
}
const halfMade = (): readonly string[] => tables().filter((name) => /^g[\da-f]{12}_/.test(name));

/** Starts a rebuild, and resolves when its tables are being filled. */
async function halfWay(): Promise<ChildProcess> {
  const left = halfMade().length;
  // The program itself, which a signal reaches as it would reach it from a terminal.
  const child = spawn(process.execPath, ['dist/cli.js', 'rebuild'], {
    cwd: root,
    env: { ...process.env, DATA_DIRECTORY: data },
    stdio: 'ignore',
  });
  while (halfMade().length === left && child.exitCode === null) await setImmediate();
  return child;
}

/** What the read models answer. */
const dueNow = async (): Promise<string> => (await run('due', '--as-at', UNTIL, '--json', '--limit', '3')).out;
/** Whether each table is what follows from the events; what the made log lacks elsewhere is not asked here. */
async function differences(): Promise<object> {
  const { out } = await run('verify', '--json');
  const { counts } = JSON.parse(out) as { readonly counts: Readonly<Record<string, number>> };
  return Object.fromEntries(Object.entries(counts).filter(([code]) => code.startsWith('row-')));
}

describe('ehcp rebuild', () => {
  let before: string;

  it('makes the read models anew, and says from how many events and in what time', async () => {
    const { code, out, err } = await run('rebuild');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      new RegExp(
        `^The read models were made anew from ${events.toLocaleString('en-GB')} events in [\\d.]+ seconds\\.\n$`,
      ),
    );
    expect(JSON.parse((await run('rebuild', '--json')).out)).toEqual({ events, seconds: expect.any(Number) });
    before = await dueNow();
    expect(JSON.parse(before)).toMatchObject({
      groups: [{ urgency: 'overdue', count: expect.any(Number) }, {}, {}, {}],
    });
  });

  it('leaves the tables of before when it is killed half-way, and can be done again', async () => {
    const child = await halfWay();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(halfMade().length).toBe(TABLE_NAMES.length);
    expect(await dueNow()).toBe(before);
    expect((await run('rebuild')).code).toBe(0);
    expect(await dueNow()).toBe(before);
  });

  it('leaves nothing half-made when it is asked to end', async () => {
    const leftBefore = halfMade();
    const child = await halfWay();
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([null, 'SIGINT']);
    expect(halfMade()).toEqual(leftBefore);
    expect(await dueNow()).toBe(before);
  });

  it('may be done twice at once, and while others record', async () => {
    const writer = await startWriter(data);
    try {
      const both = await Promise.all([run('rebuild'), run('rebuild')]);
      expect(both.map(({ code, err }) => [code, err])).toEqual([
        [0, ''],
        [0, ''],
      ]);
    } finally {
      await writer.stop();
    }
    expect(await differences()).toEqual({});
  });
});
