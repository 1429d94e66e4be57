import type { RecordedEvent } from '../../event-store/event-store.js';
import type { Projection } from '../../read-model/projection.js';
import type { Tables } from '../../read-model/schema.js';
import type { Writer } from '../../read-model/writer.js';
import type { EvaluationOptions } from '../../statute/evaluate.js';
import { caseOf } from './case-streams.js';
import { Counts } from './counts.js';
import { rowsFrom, TABLES_OF_A_CASE, type ReadCase, type RowsOfCase, type TableOfACase } from './rows-of-case.js';

const TABLE_NAMES = Object.keys(TABLES_OF_A_CASE) as readonly TableOfACase[];

/** Rows of many cases, by table. */
type RowsByTable = { readonly [T in TableOfACase]: Tables[T][] };

const noRows = (): RowsByTable => ({
  case_file: [],
  clock: [],
  advice: [],
  plan_span: [],
  review_step: [],
  measure_case: [],
});

/** The events of each stream, in the order of the first of them. Those of a stream mostly follow one another. */
function byStream(events: readonly RecordedEvent[]): ReadonlyMap<string, readonly RecordedEvent[]> {
  const streams = new Map<string, RecordedEvent[]>();
  let stream: string | undefined;
  let own: RecordedEvent[] = [];
  for (const event of events) {
    if (event.stream !== stream) {
      stream = event.stream;
      own = streams.get(stream) ?? [];
      streams.set(stream, own);
    }
    own.push(event);
  }
  return streams;
}

/** A case as it stands after all of its events. */
function caseFrom(stream: string, events: readonly RecordedEvent[]): ReadCase | undefined {
  const found = caseOf(stream);
  const [first, last] = [events[0], events.at(-1)];
  if (found === undefined || first === undefined || last === undefined) return undefined;
  const { revision, position, recordedAt } = last;
  return { ...found, stream, revision, position, recordedAt, createdAt: first.recordedAt };
}

/**
 * The rows of cases, as `CaseProjection` makes them, from whole streams and for tables that are empty: each case is
 * worked out once and let go of.
 */
export class WholeCaseProjection implements Projection {
  readonly #evaluation: EvaluationOptions | undefined;
  readonly #counts = new Counts();
  #rows = noRows();

  constructor(evaluation?: EvaluationOptions) {
    this.#evaluation = evaluation;
  }

  take(events: readonly RecordedEvent[]): Promise<void> {
    const taken = new Set<string>();
    for (const [stream, own] of byStream(events)) {
      const one = caseFrom(stream, own);
      // An id is that of the case that had it first; a row can be of one only.
      if (one === undefined || taken.has(one.id)) continue;
      taken.add(one.id);
      this.#add(rowsFrom(one, own, { evaluation: this.#evaluation }));
    }
    return Promise.resolve();
  }

  async flush(to: Writer, all: boolean): Promise<void> {
    const rows = this.#rows;
    this.#rows = noRows();
    for (const table of TABLE_NAMES) await to.insert(table, rows[table]);
    if (all) await to.add(this.#counts.taken());
  }

  forget(): void {
    this.#rows = noRows();
    this.#counts.taken();
  }

  #add(rows: RowsOfCase): void {
    for (const table of TABLE_NAMES) for (const row of rows[table]) (this.#rows[table] as (typeof row)[]).push(row);
    this.#counts.add(rows.contributions, 1);
  }
}
