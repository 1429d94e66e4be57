/**
 * How long does the sweep of alerts take each morning in an authority with 25,000 open cases and ten years of history? The
 * bar is 2 s. The first sweep finds what is late already; of the days after it, each is swept once. `EVENTS` asks for
 * another number of events, `BENCH_LOG` for a folder that keeps the log between runs.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectionsOf } from '../src/caseload/application/projections.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { WallClock } from '../src/platform/wall-clock.js';
import { openReadModel } from '../src/read-model/open-read-model.js';
import { ReadModels } from '../src/read-model/read-models.js';
import { addDays } from '../src/statute/calendar.js';
import { makeLog, UNTIL } from './made-log.js';
import { beginAlerts, sweepOf, told } from './sweeping.js';
import { median } from './timing.js';

const EVENTS = Number(process.env.EVENTS ?? 1_110_000);
const DAYS = 5;
const BAR_SECONDS = 2;

const kept = process.env.BENCH_LOG;
const directory = kept ?? mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'sweep-bench-'));
const file = join(directory, 'events.db');
const isThere = existsSync(file);
const store = await SqliteEventStore.open({ file });
if (!isThere) await makeLog(store, { atLeast: EVENTS, years: 10, until: UNTIL });
const model = await openReadModel(`sqlite:${join(directory, 'read-model.db')}`);
const models = new ReadModels(store, model, projectionsOf(store, undefined), new WallClock(), directory);
if (!isThere || (await models.projector.isOutdated())) await models.rebuild();
const { open } = await model.db
  .selectFrom('case_file')
  .select((eb) => eb.fn.countAll<number>().as('open'))
  .where('is_open', '=', 1)
  .executeTakeFirstOrThrow();
console.log(`${String(open)} open cases`);

const around = await beginAlerts(store, models, UNTIL);
const first = await sweepOf(around, UNTIL);
console.log(told('the first sweep', first));
await models.projector.catchUp();
const seconds: number[] = [];
for (let number = 1; number <= DAYS; number += 1) {
  const swept = await sweepOf(around, addDays(UNTIL, number));
  console.log(told(`the sweep of day ${String(number)}`, swept));
  seconds.push(swept.seconds);
  await models.projector.catchUp();
}
const again = await sweepOf(around, addDays(UNTIL, DAYS));
console.log(told('the same day once more', again));
const middle = median(seconds);
console.log(`median ${middle.toFixed(2)} s, bar ${String(BAR_SECONDS)} s: ${middle <= BAR_SECONDS ? 'met' : 'missed'}`);
await models.close();
await store.close();
if (kept === undefined) rmSync(directory, { recursive: true });
