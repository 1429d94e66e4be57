/**
 * How long does it take to say how timely an authority with 25,000 cases was over 10 years? The bar is 20 ms for 99 of
 * 100 questions. `EVENTS` asks for another number of events, `BENCH_LOG` for a folder that keeps the log between runs.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectionsOf } from '../src/caseload/application/projections.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { WallClock } from '../src/platform/wall-clock.js';
import { openReadModel } from '../src/read-model/open-read-model.js';
import { ReadModels } from '../src/read-model/read-models.js';
import { addMonths, dayInLondon } from '../src/statute/calendar.js';
import { countsOfAYear } from '../src/timeliness/application/published.js';
import { Timeliness } from '../src/timeliness/application/timeliness.js';
import { makeLog, UNTIL } from './made-log.js';
import { timed } from './timing.js';

const EVENTS = Number(process.env.EVENTS ?? 700_000);
const SECONDS = Number(process.env.SECONDS ?? 3);
const BAR_MILLISECONDS = 20;
const YEARS = 10;

const kept = process.env.BENCH_LOG;
const directory = kept ?? mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'timeliness-bench-'));
const file = join(directory, 'events.db');
const isThere = existsSync(file);
const store = await SqliteEventStore.open({ file });
if (!isThere) await makeLog(store, { atLeast: EVENTS, years: YEARS, until: UNTIL });
const model = await openReadModel(`sqlite:${join(directory, 'read-model.db')}`);
const models = new ReadModels(store, model, projectionsOf(store, undefined), new WallClock(), directory);
if (!isThere || (await models.projector.isOutdated())) await models.rebuild();
const timeliness = new Timeliness(models);

const cases = await model.db
  .selectFrom('case_file')
  .select((eb) => eb.fn.countAll().as('count'))
  .executeTakeFirstOrThrow();
const counts = await model.db
  .selectFrom('measure_day')
  .select((eb) => eb.fn.countAll().as('count'))
  .executeTakeFirstOrThrow();
console.log(`${String(cases.count)} cases, ${String(counts.count)} rows of counts`);

const to = dayInLondon(new Date());
const from = addMonths(to, -12 * YEARS);
const figures = (measure: string, by: 'month' | 'calendar-year' | 'rolling-12-months') => () =>
  timeliness.of(measure, { by, from, to });

const QUESTIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  'plans within 20 weeks, by month': figures('plans-within-20-weeks', 'month'),
  'plans within 20 weeks, by year': figures('plans-within-20-weeks', 'calendar-year'),
  'plans within 20 weeks, rolling 12 months': figures('plans-within-20-weeks', 'rolling-12-months'),
  'review decisions within 4 weeks, by month': figures('review-decisions-within-4-weeks', 'month'),
  'amended plans within 8 weeks, by month': figures('amended-plans-within-8-weeks', 'month'),
};

const WAITING: Readonly<Record<string, () => Promise<unknown>>> = {
  'annual reviews that wait, now': () => timeliness.of('late-reviews-waiting', { by: 'month' }),
  'assessments that wait, now': () => timeliness.of('late-plans-waiting', { by: 'month' }),
};

let isMet = true;
for (const [question, ask] of Object.entries({ ...QUESTIONS, ...WAITING })) {
  for (let round = 0; round < 20; round += 1) await ask();
  const { p50, p99, perSecond } = await timed(SECONDS, 1, ask);
  isMet &&= p99 <= BAR_MILLISECONDS;
  console.log(
    `${question.padEnd(52)} p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, ${String(Math.round(perSecond))}/s`,
  );
}
for (const [question, ask] of [
  ['annual reviews as at a census day', () => timeliness.annualReviews({})],
  [
    'annual reviews that wait, 12 months',
    () => timeliness.of('late-reviews-waiting', { by: 'month', from: addMonths(to, -11) }),
  ],
  [
    'plans within 20 weeks of 5 years, by team',
    () => timeliness.of('plans-within-20-weeks', { by: 'calendar-year', cut: 'team' }),
  ],
  [
    'annual reviews within 12 months of 5 years, by team',
    () => timeliness.of('reviews-within-12-months', { by: 'calendar-year', cut: 'team' }),
  ],
  ['all published counts of a year', () => countsOfAYear(model.db, 2024)],
] as const) {
  const { p50 } = await timed(SECONDS, 1, ask);
  console.log(`${question.padEnd(52)} p50 ${p50.toFixed(0)} ms (no bar)`);
}
console.log(`bar p99 ${String(BAR_MILLISECONDS)} ms: ${isMet ? 'met' : 'missed'}`);
await models.close();
await store.close();
if (kept === undefined) rmSync(directory, { recursive: true });
