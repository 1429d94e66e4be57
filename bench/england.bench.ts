/**
 * How do the sweep of alerts and the page of the board grow from an authority of 7,000 open plans to one of 720,000, as
 * many as England has? At England's size the bars are 10 s and 1 GiB for the sweep of a day, and 250 ms for 99 of 100
 * pages. A log of that size would take hours to make: the tables are those of the smaller authority many times over, with
 * two years of history, and the log has, beside the smaller authority, the cases that the sweep of the day looks at.
 * `TIMES` asks for other sizes, as multiples of 7,000 open plans; `BENCH_DIRECTORY` for where it all lies: some 15 GB.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { candidatesOf } from '../src/alerts/application/candidates.js';
import { projectionsOf } from '../src/caseload/application/projections.js';
import type { NewEvent, RecordedEvent } from '../src/event-store/event-store.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { WallClock } from '../src/platform/wall-clock.js';
import { openReadModel } from '../src/read-model/open-read-model.js';
import { CHECKPOINT } from '../src/read-model/read-model.js';
import { ReadModels } from '../src/read-model/read-models.js';
import { addDays } from '../src/statute/calendar.js';
import { askBoard } from './board-server.js';
import { alertInCopy, idInCopy, multiply, peakMebibytes } from './england.js';
import { makeLog, UNTIL } from './made-log.js';
import { beginAlerts, sweepOf, told } from './sweeping.js';

/** Makes an authority of 7,000 open plans, over two years. */
const EVENTS = Number(process.env.EVENTS ?? 167_000);
const TIMES = (process.env.TIMES ?? '1,10,103').split(',').map(Number);
const BARS = { sweepSeconds: 10, mebibytes: 1024, boardMilliseconds: 250 };
const TOMORROW = addDays(UNTIL, 1);
const TOGETHER = 500;
/** `AT_START=yes` measures the sweep of a server that has just started. */
const AT_START = process.env.AT_START === 'yes';

const { STEP: step } = process.env;
const directory = process.env.AUTHORITY ?? mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'england-bench-'));
const tables = join(directory, 'read-model.db');

async function opened() {
  const store = await SqliteEventStore.open({ file: join(directory, 'events.db') });
  const model = await openReadModel(`sqlite:${tables}`);
  const models = new ReadModels(store, model, projectionsOf(store, undefined), new WallClock(), directory);
  const close = async (): Promise<void> => {
    await models.close();
    await store.close();
  };
  return { store, model, models, close };
}

/** The smaller authority, on the day of its first sweep. */
async function make(): Promise<void> {
  const { store, models, close } = await opened();
  await makeLog(store, { atLeast: EVENTS, years: 2, until: UNTIL, notes: false });
  await models.rebuild();
  await sweepOf(await beginAlerts(store, models, UNTIL), UNTIL);
  await models.projector.catchUp();
  await close();
}

/** The cases of which something is to be told tomorrow, with their alerts, as the log has them. */
async function lookedAtTomorrow(): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
  const { store, model, models, close } = await opened();
  const { settings } = (await beginAlerts(store, models, UNTIL)).with;
  const streams = new Map<string, readonly RecordedEvent[]>();
  for await (const page of candidatesOf({ db: model.db, asAt: TOMORROW }, settings)) {
    for (const { kind, id } of page) {
      const alerts = await model.db.selectFrom('alert').select('id').where('case_id', '=', id).execute();
      for (const stream of [`${kind}-${id}`, ...alerts.map((alert) => `alert-${alert.id}`)]) {
        streams.set(stream, await store.readStream(stream));
      }
    }
  }
  await close();
  return streams;
}

type Copied = Pick<NewEvent, 'id' | 'type' | 'data' | 'metadata'>;

/** The stream of a case or an alert in a copy of the authority. */
function inCopy(stream: string, events: readonly RecordedEvent[], copy: number) {
  const isAlert = stream.startsWith('alert-');
  const copied = events.map(({ id, type, data, metadata }): Copied => {
    const about = data.case;
    const moved = typeof about === 'string' ? { ...data, case: idInCopy(about, copy) } : data;
    return { id, type, data: moved, metadata };
  });
  const cut = stream.indexOf('-') + 1;
  const [first] = copied;
  const id = isAlert && first !== undefined ? alertInCopy(first.data as never) : idInCopy(stream.slice(cut), copy);
  return { stream: stream.slice(0, cut) + id, events: copied };
}

