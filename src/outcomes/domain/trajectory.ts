import { daysBetween, type CalendarDate } from '../../statute/calendar.js';
import type { PlanMeasure, Point } from './send-plan.js';
import { lastDayOf } from './stated-day.js';

/**
 * The points that a measure is to pass: its baseline, its milestones and its target, each on the last day of what is
 * stated, the earliest first. A target without a due day is no point of the line.
 */
export function pointsOf({ baseline, milestones, target, due }: PlanMeasure): readonly Point[] {
  const stated = [...(baseline === undefined ? [] : [baseline]), ...milestones];
  const points = stated.map(({ value, on }): Point => ({ value, on: lastDayOf(on) }));
  if (target === undefined || due === undefined) return points;
  return [...points, { value: target.value, on: lastDayOf(due) }];
}

const IN_ONE_DECIMAL = 10;

/** The value on a day between two points, on the straight line through them, to one decimal place as shares are. */
function between(before: Point, after: Point, on: CalendarDate): number {
  const share = daysBetween(before.on, on) / daysBetween(before.on, after.on);
  return Math.round((before.value + (after.value - before.value) * share) * IN_ONE_DECIMAL) / IN_ONE_DECIMAL;
}

/**
 * The value that a measure has to have on a day to be on its way to the target: on the straight line from each point of
 * {@link pointsOf} to the next, by days. Before the baseline it is the baseline, after the last point the value of that.
 * A target without a due day is expected on every day. Nothing where no target is stated, and nothing before the first
 * point where no baseline is stated, since nobody said where the line begins.
 */
export function trajectoryOn(measure: PlanMeasure, on: CalendarDate): number | undefined {
  const { baseline, target, due } = measure;
  if (target === undefined) return undefined;
  if (due === undefined) return target.value;
  const points = pointsOf(measure);
  const after = points.find((point) => point.on >= on);
  if (after === undefined) return target.value;
  const before = points[points.indexOf(after) - 1];
  if (before !== undefined) return between(before, after, on);
  return baseline !== undefined || after.on === on ? after.value : undefined;
}
