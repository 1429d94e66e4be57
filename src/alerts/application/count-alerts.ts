import type { Asked } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { AlertLevel } from '../domain/alert.events.js';
import {
  AGE_BANDS,
  alertsOf,
  dueDatesOf,
  type AgeBand,
  type AlertExpressions,
  type AlertFilter,
  type AlertState,
} from './alert-filter.js';

/** So many alerts are alike in everything that a filter asks for. */
export interface CountedAlerts {
  readonly team: string | null;
  readonly officer: string | null;
  readonly rule: string;
  readonly adviser: string | null;
  readonly level: AlertLevel;
  readonly age: AgeBand;
  readonly isAcknowledged: boolean;
  readonly isEscalated: boolean;
  readonly summary: string | null;
  readonly count: number;
  /** The earliest due date among them. */
  readonly firstDueOn: CalendarDate;
  /** When the first of them was recorded: an instant, ISO 8601 in UTC. */
  readonly since: string;
}

/** The place of the band of an alert among the bands, in SQL. */
function band(eb: AlertExpressions, asAt: CalendarDate) {
  const last = AGE_BANDS.length - 1;
  const to = (index: number): CalendarDate => dueDatesOf(AGE_BANDS[index] ?? AGE_BANDS[0], asAt).to ?? asAt;
  let cases = eb.case().when('alert.due_on', '<=', to(last)).then(eb.lit(last));
  for (let index = last - 1; index > 0; index -= 1) {
    cases = cases.when('alert.due_on', '<=', to(index)).then(eb.lit(index));
  }
  return cases.else(eb.lit(0)).end();
}

/** The open alerts, counted by everything that a filter can ask for. */
export async function countAlerts(asked: Asked): Promise<readonly CountedAlerts[]> {
  const rows = await asked.db
    .selectFrom(
      alertsOf(asked, {})
        .select([
          'alert.due_on',
          'alert.created_at',
          'case_file.team',
          'case_file.officer',
          'alert.rule',
          'advice.adviser',
          'alert.level',
          'alert.summary',
        ])
        .select((eb) => [
          band(eb as unknown as AlertExpressions, asked.asAt).as('age'),
          eb.case().when('alert.acknowledged_on', 'is', null).then(eb.lit(0)).else(eb.lit(1)).end().as('acknowledged'),
          eb.case().when('alert.escalated_on', 'is', null).then(eb.lit(0)).else(eb.lit(1)).end().as('escalated'),
        ])
        .as('one'),
    )
    .select(['team', 'officer', 'rule', 'adviser', 'level', 'summary', 'age', 'acknowledged', 'escalated'])
    .select((eb) => [
      eb.fn.countAll<number | string | bigint>().as('count'),
      eb.fn.min('due_on').as('first_due_on'),
      eb.fn.min('created_at').as('since'),
    ])
    .groupBy(['team', 'officer', 'rule', 'adviser', 'level', 'summary', 'age', 'acknowledged', 'escalated'])
    .execute();
  return rows.map(({ acknowledged, escalated, level, age, count, first_due_on, ...row }) => ({
    ...row,
    level: level as AlertLevel,
    age: AGE_BANDS[age] ?? AGE_BANDS[0],
    isAcknowledged: acknowledged === 1,
    isEscalated: escalated === 1,
    count: Number(count),
    firstDueOn: first_due_on as CalendarDate,
  }));
}

/** What alerts can be counted by. */
export type CountedBy = 'team' | 'officer' | 'rule' | 'adviser' | 'level' | 'age';

const isOfState = ({ isAcknowledged, isEscalated }: CountedAlerts, state: AlertState | undefined): boolean => {
  switch (state) {
    case 'unacknowledged':
      return !isAcknowledged;
    case 'acknowledged':
      return isAcknowledged;
    case 'escalated':
      return isEscalated;
    default:
      return true;
  }
};

/** Those of them that a filter asks for; one that asks for what is resolved is answered as if it did not. */
export function countedFor(counted: readonly CountedAlerts[], filter: AlertFilter): readonly CountedAlerts[] {
  const { team, officer, rule, adviser, age, level, state, summary } = filter;
  return counted.filter(
    (one) =>
      (team === undefined || one.team === team) &&
      (officer === undefined || one.officer === officer) &&
      (rule === undefined || one.rule === rule) &&
      (adviser === undefined || one.adviser === adviser) &&
      (age === undefined || one.age === age) &&
      (level === undefined || one.level === level) &&
      (summary === undefined || one.summary === summary) &&
      isOfState(one, state),
  );
}

/** How many they are together. */
export const totalOf = (counted: readonly CountedAlerts[]): number =>
  counted.reduce((sum, { count }) => sum + count, 0);

/** How many there are of each value: `null` stands for those that have none. */
export function countsBy<By extends CountedBy>(
  counted: readonly CountedAlerts[],
  by: By,
): ReadonlyMap<CountedAlerts[By], number> {
  const counts = new Map<CountedAlerts[By], number>();
  for (const one of counted) counts.set(one[by], (counts.get(one[by]) ?? 0) + one.count);
  return counts;
}

/** Whether an alert stands in a list by itself: it is told of by no summary, or it was escalated. */
export const standsAlone = ({ summary, isEscalated }: CountedAlerts): boolean => summary === null || isEscalated;
