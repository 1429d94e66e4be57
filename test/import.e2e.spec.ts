import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '../src/event-store/event-store.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { build, ehcp, root } from './run.js';

// Files of 100 MB are written and read, and programs are killed and started again.
jest.setTimeout(300_000);
beforeAll(build);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);
const inTracker = (name: string): NodeJS.ProcessEnv => ({ DATA_DIRECTORY: path(name) });

async function eventsOf(tracker: string): Promise<readonly RecordedEvent[]> {
  const store = await SqliteEventStore.open({ file: join(path(tracker), 'events.db') });
  try {
    return await store.readAll(undefined, 100_000);
  } finally {
    await store.close();
  }
}

const CASES = 600;

/** Needs assessments from the request to the draft, for children who have to be registered. */
function manyCases(): string {
  const rows = Array.from({ length: CASES }, (_, at) => {
    const about = `assessment,E-${String(at)}`;
    return [
      `${about},assessment-requested,2024-09-02,,kind=initial,Surname${String(at)},Forename,2015-03-0${String(1 + (at % 9))}`,
      `${about},decision-to-assess-notified,2024-10-11,assess,,,,`,
      ...['health', 'social-care'].map((adviser) => `${about},advice-requested,2024-10-14,,adviser=${adviser},,,`),
      ...['health', 'social-care'].map((ref) => `${about},advice-received,2024-11-25,,ref=${ref},,,`),
      `${about},family-informed,2024-11-26,,by=letter,,,`,
    ].join('\n');
  });
  return ['kind,case,milestone,date,outcome,attributes,surname,forename,date_of_birth', ...rows, ''].join('\n');
}
const ROWS_A_CASE = 7;

