import type { Asked } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { SummaryCause } from '../domain/sweep.events.js';
import { alertsOf, type AlertFilter } from './alert-filter.js';

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

/** What summaries tell of that a filter asks for, the latest first; what was escalated stands by itself. */
export async function summariesOf(asked: Asked, filter: AlertFilter): Promise<readonly AlertSummary[]> {
  const rows = await alertsOf(asked, filter)
    .where('alert.summary', 'is not', null)
    .where('alert.escalated_on', 'is', null)
    .select((eb) => [
      'alert.summary',
      eb.fn.countAll<number | string | bigint>().as('count'),
      eb.fn.count<number | string | bigint>('alert.acknowledged_on').as('acknowledged'),
      eb.fn.min('alert.due_on').as('due_on'),
      eb.fn.min('alert.created_at').as('found_at'),
    ])
    .groupBy('alert.summary')
    .execute();
  return rows
    .map(({ summary, count, acknowledged, due_on, found_at }) => ({
      id: summary ?? '',
      count: Number(count),
      unacknowledged: Number(count) - Number(acknowledged),
      dueOn: due_on as CalendarDate,
      foundAt: found_at,
    }))
    .sort((one, other) => (one.foundAt > other.foundAt ? -1 : 1));
}
