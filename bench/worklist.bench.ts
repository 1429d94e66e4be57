/**
 * How long does a worklist take in an authority with 25,000 open cases? The bar is 10 ms for 99 of 100 questions, each a
 * page of 50. `EVENTS` asks for another number of events, `BENCH_LOG` for a folder that keeps the log between runs.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseFile } from '../src/caseload/application/case-file.js';
import { listCases, type CaseFilter } from '../src/caseload/application/list-cases.js';
import { listClocks, type ClockFilter } from '../src/caseload/application/list-clocks.js';
import { projectionsOf } from '../src/caseload/application/projections.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { WallClock } from '../src/platform/wall-clock.js';
import { openReadModel } from '../src/read-model/open-read-model.js';
import type { Asked } from '../src/read-model/read-models.js';
import { ReadModels } from '../src/read-model/read-models.js';
import { addDays } from '../src/statute/calendar.js';
import type { Status } from '../src/statute/clock.js';
import { makeLog, random, UNTIL } from './made-log.js';
import { timed } from './timing.js';

const EVENTS = Number(process.env.EVENTS ?? 700_000);
const SECONDS = Number(process.env.SECONDS ?? 3);
const BAR_MILLISECONDS = 10;

const kept = process.env.BENCH_LOG;
const directory = kept ?? mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'worklist-bench-'));
const file = join(directory, 'events.db');
const isThere = existsSync(file);
const store = await SqliteEventStore.open({ file });
if (!isThere) await makeLog(store, { atLeast: EVENTS, years: 10, until: UNTIL });
const model = await openReadModel(`sqlite:${join(directory, 'read-model.db')}`);
const models = new ReadModels(store, model, projectionsOf(store, undefined), new WallClock(), directory);
if (!isThere || (await models.projector.isOutdated())) await models.rebuild();

const asked: Asked = { db: model.db, asAt: UNTIL };
const open = await model.db
  .selectFrom('case_file')
  .select((eb) => eb.fn.countAll().as('count'))
  .where('is_open', '=', 1)
  .executeTakeFirstOrThrow();
const clocks = await model.db
  .selectFrom('clock')
  .select((eb) => eb.fn.countAll().as('count'))
  .executeTakeFirstOrThrow();
console.log(`${String(open.count)} open cases, ${String(clocks.count)} clocks`);

const chance = random(1);
const one = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
const officer = (): string => `officer-${String(Math.floor(chance() * 140))}`;
const team = (): string => one(['north', 'south', 'east', 'west', 'post-16', 'early-years']);
const rule = (): string => one(['N1', 'N2', 'N7', 'R1', 'R2', 'R6', 'R9']);
const WORK: readonly Status[] = ['overdue', 'due-soon', 'running'];

const clocksOf = (filter: () => ClockFilter) => () => listClocks(asked, filter());
const casesOf = (filter: () => CaseFilter) => () => listCases(asked, filter());
const ids = (await listCases(asked, { open: true }, { limit: 500 })).items.map(({ id }) => id);

const QUESTIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  'clocks of an officer, all open': clocksOf(() => ({ officer: officer(), status: WORK })),
  'clocks of an officer, overdue': clocksOf(() => ({ officer: officer(), status: ['overdue'] })),
  'clocks of an officer, due soon': clocksOf(() => ({ officer: officer(), status: ['due-soon'] })),
  'clocks of a team, overdue': clocksOf(() => ({ team: team(), status: ['overdue'] })),
  'clocks of a team, due soon': clocksOf(() => ({ team: team(), status: ['due-soon'] })),
  'clocks of a rule, overdue': clocksOf(() => ({ rule: [rule()], status: ['overdue'] })),
  'clocks of a rule, due soon or overdue': clocksOf(() => ({ rule: [rule()], status: ['due-soon', 'overdue'] })),
  'clocks of a rule and a team, all open': clocksOf(() => ({ rule: [rule()], team: team(), status: WORK })),
  'clocks of a council, due soon': clocksOf(() => ({ status: ['due-soon'] })),
  'clocks of a council, due next month': clocksOf(() => ({
    status: WORK,
    dueFrom: addDays(UNTIL, Math.floor(chance() * 10)),
    dueTo: addDays(UNTIL, 30),
  })),
  'cases of an officer, open': casesOf(() => ({ officer: officer(), open: true })),
  'cases of a team, open assessments': casesOf(() => ({ team: team(), open: true, kind: ['assessment'] })),
  'cases of a council, open': casesOf(() => ({ open: true })),
  'a case file': () => caseFile(asked, one(ids)),
};

let isMet = true;
for (const [question, ask] of Object.entries(QUESTIONS)) {
  for (let round = 0; round < 20; round += 1) await ask();
  const { p50, p99, perSecond } = await timed(SECONDS, 1, ask);
  isMet &&= p99 <= BAR_MILLISECONDS;
  console.log(
    `${question.padEnd(40)} p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, ${String(Math.round(perSecond))}/s`,
  );
}
console.log(`bar p99 ${String(BAR_MILLISECONDS)} ms: ${isMet ? 'met' : 'missed'}`);
await models.close();
await store.close();
if (kept === undefined) rmSync(directory, { recursive: true });
