import type { Asked } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { AlertLevel, Escalation, Resolution } from '../domain/alert.events.js';
import { alertsOf, type AlertFilter, type AlertRows } from './alert-filter.js';

/** An alert as lists show it. */
export interface AlertItem {
  readonly id: string;
  /** The id of the case. */
  readonly case: string;
  readonly kind: CaseKindName;
  readonly person: PersonId;
  readonly rule: string;
  readonly ref?: string;
  /** Whose advice it is about. */
  readonly adviser?: string;
  readonly level: AlertLevel;
  readonly raisedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  /** The id of the summary that tells of it. */
  readonly summary?: string;
  readonly acknowledgedOn?: CalendarDate;
  /** An id in the council's list of reasons. */
  readonly reason?: string;
  readonly recoveryOn?: CalendarDate;
  readonly acknowledgedBy?: string;
  readonly hasNote: boolean;
  readonly escalatedOn?: CalendarDate;
  readonly escalatedBecause?: Escalation;
  readonly resolvedOn?: CalendarDate;
  readonly resolvedBecause?: Resolution;
  readonly isOpen: boolean;
  readonly officer?: string;
  readonly team?: string;
  readonly stage: string;
  readonly openedAs: string;
  readonly revision: number;
  /** When the first and the last event were recorded: instants, ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly recordedAt: string;
}

const selected = (rows: AlertRows) =>
  rows
    .selectAll('alert')
    .select(['case_file.officer', 'case_file.team', 'case_file.stage', 'case_file.opened_as', 'advice.adviser']);

type Selected = Awaited<ReturnType<ReturnType<typeof selected>['execute']>>[number];

/** What is there of some parts. */
const known = <T extends Readonly<Record<string, string | null>>>(parts: T): { readonly [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null)) as { [K in keyof T]?: string };

function itemOf(row: Selected): AlertItem {
  return {
    id: row.id,
    case: row.case_id,
    kind: row.kind as CaseKindName,
    person: row.person as PersonId,
    rule: row.rule,
    ...known({ ref: row.ref, adviser: row.adviser, summary: row.summary, officer: row.officer, team: row.team }),
    level: row.level as AlertLevel,
    raisedOn: row.raised_on as CalendarDate,
    dueOn: row.due_on as CalendarDate,
    ...(known({
      acknowledgedOn: row.acknowledged_on,
      reason: row.reason,
      recoveryOn: row.recovery_on,
      acknowledgedBy: row.acknowledged_by,
      escalatedOn: row.escalated_on,
      escalatedBecause: row.escalated_because,
      resolvedOn: row.resolved_on,
      resolvedBecause: row.resolved_because,
    }) as Partial<AlertItem>),
    hasNote: row.has_note === 1,
    isOpen: row.is_open === 1,
    stage: row.stage,
    openedAs: row.opened_as,
    revision: row.revision,
    createdAt: row.created_at,
    recordedAt: row.recorded_at,
  };
}

/** A place in a list of alerts. */
export interface AlertPlace {
  /** The due date, or where the list is of those that are resolved the instant of the last event. */
  readonly at: string;
  readonly id: string;
}

/** Which part of a list is asked for. */
export interface Stretch {
  readonly limit: number;
  readonly offset?: number;
  /** The place after which it begins. */
  readonly after?: AlertPlace | undefined;
}

/** Where an alert stands in the lists of a filter. */
export function placeOf({ state }: AlertFilter, { id, dueOn, recordedAt }: AlertItem): AlertPlace {
  return { at: state === 'resolved' ? recordedAt : dueOn, id };
}

/**
 * The alerts that a filter asks for: what is overdue longest first; of those that are resolved the last first.
 * @param folds whether alerts that a summary tells of are left to it, unless they were escalated
 */
export async function listAlerts(
  asked: Asked,
  filter: AlertFilter,
  { limit, offset = 0, after }: Stretch,
  folds = false,
): Promise<readonly AlertItem[]> {
  const isOfPast = filter.state === 'resolved';
  const by = isOfPast ? 'alert.recorded_at' : 'alert.due_on';
  let rows = selected(folds ? unfolded(alertsOf(asked, filter)) : alertsOf(asked, filter));
  if (after !== undefined) {
    rows = rows.where((eb) => eb(eb.refTuple(by, 'alert.id'), isOfPast ? '<' : '>', eb.tuple(after.at, after.id)));
  }
  const direction = isOfPast ? 'desc' : 'asc';
  const found = await rows.orderBy(by, direction).orderBy('alert.id', direction).limit(limit).offset(offset).execute();
  return found.map(itemOf);
}

/** Those that stand for themselves: whatever a summary tells of is seen by itself when it is escalated. */
const unfolded = (rows: AlertRows): AlertRows =>
  rows.where((eb) => eb.or([eb('alert.summary', 'is', null), eb('alert.escalated_on', 'is not', null)]));

/** Some alerts by their ids, as a filter of state would or would not show them, those of hidden children left out. */
export async function alertsById(asked: Asked, ids: readonly string[]): Promise<readonly AlertItem[]> {
  if (ids.length === 0) return [];
  const open = await selected(alertsOf(asked, {}).where('alert.id', 'in', ids)).execute();
  const past = await selected(alertsOf(asked, { state: 'resolved' }).where('alert.id', 'in', ids)).execute();
  const found = new Map([...open, ...past].map((row) => [row.id, itemOf(row)]));
  return ids.flatMap((id) => {
    const item = found.get(id);
    return item === undefined ? [] : [item];
  });
}
