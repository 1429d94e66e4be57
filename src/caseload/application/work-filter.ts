import { hiddenChildren } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { hasStatus, type ClockExpressions, type OPEN_STATUSES } from './clock-status.js';
import { daysOfGroup, type WorkGroup } from './work-groups.js';

/** Which open cases a worklist shows: those that all that is said applies to. */
export interface WorkFilter {
  /** Whose they are; `null` for those that nobody has. */
  readonly officer?: string | null | undefined;
  /** `null` for those of no team. */
  readonly team?: string | null | undefined;
  readonly kind?: CaseKindName | undefined;
  readonly stage?: { readonly kind: CaseKindName; readonly stage: string } | undefined;
  /** A rule of which a duty is open, such as `N7`. */
  readonly rule?: string | undefined;
  /** The status of a duty that is open: of the rule, where one is given. */
  readonly status?: (typeof OPEN_STATUSES)[number] | undefined;
  /** The setting that was consulted about being named in the plan: its URN, UKPRN or code. */
  readonly setting?: string | undefined;
  /** Whose advice was asked for and is awaited. */
  readonly adviser?: string | undefined;
  /** The first and the last day on which advice that is awaited reached the adviser, or was asked for: of the adviser, where one is given. */
  readonly awaitedFrom?: CalendarDate | undefined;
  readonly awaitedTo?: CalendarDate | undefined;
  readonly group?: WorkGroup | undefined;
  /** The first and the last day on which something is due in it first. */
  readonly dueFrom?: CalendarDate | undefined;
  readonly dueTo?: CalendarDate | undefined;
}

/** The rule whose clocks name the settings that were consulted. */
const CONSULTATION = 'N6';

/** Until the meeting is held, the limit of a review is that of its plan, which stands in the list itself. */
const BEFORE_MEETING = ['opened', 'meeting-planned'];

/** Said as it stands in the indexes of open cases, so that they are used. */
export function openCases({ db }: Asked) {
  return db.selectFrom('case_file').where((eb) => eb('is_open', '=', eb.lit(1)));
}

type Cases = ReturnType<typeof openCases>;

/** With an open duty of a rule, and of a status: few, so they are found first. */
function withRule(cases: Cases, { db, asAt }: Asked, rule: string, { officer, team, status }: WorkFilter): Cases {
  let clocks = db.selectFrom('clock').where((eb) => eb('is_open', '=', eb.lit(1)));
  clocks = clocks.where('nature', '=', 'duty').where('rule', '=', rule);
  if (typeof officer === 'string') clocks = clocks.where('officer', '=', officer);
  if (team !== undefined) clocks = clocks.where('team', team === null ? 'is' : '=', team);
  if (status !== undefined) clocks = clocks.where((eb) => hasStatus(eb, [status], { asAt }));
  return cases.where('id', 'in', clocks.select('case_id'));
}

/** With an open duty of a status: many, so they are looked for among the clocks of each case. */
function withStatus(cases: Cases, { db, asAt }: Asked, status: NonNullable<WorkFilter['status']>): Cases {
  const isPastDue = status === 'overdue' || status === 'excused';
  const those = isPastDue ? cases.where('first_due_on', '<', asAt) : cases.where('first_due_on', 'is not', null);
  return those.where((eb) =>
    eb.exists(
      db
        .selectFrom('clock')
        .whereRef('clock.case_id', '=', 'case_file.id' as never)
        .where('nature', '=', 'duty')
        .where((clock: ClockExpressions) => hasStatus(clock, [status], { asAt }))
        .select('rule'),
    ),
  );
}

/** In which a setting was consulted about being named in the plan. */
function withSetting(cases: Cases, { db }: Asked, setting: string): Cases {
  const consulted = db
    .selectFrom('clock')
    .whereRef('clock.case_id', '=', 'case_file.id' as never)
    .where('clock.rule', '=', CONSULTATION)
    .where('clock.ref', '=', setting);
  return cases.where('kind', '=', 'assessment').where((eb) => eb.exists(consulted.select('rule')));
}

/** With a request for advice that is awaited. */
function withAdvice(cases: Cases, { db }: Asked, { adviser, awaitedFrom, awaitedTo }: WorkFilter): Cases {
  let awaited = db.selectFrom('advice').where((eb) => eb('is_open', '=', eb.lit(1)));
  if (adviser !== undefined) awaited = awaited.where('adviser', '=', adviser);
  if (awaitedFrom !== undefined) {
    awaited = awaited.where((eb) => eb(eb.fn.coalesce('reached_on', 'asked_on'), '>=', awaitedFrom));
  }
  if (awaitedTo !== undefined) {
    awaited = awaited.where((eb) => eb(eb.fn.coalesce('reached_on', 'asked_on'), '<=', awaitedTo));
  }
  return cases.where('id', 'in', awaited.select('case_id'));
}

/** The cases that a filter asks for, whichever group it names: those with something due, or those without. */
export function casesOf(asked: Asked, filter: WorkFilter, isDue: boolean): Cases {
  const { officer, team, kind, stage, rule, status, setting, adviser, awaitedFrom, awaitedTo, dueFrom, dueTo } = filter;
  let cases = openCases(asked).where('first_due_on', isDue ? 'is not' : 'is', null);
  const hidden = hiddenChildren();
  if (hidden.length > 0) cases = cases.where('person', 'not in', hidden);
  if (officer !== undefined) cases = cases.where('officer', officer === null ? 'is' : '=', officer);
  if (team !== undefined) cases = cases.where('team', team === null ? 'is' : '=', team);
  if (dueFrom !== undefined) cases = cases.where('first_due_on', '>=', dueFrom);
  if (dueTo !== undefined) cases = cases.where('first_due_on', '<=', dueTo);
  if (kind !== undefined) cases = cases.where('kind', '=', kind);
  if (stage !== undefined) cases = cases.where('kind', '=', stage.kind).where('stage', '=', stage.stage);
  if (rule !== undefined) cases = withRule(cases, asked, rule, filter);
  else if (status !== undefined) cases = withStatus(cases, asked, status);
  if ([adviser, awaitedFrom, awaitedTo].some((one) => one !== undefined)) cases = withAdvice(cases, asked, filter);
  if (setting !== undefined) cases = withSetting(cases, asked, setting);
  const asksForReviews = kind === 'review' || stage?.kind === 'review';
  if (isDue || asksForReviews) return cases;
  return cases.where((eb) => eb.or([eb('kind', '<>', 'review'), eb('stage', 'not in', BEFORE_MEETING)]));
}

/** The cases of a group that a filter asks for. */
export function casesOfGroup(asked: Asked, filter: WorkFilter, group: WorkGroup): Cases {
  if (group === 'nothing-due') return casesOf(asked, filter, false);
  const { from, to } = daysOfGroup(group, asked.asAt);
  let cases = casesOf(asked, filter, true);
  if (from !== undefined) cases = cases.where('first_due_on', '>=', from);
  if (to !== undefined) cases = cases.where('first_due_on', '<=', to);
  return cases;
}
