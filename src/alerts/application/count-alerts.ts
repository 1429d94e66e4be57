import { hiddenChildren } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { AlertLevel } from '../domain/alert.events.js';
import { bandsOn, type AgeBand, type AlertFilter, type AlertState } from './alert-filter.js';
import { allOpenAlerts, type OpenAlert } from './open-alerts.js';

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

/** Open alerts, counted by everything that a filter can ask for, without those of some children. */
export function countOpen(
  alerts: Iterable<OpenAlert>,
  asAt: CalendarDate,
  hidden: ReadonlySet<string>,
): readonly CountedAlerts[] {
  const bandOf = bandsOn(asAt);
  const counted = new Map<string, Counting>();
  for (const { person, dueOn, createdAt, ...alert } of alerts) {
    if (hidden.has(person)) continue;
    const age = bandOf(dueOn);
    const { team, officer, rule, adviser, level, isAcknowledged, isEscalated, summary } = alert;
    const key = `${team ?? ''} ${officer ?? ''} ${rule} ${adviser ?? ''} ${level} ${age} ${String(isAcknowledged)} ${String(isEscalated)} ${summary ?? ''}`;
    const one = counted.get(key);
    if (one === undefined) counted.set(key, { ...alert, age, count: 1, firstDueOn: dueOn, since: createdAt });
    else {
      one.count += 1;
      if (dueOn < one.firstDueOn) one.firstDueOn = dueOn;
      if (createdAt < one.since) one.since = createdAt;
    }
  }
  return [...counted.values()];
}

type Counting = { -readonly [K in keyof CountedAlerts]: CountedAlerts[K] };

/** The open alerts, counted by everything that a filter can ask for. */
export async function countAlerts(asked: Asked): Promise<readonly CountedAlerts[]> {
  const alerts = await allOpenAlerts(asked);
  return countOpen(alerts.values(), asked.asAt, new Set(hiddenChildren()));
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

type CountsOf = ReadonlyMap<CountedAlerts[CountedBy], number>;

/** What was counted before, by what it was counted from: the same until something is recorded. */
const countedBefore = new WeakMap<readonly CountedAlerts[], Map<string, CountsOf>>();

/** How many alerts each value of one field would show, if the filter asked for nothing else in that field. */
export function countsWithout(counted: readonly CountedAlerts[], filter: AlertFilter, by: CountedBy): CountsOf {
  const known = countedBefore.get(counted) ?? new Map<string, CountsOf>();
  countedBefore.set(counted, known);
  const others = { ...filter, [by]: undefined };
  const key = JSON.stringify([by, Object.entries(others).sort()]);
  const counts = known.get(key) ?? countsBy(countedFor(counted, others), by);
  known.set(key, counts);
  return counts;
}

/** Whether an alert stands in a list by itself: it is told of by no summary, or it was escalated. */
export const standsAlone = ({ summary, isEscalated }: CountedAlerts): boolean => summary === null || isEscalated;
