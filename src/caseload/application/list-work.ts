import type { Asked } from '../../read-model/read-models.js';
import type { CaseFileRow, ClockRow } from '../../read-model/schema.js';
import { casesOf, casesOfGroup, openCases, type WorkFilter } from './work-filter.js';
import { daysOfGroup, WORK_GROUPS, type DueGroupName, type WorkGroup } from './work-groups.js';

/** In what order a worklist is, apart from names. */
export const WORK_ORDERS = ['due', 'stage', 'officer', 'opened'] as const;
export type WorkOrder = (typeof WORK_ORDERS)[number];

/** How many open cases there are in each group. */
export type GroupCounts = Readonly<Record<WorkGroup, number>>;

const DUE_GROUPS = WORK_GROUPS.filter((group): group is DueGroupName => group !== 'nothing-due');

/** How many cases with something due there are in each group. */
async function countDue(asked: Asked, filter: WorkFilter): Promise<Readonly<Record<DueGroupName, number>>> {
  const row = await casesOf(asked, filter, true)
    .select((eb) =>
      DUE_GROUPS.map((group) => {
        const { from, to } = daysOfGroup(group, asked.asAt);
        const isOfIt = eb.and([
          ...(from === undefined ? [] : [eb('first_due_on', '>=', from)]),
          ...(to === undefined ? [] : [eb('first_due_on', '<=', to)]),
        ]);
        return eb.fn.sum<number>(eb.case().when(isOfIt).then(eb.lit(1)).else(eb.lit(0)).end()).as(group);
      }),
    )
    .executeTakeFirstOrThrow();
  // Of no rows the sum is nothing.
  const counts = row as Readonly<Record<DueGroupName, string | number | bigint | null>>;
  return Object.fromEntries(DUE_GROUPS.map((group) => [group, Number(counts[group] ?? 0)])) as Record<
    DueGroupName,
    number
  >;
}

/** How many cases of each group a filter asks for, whichever group it names. */
export async function countWork(asked: Asked, filter: WorkFilter): Promise<GroupCounts> {
  const due = await countDue(asked, filter);
  // A case of which a duty is open, or that is due on some days, has something due.
  const { rule, status, dueFrom, dueTo } = filter;
  if ([rule, status, dueFrom, dueTo].some((one) => one !== undefined)) return { ...due, 'nothing-due': 0 };
  const { count } = await casesOf(asked, filter, false)
    .select((eb) => eb.fn.countAll<number | string | bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return { ...due, 'nothing-due': Number(count) };
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

type Rows = ReturnType<typeof casesOf>;

function inOrder(cases: Rows, order: WorkOrder) {
  const rows = cases.selectAll();
  switch (order) {
    case 'due':
      return rows.orderBy('first_due_on').orderBy('id');
    case 'stage':
      return rows.orderBy('kind').orderBy('stage').orderBy('id');
    case 'officer':
      return rows.orderBy('officer').orderBy('id');
    case 'opened':
      return rows.orderBy('opened_on').orderBy('id');
  }
}

/**
 * The rows of open cases, in an order. Those with nothing due come after the others.
 * @param counts of the same filter
 */
export async function listWork(
  asked: Asked,
  filter: WorkFilter,
  order: WorkOrder,
  { offset, limit }: Stretch,
  counts: GroupCounts,
): Promise<readonly CaseFileRow[]> {
  const { group } = filter;
  const part = (cases: Rows, from: number, most: number): Promise<readonly CaseFileRow[]> =>
    most <= 0 ? Promise.resolve([]) : inOrder(cases, order).limit(most).offset(from).execute();
  if (group !== undefined) return part(casesOfGroup(asked, filter, group), offset, limit);
  const withDue = countedFor(filter, counts) - counts['nothing-due'];
  const due = await part(casesOf(asked, filter, true), offset, Math.min(limit, withDue - offset));
  if (counts['nothing-due'] === 0) return due;
  const rest = await part(casesOf(asked, filter, false), Math.max(0, offset - withDue), limit - due.length);
  return [...due, ...rest];
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
  // They are found by their plan: nothing of kinds or of what is open is said as another index has it.
  return asked.db
    .selectFrom('case_file')
    .selectAll()
    .where('origin', 'in', plans)
    .where('is_open', '=', 1)
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
