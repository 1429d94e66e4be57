import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { EventReading, Position } from '../event-store/event-store.js';
import { createIndexes, createTables, definitionOf, dropTables, renameTables } from './definition.js';
import { fill } from './fill.js';
import type { Projection, ProjectionMaker, View } from './projection.js';
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
  /** Does half of the work in another thread. */
  readonly helper?: RebuildHelper | undefined;
}

/** What another thread is asked to do. */
export interface HelperTask {
  /** What the names of the tables begin with. */
  readonly prefix: string;
  /** The part of the streams that it projects. */
  readonly part: NonNullable<View['part']>;
}

/**
 * Fills the tables for a part of the streams in another thread, with everything that is on record by then.
 * @returns the position of the last event that it read
 */
export type RebuildHelper = (task: HelperTask, signal: AbortSignal) => Promise<Position | undefined>;

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
    const total = await eventsIn(model);
    const giving = new AbortController();
    const ending = signal === undefined ? giving.signal : AbortSignal.any([signal, giving.signal]);
    const helping = helper?.({ prefix, part: { index: 1, of: 2 } }, ending);
    // A failure is told below, where it is waited for; meanwhile it is none that nobody looks at.
    helping?.catch(() => undefined);
    const view: View = { fresh: true, ...(helping === undefined ? {} : { part: { index: 0, of: 2 } }) };
    let done = 0;
    let lastHeard = 0;
    let after: Position | undefined;
    try {
      after = await fill(store, {
        model,
        prefix,
        projections: make(view),
        view,
        signal: ending,
        progress: (count) => {
          done = count;
          progress?.(count, Math.max(total, count));
          if (count - lastHeard < PAGE * 20) return;
          lastHeard = count;
          // To be heard of late does no harm; a rebuild that lives is heard of again.
          hear().catch(() => undefined);
        },
      });
      if (helping !== undefined) after = earlier(after, await helping);
    } catch (error) {
      giving.abort();
      await helping?.catch(() => undefined);
      throw error;
    }
    signal?.throwIfAborted();
    await hear();
    await writing.transaction().execute((transaction) => createIndexes(asTables(transaction), prefix, generation));
    signal?.throwIfAborted();
    await hear();
    done += await writing.transaction().execute((transaction) => {
      const writer = writerIn(transaction, model, prefix);
      const projections = make({ fresh: false });
      return swap({ store, transaction, writer, projections, definition: definitionOf(make), generation, after });
    });
    return { events: done };
  } catch (error) {
    // What cannot be cleared now is cleared by a later rebuild.
    await clear(model, generation).catch(() => undefined);
    throw await blamed(store, error, 'The tables of before stay as they are.');
  }
}

/** What is needed to put filled tables in the place of those that are asked. */
interface Swap {
  readonly store: EventReading;
  readonly transaction: WritingTransaction;
  readonly writer: Writer;
  readonly projections: readonly Projection[];
  readonly definition: string;
  readonly generation: string;
  /** Up to where every thread has read. */
  readonly after: Position | undefined;
}

/**
 * Takes in what came meanwhile and puts the tables in the place of those of before. Within the transaction nobody else
 * moves the checkpoint. Whatever one of the threads read and the other did not is taken in once more: that changes nothing.
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

const earlier = (one: Position | undefined, other: Position | undefined): Position | undefined =>
  one === undefined || other === undefined ? undefined : one < other ? one : other;

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
