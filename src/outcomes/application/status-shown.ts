import type { CalendarDate } from '../../statute/calendar.js';
import type { PlanMeasure } from '../domain/send-plan.js';
import { lastDayOf } from '../domain/stated-day.js';
import { STATUSES, type Status } from '../domain/statuses.js';
import { STATUS_WORDS } from './outcome-words.js';
import type { PlanStanding, Standing } from './outcomes.js';

/** Where a status comes from that a measure is shown with. */
export type StatusOrigin = 'confirmed' | 'proposed' | 'stated' | 'none';

/** Whether the plan's own status still says something: what was not due yet is, once its day has passed. */
const isStillSaid = ({ statedStatus, due }: PlanMeasure, asAt: CalendarDate): boolean =>
  statedStatus !== 'not-due-yet' || due === undefined || asAt <= lastDayOf(due);

/** The status that a measure is shown with: confirmed by a person, else proposed by the rules, else as the plan stated. */
export function statusShown({
  measure,
  proposal,
  confirmed,
  asAt,
}: Pick<Standing, 'measure' | 'proposal' | 'confirmed' | 'asAt'>): {
  readonly status?: Status;
  readonly origin: StatusOrigin;
} {
  if (confirmed !== undefined) return { status: confirmed.status, origin: 'confirmed' };
  if (proposal.status !== undefined) return { status: proposal.status, origin: 'proposed' };
  const { statedStatus } = measure;
  if (statedStatus === undefined || !isStillSaid(measure, asAt)) return { origin: 'none' };
  return { status: statedStatus, origin: 'stated' };
}

/** What stands in place of a status where there is none. */
export const NONE_WORDS = 'No status';

/** How many measures of a plan have each status that any has, the best first, in words. */
export function statusCounts({
  standings,
}: PlanStanding): readonly { readonly text: string; readonly count: number }[] {
  const counted = Map.groupBy(standings, (standing) => statusShown(standing).status ?? 'none');
  return [...STATUSES.toReversed(), 'none' as const].flatMap((status) => {
    const count = counted.get(status)?.length ?? 0;
    return count === 0 ? [] : [{ text: status === 'none' ? NONE_WORDS : STATUS_WORDS[status], count }];
  });
}
