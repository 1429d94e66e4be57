import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { EventReading, LogEnd, Position, SortedReading } from '../event-store/event-store.js';
import { createIndexes, createTables, definitionOf, dropTables, renameTables } from './definition.js';
import { fill, fillSorted } from './fill.js';
import type { Projection, ProjectionMaker } from './projection.js';
import { blamed, writerIn } from './projector.js';
import { CHECKPOINT, positionOf, type ReadModel, type WritingTransaction } from './read-model.js';
import type { Tables } from './schema.js';
import type { Writer } from './writer.js';

/** Milliseconds after which a rebuild of which nothing was heard counts as given up. */
const GIVEN_UP_AFTER = 10 * 60_000;

const PAGE = 5_000;

/** How a rebuild is carried out. */
export interface RebuildOptions {
  readonly now: () => Date;
  /**
   * Called with the number of events that were projected, and of all events as far as the tables of before know it.
   */
  readonly progress?: (done: number, total: number) => void;
  /** Gives the rebuild up; the tables of before stay as they are. */
  readonly signal?: AbortSignal;
  /** Fills the tables in other threads, where the event store can sort its events. */
  readonly helper?: RebuildHelper | undefined;
}

/** What other threads are asked to do. */
export interface HelperTask {
  /** What the names of the tables begin with. */
  readonly prefix: string;
  /** Up to where the events are taken in. */
  readonly end: LogEnd;
}

