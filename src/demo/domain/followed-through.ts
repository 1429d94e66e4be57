import { addDays, latest as later, type CalendarDate } from '../../statute/calendar.js';
import type { Random } from './random.js';
import { bandOf, type Pace, type RequestPlan } from './request.js';
import { workedFrom, workedWithin } from './school-year.js';

/**
 * What follows a decision to assess: a plan, a refusal to issue one, or a withdrawal.
 * @param notBefore the first day on which a plan may be issued
 * @param plansLeftOut the share of requests that comes to no plan
 */
export function followedThrough(
  request: RequestPlan,
  pace: Pace,
  random: Random,
  { notBefore, plansLeftOut }: { readonly notBefore: CalendarDate; readonly plansLeftOut: number },
): RequestPlan {
  const { received, decision } = request;
  if (decision === undefined) return request;
  if (random.chance(plansLeftOut)) {
    const wished = addDays(decision.on, random.whole(45, 95));
    return random.chance(0.7)
      ? { ...request, refusedToIssueOn: workedFrom(wished) }
      : {
          ...request,
          withdrawnOn: workedFrom(addDays(later(decision.on, addDays(notBefore, 25)), random.whole(10, 60))),
        };
  }
  const first = addDays(decision.on, 45);
  const from = first > notBefore ? first : notBefore;
  for (let attempt = 0; ; attempt += 1) {
    const wished = addDays(received, pace.duration(random));
    if (wished < from && attempt < 20) continue;
    const until = addDays(received, bandOf(received, wished) === 'within20Weeks' ? 140 : 700);
    const on =
      wished < from
        ? workedFrom(addDays(from, random.whole(0, 60)))
        : workedWithin(wished, from, until < from ? addDays(from, 9) : until);
    return { ...request, plan: { on, hasException: pace.hasException(bandOf(received, on), random) } };
  }
}
