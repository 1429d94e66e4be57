import type { EventReading, RecordedEvent } from '../../event-store/event-store.js';
import type { Projection, View } from '../../read-model/projection.js';
import { TABLES } from '../../read-model/definition.js';
import type { Tables } from '../../read-model/schema.js';
import type { Writer } from '../../read-model/writer.js';
import type { EvaluationOptions } from '../../statute/evaluate.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/case-kinds.js';
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

const TABLE_NAMES = Object.keys(TABLES_OF_A_CASE) as readonly TableOfACase[];

/** Whether a row takes the place of another in its table. */
function hasKeyOf<T extends TableOfACase>(table: T, old: Tables[T], row: Tables[T] | undefined): boolean {
  const { key } = TABLES[table] as { readonly key: readonly (keyof Tables[T])[] };
  return row !== undefined && key.every((column) => old[column] === row[column]);
}

/** How many events of each case are in the tables, by the kind of case and its id. */
type WrittenByKind = Readonly<Record<CaseKindName, Map<string, number>>>;

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
  /** In tables that were empty: how many events of each case are in them, by kind. */
  readonly #written: WrittenByKind = { assessment: new Map(), plan: new Map(), review: new Map() };

  /** @param mostEvents how many events are kept in memory */
  constructor(store: EventReading, view: View, evaluation?: EvaluationOptions, mostEvents?: number) {
    this.#view = view;
    this.#evaluation = evaluation;
    this.#streams = new CaseStreams(store, mostEvents);
  }

  async take(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      const one = await this.#streams.take(event);
      if (one !== undefined) this.#changed.set(one.stream, one);
    }
  }

  async flush(to: Writer, all: boolean): Promise<void> {
    if (!all && this.#view.fresh && !this.#streams.isFull) return;
    // In the order of the key, so that rows are added where the last were.
    const changed = [...this.#changed.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    for (let from = 0; from < changed.length; from += CASES_AT_A_TIME) {
      await this.#write(to, changed.slice(from, from + CASES_AT_A_TIME));
    }
    if (all) await to.add(this.#counts.taken());
    this.#changed.clear();
    if (this.#streams.isFull) this.#streams.letGo();
  }

  forget(): void {
    this.#changed.clear();
    this.#counts.taken();
    this.#streams.forget();
  }

  async #write(to: Writer, cases: readonly KeptCase[]): Promise<void> {
    const written = await this.#writtenOf(to, cases);
    const changes = TABLE_NAMES.map((table) => new TableChanges(table));
    for (const one of cases) {
      // An id is that of the case that had it first; a row can be of one only.
      if (one.shown === undefined && CASE_KINDS.some((kind) => kind !== one.kind && written[kind].has(one.id)))
        continue;
      const inTables = one.shown?.events ?? written[one.kind].get(one.id);
      if (inTables !== undefined && inTables >= one.events.length) continue;
      const rows = this.#rowsOf(one, one.events);
      // Of a case that is in the tables, and of which nobody here knows how, all rows are written anew.
      const before = one.shown?.rows ?? (inTables === undefined ? NO_ROWS : undefined);
      for (const table of changes) table.take(one.id, before, rows);
      this.#counts.add(this.#contributionsOf(one, inTables), -1);
      this.#counts.add(rows.contributions, 1);
      // A rebuild comes back to few cases, and has no room to keep the rows of all.
      written[one.kind].set(one.id, one.events.length);
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

  /** How many events of the cases are in the tables; a case that is not there is left out. */
  async #writtenOf(to: Writer, cases: readonly KeptCase[]): Promise<WrittenByKind> {
    if (this.#view.fresh) return this.#written;
    const written: WrittenByKind = { assessment: new Map(), plan: new Map(), review: new Map() };
    const asked = cases.filter(({ shown }) => shown === undefined).map(({ id }) => id);
    for (const { id, kind, revision } of await to.casesAmong(asked))
      written[kind as CaseKindName].set(id, revision + 1);
    return written;
  }
}