/** How a helper is followed and ended. */
export interface HelperOptions {
  /** Called with the number of events that were taken in. */
  readonly progress: (done: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Fills the tables in other threads, but for what is projected only here.
 * @returns how many events were taken in
 * @throws CannotBeProjected
 */
export type RebuildHelper = (task: HelperTask, options: HelperOptions) => Promise<number>;

/** What a rebuild did. */
export interface Rebuilt {
  readonly events: number;
}

const asTables = (transaction: WritingTransaction): Kysely<Tables> => transaction as unknown as Kysely<Tables>;

/**
 * Makes the tables anew beside those that are asked meanwhile, and puts them in their place when they have caught up.
 * Cut short at any moment, it leaves the tables of before as they are; doing it again always succeeds.
 */
export async function rebuild(
  store: EventReading,
  model: ReadModel,
  make: ProjectionMaker,
  { now, progress, signal, helper }: RebuildOptions,
): Promise<Rebuilt> {
  const { writing, isSqlite } = model;
  const generation = `g${randomBytes(6).toString('hex')}`;
  const prefix = `${generation}_`;
  await clearGivenUp(model, now());
  const hear = async (): Promise<void> => {
    await writing
      .updateTable('rebuild')
      .set({ heard_at: now().toISOString() })
      .where('generation', '=', generation)
      .execute();
  };
  await writing.transaction().execute(async (transaction) => {
    await transaction.insertInto('rebuild').values({ generation, heard_at: now().toISOString() }).execute();
    await createTables(asTables(transaction), prefix, isSqlite);
  });
  try {
    let lastHeard = 0;
    const filled = await fillTables({
      store,
      model,
      make,
      prefix,
      helper,
      signal,
      progress: (done, total) => {
        progress?.(done, total);
        if (done - lastHeard < PAGE * 20) return;
        lastHeard = done;
        // To be heard of late does no harm; a rebuild that lives is heard of again.
        hear().catch(() => undefined);
      },
    });
    signal?.throwIfAborted();
    await hear();
    await sortingOnDisk(model, () =>
      writing.transaction().execute((transaction) => createIndexes(asTables(transaction), prefix, generation)),
    );
    signal?.throwIfAborted();
    await hear();
    const since = await writing.transaction().execute((transaction) => {
      const writer = writerIn(transaction, model, prefix);
      const projections = make({ fresh: false });
      return swap({
        store,
        transaction,
        writer,
        projections,
        definition: definitionOf(make),
        generation,
        after: filled.after,
      });
    });
    return { events: filled.events + since };
  } catch (error) {
    // What cannot be cleared now is cleared by a later rebuild.
    await clear(model, generation).catch(() => undefined);
    throw await blamed(store, error, 'The tables of before stay as they are.');
  }
}

/** What is needed to fill tables with everything that is on record. */
interface Task {
  readonly helper: RebuildHelper | undefined;
  readonly signal: AbortSignal | undefined;
  readonly store: EventReading;
  readonly model: ReadModel;
  readonly make: ProjectionMaker;
  readonly prefix: string;
  readonly progress: (done: number, total: number) => void;
}

/** How far tables were filled. */
interface FilledSoFar {
  readonly events: number;
  readonly after: Position | undefined;
}

async function fillTables(task: Task): Promise<FilledSoFar> {
  const { store, model, make, prefix, progress, signal } = task;
  if (store.sorted !== undefined) return fillFromSorted(store.sorted, task);
  const total = await eventsIn(model);
  const view = { fresh: true } as const;
  let events = 0;
  const after = await fill(store, {
    model,
    prefix,
    projections: make(view),
    view,
    signal,
    progress: (done) => {
      events = done;
      progress(done, Math.max(total, done));
    },
  });
  return { events, after };
}

async function fillFromSorted(
  sorted: SortedReading,
  { model, make, prefix, helper, progress, signal }: Task,
): Promise<FilledSoFar> {
  const end = sorted.end();
  const projections = make({ fresh: true, whole: true });
  const told = (done: number): void => progress(done, end.events);
  const filling = { model, prefix, end, signal };
  if (helper === undefined) {
    const choice = { share: { index: 0, of: 1 } };
    const events = await fillSorted(sorted, { ...filling, projections, choice, progress: told });
    return { events, after: end.position };
  }
  const events = await helper({ prefix, end }, { progress: told, signal });
  // After the other threads, so that this one does not stand still while they write.
  for (const projection of projections) {
    const { onlyHere: kind } = projection;
    if (kind !== undefined) await fillSorted(sorted, { ...filling, projections: [projection], choice: { kind } });
  }
  return { events, after: end.position };
}

/** What is needed to put filled tables in the place of those that are asked. */
interface Swap {
  readonly store: EventReading;
  readonly transaction: WritingTransaction;
  readonly writer: Writer;
  readonly projections: readonly Projection[];
  readonly definition: string;
  readonly generation: string;
  /** Up to where the tables were filled. */
  readonly after: Position | undefined;
}

/**
 * Takes in what came meanwhile and puts the tables in the place of those of before. Within the transaction nobody else
 * moves the checkpoint.
 * @returns how many events were taken in
 */
async function swap({ store, transaction, writer, projections, definition, generation, after }: Swap): Promise<number> {
  let done = 0;
  let last = after;
  for (;;) {
    const events = await store.readAll(last, PAGE);
    if (events.length === 0) break;
    last = events.at(-1)?.position;
    done += events.length;
    for (const projection of projections) {
      await projection.take(events);
      await projection.flush(writer, true);
    }
  }
  await dropTables(asTables(transaction), '');
  await renameTables(asTables(transaction), `${generation}_`);
  await transaction
    .updateTable('checkpoint')
    .set({
      position: last ?? '',
      definition,
      fault_event: null,
      fault_position: null,
      fault_reason: null,
    })
    .where('name', '=', CHECKPOINT)
    .execute();
  await transaction.deleteFrom('rebuild').where('generation', '=', generation).execute();
  return done;
}

/** Has indexes sorted in a temporary file as far as they have no room in the cache, so that memory does not grow with them. */
async function sortingOnDisk({ writing, isSqlite }: ReadModel, work: () => Promise<void>): Promise<void> {
  if (!isSqlite) return work();
  await sql`pragma temp_store = file`.execute(writing);
  try {
    await work();
  } finally {
    await sql`pragma temp_store = memory`.execute(writing);
  }
}

/** How many events the tables that are there know of. */
async function eventsIn({ db }: ReadModel): Promise<number> {
  try {
    const { count } = await db
      .selectFrom('audit')
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    // PostgreSQL counts in a text.
    return Number(count);
  } catch {
    // The tables of another version need not have it.
    return 0;
  }
}

async function clear({ writing }: ReadModel, generation: string): Promise<void> {
  await writing.transaction().execute(async (transaction) => {
    await dropTables(asTables(transaction), `${generation}_`);
    await transaction.deleteFrom('rebuild').where('generation', '=', generation).execute();
  });
}

/** Drops what rebuilds left that were cut short. */
async function clearGivenUp(model: ReadModel, now: Date): Promise<void> {
  const before = new Date(now.getTime() - GIVEN_UP_AFTER).toISOString();
  const left = await model.writing.selectFrom('rebuild').select('generation').where('heard_at', '<', before).execute();
  for (const { generation } of left) await clear(model, generation);
}

/** Up to which event the tables have come. */
export async function checkpointOf({ writing }: ReadModel): Promise<Position | undefined> {
  return positionOf(
    await writing.selectFrom('checkpoint').select('position').where('name', '=', CHECKPOINT).executeTakeFirstOrThrow(),
  );
}
