import type { CalendarDate } from '../../statute/calendar.js';
import type { RaisedAlert } from '../domain/alert.js';
import { standingOf, type Standing } from '../domain/sighting.js';
import type { LookedAt } from './found-late.js';

/** The events after which a milestone is no longer what it was. */
const CORRECTING: readonly string[] = ['MilestoneCorrected', 'MilestoneRetracted', 'ExceptionWithdrawn'];

/** Whether a clock stands as an alert tells. */
function isAsTold({ level, resolved }: RaisedAlert, standing: Standing): boolean {
  if (standing.is === 'missed' || (standing.is === 'over' && standing.isLate)) return true;
  return level === 'due-soon' && resolved === undefined && standing.is === 'due-soon';
}

/**
 * What an alert told of is there no more because a milestone was corrected or taken back: that milestone, by its number in
 * the case. Nothing where it is there still, or where something else that was recorded is the reason.
 * @param alert the id of the alert
 */
export function undoneBy(
  { events, clocksAfter }: LookedAt,
  alert: string,
  state: RaisedAlert,
  today: CalendarDate,
  leadDays: number,
): number | undefined {
  const isToldAfter = (count: number): boolean =>
    isAsTold(state, standingOf(clocksAfter(count)?.clocks.get(alert)?.dates, today, leadDays));
  if (isToldAfter(events.length)) return undefined;
  for (let count = events.length - 1; count > 0; count -= 1) {
    if (!isToldAfter(count)) continue;
    const undoing = events[count];
    return undoing !== undefined && CORRECTING.includes(undoing.type) ? Number(undoing.data.entry) : undefined;
  }
  return undefined;
}
