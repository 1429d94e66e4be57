import { addDays, daysBetween, type CalendarDate } from '../../statute/calendar.js';
import { followedThrough } from './followed-through.js';
import type { PublishedCounts } from './published-counts.js';
import type { Random } from './random.js';
import {
  bandDays,
  bandOf,
  decidedInTime,
  decidedLate,
  drawDuration,
  Pace,
  SIX_WEEKS,
  type Band,
  type RequestPlan,
} from './request.js';
import {
  censusDayOf,
  DaysToPickFrom,
  firstDayOf,
  isWorked,
  lastDayOf,
  workedFrom,
  workedUpTo,
  workedWithin,
} from './school-year.js';

const BANDS = ['within20Weeks', 'withinAYear', 'overAYear'] as const;

interface Issued {
  readonly received: CalendarDate;
  readonly on: CalendarDate;
  readonly hasException: boolean;
}

/**
 * The requests that make the published counts of a calendar year: every request that was received in it, every plan
 * that was issued in it, and every request before it that was decided in it. They cover no other requests.
 */
export class CalibratedRequests {
  readonly #first: CalendarDate;
  readonly #last: CalendarDate;
  readonly #census: CalendarDate;
  readonly #pace: Pace;

  constructor(
    private readonly counts: PublishedCounts,
    private readonly random: Random,
  ) {
    this.#first = firstDayOf(counts.year);
    this.#last = lastDayOf(counts.year);
    this.#census = censusDayOf(counts.year);
    this.#pace = new Pace(counts);
  }

