import { addDays, daysBetween, yearOf, type CalendarDate } from '../../statute/calendar.js';
import { followedThrough } from './followed-through.js';
import type { PublishedCounts } from './published-counts.js';
import type { Random } from './random.js';
import { decidedInTime, decidedLate, Pace, SIX_WEEKS, type RequestPlan } from './request.js';
import { DaysToPickFrom, firstDayOf, lastDayOf, workedFrom, workedUpTo } from './school-year.js';

/** How much more is asked of a council every year. */
const GROWTH = 1.06;

/**
 * Requests outside the calibrated year, in its manner: those before it are over by its first day, so that they change
 * none of its counts.
 * @param from the first day on which they are received
 * @param to the last one
 */
export function otherRequests(
  counts: PublishedCounts,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
  random: Random,
): readonly RequestPlan[] {
  const pace = new Pace(counts);
  const [first, last] = [firstDayOf(counts.year), lastDayOf(counts.year)];
  const before = from < first ? requestsBetween(counts, from, addDays(first, -1), random) : [];
  const after = to > last ? requestsBetween(counts, workedFrom(addDays(last, 1)), to, random) : [];
  return [
    ...before.flatMap((received) => overBefore(received, first, pace, random)),
    ...after.map((received) => anyRequest(received, pace, random)),
  ];
}

function requestsBetween(
  { requests, year }: PublishedCounts,
  from: CalendarDate,
  to: CalendarDate,
  random: Random,
): readonly CalendarDate[] {
  const whole = new DaysToPickFrom('requests', firstDayOf(year), lastDayOf(year)).total;
  const days: CalendarDate[] = [];
  for (let one = yearOf(from); one <= yearOf(to); one += 1) {
    const [start, end] = [firstDayOf(one), lastDayOf(one)];
    const part = new DaysToPickFrom('requests', from > start ? from : start, to < end ? to : end);
    const many = Math.round((requests.received * GROWTH ** (one - year) * part.total) / whole);
    for (let index = 0; index < many; index += 1) days.push(part.pick(random));
  }
  return days;
}

/** A request that is over before a day; none where its plan would be issued later, since those are told of already. */
function overBefore(received: CalendarDate, first: CalendarDate, pace: Pace, random: Random): readonly RequestPlan[] {
  const end = workedUpTo(addDays(first, -1));
  if (daysBetween(received, end) < 14) return [];
  const isLate = pace.isLate(random) && addDays(received, SIX_WEEKS + 1) <= end;
  const on = isLate ? decidedLate(received, random, { to: end }) : decidedInTime(received, random, end);
  if (pace.isWithdrawn(random)) return [{ received, withdrawnOn: on }];
  if (pace.isRefused(random)) return [{ received, decision: { on, outcome: 'refuse' } }];
  const request = { received, decision: { on, outcome: 'assess' as const } };
  const followed = followedThrough(request, pace, random, { notBefore: received, plansLeftOut: 0.04 });
  const over = followed.plan?.on ?? followed.refusedToIssueOn ?? followed.withdrawnOn;
  return over !== undefined && over < first ? [followed] : [];
}

function anyRequest(received: CalendarDate, pace: Pace, random: Random): RequestPlan {
  if (pace.isWithdrawn(random)) return { received, withdrawnOn: workedFrom(addDays(received, random.whole(4, 30))) };
  const on = pace.isLate(random) ? decidedLate(received, random) : decidedInTime(received, random);
  const outcome = pace.isRefused(random) ? 'refuse' : 'assess';
  const request: RequestPlan = { received, decision: { on, outcome } };
  if (outcome === 'refuse') return request;
  return followedThrough(request, pace, random, { notBefore: received, plansLeftOut: 0.05 });
}
