import type { CalendarDate } from '../../statute/calendar.js';
import type { SummaryCause } from '../domain/sweep.events.js';
import { standsAlone, totalOf, type CountedAlerts } from './count-alerts.js';

/** What was found late all at once, by an import or by the first sweep of a log: told of as one. */
export interface AlertSummary {
  readonly id: string;
  /** How many alerts it tells of that are open, and how many of them nobody has acknowledged. */
  readonly count: number;
  readonly unacknowledged: number;
  /** The earliest due date among them. */
  readonly dueOn: CalendarDate;
  /** When they were found: an instant, ISO 8601 in UTC. */
  readonly foundAt: string;
  /** What found them; nothing where the event store does not answer. */
  readonly because?: SummaryCause;
}

const least = <T extends string>(values: readonly T[]): T => values.reduce((one, other) => (other < one ? other : one));

/** What summaries tell of, the latest first; what was escalated stands by itself. */
export function summariesOf(counted: readonly CountedAlerts[]): readonly AlertSummary[] {
  const told = Map.groupBy(
    counted.filter((one) => !standsAlone(one)),
    ({ summary }) => summary ?? '',
  );
  return [...told]
    .map(([id, some]) => ({
      id,
      count: totalOf(some),
      unacknowledged: totalOf(some.filter(({ isAcknowledged }) => !isAcknowledged)),
      dueOn: least(some.map(({ firstDueOn }) => firstDueOn)),
      foundAt: least(some.map(({ since }) => since)),
    }))
    .sort((one, other) => (one.foundAt > other.foundAt ? -1 : 1));
}