  /** The requests, in no particular order. */
  plan(): readonly RequestPlan[] {
    const { toAssess, notToAssess, notMade, withdrawn, decidedWithin6Weeks, decidedLater } = this.counts.requests;
    const decided = toAssess + notToAssess;
    const notified = decidedWithin6Weeks + decidedLater;
    // Where more requests of the year were decided than decisions notified in it, some were decided by the census day.
    const afterYear = Math.max(0, decided - notified);
    const before = notified - (decided - afterYear);
    const issued = this.#issued(toAssess - Math.max(0, afterYear - notToAssess));
    const inYear = issued.filter(({ received }) => received >= this.#first);
    const earlier = issued.filter(({ received }) => received < this.#first);
    const withoutPlan = [
      ...Array.from({ length: toAssess - inYear.length }, () => 'assess' as const),
      ...Array.from({ length: notToAssess }, () => 'refuse' as const),
    ];
    const outcomes = this.random.shuffled(withoutPlan);
    const afterwards = outcomes.splice(0, Math.min(afterYear, outcomes.length));
    const lateBefore = Math.min(before, Math.round((before * decidedLater) / Math.max(1, notified)));
    const late = this.#spreadLate(decidedLater - lateBefore, outcomes.length, inYear);
    return [
      ...outcomes.map((outcome, index) => this.#decided(outcome, index < late.withoutPlan)),
      ...inYear.map((one, index) => this.#withPlan(one, index < late.withPlan)),
      ...afterwards.map((outcome) => this.#decidedAfterYear(outcome)),
      ...Array.from({ length: notMade }, () => this.#undecided(notMade)),
      ...Array.from({ length: withdrawn }, () => this.#withdrawn()),
      ...this.#carriedOver(earlier, before, lateBefore),
    ];
  }

  /** How many late decisions fall to requests without and with a plan in the year; the latter must leave time for it. */
  #spreadLate(
    late: number,
    withoutPlan: number,
    inYear: Issued[],
  ): { readonly withoutPlan: number; readonly withPlan: number } {
    inYear.sort((one, other) => daysBetween(other.received, other.on) - daysBetween(one.received, one.on));
    const all = withoutPlan + inYear.length;
    const slow = inYear.filter(({ received, on }) => bandOf(received, on) !== 'within20Weeks').length;
    const wished = Math.min(slow, Math.round((late * slow) / Math.max(1, all)));
    const withPlan = Math.max(wished, late - withoutPlan);
    return { withPlan, withoutPlan: late - withPlan };
  }

  /**
   * The plans that are issued in the year.
   * @param most how many of them may come from requests of the year
   */
  #issued(most: number): Issued[] {
    const { plans } = this.counts;
    const days = new DaysToPickFrom('plans', addDays(this.#first, 1), this.#last);
    const issued = BANDS.flatMap((band) =>
      Array.from({ length: plans[band].all }, (_, index) => {
        const on = days.pick(this.random);
        const hasException = index >= plans[band].withoutExceptions;
        return { ...this.#receivedFor(band, on), hasException, band };
      }),
    );
    let tooMany = issued.filter(({ received }) => received >= this.#first).length - most;
    return this.random.shuffled(issued).map(({ band, ...one }) => {
      if (tooMany <= 0 || one.received < this.#first) return one;
      tooMany -= 1;
      return { ...one, ...this.#receivedBeforeYear(band) };
    });
  }

  /** A request in a band before the day on which its plan is issued. */
  #receivedFor(band: Band, on: CalendarDate): { readonly received: CalendarDate; readonly on: CalendarDate } {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const wished = addDays(on, -drawDuration(band, this.random));
      const received = isWorked(wished) ? wished : workedUpTo(wished);
      const isQuiet = received.slice(5, 7) === '08' && this.random.chance(0.6);
      // Requests of the weeks before the year are those that are decided in it, of which there are few.
      const isOnTheEdge = received < this.#first && received > addDays(this.#first, -26);
      const { from, to } = bandDays(band, received);
      if (on >= from && on <= to && !isQuiet && !isOnTheEdge) return { received, on };
    }
    return this.#exactly(band, on);
  }

  /** A request in a band before a day, whatever day of the week it is. */
  #exactly(band: Band, on: CalendarDate): { readonly received: CalendarDate; readonly on: CalendarDate } {
    for (let days = band === 'overAYear' ? 370 : band === 'withinAYear' ? 150 : 135; ; days += 1) {
      const received = addDays(on, -days);
      const { from, to } = bandDays(band, received);
      if (on >= from && on <= to) return { received, on };
    }
  }

  /** A request of the year before whose plan is issued in the year. */
  #receivedBeforeYear(band: Band): { readonly received: CalendarDate; readonly on: CalendarDate } {
    const latestReceived = addDays(this.#first, -27);
    const most = band === 'within20Weeks' ? 138 : band === 'withinAYear' ? 360 : 600;
    const issues = new DaysToPickFrom(
      'plans',
      addDays(this.#first, 1),
      addDays(latestReceived, Math.min(most, daysBetween(latestReceived, this.#last))),
    );
    const on = issues.pick(this.random);
    const least = Math.max(
      daysBetween(latestReceived, on),
      band === 'within20Weeks' ? 84 : band === 'withinAYear' ? 142 : 368,
    );
    const received = addDays(on, -this.random.whole(least, Math.max(least, most)));
    const worked = workedUpTo(received);
    const { from, to } = bandDays(band, worked);
    return { received: on >= from && on <= to ? worked : received, on };
  }

  /** A request of the year that is decided in it and has no plan in it. */
  #decided(outcome: 'assess' | 'refuse', isLate: boolean): RequestPlan {
    const until = addDays(this.#last, isLate ? -(SIX_WEEKS + 10) : -14);
    const received =
      outcome === 'refuse'
        ? new DaysToPickFrom('requests', workedFrom(this.#first), until).pick(this.random)
        : this.#receivedForLaterPlan(until);
    const on = isLate
      ? decidedLate(received, this.random, { to: workedUpTo(this.#last) })
      : decidedInTime(received, this.random, workedUpTo(this.#last));
    return this.#afterDecision({ received, decision: { on, outcome } });
  }

  /** A day in the year from which the plan is likely not to be out by its end. */
  #receivedForLaterPlan(until: CalendarDate): CalendarDate {
    const days = new DaysToPickFrom('requests', workedFrom(this.#first), until);
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const received = days.pick(this.random);
      if (addDays(received, this.#pace.duration(this.random)) > this.#last) return received;
    }
    return days.pick(this.random);
  }

  #withPlan({ received, on, hasException }: Issued, isLate: boolean): RequestPlan {
    const latest = workedUpTo(addDays(on, -40));
    const decidedOn = isLate
      ? decidedLate(received, this.random, { to: latest })
      : decidedInTime(received, this.random, latest);
    return { received, decision: { on: decidedOn, outcome: 'assess' }, plan: { on, hasException } };
  }

  #decidedAfterYear(outcome: 'assess' | 'refuse'): RequestPlan {
    const received = new DaysToPickFrom('requests', addDays(this.#last, -50), addDays(this.#last, -12)).pick(
      this.random,
    );
    const on = new DaysToPickFrom('plans', addDays(this.#last, 2), this.#census).pick(this.random);
    return this.#afterDecision({ received, decision: { on, outcome } });
  }

  /** A request on which nothing is decided by the census day. */
  #undecided(howMany: number): RequestPlan {
    const usual = this.counts.requests.received / 365;
    const days = Math.min(330, Math.max(40, Math.ceil(howMany / Math.max(0.1, usual * 0.7))));
    const received = new DaysToPickFrom('requests', addDays(this.#last, -days), this.#last).pick(this.random);
    const from = addDays(this.#census, 1);
    const outcome = this.#pace.isRefused(this.random) ? 'refuse' : 'assess';
    const limit = addDays(received, SIX_WEEKS);
    const on =
      limit >= addDays(from, 4)
        ? workedWithin(addDays(limit, -this.random.whole(0, 6)), from, limit)
        : decidedLate(received, this.random, { from, to: addDays(from, 120) });
    return this.#afterDecision({ received, decision: { on, outcome } });
  }

  #withdrawn(): RequestPlan {
    const received = new DaysToPickFrom('requests', workedFrom(this.#first), addDays(this.#last, -40)).pick(
      this.random,
    );
    return { received, withdrawnOn: workedFrom(addDays(received, this.random.whole(4, 30))) };
  }

  /** Requests from before the year: those with a plan in it, and those that are decided in it. */
  #carriedOver(earlier: readonly Issued[], decidedInYear: number, late: number): readonly RequestPlan[] {
    const left = [...earlier];
    const decided = Array.from({ length: decidedInYear }, (_, index): RequestPlan => {
      const isLate = index < late;
      const received = isLate
        ? new DaysToPickFrom('requests', addDays(this.#first, -80), addDays(this.#first, -20)).pick(this.random)
        : new DaysToPickFrom('requests', addDays(this.#first, -36), addDays(this.#first, -12)).pick(this.random);
      const plan = this.#pace.isRefused(this.random)
        ? undefined
        : takeFitting(left, received, addDays(this.#first, 75));
      const limit = addDays(received, SIX_WEEKS);
      const from = workedFrom(addDays(this.#first, 1));
      const to = workedUpTo(plan === undefined ? addDays(this.#first, 150) : addDays(plan.on, -40));
      const on = isLate
        ? decidedLate(received, this.random, { from, to })
        : workedWithin(addDays(limit, -this.random.whole(0, 5)), from, limit);
      if (plan === undefined) return { received, decision: { on, outcome: 'refuse' } };
      const { on: issued, hasException } = plan;
      return { received, decision: { on, outcome: 'assess' }, plan: { on: issued, hasException } };
    });
    return [...left.map((one) => this.#decidedBeforeYear(one)), ...decided];
  }

  /** A request that was decided before the year and whose plan is issued in it. */
  #decidedBeforeYear({ received, on, hasException }: Issued): RequestPlan {
    const lastOfOld = workedUpTo(addDays(this.#first, -1));
    const by = workedUpTo(addDays(on, -40));
    const to = by < lastOfOld ? by : lastOfOld;
    const isLate = this.#pace.isLate(this.random) && addDays(received, SIX_WEEKS) < to;
    const decidedOn = isLate ? decidedLate(received, this.random, { to }) : decidedInTime(received, this.random, to);
    return { received, decision: { on: decidedOn, outcome: 'assess' }, plan: { on, hasException } };
  }

  /** What follows a decision where no plan is issued in the year. */
  #afterDecision(request: RequestPlan): RequestPlan {
    if (request.decision?.outcome !== 'assess') return request;
    const { plans, reviews } = this.counts;
    // Where the year has more new plans than were young on the census day, none are to come in between.
    const isFull = plans.issued.all >= reviews.notExpected;
    const notBefore = addDays(isFull ? this.#census : this.#last, 1);
    return followedThrough(request, this.#pace, this.random, { notBefore, plansLeftOut: 0.05 });
  }
}

/** Takes a plan out of some that stays in its band with another day of the request, issued from a day on, if there is one. */
function takeFitting(plans: Issued[], received: CalendarDate, soonest: CalendarDate): Issued | undefined {
  const index = plans.findIndex(
    (one) =>
      one.on >= soonest &&
      daysBetween(received, one.on) >= 95 &&
      bandOf(received, one.on) === bandOf(one.received, one.on),
  );
  return index < 0 ? undefined : plans.splice(index, 1)[0];
}
