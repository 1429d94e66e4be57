import type { EventReading, RecordedEvent } from '../../event-store/event-store.js';
import { isOfPart, type Projection, type View } from '../../read-model/projection.js';
import type { MeasureDayRow, TableName, Tables } from '../../read-model/schema.js';
import type { Writer } from '../../read-model/writer.js';
import type { EvaluationOptions } from '../../statute/evaluate.js';
import { contributionsOf, planSpanOf, reviewStepOf } from '../../timeliness/application/case-measures.js';
import { adviceRows, caseFileRow, clockRows } from './case-rows.js';
import { CaseStreams, type KeptCase } from './case-streams.js';
import { viewOf, type CaseView } from './case-view.js';

/** How many cases are written at once. */
const CASES_AT_A_TIME = 500;

/** The tables of which a case has rows, and the column that names it. */
const OF_A_CASE = {
  clock: 'case_id',
  advice: 'case_id',
  plan_span: 'plan',
  review_step: 'review',
} as const satisfies Partial<{ readonly [T in TableName]: keyof Tables[T] }>;

interface Rows {
  readonly case_file: Tables['case_file'][];
  readonly clock: Tables['clock'][];
  readonly advice: Tables['advice'][];
  readonly plan_span: Tables['plan_span'][];
  readonly review_step: Tables['review_step'][];
}

/** Counts by everything but the count. */
class Counts {
  readonly #rows = new Map<string, MeasureDayRow>();

  /** Adds what a case contributes, or takes it away. */
  add(view: CaseView, sign: 1 | -1): void {
    for (const { measure, basis, day, band, excepted } of contributionsOf(view)) {
      const key = `${measure}/${basis}/${day}/${band}/${excepted ? '1' : '0'}`;
      const row = this.#rows.get(key);
      if (row === undefined) {
        this.#rows.set(key, { measure, basis, day, band, excepted: excepted ? 1 : 0, count: sign });
      } else {
        row.count += sign;
      }
    }
  }

  /** What came together since it was asked last. */
  taken(): readonly MeasureDayRow[] {
    const rows = [...this.#rows.values()].filter(({ count }) => count !== 0);
    this.#rows.clear();
    return rows;
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
  /** In tables that were empty: how many events of each case are in them. */
  readonly #written = new Map<string, number>();

  /** @param mostEvents how many events are kept in memory */
  constructor(store: EventReading, view: View, evaluation?: EvaluationOptions, mostEvents?: number) {
    this.#view = view;
    this.#evaluation = evaluation;
    this.#streams = new CaseStreams(store, mostEvents);
  }

  async take(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      if (!isOfPart(this.#view, event.stream)) continue;
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
    const before = await this.#writtenOf(to, cases);
    const rows: Rows = { case_file: [], clock: [], advice: [], plan_span: [], review_step: [] };
    const rewritten: string[] = [];
    for (const one of cases) {
      const written = before.get(one.id);
      if (written !== undefined && written >= one.events.length) continue;
      if (written !== undefined) {
        rewritten.push(one.id);
        const then = this.#look(one, one.events.slice(0, written));
        if (then !== undefined) this.#counts.add(then, -1);
      }
      const now = this.#look(one, one.events);
      if (this.#view.fresh) this.#written.set(one.id, one.events.length);
      if (now === undefined) continue;
      this.#counts.add(now, 1);
      rows.case_file.push(caseFileRow(now, one));
      // In London it can be a day later, which only leaves more clocks among those that can be open.
      const day = this.#view.asAt ?? one.recordedAt.slice(0, 'YYYY-MM-DD'.length);
      for (const row of clockRows(now, day)) rows.clock.push(row);
      for (const row of adviceRows(now)) rows.advice.push(row);
      const span = planSpanOf(now);
      if (span !== undefined) rows.plan_span.push(span);
      const step = reviewStepOf(now);
      if (step !== undefined) rows.review_step.push(step);
    }
    await to.together(async (writer) => {
      if (rewritten.length > 0) {
        await writer.remove('case_file', 'id', rewritten);
        for (const table of Object.keys(OF_A_CASE) as (keyof typeof OF_A_CASE)[]) {
          await writer.remove(table, OF_A_CASE[table] as never, rewritten);
        }
      }
      await writer.insert('case_file', rows.case_file);
      await writer.insert('clock', rows.clock);
      await writer.insert('advice', rows.advice);
      await writer.insert('plan_span', rows.plan_span);
      await writer.insert('review_step', rows.review_step);
    });
  }

  #look({ kind, id }: KeptCase, events: KeptCase['events']): CaseView | undefined {
    return viewOf(kind, id, events, { asAt: this.#view.asAt, evaluation: this.#evaluation });
  }

  /** How many events of the cases are in the tables; a case that is not there is left out. */
  async #writtenOf(to: Writer, cases: readonly KeptCase[]): Promise<ReadonlyMap<string, number>> {
    if (this.#view.fresh) return this.#written;
    const revisions = await to.revisionsOf(cases.map(({ id }) => id));
    return new Map([...revisions].map(([id, revision]) => [id, revision + 1]));
  }
}