/** Runs an import, and kills it as soon as a number of events is on record; says how many there were then. */
async function killedAt(events: number, signal: NodeJS.Signals, file: string, tracker: string): Promise<number> {
  const store = await SqliteEventStore.open({ file: join(path(tracker), 'events.db') });
  const child = spawn(process.execPath, ['dist/cli.js', 'import', 'cases', file], {
    cwd: root,
    env: { ...process.env, ...inTracker(tracker) },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const watch = new AbortController();
  let seen = 0;
  for await (const batch of store.subscribe(undefined, { signal: watch.signal, batchSize: 10 })) {
    seen += batch.events.length;
    if (seen >= events) break;
  }
  child.kill(signal);
  await ended;
  watch.abort();
  const there = (await store.readAll(undefined, 100_000)).length;
  await store.close();
  return there;
}

/** What is on record of each case, in its order. */
function byCase(events: readonly RecordedEvent[]): Readonly<Record<string, unknown>> {
  const cases = events.filter(({ stream }) => !stream.startsWith('person-'));
  return Object.fromEntries(
    Object.entries(Object.groupBy(cases, ({ stream }) => stream)).map(([stream, all = []]) => [
      stream,
      all.map(({ id, type, data }) => ({ id, type, data })),
    ]),
  );
}

describe('ehcp import cases', () => {
  it('imports the worked example, says so, and does nothing the second time', async () => {
    const first = await ehcp(['import', 'cases', 'examples/cases.csv'], '', inTracker('one'));
    expect(first.err).toBe('');
    expect(first.out).toMatch(
      /^examples\/cases\.csv: recorded 31 milestones of 5 cases, and 3 children registered, in [\d.]+ seconds\.\n$/,
    );
    expect(first.code).toBe(0);
    const input = readFileSync(join(root, 'examples/cases.csv'));
    const { out, code } = await ehcp(['import', 'cases', '-', '--json'], input, inTracker('one'));
    expect(JSON.parse(out)).toMatchObject({ file: 'standard input', milestones: 0, alreadyOnRecord: 31, problems: 0 });
    expect(code).toBe(0);
    const due = await ehcp(['due', '--as-at', '2025-07-10', '--json'], '', inTracker('one'));
    expect(due.out).toContain('"R2"');
  });

  it('writes out what it imported, and another tracker takes that in', async () => {
    await ehcp(['import', 'cases', 'examples/cases.csv'], '', inTracker('one'));
    const { out } = await ehcp(['export', 'cases', '--with-identities'], '', inTracker('one'));
    const taken = await ehcp(['import', 'cases', '-', '--confirm', 'all'], out, inTracker('two'));
    expect(taken).toMatchObject({ err: '', code: 0 });
    const again = await ehcp(['export', 'cases', '--with-identities', '--out', path('two.csv')], '', inTracker('two'));
    expect(again.out).toMatch(/^Wrote \d+ milestones of 7 cases to /);
    expect(readFileSync(path('two.csv'), 'utf8')).toBe(out);
  });

  it('names what is wrong with a file, writes all of it where asked to, and ends with 2', async () => {
    const file = path('bad.csv');
    writeFileSync(file, `kind,case,milestone,date,outcome,attributes\n${'assessment,A-1,sent,x,,\n'.repeat(150)}`);
    const { code, out, err } = await ehcp(['import', 'cases', file, '--problems', path('p.csv')], '', inTracker('one'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/bad\.csv: 300 problems\. Nothing was recorded\.\n {2}line 2, milestone: /);
    expect(err).toContain('and 100 more.');
    expect(readFileSync(path('p.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(301);
    const missing = await ehcp(['import', 'cases', path('none.csv')], '', inTracker('one'));
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('there is no such file') });
    expect(await ehcp(['import', 'cases'], '', inTracker('one'))).toMatchObject({ code: 2 });
  });

  it('is finished by the same command when it was killed or asked to end, as if nothing had happened', async () => {
    const file = path('cases.csv');
    writeFileSync(file, manyCases());
    const whole = await ehcp(['import', 'cases', file], '', inTracker('whole'));
    expect(whole).toMatchObject({ code: 0, err: '' });
    const all = CASES * (1 + ROWS_A_CASE);
    let before = 0;
    const ends = [
      [CASES / 2, 'SIGKILL'],
      [CASES, 'SIGTERM'],
      [100, 'SIGKILL'],
    ] as const;
    for (const [more, signal] of ends) {
      const there = await killedAt(before + more, signal, file, 'killed');
      expect(there).toBeGreaterThan(before);
      expect(there).toBeLessThan(all);
      before = there;
    }
    expect(await ehcp(['import', 'cases', file], '', inTracker('killed'))).toMatchObject({ code: 0, err: '' });
    const events = await eventsOf('killed');
    expect(events).toHaveLength(all);
    expect(byCase(events)).toEqual(byCase(await eventsOf('whole')));
    const { out } = await ehcp(['import', 'cases', file, '--json'], '', inTracker('killed'));
    expect(JSON.parse(out)).toMatchObject({ milestones: 0, children: 0, alreadyOnRecord: CASES * ROWS_A_CASE });
  });
});

describe('ehcp import cases, with 96 MB of heap and a file of 100 MB', () => {
  const MEGABYTES = 100;

  async function withLittleHeap(file: string): Promise<{ readonly code: unknown; readonly err: string }> {
    const child = spawn(process.execPath, ['--max-old-space-size=96', 'dist/cli.js', 'import', 'cases', file], {
      cwd: root,
      env: { ...process.env, ...inTracker('one') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (text: Buffer) => (err += text.toString()));
    const [code] = (await once(child, 'close')) as [unknown];
    return { code, err };
  }

  function fileOf(name: string, head: string, megabyte: string): string {
    const descriptor = openSync(path(name), 'w');
    writeSync(descriptor, head);
    for (let written = 0; written < MEGABYTES; written += 1) writeSync(descriptor, megabyte);
    closeSync(descriptor);
    return path(name);
  }

  const HEADER = 'kind,case,milestone,date,outcome,attributes\n';

  it('says that a line is too long', async () => {
    const file = fileOf('line.csv', `${HEADER}assessment,A-1,draft-plan-sent,2024-12-20,,`, 'x'.repeat(1_000_000));
    const { code, err } = await withLittleHeap(file);
    expect(err).toMatch(/line\.csv: 1 problem\. Nothing was recorded\.\n {2}line 2: the row is longer than 1 MiB/);
    expect(code).toBe(2);
  });

  it('says that a quote is never closed', async () => {
    const file = fileOf(
      'quote.csv',
      `${HEADER}assessment,"A-1,draft-plan-sent,2024-12-20,,`,
      'a line\n'.repeat(142_857),
    );
    const { code, err } = await withLittleHeap(file);
    expect(err).toContain('line 2: the row is longer than 1 MiB, or a double quote in it is never closed');
    expect(code).toBe(2);
  });

  it('counts every bad row', async () => {
    const row = (at: number): string => `assessment,A-${String(at)},sent,2024-12-20,,"note=${'x'.repeat(950)}"\n`;
    const megabyte = Array.from({ length: 1000 }, (_, at) => row(at)).join('');
    const file = fileOf('rows.csv', HEADER, megabyte);
    const { code, err } = await withLittleHeap(file);
    expect(err).toMatch(/rows\.csv: 100,000 problems\. Nothing was recorded\./);
    expect(code).toBe(2);
  });

  it('says that it is all one case', async () => {
    const row = `assessment,A-1,family-informed,2024-12-20,,"by=letter; message=${'x'.repeat(935)}"\n`;
    const file = fileOf('case.csv', HEADER, row.repeat(1000));
    const { code, err } = await withLittleHeap(file);
    expect(err).toContain('line 2, case: the case has more than 2,000 rows');
    expect(code).toBe(2);
  });
});
