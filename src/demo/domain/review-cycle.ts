import { addDays, addMonths, daysBetween, latest, type CalendarDate } from '../../statute/calendar.js';
import type { Period } from './acts.js';
import { drawOutcome, type PlanStart, type ReviewPlan } from './plan-lives.js';
import { ageOn } from './people.js';
import type { PublishedCounts } from './published-counts.js';
import type { Random } from './random.js';
import { DaysToPickFrom, schoolDayWithin, workedFrom, workedWithin } from './school-year.js';
import type { Transfer } from './transfers.js';

/** A review that follows the calibrated ones. */
export interface Cycle extends ReviewPlan {
  /** The transfer to another phase that it serves. */
  readonly transfer?: Transfer;
}

const FOUR_WEEKS = 28;

/** How a council reviews: how late its meetings and its decisions are. */
export class ReviewPace {
  readonly #overdue: number;
  readonly #inTime: number;

  constructor({ reviews }: PublishedCounts) {
    const { expected, metBefore, notMet, decidedWithin4Weeks, decidedLater } = reviews;
    this.#overdue = Math.min(0.5, (metBefore + notMet) / Math.max(1, expected));
    this.#inTime = decidedWithin4Weeks / Math.max(1, decidedWithin4Weeks + decidedLater);
  }

  /** Days from one review, or from the plan, to the next meeting. */
  gap(random: Random): number {
    if (!random.chance(this.#overdue)) return random.around(295, 350, 365);
    return random.chance(0.75) ? random.around(366, 380, 460) : random.around(400, 480, 700);
  }

  /** The day of a decision after a meeting, no sooner than a day. */
  decisionAfter(meeting: CalendarDate, notBefore: CalendarDate, random: Random): CalendarDate {
    const isInTime = random.chance(this.#inTime * 0.9 + 0.1);
    const days = isInTime ? random.around(9, 25, FOUR_WEEKS) : random.around(29, 45, 190);
    const wished = latest(addDays(meeting, days), notBefore);
    return workedWithin(wished, latest(meeting, notBefore), addDays(wished, 9));
  }
}

/** The reviews of a plan from the census day on, each after the one before. */
export function cyclesFrom(
  start: PlanStart,
  last: ReviewPlan | undefined,
  {
    period,
    pace,
    dateOfBirth,
    transfers,
  }: {
    readonly period: Period;
    readonly pace: ReviewPace;
    readonly dateOfBirth: CalendarDate;
    readonly transfers: readonly Transfer[];
  },
  random: Random,
): { readonly last: ReviewPlan | undefined; readonly following: readonly Cycle[] } {
  const { census, today } = period;
  const after = latest(addDays(census, 1), start.on);
  const decided = last?.decision === undefined && last !== undefined ? lateDecision(last, after, pace, random) : last;
  const following: Cycle[] = [];
  let base = decided?.meeting ?? start.on;
  let soonest = latest(
    after,
    decided === undefined ? addDays(start.on, 60) : addDays(decided.decision?.on ?? after, 21),
  );
  for (;;) {
    const overdue = daysBetween(base, soonest) > 330;
    const wished = overdue ? addDays(soonest, random.around(0, 60, 300)) : addDays(base, pace.gap(random));
    const transfer = transfers.find(
      ({ meetFrom, meetBy }) => wished >= addMonths(meetFrom, -4) && wished <= addDays(meetBy, 150) && soonest < meetBy,
    );
    const meeting =
      transfer === undefined
        ? nearSchoolDay(latest(wished, soonest), soonest, random)
        : new DaysToPickFrom('meetings', latest(transfer.meetFrom, soonest), transfer.meetBy).pick(random);
    if (meeting > addDays(today, 120)) return { last: decided, following };
    const decidedOn =
      transfer !== undefined && random.chance(0.85)
        ? workedWithin(addDays(meeting, random.around(8, 22, FOUR_WEEKS)), meeting, addDays(meeting, FOUR_WEEKS))
        : pace.decisionAfter(meeting, meeting, random);
    const isLeaving = ageOn(dateOfBirth, meeting) >= 18 && random.chance(0.3);
    const outcome = transfer !== undefined ? 'amend' : isLeaving ? 'cease' : drawOutcome(random);
    following.push({ meeting, decision: { on: decidedOn, outcome }, ...(transfer === undefined ? {} : { transfer }) });
    if (outcome === 'cease') return { last: decided, following };
    base = meeting;
    soonest = addDays(decidedOn, 21);
  }
}

/** The decision after a meeting on which nothing was decided by the census day. */
function lateDecision(last: ReviewPlan, after: CalendarDate, pace: ReviewPace, random: Random): ReviewPlan {
  const isBacklog = daysBetween(last.meeting, after) > FOUR_WEEKS;
  const on = isBacklog
    ? workedFrom(addDays(after, random.around(0, 45, 260)))
    : pace.decisionAfter(last.meeting, after, random);
  return { ...last, decision: { on, outcome: drawOutcome(random) } };
}

/** A day on which a meeting can be held, near a wished one, never much earlier. */
function nearSchoolDay(wished: CalendarDate, soonest: CalendarDate, random: Random): CalendarDate {
  const day = schoolDayWithin(
    addDays(wished, random.whole(0, 6)),
    latest(addDays(wished, -50), soonest),
    addDays(wished, 60),
  );
  return latest(day, soonest);
}
