import { CannotBeProjected, reasonOf } from '../../read-model/projection.js';
import type {
  AdviceRow,
  CaseFileRow,
  ClockRow,
  MeasureCaseRow,
  PlanSpanRow,
  ReviewStepRow,
} from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import {
  contributionsFrom,
  measureCaseRows,
  measuredIn,
  planSpanOf,
  reviewStepOf,
  type Contribution,
} from '../../timeliness/application/case-measures.js';
import { adviceRows, caseFileRow, clockRows, type Standing } from './case-rows.js';
import type { CaseKindName } from '../../streams/application/case-kinds.js';
import { viewOf, type CaseView, type KeptEvent, type Looking } from './case-view.js';

/** Everything that the tables hold of one case. */
export interface RowsOfCase {
  readonly case_file: readonly CaseFileRow[];
  readonly clock: readonly ClockRow[];
  readonly advice: readonly AdviceRow[];
  readonly plan_span: readonly PlanSpanRow[];
  readonly review_step: readonly ReviewStepRow[];
  readonly measure_case: readonly MeasureCaseRow[];
  /** What it adds to the counts of the measures. */
  readonly contributions: readonly Contribution[];
}

/** The tables of which a case has rows of its own, with the column that names the case. */
export const TABLES_OF_A_CASE = {
  case_file: 'id',
  clock: 'case_id',
  advice: 'case_id',
  plan_span: 'plan',
  review_step: 'review',
  measure_case: 'case_id',
} as const;

/** A table of which a case has rows of its own. */
export type TableOfACase = keyof typeof TABLES_OF_A_CASE;

/** A case that is in no table. */
export const NO_ROWS: RowsOfCase = {
  case_file: [],
  clock: [],
  advice: [],
  plan_span: [],
  review_step: [],
  measure_case: [],
  contributions: [],
};

const listed = <T>(one: T | undefined): readonly T[] => (one === undefined ? [] : [one]);

/**
 * The rows of a case; none for a case that is not there.
 * @param asAt the day that is looked at; that of the last recording where nothing is said
 */
export function rowsOf(view: CaseView | undefined, standing: Standing, asAt?: CalendarDate): RowsOfCase {
  if (view === undefined) return NO_ROWS;
  const counts = measuredIn(view);
  // In London it can be a day later, which only leaves more clocks among those that can be open.
  const day = asAt ?? (standing.recordedAt.slice(0, 'YYYY-MM-DD'.length) as CalendarDate);
  return {
    case_file: [caseFileRow(view, standing)],
    clock: clockRows(view, day),
    advice: adviceRows(view),
    plan_span: listed(planSpanOf(view)),
    review_step: listed(reviewStepOf(view)),
    measure_case: measureCaseRows(view, counts),
    contributions: contributionsFrom(counts),
  };
}

/** A case as far as its events were read. */
export interface ReadCase extends Standing {
  readonly id: string;
  readonly kind: CaseKindName;
  readonly stream: string;
}

/**
 * The rows of a case that follow from some of its events, oldest first.
 * @throws CannotBeProjected
 */
export function rowsFrom(one: ReadCase, events: readonly KeptEvent[], looking: Looking): RowsOfCase {
  const work = (some: readonly KeptEvent[]): RowsOfCase =>
    rowsOf(viewOf(one.kind, one.id, some, looking), one, looking.asAt);
  try {
    return work(events);
  } catch (error) {
    for (let count = 1; count < events.length; count += 1) {
      try {
        work(events.slice(0, count));
      } catch (first) {
        throw new CannotBeProjected(one.stream, count - 1, reasonOf(first));
      }
    }
    throw new CannotBeProjected(one.stream, events.length - 1, reasonOf(error));
  }
}

/** The columns in which a row differs from what it was. */
export function changedColumns<T extends object>(before: T, after: T): Extract<keyof T, string>[] {
  const changed: Extract<keyof T, string>[] = [];
  for (const column in after) if (after[column] !== before[column]) changed.push(column);
  return changed;
}
