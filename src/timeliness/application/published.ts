import type { Kysely } from 'kysely';
import type { Tables } from '../../read-model/schema.js';
import { day, type CalendarDate } from '../../statute/calendar.js';
import type { Milestone } from '../../statute/milestones.js';
import { censusDayAfter } from '../domain/census.js';
import { fateOf } from '../domain/fates.js';
import { sharesOn, type BothShares, type Share } from '../domain/figures.js';
import { annualReviewCensus } from './annual-review-census.js';
import { monthCounts } from './measure-counts.js';

/** A count with and without the plans to which an exception of the regulations applies. */
export interface WithAndWithout {
  readonly all: number;
  readonly withoutExceptions: number;
}

/**
 * What the Department for Education publishes of a council and a calendar year, counted from the council's own cases:
 * `requests` as in its file of requests, `refusals` as in that of assessments, `plans` as in that of the 20 weeks and
 * `reviews` as in that of annual reviews.
 */
export interface CountsOfAYear {
  readonly requests: {
    readonly received: number;
    /** What had become of them by the census day; the first decision counts, also where it was reversed since. */
    readonly toAssess: number;
    readonly notToAssess: number;
    readonly notMade: number;
    /** Withdrawn, or closed for another reason, before a decision. */
    readonly withdrawn: number;
    /** Decisions notified in the year, also on requests of the year before. */
    readonly decidedWithin6Weeks: number;
    readonly decidedLater: number;
  };
  /** Refusals to issue a plan that were notified in the year. */
  readonly refusals: { readonly within16Weeks: number; readonly later: number };
  /** How long after their request new plans were issued in the year. */
  readonly plans: {
    readonly issued: WithAndWithout;
    readonly within20Weeks: WithAndWithout;
    /** After more than 20 weeks, within a year. */
    readonly withinAYear: WithAndWithout;
    readonly overAYear: WithAndWithout;
  };
  /** The annual reviews as at the census day after the year. */
  readonly reviews: {
    readonly plans: number;
    readonly expected: number;
    readonly notExpected: number;
    readonly metInCensusYear: number;
    readonly metInYear: number;
    readonly metBefore: number;
    readonly met: number;
    readonly notMet: number;
    readonly decidedWithin4Weeks: number;
    readonly decidedLater: number;
  };
}

async function issuedIn(db: Kysely<Tables>, year: number, measure: string): Promise<BothShares> {
  const to = day(`${String(year)}-12-31`);
  return sharesOn('issued', await monthCounts(db, [measure], { from: day(`${String(year)}-01-01`), to, asAt: to }));
}

async function fatesOf(db: Kysely<Tables>, year: number, census: CalendarDate): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('case_file')
    .select('milestones')
    .where('kind', '=', 'assessment')
    .where('opened_as', '=', 'initial')
    .where('opened_on', '>=', `${String(year)}-01-01`)
    .where('opened_on', '<=', `${String(year)}-12-31`)
    .execute();
  const fates = new Map<string, number>();
  for (const { milestones } of rows) {
    const fate = fateOf(JSON.parse(milestones) as Milestone[], census);
    fates.set(fate, (fates.get(fate) ?? 0) + 1);
  }
  return fates;
}

/**
 * What the Department for Education publishes of a calendar year, from the council's own cases.
 * @param db the read models as they are, or as they were known on an instant
 * @param census the day of the return, if not the one after the year
 */
export async function countsOfAYear(
  db: Kysely<Tables>,
  year: number,
  census: CalendarDate = censusDayAfter(year),
): Promise<CountsOfAYear> {
  const decisions = await issuedIn(db, year, 'decisions-within-6-weeks');
  const refusals = await issuedIn(db, year, 'refusals-within-16-weeks');
  const plans = await issuedIn(db, year, 'plans-within-20-weeks');
  const fates = await fatesOf(db, year, census);
  const reviews = await annualReviewCensus(db, census);
  const both = (of: (share: Share) => number): WithAndWithout => ({
    all: of(plans.including),
    withoutExceptions: of(plans.excluding),
  });
  return {
    requests: {
      received: [...fates.values()].reduce((total, count) => total + count, 0),
      toAssess: fates.get('to-assess') ?? 0,
      notToAssess: fates.get('not-to-assess') ?? 0,
      notMade: fates.get('not-made') ?? 0,
      withdrawn: fates.get('withdrawn') ?? 0,
      decidedWithin6Weeks: decisions.including.numerator,
      decidedLater: decisions.including.denominator - decisions.including.numerator,
    },
    refusals: {
      within16Weeks: refusals.including.numerator,
      later: refusals.including.denominator - refusals.including.numerator,
    },
    plans: {
      issued: both(({ denominator }) => denominator),
      within20Weeks: both(({ numerator }) => numerator),
      withinAYear: both(({ late }) => late),
      overAYear: both(({ lateOverAYear }) => lateOverAYear),
    },
    reviews: {
      plans: reviews.plans,
      expected: reviews.expected,
      notExpected: reviews.notExpected,
      metInCensusYear: reviews.meetings.inCensusYear,
      metInYear: reviews.meetings.inYear,
      metBefore: reviews.meetings.before,
      met: reviews.meetings.held,
      notMet: reviews.meetings.notHeld,
      decidedWithin4Weeks: reviews.decisions.within4Weeks,
      decidedLater: reviews.decisions.later,
    },
  };
}
