import { hiddenChildren } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import type { CaseFileRow, ClockRow } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { hasStatus, type OPEN_STATUSES } from './clock-status.js';
import { daysOfGroup, WORK_GROUPS, type DueGroupName, type WorkGroup } from './work-groups.js';

/** Which open cases a worklist shows: those that all that is said applies to. */
export interface WorkFilter {
  /** Whose they are; `null` for those that nobody has. */
  readonly officer?: string | null | undefined;
  readonly team?: string | undefined;
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
  readonly group?: WorkGroup | undefined;
}

/** In what order a worklist is, apart from names. */
export const WORK_ORDERS = ['due', 'stage', 'officer', 'opened'] as const;
export type WorkOrder = (typeof WORK_ORDERS)[number];

/** How many open cases there are in each group. */
export type GroupCounts = Readonly<Record<WorkGroup, number>>;

/** The rule whose clocks name the settings that were consulted. */
const CONSULTATION = 'N6';

/** Until the meeting is held, the limit of a review is that of its plan, which stands in the list itself. */
const BEFORE_MEETING = ['opened', 'meeting-planned'];

/** The open duties of some cases: those that a filter asks for. */
function clocksOf({ db, asAt }: Asked, { officer, team, rule, status }: WorkFilter) {
  let query = db.selectFrom('clock').where((eb) => eb('is_open', '=', eb.lit(1)));
  query = query.where('nature', '=', 'duty');
  if (typeof officer === 'string') query = query.where('officer', '=', officer);
  if (team !== undefined) query = query.where('team', '=', team);
  if (rule !== undefined) query = query.where('rule', '=', rule);
  return status === undefined ? query : query.where((eb) => hasStatus(eb, [status], { asAt }));
}

function withGroup(query: ReturnType<typeof openCases>, group: WorkGroup | undefined, today: CalendarDate) {
  if (group === undefined) return query;
  if (group === 'nothing-due') return query.where('first_due_on', 'is', null);
  const { from, to } = daysOfGroup(group, today);
  let due = query.where('first_due_on', 'is not', null);
  if (from !== undefined) due = due.where('first_due_on', '>=', from);
  if (to !== undefined) due = due.where('first_due_on', '<=', to);
  return due;
}

function openCases({ db }: Asked) {
  // Said as it stands in the indexes of open cases, so that they are used.
  return db.selectFrom('case_file').where((eb) => eb('is_open', '=', eb.lit(1)));
}

function selection(asked: Asked, filter: WorkFilter) {
  const { officer, team, kind, stage, rule, status, setting, adviser } = filter;
  const { db } = asked;
  let query = openCases(asked);
  const hidden = hiddenChildren();
  if (hidden.length > 0) query = query.where('person', 'not in', hidden);
  if (officer !== undefined) query = query.where('officer', officer === null ? 'is' : '=', officer);
  if (team !== undefined) query = query.where('team', '=', team);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (stage !== undefined) query = query.where('kind', '=', stage.kind).where('stage', '=', stage.stage);
  if (rule !== undefined || status !== undefined) {
    query = query.where('id', 'in', clocksOf(asked, filter).select('case_id'));
  }
  if (adviser !== undefined) {
    const awaited = db.selectFrom('advice').where((eb) => eb('is_open', '=', eb.lit(1)));
    query = query.where('id', 'in', awaited.where('adviser', '=', adviser).select('case_id'));
  }
  if (setting !== undefined) {
    const consulted = db.selectFrom('clock').where('clock.rule', '=', CONSULTATION).where('clock.ref', '=', setting);
    query = query
      .where('kind', '=', 'assessment')
      .where((eb) => eb.exists(consulted.whereRef('clock.case_id', '=', 'case_file.id' as never).select('rule')));
  }
  const asksForReviews = kind === 'review' || stage?.kind === 'review';
  if (!asksForReviews) {
    query = query.where((eb) =>
      eb.or([eb('first_due_on', 'is not', null), eb('kind', '<>', 'review'), eb('stage', 'not in', BEFORE_MEETING)]),
    );
  }
  return withGroup(query, filter.group, asked.asAt);
}

