import type { ExpressionBuilder } from 'kysely';
import { hiddenChildren } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import type { Tables } from '../../read-model/schema.js';
import { addDays, type CalendarDate } from '../../statute/calendar.js';
import type { AlertLevel } from '../domain/alert.events.js';

/**
 * How alerts stand. One can be escalated for not being acknowledged, or after it was acknowledged, when its recovery date
 * passed; so these do not add up.
 */
export const ALERT_STATES = ['unacknowledged', 'acknowledged', 'escalated', 'resolved'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** How long something is overdue, in bands of days. */
export const AGE_BANDS = ['not-overdue', 'to-7', 'to-28', 'to-91', 'to-365', 'over-365'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** The first and the last number of days after the due date; a band without a last one has no end. */
const DAYS_OF_BAND: Readonly<Record<AgeBand, { readonly from?: number; readonly to?: number }>> = {
  'not-overdue': { to: 0 },
  'to-7': { from: 1, to: 7 },
  'to-28': { from: 8, to: 28 },
  'to-91': { from: 29, to: 91 },
  'to-365': { from: 92, to: 365 },
  'over-365': { from: 366 },
};

/** The rule of whose clocks each is one adviser's. */
export const ADVICE_RULE = 'N2';

/** Which alerts are asked for: those that all that is said applies to. */
export interface AlertFilter {
  readonly team?: string | undefined;
  /** Whose case it is; `null` for cases that nobody has. */
  readonly officer?: string | null | undefined;
  /** The id of the rule, such as `N7`. */
  readonly rule?: string | undefined;
  /** Whose advice is late or due soon. */
  readonly adviser?: string | undefined;
  readonly age?: AgeBand | undefined;
  readonly level?: AlertLevel | undefined;
  /** Those that are not resolved, where nothing is said. */
  readonly state?: AlertState | undefined;
  /** Of those that are resolved: recorded after this instant, ISO 8601 in UTC. */
  readonly resolvedSince?: string | undefined;
  /** The id of the summary that tells of them. */
  readonly summary?: string | undefined;
}

/** Alerts, each with its case, and with the request for advice where it is about one. */
export function alertRows({ db }: Asked) {
  return db
    .selectFrom('alert')
    .innerJoin('case_file', 'case_file.id', 'alert.case_id')
    .leftJoin('advice', (join) =>
      join
        .onRef('advice.case_id', '=', 'alert.case_id')
        .onRef('advice.ref', '=', 'alert.ref')
        .on('alert.rule', '=', ADVICE_RULE),
    );
}

export type AlertRows = ReturnType<typeof alertRows>;
/** What conditions on alerts are built with. */
export type AlertExpressions = ExpressionBuilder<
  Pick<Tables, 'alert' | 'case_file'> & { advice: { [C in keyof Tables['advice']]: Tables['advice'][C] | null } },
  'alert' | 'case_file' | 'advice'
>;

/** The due dates of a band on a day. */
export function dueDatesOf(
  age: AgeBand,
  asAt: CalendarDate,
): { readonly from?: CalendarDate; readonly to?: CalendarDate } {
  const { from, to } = DAYS_OF_BAND[age];
  return {
    ...(to === undefined ? {} : { from: addDays(asAt, -to) }),
    ...(from === undefined ? {} : { to: addDays(asAt, -from) }),
  };
}

/** The bands of due dates on a day. */
export function bandsOn(asAt: CalendarDate): (dueOn: CalendarDate) => AgeBand {
  const ends = AGE_BANDS.map((age) => ({ age, to: dueDatesOf(age, asAt).to })).toReversed();
  return (dueOn) => ends.find(({ to }) => to === undefined || dueOn <= to)?.age ?? AGE_BANDS[0];
}

function ofState(rows: AlertRows, { state, resolvedSince }: AlertFilter): AlertRows {
  // Said as it stands in the indexes of open alerts, so that they are used.
  const open = rows.where((eb) => eb('alert.is_open', '=', eb.lit(1)));
  switch (state) {
    case undefined:
      return open;
    case 'unacknowledged':
      return open.where('alert.acknowledged_on', 'is', null);
    case 'acknowledged':
      return open.where('alert.acknowledged_on', 'is not', null);
    case 'escalated':
      return open.where('alert.escalated_on', 'is not', null);
    case 'resolved': {
      const resolved = rows.where((eb) => eb('alert.is_open', '=', eb.lit(0)));
      return resolvedSince === undefined ? resolved : resolved.where('alert.recorded_at', '>', resolvedSince);
    }
  }
}

/** The alerts that a filter asks for, without those of children who are kept from whoever asks. */
export function alertsOf(asked: Asked, filter: AlertFilter): AlertRows {
  const { team, officer, rule, adviser, age, level, summary } = filter;
  let rows = ofState(alertRows(asked), filter);
  const hidden = hiddenChildren();
  if (hidden.length > 0) rows = rows.where('alert.person', 'not in', hidden);
  if (team !== undefined) rows = rows.where('case_file.team', '=', team);
  if (officer !== undefined) rows = rows.where('case_file.officer', officer === null ? 'is' : '=', officer);
  if (rule !== undefined) rows = rows.where('alert.rule', '=', rule);
  if (adviser !== undefined) rows = rows.where('alert.rule', '=', ADVICE_RULE).where('advice.adviser', '=', adviser);
  if (level !== undefined) rows = rows.where('alert.level', '=', level);
  if (summary !== undefined) rows = rows.where('alert.summary', '=', summary);
  if (age === undefined) return rows;
  const { from, to } = dueDatesOf(age, asked.asAt);
  if (from !== undefined) rows = rows.where('alert.due_on', '>=', from);
  if (to !== undefined) rows = rows.where('alert.due_on', '<=', to);
  return rows;
}
