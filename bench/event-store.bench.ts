/**
 * How much does the event log cost on top of SQLite? Raw inserts and ours run in turn, in short rounds, on the same disk;
 * a ratio is the median of the ratios of neighbouring rounds, so that what else the disk does weighs on both. The bars: appends one at a time at 0.75 of raw inserts at least; 32 at once at 0.5 of raw group commit, with 99
 * of 100 answered within 5 ms; 1,500 times a second a stream of 20 events loaded, folded, decided on and appended to.
 *
 * The databases stand in the directory for temporary files, or in BENCH_DIRECTORY.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent, Position } from '../src/event-store/event-store.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { openRawLog } from './raw-log.js';
import { median, middle, timed, type Timing } from './timing.js';

const ROUNDS = 20;
const SECONDS_A_ROUND = 0.3;
const SECONDS_TO_WARM_UP = 2;
const WIDTH = 32;
const CASES = 500;
const EVENTS_A_CASE = 20;
const EVENTS_TO_READ = 200_000;
const PAGE = 5_000;

const TYPES = ['AdviceRequested', 'AdviceReceived', 'DraftPlanSent', 'RepresentationsReceived', 'NoteAdded'];

/** An event of about 400 bytes, as an authority records them. */
function caseEvent(index: number): NewEvent {
  const correlationId = randomUUID();
  return {
    id: randomUUID(),
    type: TYPES[index % TYPES.length] ?? 'NoteAdded',
    data: {
      on: new Date(Date.UTC(2026, 0, 1 + (index % 360))).toISOString().slice(0, 10),
      ref: `advice-${String(index % 9)}`,
      adviser: 'educational-psychologist',
      from: { team: 'educational-psychology', office: 'north' },
      dueOn: '2026-04-13',
      workingDays: index % 20,
      note: 'The setting is closed over Easter; the adviser has agreed to send the advice by the end of the week.',
    },
    metadata: { actor: `user-${String(index % 97)}`, correlationId, causationId: correlationId, schemaVersion: 1 },
  };
}

const newStream = () => `assessment-${randomUUID()}`;
let serial = 0;
const nextEvent = () => caseEvent((serial += 1));

const directory = mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'event-store-bench-'));
const raw = openRawLog(join(directory, 'raw.db'));
const store = await SqliteEventStore.open({ file: join(directory, 'events.db') });

const contenders: readonly [string, number, () => unknown][] = [
  ['raw, one at a time', 1, () => raw.append(newStream(), [nextEvent()], -1)],
  ['ours, one at a time', 1, () => store.append(newStream(), [nextEvent()], 'no-stream')],
  [`raw group commit, ${String(WIDTH)} at once`, WIDTH, () => raw.appendGrouped(newStream(), [nextEvent()], -1)],
  [`ours, ${String(WIDTH)} at once`, WIDTH, () => store.append(newStream(), [nextEvent()], 'no-stream')],
];

/** Who did what last, and how often: enough to decide on. */
async function loadDecideAppend(stream: string): Promise<void> {
  const events = await store.readStream(stream);
  const open = new Set<unknown>();
  for (const { type, data } of events) {
    if (type === 'AdviceRequested') open.add(data.ref);
    if (type === 'AdviceReceived') open.delete(data.ref);
  }
  if (events.length < EVENTS_A_CASE || open.size > events.length) throw new Error('The stream is not as recorded.');
  await store.append(stream, [nextEvent()], events.length - 1);
}

const streams = Array.from({ length: CASES }, newStream);
for (const stream of streams) {
  await store.append(
    stream,
    Array.from({ length: EVENTS_A_CASE }, (_, index) => caseEvent(index)),
    'no-stream',
  );
}

const rounds = contenders.map((): Timing[] => []);
const decided: Timing[] = [];
let turn = 0;
const decide = () => loadDecideAppend(streams[(turn += 1) % CASES] ?? '');
// Until the journals of both have been written through once and are written over: growing a file costs more.
for (const [, width, work] of contenders) await timed(SECONDS_TO_WARM_UP, width, work);
await timed(SECONDS_A_ROUND, 1, decide);
for (let round = 0; round < ROUNDS; round += 1) {
  // Who goes first changes, so that neither always follows the other's checkpoint.
  const order = [...contenders.keys()];
  for (const at of round % 2 === 0 ? order : order.reverse()) {
    const [, width, work] = contenders[at] ?? ['', 1, () => undefined];
    rounds[at]?.push(await timed(SECONDS_A_ROUND, width, work));
  }
  decided.push(await timed(SECONDS_A_ROUND, 1, decide));
}

const filling = 1_000;
for (let count = 0; count < EVENTS_TO_READ; count += filling) {
  await store.append(newStream(), Array.from({ length: filling }, nextEvent), 'no-stream');
}
const scans: { readonly perSecond: number; readonly events: number }[] = [];
for (let round = 0; round < 3; round += 1) {
  const start = performance.now();
  let after: Position | undefined;
  let events = 0;
  for (;;) {
    const page = await store.readAll(after, PAGE);
    events += page.length;
    after = page.at(-1)?.position;
    if (page.length < PAGE) break;
  }
  scans.push({ perSecond: (events / (performance.now() - start)) * 1000, events });
}
raw.close();
await store.close();
rmSync(directory, { recursive: true });

const timings = rounds.map(middle);
const rate = (at: number) => timings[at]?.perSecond ?? Number.NaN;
const ratio = (ours: number, to: number) =>
  median((rounds[ours] ?? []).map(({ perSecond }, at) => perSecond / (rounds[to]?.[at]?.perSecond ?? Number.NaN)));
const decisions = middle(decided);
const bytes = JSON.stringify(caseEvent(1).data).length;

console.log(
  `medians of ${String(ROUNDS)} rounds of ${String(SECONDS_A_ROUND)} s in turn; data of ${String(bytes)} bytes, every append on the disk`,
);
console.table(
  Object.fromEntries([
    ...contenders.map(([name], at) => [
      name,
      {
        'per second': Math.round(rate(at)),
        'p50 ms': Number(timings[at]?.p50.toFixed(2)),
        'p99 ms': Number(timings[at]?.p99.toFixed(2)),
      },
    ]),
    [
      `${String(EVENTS_A_CASE)}-event stream: load, fold, decide, append`,
      {
        'per second': Math.round(decisions.perSecond),
        'p50 ms': Number(decisions.p50.toFixed(2)),
        'p99 ms': Number(decisions.p99.toFixed(2)),
      },
    ],
    [
      `readAll of ${String(scans.at(-1)?.events)} events`,
      { 'per second': Math.round(median(scans.map(({ perSecond }) => perSecond))) },
    ],
  ]),
);

const p99 = timings[3]?.p99 ?? Number.NaN;
const bars: readonly [string, number, string, boolean][] = [
  ['ours / raw, one at a time', ratio(1, 0), '>= 0.75', ratio(1, 0) >= 0.75],
  [`ours / raw group commit, ${String(WIDTH)} at once`, ratio(3, 2), '>= 0.5', ratio(3, 2) >= 0.5],
  [`p99 in milliseconds, ${String(WIDTH)} at once`, p99, '<= 5', p99 <= 5],
  ['load, fold, decide, append a second', decisions.perSecond, '>= 1500', decisions.perSecond >= 1_500],
];
console.table(
  Object.fromEntries(
    bars.map(([name, figure, bar, met]) => [name, { figure: Number(figure.toFixed(2)), bar, met: met ? 'yes' : 'NO' }]),
  ),
);
