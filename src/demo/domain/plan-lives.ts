import { addDays, addMonths, daysBetween, latest, yearOf, type CalendarDate } from '../../statute/calendar.js';
import type { Period } from './acts.js';
import type { PublishedCounts } from './published-counts.js';
import type { Random } from './random.js';
import { DaysToPickFrom, firstDayOf, lastDayOf, schoolDayWithin, workedUpTo, workedWithin } from './school-year.js';

/** A review of a plan: when the meeting was held, and what was decided. */
export interface ReviewPlan {
  readonly meeting: CalendarDate;
  readonly decision?: { readonly on: CalendarDate; readonly outcome: 'maintain' | 'amend' | 'cease' };
}

/** Why a plan ends. */
export type PlanEnd =
  | { readonly how: 'moved'; readonly on: CalendarDate }
  | {
      readonly how: 'ceased';
      readonly on: CalendarDate;
      readonly reason: 'reached-maximum-age' | 'moved-outside-england' | 'deceased';
    };

/** How a plan came to the council. */
export type PlanStart =
  | { readonly how: 'made'; readonly on: CalendarDate }
  | { readonly how: 'transferred-in'; readonly on: CalendarDate; readonly madeOn: CalendarDate };

/** A plan as at the census day: the last review of it whose meeting was held, if there was one; and its end, if it ended before. */
export interface PlanLife {
  readonly start: PlanStart;
  readonly lastReview?: ReviewPlan;
  readonly end?: PlanEnd;
}

type Met = 'in-census-year' | 'in-year' | 'before';
type Decided = 'within-4-weeks' | 'later' | 'not';

const FOUR_WEEKS = 28;
/** The share of plans that ends in a year. */
export const ENDING = 0.055;
const COMMENCEMENT = '2014-10-01' as CalendarDate;

/** The lives of all plans that were maintained on the census day, and of those that ended since the tracker went live. */
export class PlanLives {
  readonly #first: CalendarDate;
  readonly #last: CalendarDate;
  readonly #yearBefore: CalendarDate;

  constructor(
    private readonly counts: PublishedCounts,
    private readonly period: Period,
    private readonly random: Random,
  ) {
    this.#first = firstDayOf(counts.year);
    this.#last = lastDayOf(counts.year);
    // A plan of this day or before has had its first 12 months by the census day (section 44(1)(a)).
    this.#yearBefore = addMonths(addDays(period.census, 1), -12);
  }

