import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { ClockRow, Tables } from '../../read-model/schema.js';
import { addDays, type CalendarDate } from '../../statute/calendar.js';
import { LEAD_DAYS, statusOn, type Status } from '../../statute/clock.js';
import type { Ground } from '../../statute/exceptions.js';
import type { Nature } from '../../statute/rule.js';

/** What conditions on clocks are built with. */
export type ClockExpressions = ExpressionBuilder<Tables, 'clock'>;
type Condition = Expression<SqlBool>;

/** The kinds of time that pass by themselves: what may be done until a day cannot be overdue after it. */
const LAPSING: readonly Nature[] = ['right', 'option'];

/** The statuses of clocks that nothing has met or ended. */
export const OPEN_STATUSES = ['running', 'due-soon', 'overdue', 'excused'] as const satisfies readonly Status[];

const isOpenStatus = (status: Status): boolean => (OPEN_STATUSES as readonly Status[]).includes(status);

/** The day that a status is asked for, and how many days before its due date a clock is due soon. */
export interface StatusDay {
  readonly asAt: CalendarDate;
  readonly leadDays?: number | undefined;
}

/** Whether a clock was met by the end of the day. */
const isMet = (eb: ClockExpressions, asAt: CalendarDate): Condition =>
  eb.or([
    eb.and([eb('elapsed', '=', 0), eb('met_on', '<=', asAt)]),
    eb.and([eb('elapsed', '=', 1), eb('met_on', '<', asAt)]),
  ]);

const isNotMet = (eb: ClockExpressions, asAt: CalendarDate): Condition =>
  eb.or([eb('met_on', 'is', null), eb('met_on', '>', asAt), eb.and([eb('elapsed', '=', 1), eb('met_on', '=', asAt)])]);

const isNotEnded = (eb: ClockExpressions, asAt: CalendarDate): Condition =>
  eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', asAt)]);

function condition(eb: ClockExpressions, status: Status, { asAt, leadDays = LEAD_DAYS }: StatusDay): Condition {
  const begun = eb('started_on', '<=', asAt);
  const open = [begun, isNotMet(eb, asAt), isNotEnded(eb, asAt)];
  const soon = addDays(asAt, leadDays);
  switch (status) {
    case 'not-started':
      return eb('started_on', '>', asAt);
    case 'met':
      return eb.and([begun, isMet(eb, asAt), eb('met_on', '<=', eb.ref('due_on'))]);
    case 'met-late':
      return eb.and([begun, isMet(eb, asAt), eb('met_on', '>', eb.ref('due_on'))]);
    case 'ended':
      return eb.and([
        begun,
        isNotMet(eb, asAt),
        eb.or([eb('ended_on', '<=', asAt), eb.and([eb('due_on', '<', asAt), eb('nature', 'in', LAPSING)])]),
      ]);
    case 'excused':
      return eb.and([
        ...open,
        eb('due_on', '<', asAt),
        eb('nature', 'not in', LAPSING),
        eb('excused_ground', 'is not', null),
      ]);
    case 'overdue':
      return eb.and([
        ...open,
        eb('due_on', '<', asAt),
        eb('nature', 'not in', LAPSING),
        eb('excused_ground', 'is', null),
      ]);
    case 'due-soon':
      return eb.and([...open, eb('due_on', '>=', asAt), eb('due_on', '<=', soon)]);
    case 'running':
      return eb.and([...open, eb('due_on', '>', soon), eb('due_on', '>=', asAt)]);
  }
}

const PAST_DUE: readonly Status[] = ['overdue', 'excused'];

/**
 * The condition that a clock has one of some statuses on a day, exactly as {@link statusOn} says. What follows from it for
 * open clocks and their due dates is said on its own, so that the indexes of the open ones are used.
 */
export function hasStatus(eb: ClockExpressions, statuses: readonly Status[], on: StatusDay): Condition {
  const any = eb.or([...new Set(statuses)].map((status) => condition(eb, status, on)));
  if (!statuses.every(isOpenStatus)) return any;
  const { asAt, leadDays = LEAD_DAYS } = on;
  const isPastDue = statuses.every((status) => PAST_DUE.includes(status));
  return eb.and([
    eb('is_open', '=', eb.lit(1)),
    ...(statuses.some((status) => PAST_DUE.includes(status)) ? [] : [eb('due_on', '>=', asAt)]),
    ...(isPastDue ? [eb('due_on', '<', asAt)] : []),
    ...(isPastDue || statuses.includes('running') ? [] : [eb('due_on', '<=', addDays(asAt, Math.max(leadDays, 0)))]),
    any,
  ]);
}

/** The status of a clock on a day. */
export function statusOfRow(row: ClockRow, { asAt, leadDays }: StatusDay): Status {
  const { met_on: metOn, ended_on: endedOn, excused_ground: ground } = row;
  return statusOn(
    {
      nature: row.nature as Nature,
      startedOn: row.started_on as CalendarDate,
      dueOn: row.due_on as CalendarDate,
      ...(metOn === null ? {} : { metOn: metOn as CalendarDate }),
      ...(row.elapsed === 1 ? { elapsed: true as const } : {}),
      ...(endedOn === null ? {} : { endedOn: endedOn as CalendarDate }),
      ...(ground === null ? {} : { excused: { ground: ground as Ground, basis: '' } }),
    },
    asAt,
    leadDays,
  );
}
