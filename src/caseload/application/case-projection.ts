import type { EventReading, RecordedEvent } from '../../event-store/event-store.js';
import type { Projection, View } from '../../read-model/projection.js';
import { TABLES } from '../../read-model/definition.js';
import { turnToOthers } from '../../read-model/fill.js';
import type { Tables } from '../../read-model/schema.js';
import type { Writer } from '../../read-model/writer.js';
import type { EvaluationOptions } from '../../statute/evaluate.js';
import type { CaseKindName } from '../../streams/application/case-kinds.js';
import type { Contribution } from '../../timeliness/application/case-measures.js';
import { CaseStreams, type KeptCase } from './case-streams.js';
import type { KeptEvent } from './case-view.js';
import { Counts } from './counts.js';
import {
  changedColumns,
  NO_ROWS,
  rowsFrom,
  TABLES_OF_A_CASE,
  type RowsOfCase,
  type TableOfACase,
} from './rows-of-case.js';

/** How many cases are written at once. */
const CASES_AT_A_TIME = 500;
/** How many cases of tables that are new are written before others have their turn: about 50 ms of work. */
const CASES_AT_A_TURN = 100;

const TABLE_NAMES = Object.keys(TABLES_OF_A_CASE) as readonly TableOfACase[];

/** Whether a row takes the place of another in its table. */
function hasKeyOf<T extends TableOfACase>(table: T, old: Tables[T], row: Tables[T] | undefined): boolean {
  const { key } = TABLES[table] as { readonly key: readonly (keyof Tables[T])[] };
  return row !== undefined && key.every((column) => old[column] === row[column]);
}

/** The case that has an id, which is the one that had it first, and how many of its events are in the tables. */
interface Owner {
  readonly kind: CaseKindName;
  readonly written: number;
}

/** What is to be written into one table. */
class TableChanges<T extends TableOfACase> {
  readonly inserted: Tables[T][] = [];
  readonly changed: { readonly row: Tables[T]; readonly columns: readonly Extract<keyof Tables[T], string>[] }[] = [];
  /** The cases all of whose rows are written anew, because some are there no more. */
  readonly removed: string[] = [];

  constructor(private readonly table: T) {}

  /**
   * Takes in how the rows of a case were and how they are; only what differs is written.
   * @param before undefined where it is not known how they were
   */
  take(id: string, before: RowsOfCase | undefined, after: RowsOfCase): void {
    const now = after[this.table] as unknown as readonly Tables[T][];
    const then = before?.[this.table] as unknown as readonly Tables[T][] | undefined;
    if (then === undefined || then.some((old, index) => !hasKeyOf(this.table, old, now[index]))) {
      this.removed.push(id);
      for (const row of now) this.inserted.push(row);
      return;
    }
    for (const [index, row] of now.entries()) {
      const old = then[index];
      if (old === undefined) {
        this.inserted.push(row);
        continue;
      }
      const columns = changedColumns(old, row);
      if (columns.length > 0) this.changed.push({ row, columns });
    }
  }

  async write(to: Writer): Promise<void> {
    await to.remove(this.table, TABLES_OF_A_CASE[this.table] as never, this.removed);
    for (const { row, columns } of this.changed) await to.update(this.table, row, columns);
    await to.insert(this.table, this.inserted);
  }
}

/**
 * The rows of cases: their files, clocks and advice, and what they add to the measures. A case is worked out anew from
 * all of its events whenever it changed, once for all events of a batch.
 */
export class CaseProjection implements Projection {
  readonly #view: View;
  readonly #evaluation: EvaluationOptions | undefined;
  readonly #streams: CaseStreams;
  readonly #changed = new Map<string, KeptCase>();
  readonly #counts = new Counts();
  /** In tables that were empty: whose each id is. It is known at the first event, however late that case is written. */
  readonly #owners = new Map<string, Owner>();

  /** @param mostEvents how many events are kept in memory */
  constructor(store: EventReading, view: View, evaluation?: EvaluationOptions, mostEvents?: number) {
    this.#view = view;
    this.#evaluation = evaluation;
    this.#streams = new CaseStreams(store, mostEvents);
  }