/** How many cases of each group a filter asks for, whichever group it names. */
export async function countWork(asked: Asked, filter: WorkFilter): Promise<GroupCounts> {
  const due = WORK_GROUPS.filter((group): group is DueGroupName => group !== 'nothing-due');
  const row = await selection(asked, { ...filter, group: undefined })
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      ...due.map((group) => {
        const { from, to } = daysOfGroup(group, asked.asAt);
        const isOfIt = eb.and([
          ...(from === undefined ? [] : [eb('first_due_on', '>=', from)]),
          ...(to === undefined ? [] : [eb('first_due_on', '<=', to)]),
        ]);
        return eb.fn.sum<number>(eb.case().when(isOfIt).then(eb.lit(1)).else(eb.lit(0)).end()).as(group);
      }),
    ])
    .executeTakeFirstOrThrow();
  const counts = row as Readonly<Record<string, string | number | bigint | null>>;
  const of = (name: string): number => Number(counts[name] ?? 0);
  const all = Object.fromEntries(due.map((group) => [group, of(group)])) as Record<DueGroupName, number>;
  return { ...all, 'nothing-due': of('all') - due.reduce((sum, group) => sum + all[group], 0) };
}

/** How many cases a filter asks for, from the counts of the groups. */
export function countedFor({ group }: WorkFilter, counts: GroupCounts): number {
  return group === undefined ? WORK_GROUPS.reduce((sum, one) => sum + counts[one], 0) : counts[group];
}

/** Which part of a list is asked for. */
export interface Stretch {
  readonly offset: number;
  readonly limit: number;
}

/**
 * The rows of open cases, in an order. Those with nothing due come last where they go by what is due.
 * @param counts of the same filter
 */
export async function listWork(
  asked: Asked,
  filter: WorkFilter,
  order: WorkOrder,
  { offset, limit }: Stretch,
  counts: GroupCounts,
): Promise<readonly CaseFileRow[]> {
  const rows = selection(asked, filter).selectAll();
  if (order === 'stage')
    return rows.orderBy('kind').orderBy('stage').orderBy('id').limit(limit).offset(offset).execute();
  if (order !== 'due') {
    const column = order === 'opened' ? 'opened_on' : 'officer';
    return rows.orderBy(column).orderBy('id').limit(limit).offset(offset).execute();
  }
  const withDue = countedFor(filter, counts) - (filter.group === undefined ? counts['nothing-due'] : 0);
  const found: CaseFileRow[] = [];
  if (offset < withDue && filter.group !== 'nothing-due') {
    const due = rows.where('first_due_on', 'is not', null).orderBy('first_due_on').orderBy('id');
    found.push(...(await due.limit(limit).offset(offset).execute()));
  }
  if (found.length < limit && (filter.group === undefined || filter.group === 'nothing-due')) {
    const before = filter.group === undefined ? withDue : 0;
    const rest = rows.where('first_due_on', 'is', null).orderBy('id');
    found.push(
      ...(await rest
        .limit(limit - found.length)
        .offset(Math.max(0, offset - before))
        .execute()),
    );
  }
  return found;
}

/** The clocks of some cases that are duties and that nothing on record meets or ends, those due first first. */
export async function openDuties({ db }: Asked, cases: readonly string[]): Promise<readonly ClockRow[]> {
  if (cases.length === 0) return [];
  return db
    .selectFrom('clock')
    .selectAll()
    .where('case_id', 'in', cases)
    .where('nature', '=', 'duty')
    .where('ended_on', 'is', null)
    .where((eb) => eb.or([eb('met_on', 'is', null), eb('elapsed', '=', 1)]))
    .orderBy('due_on')
    .orderBy('ordinal')
    .execute();
}

/** The open reviews of some plans, in the order in which they were opened. */
export async function openReviewsOf(asked: Asked, plans: readonly string[]): Promise<readonly CaseFileRow[]> {
  if (plans.length === 0) return [];
  return openCases(asked)
    .selectAll()
    .where('origin', 'in', plans)
    .where('kind', '=', 'review')
    .orderBy('opened_on')
    .orderBy('id')
    .execute();
}

/** Everybody, and every team, who has an open case. */
export async function holdersOfWork(
  asked: Asked,
): Promise<{ readonly officers: readonly string[]; readonly teams: readonly string[] }> {
  const officers = await openCases(asked).select('officer').distinct().orderBy('officer').execute();
  const teams = await openCases(asked).select('team').distinct().orderBy('team').execute();
  return {
    officers: officers.flatMap(({ officer }) => (officer === null ? [] : [officer])),
    teams: teams.flatMap(({ team }) => (team === null ? [] : [team])),
  };
}
