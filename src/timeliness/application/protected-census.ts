import { hiddenLines, isPublishable } from '../domain/disclosure.js';
import { HIDDEN, type Protected } from '../domain/protected.js';
import type { AnnualReviewCensus } from './annual-review-census.js';

/** Annual reviews of which any number can be hidden. */
export type ProtectedCensus = Protected<AnnualReviewCensus>;

type Counts = Readonly<Record<string, number>>;

/** Which of some counts are hidden, where their sum is published or is not. */
function hiddenOf(counts: Counts, isSumPublished: boolean): ReadonlySet<string> {
  const lines = Object.entries(counts).map(([value, count]) => ({ value, counts: [count] }));
  return hiddenLines(lines, isSumPublished);
}

/** The names of the numbers of a census that are hidden: each is a part of a sum that is published or hidden itself. */
export function hiddenInCensus({
  plans,
  expected,
  notExpected,
  meetings,
  decisions,
  outcomes,
}: AnnualReviewCensus): ReadonlySet<string> {
  const { inCensusYear, inYear, before, notHeld } = meetings;
  const { within4Weeks, later, outstanding, notDue } = decisions;
  const isPlans = isPublishable(plans);
  const ofPlans = hiddenOf({ expected, notExpected }, isPlans);
  const isExpected = !ofPlans.has('expected');
  const ofExpected = hiddenOf({ inCensusYear, inYear, before, notHeld }, isExpected);
  // Reviews held are those expected without those not held.
  const isHeld = isExpected && !ofExpected.has('notHeld') && isPublishable(meetings.held);
  const ofHeld = hiddenOf({ ...outcomes }, isHeld);
  // Decided or not: the outcomes say how many, and so give the sums of both.
  const isDecided = isHeld && !ofHeld.has('none');
  return new Set([
    ...(isPlans ? [] : ['plans']),
    ...ofPlans,
    ...ofExpected,
    ...(isHeld ? [] : ['held']),
    ...ofHeld,
    ...hiddenOf({ within4Weeks, later }, isDecided),
    ...hiddenOf({ outstanding, notDue }, isDecided),
  ]);
}

/** The annual reviews without the numbers that are not published. */
export function protectedCensus(census: AnnualReviewCensus, hidden: ReadonlySet<string>): ProtectedCensus {
  const shown = <T extends object>(counts: T): Protected<T> =>
    Object.fromEntries(
      Object.entries(counts).map(([name, count]) => [name, hidden.has(name) ? HIDDEN : (count as unknown)]),
    ) as Protected<T>;
  const { census: on, year, plans, expected, notExpected, meetings, decisions, outcomes } = census;
  const { percentWithin4Weeks, ...counts } = decisions;
  const isShare = percentWithin4Weeks === null || !(hidden.has('within4Weeks') || hidden.has('later'));
  return {
    census: on,
    year,
    ...shown({ plans, expected, notExpected }),
    meetings: shown(meetings),
    decisions: { ...shown(counts), percentWithin4Weeks: isShare ? percentWithin4Weeks : HIDDEN },
    outcomes: shown(outcomes),
  };
}
