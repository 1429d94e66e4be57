/**
 * How many events a second are appended by 32 at once, each acknowledged and durable, with the read models caught up at
 * the end? What is timed ends when the last event is shown. The bar is 6,000. Beside it: the same appends without any
 * read model.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectionsOf } from '../src/caseload/application/projections.js';
import type { Position } from '../src/event-store/event-store.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { WallClock } from '../src/platform/wall-clock.js';
import { openReadModel } from '../src/read-model/open-read-model.js';
import { ReadModels } from '../src/read-model/read-models.js';
import { addDays, day } from '../src/statute/calendar.js';
import { childOf, makeLog, UNTIL, type Made } from './made-log.js';
import { median } from './timing.js';

const WRITERS = 32;
const ROUNDS = 5;
const EVENTS_A_ROUND = 20_000;
const BEFORE = 100_000;
const BAR = 6_000;
const FIRST_NEW_CHILD = 1_000_000;
const PATIENCE = 120_000;

/** Stories of new children, so many that their events are enough for a round. */
function stories(round: number): Made[][] {
  const all: Made[][] = [];
  let events = 0;
  for (let number = 0; events < EVENTS_A_ROUND; number += 1) {
    const requested = addDays(day('2023-01-02'), number % 365);
    const story = [...childOf(FIRST_NEW_CHILD * (round + 1) + number, requested, UNTIL)];
    all.push(story);
    events += story.length;
  }
  return all;
}

const metadata = { actor: 'bench', correlationId: 'bench', causationId: 'bench', schemaVersion: 1 };

/** Has 32 writers record stories, each one story after the other, event by event. */
async function record(store: SqliteEventStore, all: Made[][]): Promise<{ events: number; last: Position }> {
  let events = 0;
  let last = '' as Position;
  const write = async (): Promise<void> => {
    for (let story = all.pop(); story !== undefined; story = all.pop()) {
      const revisions = new Map<string, number>();
      for (const { stream, type, data } of story) {
        const before = revisions.get(stream);
        const { revision, position } = await store.append(
          stream,
          [{ id: randomUUID(), type, data, metadata }],
          before ?? 'no-stream',
        );
        revisions.set(stream, revision);
        if (position > last) last = position;
        events += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  return { events, last };
}

async function rates(isProjected: boolean): Promise<number[]> {
  const directory = mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'append-projected-'));
  const store = await SqliteEventStore.open({ file: join(directory, 'events.db') });
  await makeLog(store, { atLeast: BEFORE, years: 3, until: UNTIL });
  const model = await openReadModel(`sqlite:${join(directory, 'read-model.db')}`);
  const models = new ReadModels(store, model, projectionsOf(store, undefined), new WallClock(), directory);
  const ending = new AbortController();
  let running: Promise<void> = Promise.resolve();
  if (isProjected) {
    await models.rebuild();
    running = models.projector.run(ending.signal);
  }
  const found: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const all = stories(round);
    const started = performance.now();
    const { events, last } = await record(store, all);
    if (isProjected && !(await models.projector.waitFor(last, PATIENCE)))
      throw new Error('The read models fell behind.');
    // The first round warms up.
    if (round > 0) found.push((events / (performance.now() - started)) * 1000);
  }
  ending.abort();
  await running;
  await models.close();
  await store.close();
  rmSync(directory, { recursive: true });
  return found;
}

const bare = median(await rates(false));
const projected = median(await rates(true));
console.log(
  `32 at once, appended: ${String(Math.round(bare))} events/s; appended and shown: ${String(Math.round(projected))} events/s ` +
    `(${(projected / bare).toFixed(2)} of it; medians of ${String(ROUNDS)} rounds of ${String(EVENTS_A_ROUND)}; ` +
    `bar ${String(BAR)}: ${projected >= BAR ? 'met' : 'missed'})`,
);
