import type { CalendarDate } from '../../statute/calendar.js';
import type { PlanMeasure, Unit } from './send-plan.js';
import { firstDayOf } from './stated-day.js';
import type { Status } from './statuses.js';
import { trajectoryOn } from './trajectory.js';

/** A value of a measure: of a period, or recorded by hand. */
export interface Reading {
  /** The last day that it is about. */
  readonly on: CalendarDate;
  /** Whether that period is over; what was recorded by hand always is. */
  readonly complete: boolean;
  readonly value: number;
}

/** Which of the rules led to a proposal, or why there is none. */
export type Because =
  /** Work on it has not begun. */
  | 'not-begun'
  /** People judge it: there is no number. */
  | 'judged'
  /** The plan states no target. */
  | 'no-target'
  /** No value is known yet. */
  | 'no-value'
  /** The plan states no baseline, and the target is not due yet: nobody said where the value should be by now. */
  | 'no-line'
  /** The target is met, and was for as long as it has to be. */
  | 'sustained'
  /** The target is met, and was not for long enough yet. */
  | 'met'
  /** At its trajectory or better. */
  | 'on-trajectory'
  /** Behind, by no more than the margin. */
  | 'within-margin'
  /** Behind by more than that. */
  | 'behind';

/** What the rules say of a measure on a day. */
export interface Proposal {
  /** Nothing where the rules cannot say. */
  readonly status?: Status;
  readonly because: Because;
  /** The value that the proposal looks at. */
  readonly reading?: Reading;
  /** What the trajectory asks for on the day. */
  readonly expected?: number;
  /** The margin of some concerns, in the unit of the measure. */
  readonly margin?: number;
}

/** For how many periods, or recorded values, a target has to be met where the plan does not say ... */
export const USUALLY_HELD_FOR = 3;
/** ... and for how many of them where each is a year. */
export const USUAL_YEARS_HELD = 2;
/** The margin of some concerns where the plan does not say: in percentage points for shares ... */
export const USUAL_POINTS = 5;
/** ... and in percent of what the trajectory asks for in other units. */
export const USUAL_PERCENT = 10;

/** Whether a value is at least as good as another. */
export function isAsGood({ direction }: Pick<PlanMeasure, 'direction'>, value: number, other: number): boolean {
  return direction === 'up' ? value >= other : value <= other;
}

/** The margin of some concerns, in the unit of the measure. */
export function marginOf({ margin }: Pick<PlanMeasure, 'margin'>, unit: Unit, expected: number): number {
  if (margin !== undefined) return margin;
  return unit === 'percent' ? USUAL_POINTS : (Math.abs(expected) * USUAL_PERCENT) / 100;
}

/** The periods of the tracker that are shorter than a year, or overlap. */
const SHORT = ['month', 'quarter', 'rolling-12-months'];

/** For how many periods, or recorded values, a target has to be met before it counts as sustained. */
export function heldForOf({ heldFor, measuredBy }: Pick<PlanMeasure, 'heldFor' | 'measuredBy'>): number {
  if (heldFor !== undefined) return heldFor;
  const isShort = measuredBy.by !== 'tracker' || SHORT.includes(measuredBy.period ?? '');
  return isShort ? USUALLY_HELD_FOR : USUAL_YEARS_HELD;
}

/** Whether the target is met by the last value, and was by as many complete ones before as it has to be. */
function isSustained(measure: PlanMeasure, target: number, readings: readonly Reading[]): boolean {
  const held = heldForOf(measure);
  const complete = readings.filter((reading) => reading.complete).slice(-held);
  return complete.length === held && complete.every(({ value }) => isAsGood(measure, value, target));
}

/**
 * The status that the rules propose for a measure on a day, the first that fits:
 * 1. not due yet: work on it begins later;
 * 2. none: it is judged, no target is stated, or no value is known;
 * 3. purple: the last value meets the target, and so do the last `heldFor` values of periods that are over;
 * 4. green: the last value meets the target, or is at the trajectory or better;
 * 5. amber: it is behind by no more than the margin;
 * 6. red: it is behind by more; none where there is no line to be behind.
 *
 * A better value never leads to a worse proposal.
 * @param readings the values up to the day, the earliest first
 */
export function proposedStatus(
  measure: PlanMeasure,
  unit: Unit,
  readings: readonly Reading[],
  on: CalendarDate,
): Proposal {
  const { measuredBy, start, target } = measure;
  if (start !== undefined && on < firstDayOf(start)) return { status: 'not-due-yet', because: 'not-begun' };
  if (measuredBy.by === 'judgement') return { because: 'judged' };
  const reading = readings.at(-1);
  if (target === undefined) return { because: 'no-target', ...(reading === undefined ? {} : { reading }) };
  if (reading === undefined) return { because: 'no-value' };
  const line = trajectoryOn(measure, on);
  const expected = line ?? target.value;
  const margin = marginOf(measure, unit, expected);
  const said = { reading, margin, ...(line === undefined ? {} : { expected: line }) };
  if (isAsGood(measure, reading.value, target.value)) {
    return isSustained(measure, target.value, readings)
      ? { status: 'purple', because: 'sustained', ...said }
      : { status: 'green', because: 'met', ...said };
  }
  if (isAsGood(measure, reading.value, expected)) return { status: 'green', because: 'on-trajectory', ...said };
  const allowed = measure.direction === 'up' ? expected - margin : expected + margin;
  if (isAsGood(measure, reading.value, allowed)) return { status: 'amber', because: 'within-margin', ...said };
  return line === undefined ? { because: 'no-line', ...said } : { status: 'red', because: 'behind', ...said };
}