  /**
   * The lives.
   * @param issued the days on which plans were issued here since the tracker went live, up to the census day
   * @returns the lives of the issued plans in their order, and of the others
   */
  plan(issued: readonly CalendarDate[]): {
    readonly issued: readonly PlanLife[];
    readonly others: readonly PlanLife[];
  } {
    const { reviews } = this.counts;
    const met = this.#reviewed();
    const notMet = { left: reviews.notMet };
    const young = issued.filter((on) => on > this.#yearBefore).toSorted();
    // The oldest have had the most time to end.
    let ending = young.length - reviews.notExpected;
    const lastToEnd = young[ending - 1] ?? this.#first;
    const lives = issued.map((on): PlanLife => {
      const start: PlanStart = { how: 'made', on };
      if (on > this.#yearBefore) {
        if (ending <= 0 || on > lastToEnd) return { start };
        ending -= 1;
        return { start, end: this.#movedBefore(on) };
      }
      return this.#expected(start, met, notMet);
    });
    return {
      issued: lives,
      others: [
        ...met.map((review): PlanLife => ({ start: this.#madeBefore(review.meeting), lastReview: review })),
        ...Array.from({ length: Math.max(0, notMet.left) }, (): PlanLife => ({ start: this.#madeBefore() })),
        ...Array.from({ length: Math.max(0, reviews.notExpected - young.length) }, (): PlanLife => ({
          start: this.#transferredIn(),
        })),
        ...this.#ended(),
      ],
    };
  }

  /** A plan whose first review was due by the census day: without a meeting, or with one that fits its age. */
  #expected(start: PlanStart, met: ReviewPlan[], notMet: { left: number }): PlanLife {
    if (notMet.left > 0 && this.random.chance(0.6)) {
      notMet.left -= 1;
      return { start };
    }
    const soonest = addDays(start.on, 240);
    const index = met.findIndex(({ meeting }) => meeting >= soonest);
    const [lastReview] = index < 0 ? [] : met.splice(index, 1);
    if (lastReview !== undefined) return { start, lastReview };
    notMet.left -= 1;
    return notMet.left >= 0 ? { start } : { start, end: this.#movedBefore(start.on) };
  }

  #movedBefore(made: CalendarDate): PlanEnd {
    const from = addDays(made, 3);
    const on = workedWithin(addDays(made, this.random.whole(20, 200)), from, this.period.census);
    return { how: 'moved', on };
  }

  /** The last review of every plan that had a meeting, in random order. */
  #reviewed(): ReviewPlan[] {
    const { metInCensusYear, metInYear, metBefore, decidedWithin4Weeks, decidedLater } = this.counts.reviews;
    const notDecided = metInCensusYear + metInYear + metBefore - decidedWithin4Weeks - decidedLater;
    const lately = Math.min(metInCensusYear, notDecided);
    const decided: Decided[] = this.random.shuffled([
      ...Array.from({ length: decidedLater }, () => 'later' as const),
      ...Array.from({ length: decidedWithin4Weeks - (metInCensusYear - lately) }, () => 'within-4-weeks' as const),
      ...Array.from({ length: notDecided - lately }, () => 'not' as const),
    ]);
    const reviews = [
      ...decided.map((how, index) => this.#review(index < metInYear ? 'in-year' : 'before', how)),
      ...Array.from({ length: metInCensusYear }, (_, index) =>
        this.#review('in-census-year', index < lately ? 'not' : 'within-4-weeks'),
      ),
    ];
    return this.random.shuffled(reviews);
  }

  #review(met: Met, decided: Decided): ReviewPlan {
    const { census } = this.period;
    const meeting = this.#meeting(met, decided);
    const outcome = drawOutcome(this.random);
    switch (decided) {
      case 'not':
        return { meeting };
      case 'within-4-weeks': {
        const limit = addDays(meeting, FOUR_WEEKS);
        const last = limit < census ? limit : census;
        const wished = addDays(meeting, this.random.around(9, 26, FOUR_WEEKS));
        return { meeting, decision: { on: workedWithin(wished, meeting, last), outcome } };
      }
      case 'later': {
        const from = addDays(meeting, FOUR_WEEKS + 1);
        const wished = addDays(
          meeting,
          this.random.chance(0.7) ? this.random.around(30, 40, 100) : this.random.around(60, 110, 330),
        );
        return { meeting, decision: { on: workedWithin(wished, from, census), outcome } };
      }
    }
  }

  #meeting(met: Met, decided: Decided): CalendarDate {
    const { random } = this;
    const { census } = this.period;
    switch (met) {
      case 'in-census-year':
        return schoolDayWithin(addDays(this.#last, random.whole(5, 15)), addDays(this.#last, 1), census);
      case 'in-year': {
        const last = decided === 'later' ? addDays(this.#last, -25) : this.#last;
        return new DaysToPickFrom('meetings', this.#first, last).pick(random);
      }
      case 'before': {
        const years = random.weighted([
          [1, 82],
          [2, 13],
          [3, 5],
        ] as const);
        return new DaysToPickFrom(
          'meetings',
          addMonths(this.#first, -12 * years),
          addDays(addMonths(this.#first, -12 * (years - 1)), -1),
        ).pick(random);
      }
    }
  }

  /** A plan from before the tracker went live, old enough for its review or, without one, for its first. */
  #madeBefore(meeting?: CalendarDate): PlanStart {
    const { goLive } = this.period;
    const by = addDays(goLive, -1);
    const old = addMonths(meeting ?? this.#yearBefore, meeting === undefined ? 0 : -11);
    const last = old < by ? old : by;
    const most = meeting === undefined ? (this.random.chance(0.75) ? 18 : 60) : this.random.around(0, 30, 110);
    const first = latest(addMonths(last, -Math.max(1, most)), COMMENCEMENT);
    const from = meeting === undefined ? first : latest(addDays(first, -30), COMMENCEMENT);
    const on = new DaysToPickFrom('plans', from, meeting === undefined ? last : latest(addDays(first, 60), from)).pick(
      this.random,
    );
    return { how: 'made', on: on > last ? workedUpTo(last) : on };
  }

  /** A young plan of another council that came here with the child. */
  #transferredIn(): PlanStart {
    const { census } = this.period;
    const on = new DaysToPickFrom('plans', addDays(this.#yearBefore, 40), addDays(census, -1)).pick(this.random);
    // Reviewed here first within 3 months of the transfer (regulation 15(5)), so that one of the last weeks may be old.
    const isLately = on > addMonths(addDays(census, 1), -3);
    const from = isLately ? addMonths(on, -60) : addDays(this.#yearBefore, 2);
    return { how: 'transferred-in', on, madeOn: new DaysToPickFrom('plans', from, addDays(on, -25)).pick(this.random) };
  }

  /** Plans from before the tracker went live that ended by the census day. */
  #ended(): readonly PlanLife[] {
    const { census, goLive } = this.period;
    const years = daysBetween(goLive, census) / 365.25;
    const plans = this.counts.reviews.expected + this.counts.reviews.notExpected;
    return Array.from({ length: Math.round(plans * ENDING * years) }, (): PlanLife => {
      const start = this.#madeBefore();
      const on = new DaysToPickFrom('plans', addDays(goLive, 5), census).pick(this.random);
      return { start, end: drawEnd(on, this.random) };
    });
  }
}

/** What is decided after a review; plans end otherwise as a rule. */
export function drawOutcome(random: Random): 'maintain' | 'amend' {
  return random.chance(0.56) ? 'amend' : 'maintain';
}

/** How a plan ends on a day. */
export function drawEnd(on: CalendarDate, random: Random): PlanEnd {
  return random.weighted<PlanEnd>([
    [{ how: 'moved', on }, 70],
    [{ how: 'ceased', on, reason: 'moved-outside-england' }, 26],
    [{ how: 'ceased', on, reason: 'deceased' }, 4],
  ]);
}

/** The first day after which somebody is too old for a plan: the end of the academic year in which they turn 25. */
export function lastDayOfPlan(dateOfBirth: CalendarDate): CalendarDate {
  const year = yearOf(dateOfBirth) + 25 + (dateOfBirth.slice(5) >= '09-01' ? 1 : 0);
  return `${String(year)}-08-31` as CalendarDate;
}
