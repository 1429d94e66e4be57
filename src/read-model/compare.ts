import { sql, type Kysely } from 'kysely';
import type { EventReading, Position, RecordedEvent } from '../event-store/event-store.js';
import { columnsOf, TABLE_NAMES, TABLES } from './definition.js';
import { fill } from './fill.js';
import type { ProjectionMaker } from './projection.js';
import { CHECKPOINT, positionOf, type CheckpointRow, type ReadModel } from './read-model.js';
import type { TableName, Tables } from './schema.js';

/** Rows that are read at once. */
const PAGE = 2_000;

/** The columns of a key that differences are known by; others would say by what a person can be found. */
const SHOWN: Readonly<Partial<Record<TableName, readonly string[]>>> = { person_term: ['person', 'field'] };

/** A row that is not as it follows from the events. */
export interface Difference {
  readonly table: TableName;
  /** The columns of its key, and what they hold. */
  readonly key: Readonly<Record<string, string | number>>;
  /** `missing` from the tables, there though nothing calls for it (`unexpected`), or with other values (`different`). */
  readonly kind: 'missing' | 'unexpected' | 'different';
  /** The columns that hold something else. */
  readonly columns: readonly string[];
}

/** How the tables are compared. */
export interface Comparing {
  /** Called with the events that are projected, in the order of their positions. */
  readonly take?: (events: readonly RecordedEvent[]) => Promise<void>;
  /** Called with each difference. */
  readonly found: (difference: Difference) => Promise<void>;
  /** Called with the number of events that were projected, then of rows that were compared, and of all of them. */
  readonly progress?: (part: 'events' | 'rows', done: number, total: number) => void;
  /** Gives it up, by what it throws. */
  readonly signal?: AbortSignal;
}

/** What was compared. */
export interface Compared {
  /** Up to which event; nothing before the first. */
  readonly position?: Position;
  readonly events: number;
  /** How many rows follow from the events, by table. */
  readonly rows: Readonly<Record<TableName, number>>;
}

/**
 * Projects the events into empty tables and compares those with the ones in use, row by row, as they are at one moment:
 * what is recorded or projected meanwhile makes no difference.
 * @param fresh read models without rows, which are filled
 */
export async function compare(
  store: EventReading,
  live: ReadModel,
  fresh: ReadModel,
  make: ProjectionMaker,
  { take, found, progress, signal }: Comparing,
): Promise<Compared> {
  // Everything is read in one transaction, which sees the tables as they are at its first question.
  const reading = live.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return reading.execute(async (db) => {
    const position = await checkpointIn(db);
    const total = await rowsIn(db, 'audit');
    const view = { fresh: true } as const;
    let events = 0;
    if (position !== undefined) {
      await fill(upTo(store, position, take), {
        model: fresh,
        projections: make(view),
        view,
        progress: (done) => {
          events = done;
          progress?.('events', done, Math.max(done, total));
        },
        ...(signal === undefined ? {} : { signal }),
      });
    }
    const rows = {} as Record<TableName, number>;
    for (const table of TABLE_NAMES) rows[table] = await rowsIn(fresh.db, table);
    const all = Object.values(rows).reduce((sum, one) => sum + one, 0);
    let done = 0;
    for (const table of TABLE_NAMES) {
      for await (const { read, difference } of differences(table, { db, isSqlite: live.isSqlite }, fresh)) {
        signal?.throwIfAborted();
        progress?.('rows', Math.min((done += read), all), all);
        if (difference !== undefined) await found(difference);
      }
    }
    return { events, rows, ...(position === undefined ? {} : { position }) };
  });
}

async function checkpointIn(db: Kysely<Tables>): Promise<Position | undefined> {
  const bookkeeping = db as unknown as Kysely<{ checkpoint: CheckpointRow }>;
  return positionOf(
    await bookkeeping
      .selectFrom('checkpoint')
      .select('position')
      .where('name', '=', CHECKPOINT)
      .executeTakeFirstOrThrow(),
  );
}