/** Makes the authority so many times as large. */
async function grow(times: number): Promise<void> {
  const streams = await lookedAtTomorrow();
  multiply(tables, times);
  const { store, model, close } = await opened();
  let pending: Promise<unknown>[] = [];
  for (let copy = 1; copy < times; copy += 1) {
    for (const [name, events] of streams) {
      const { stream, events: copied } = inCopy(name, events, copy);
      // Where an id begins as those of this copy do, it is its own.
      if (stream === name) continue;
      pending.push(store.append(stream, copied, 'no-stream'));
      if (pending.length < TOGETHER) continue;
      await Promise.all(pending);
      pending = [];
    }
  }
  await Promise.all(pending);
  // The tables have these cases already.
  const last = await store.append(
    `plan-${idInCopy('00000000-0000-4000-8000-000000000000', 1)}`,
    [{ id: '00000000-0000-4000-8000-000000000001', type: 'NoteAdded', data: {}, metadata: BENCH }],
    'any',
  );
  await model.writing
    .updateTable('checkpoint')
    .set({ position: last.position })
    .where('name', '=', CHECKPOINT)
    .execute();
  await close();
}

const BENCH = { actor: 'bench', correlationId: 'bench', causationId: 'bench', schemaVersion: 1 };

async function sizes(): Promise<string> {
  const { model, close } = await opened();
  const plans = await model.db
    .selectFrom('plan_span')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ended_on', 'is', null)
    .executeTakeFirstOrThrow();
  const alerts = await model.db
    .selectFrom('alert')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('is_open', '=', 1)
    .executeTakeFirstOrThrow();
  await close();
  const gigabytes = (statSync(tables).size / 1e9).toFixed(1);
  return `${String(plans.count)} open plans, ${String(alerts.count)} open alerts, tables of ${gigabytes} GB`;
}

async function sweepTomorrow(): Promise<boolean> {
  const { store, models, close } = await opened();
  const swept = await sweepOf(await beginAlerts(store, models, UNTIL), TOMORROW, AT_START ? undefined : UNTIL);
  await close();
  const mebibytes = peakMebibytes();
  console.log(`${told('the sweep of a day', swept)}; peak memory ${mebibytes.toFixed(0)} MiB`);
  return swept.seconds <= BARS.sweepSeconds && mebibytes <= BARS.mebibytes;
}

async function askForBoard(): Promise<boolean> {
  const { first, p50, p99 } = await askBoard(directory);
  console.log(
    `the page of the board     first ${first.toFixed(0)} ms, then p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ` +
      `peak memory ${peakMebibytes().toFixed(0)} MiB`,
  );
  return p99 <= BARS.boardMilliseconds;
}

/** Does a step in a process of its own, so that it has its memory to itself. @returns whether its bars were met */
function inItsOwnProcess(name: string, authority: string, times = 1): boolean {
  const { status } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url)], {
    env: { ...process.env, STEP: name, AUTHORITY: authority, TIMES: String(times) },
    stdio: 'inherit',
  });
  if (status !== 0 && status !== MISSED) throw new Error(`The step ${name} failed.`);
  return status === 0;
}

const MISSED = 3;
const STEPS: Readonly<Record<string, () => Promise<unknown>>> = {
  make,
  grow: () => grow(TIMES[0] ?? 1),
  sizes: async () => console.log(await sizes()),
  sweep: sweepTomorrow,
  board: askForBoard,
};

if (step === undefined) {
  const base = join(directory, 'once');
  mkdirSync(base);
  inItsOwnProcess('make', base);
  let isMet = true;
  for (const times of TIMES) {
    const authority = join(directory, String(times));
    cpSync(base, authority, { recursive: true });
    if (times > 1) inItsOwnProcess('grow', authority, times);
    inItsOwnProcess('sizes', authority);
    isMet = inItsOwnProcess('board', authority) && isMet;
    isMet = inItsOwnProcess('sweep', authority) && isMet;
    rmSync(authority, { recursive: true });
  }
  console.log(`bars ${isMet ? 'met' : 'missed'}: ${JSON.stringify(BARS)}`);
  rmSync(directory, { recursive: true });
} else {
  process.exitCode = (await STEPS[step]?.()) === false ? MISSED : 0;
}
