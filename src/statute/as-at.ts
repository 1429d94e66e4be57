import type { CalendarDate } from './calendar.js';
import { isMetBy, type Clock, type Duty, type Evaluation } from './clock.js';
import { evaluate, type EvaluationOptions } from './evaluate.js';
import type { Milestone, MilestoneName } from './milestones.js';
import { rulebook as standardRulebook } from './rulebook.js';

/** What is known before its day comes. */
const PLANNED: ReadonlySet<MilestoneName> = new Set<MilestoneName>([
  'review-meeting-planned',
  'transfer-planned',
  'term-starts',
]);

/** What is known of a milestone on a day: nothing of what happens later, but that a meeting is planned. */
function knownOn(milestone: Milestone, on: CalendarDate): readonly Milestone[] {
  if (milestone.milestone === 'exception' && milestone.withdrawnOn !== undefined && milestone.withdrawnOn > on) {
    const { withdrawnOn: _, ...offered } = milestone;
    return offered.on <= on ? [offered] : [];
  }
  if (milestone.on <= on || PLANNED.has(milestone.milestone)) return [milestone];
  return milestone.milestone === 'review-meeting-held'
    ? [{ milestone: 'review-meeting-planned', on: milestone.on }]
    : [];
}

/**
 * What is known of milestones by the end of a day: those up to it, and the days that were planned.
 * @param milestones the facts of one case, also later ones
 */
export function milestonesAsAt(milestones: readonly Milestone[], on: CalendarDate): readonly Milestone[] {
  return milestones.flatMap((milestone) => knownOn(milestone, on));
}

type Ended = Pick<Clock, 'metOn' | 'elapsed' | 'endedOn' | 'endedBecause'>;

/** Leaves out an end that time alone will bring after the day. */
function withoutLaterEnd<T extends Ended>(clock: T, on: CalendarDate): T {
  const { metOn, elapsed: _, endedOn, endedBecause: __, ...rest } = clock;
  const hasEnded = metOn === undefined ? endedOn !== undefined && endedOn <= on : isMetBy(clock, on);
  return hasEnded ? clock : (rest as T);
}

function inOrder<T extends Clock | Duty>(
  clocks: readonly T[],
  { rulebook = standardRulebook }: EvaluationOptions,
): T[] {
  const places = new Map(rulebook.rules.map(({ id }, index) => [id, index]));
  const placeOf = ({ rule }: T): number => places.get(rule) ?? rulebook.rules.length;
  return clocks.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/**
 * The clocks of a case as at a day: what was known by then, from the milestones up to that day and the days that were
 * planned. Clocks that later milestones start are there too, not started yet.
 * @param milestones the facts of one case, also later ones
 * @param on the day
 * @throws BankHolidaysNotKnown as {@link evaluate}
 */
export function evaluateAsAt(
  milestones: readonly Milestone[],
  on: CalendarDate,
  options: EvaluationOptions = {},
): Evaluation {
  const known = evaluate(milestonesAsAt(milestones, on), options);
  const all = evaluate(milestones, options);
  const asAt = <T extends Clock | Duty>(now: readonly T[], ever: readonly T[]): T[] =>
    inOrder(
      [...now.filter(({ startedOn }) => startedOn <= on), ...ever.filter(({ startedOn }) => startedOn > on)],
      options,
    ).map((clock) => withoutLaterEnd(clock, on));
  return {
    clocks: asAt(known.clocks, all.clocks),
    duties: asAt(known.duties, all.duties),
    exceptions: known.exceptions,
  };
}