async function rowsIn(db: Kysely<Tables>, table: TableName): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A store as it was when an event was the last one. */
function upTo(store: EventReading, last: Position, take: Comparing['take']): EventReading {
  const until = (events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
    events.filter(({ position }) => position <= last);
  return {
    readStream: async (stream, from) => until(await store.readStream(stream, from)),
    readAll: async (after, limit) => {
      const events = until(await store.readAll(after, limit));
      await take?.(events);
      return events;
    },
  };
}

type Row = Readonly<Record<string, string | number | null>>;
type Side = Pick<ReadModel, 'db' | 'isSqlite'>;

interface Step {
  /** How many rows that follow from the events were looked at. */
  readonly read: number;
  readonly difference?: Difference;
}

/** Walks through a table on both sides, in the order of its key. */
async function* differences(table: TableName, live: Side, fresh: Side): AsyncGenerator<Step> {
  const is = rowsOf(table, live);
  const should = rowsOf(table, fresh);
  let [one, other] = [await is.next(), await should.next()];
  while (one.done !== true || other.done !== true) {
    const order = one.done === true ? 1 : other.done === true ? -1 : orderOf(table, one.value, other.value);
    if (order < 0 && one.done !== true) {
      yield { read: 0, difference: differenceIn(table, one.value, 'unexpected') };
      one = await is.next();
    } else if (order > 0 && other.done !== true) {
      yield { read: 1, difference: differenceIn(table, other.value, 'missing') };
      other = await should.next();
    } else if (one.done !== true && other.done !== true) {
      const [has, wants] = [one.value, other.value];
      const columns = columnsOf(table).filter((column) => has[column] !== wants[column]);
      yield {
        read: 1,
        ...(columns.length === 0 ? {} : { difference: differenceIn(table, wants, 'different', columns) }),
      };
      [one, other] = [await is.next(), await should.next()];
    }
  }
}

const keyOf = (table: TableName): readonly string[] => TABLES[table].key;

function orderOf(table: TableName, one: Row, other: Row): number {
  for (const column of keyOf(table)) {
    const [left, right] = [one[column] ?? '', other[column] ?? ''];
    if (left !== right) return before(left, right) ? -1 : 1;
  }
  return 0;
}

/** Whether a value stands before another where texts are ordered by their bytes in UTF-8. */
function before(left: string | number, right: string | number): boolean {
  if (typeof left === 'number' || typeof right === 'number') return left < right;
  return Buffer.compare(Buffer.from(left), Buffer.from(right)) < 0;
}

function differenceIn(
  table: TableName,
  row: Row,
  kind: Difference['kind'],
  columns: readonly string[] = [],
): Difference {
  const key = Object.fromEntries((SHOWN[table] ?? keyOf(table)).map((column) => [column, row[column] ?? '']));
  return { table, key, kind, columns };
}

/** The rows of a table in the order of its key, as many at once as fit well into memory. */
async function* rowsOf(table: TableName, { db, isSqlite }: Side): AsyncGenerator<Row, undefined> {
  const types: Readonly<Record<string, string>> = TABLES[table].columns;
  // SQLite orders texts by their bytes; PostgreSQL does when it is told.
  const keys = keyOf(table).map((column) =>
    isSqlite || types[column] === 'integer' ? sql`${sql.ref(column)}` : sql`${sql.ref(column)} collate "C"`,
  );
  const columns = sql.join(columnsOf(table).map((column) => sql.ref(column)));
  // A count that came to nothing is as good as none.
  const counts = table === 'measure_day' ? sql`${sql.ref('count')} <> 0` : sql`1 = 1`;
  let last: Row | undefined;
  for (;;) {
    const after =
      last === undefined
        ? sql`1 = 1`
        : sql`(${sql.join(keys)}) > (${sql.join(keyOf(table).map((column) => last?.[column]))})`;
    const { rows } = await sql<Row>`select ${columns} from ${sql.table(table)} where ${counts} and ${after}
      order by ${sql.join(keys)} limit ${sql.lit(PAGE)}`.execute(db);
    yield* rows;
    last = rows.at(-1);
    if (rows.length < PAGE) return undefined;
  }
}