  async take(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      const one = await this.#streams.take(event);
      if (one === undefined) continue;
      this.#changed.set(one.stream, one);
      if (this.#view.fresh && !this.#owners.has(one.id)) this.#owners.set(one.id, { kind: one.kind, written: 0 });
    }
  }

  async flush(to: Writer, all: boolean): Promise<void> {
    if (!all && this.#view.fresh) {
      if (this.#streams.isFull) await this.#writeAll(to, this.#streams.letGo());
      return;
    }
    await this.#writeAll(to, [...this.#changed.values()]);
    await to.add(this.#counts.taken());
    if (this.#streams.isFull) this.#streams.letGo();
  }

  forget(): void {
    this.#changed.clear();
    this.#counts.taken();
    this.#streams.forget();
  }

  /** Writes those of some cases that changed. */
  async #writeAll(to: Writer, cases: readonly KeptCase[]): Promise<void> {
    // In the order of the key, so that rows are added where the last were.
    const changed = cases
      .filter(({ stream }) => this.#changed.has(stream))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    const { fresh } = this.#view;
    const step = fresh ? CASES_AT_A_TURN : CASES_AT_A_TIME;
    for (let from = 0; from < changed.length; from += step) {
      await this.#write(to, changed.slice(from, from + step));
      // Tables of a past moment are filled where requests are answered, and nearly all is worked out at their end.
      if (fresh) await turnToOthers();
    }
    for (const { stream } of changed) this.#changed.delete(stream);
  }

  async #write(to: Writer, cases: readonly KeptCase[]): Promise<void> {
    const owners = await this.#ownersOf(to, cases);
    const changes = TABLE_NAMES.map((table) => new TableChanges(table));
    for (const one of cases) {
      const owner = owners.get(one.id);
      // A row can be of one case only.
      if (one.shown === undefined && owner !== undefined && owner.kind !== one.kind) continue;
      const inTables = one.shown?.events ?? (owner?.written === 0 ? undefined : owner?.written);
      if (inTables !== undefined && inTables >= one.events.length) continue;
      const rows = this.#rowsOf(one, one.events);
      // Of a case that is in the tables, and of which nobody here knows how, all rows are written anew.
      const before = one.shown?.rows ?? (inTables === undefined ? NO_ROWS : undefined);
      for (const table of changes) table.take(one.id, before, rows);
      this.#counts.add(this.#contributionsOf(one, inTables), -1);
      this.#counts.add(rows.contributions, 1);
      // A rebuild comes back to few cases, and has no room to keep the rows of all.
      owners.set(one.id, { kind: one.kind, written: one.events.length });
      if (!this.#view.fresh) one.shown = { events: one.events.length, rows };
    }
    await to.together(async (writer) => {
      for (const table of changes) await table.write(writer);
    });
  }

  /** What a case adds to the counts that are in the tables. */
  #contributionsOf(one: KeptCase, written: number | undefined): readonly Contribution[] {
    if (one.shown !== undefined) return one.shown.rows.contributions;
    if (written === undefined) return [];
    return this.#rowsOf(one, one.events.slice(0, written)).contributions;
  }

  #rowsOf(one: KeptCase, events: readonly KeptEvent[]): RowsOfCase {
    return rowsFrom(one, events, { asAt: this.#view.asAt, evaluation: this.#evaluation });
  }

  /** Whose the ids of some cases are; those of no case in the tables are left out. */
  async #ownersOf(to: Writer, cases: readonly KeptCase[]): Promise<Map<string, Owner>> {
    if (this.#view.fresh) return this.#owners;
    const asked = cases.filter(({ shown }) => shown === undefined).map(({ id }) => id);
    const owners = new Map<string, Owner>();
    for (const { id, kind, revision } of await to.casesAmong(asked)) {
      owners.set(id, { kind: kind as CaseKindName, written: revision + 1 });
    }
    return owners;
  }
}
