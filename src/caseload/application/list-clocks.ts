import { hiddenChildren } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import type { ClockRow } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Status } from '../../statute/clock.js';
import type { Force, Nature } from '../../statute/rule.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { hasStatus, statusOfRow, type ClockExpressions } from './clock-status.js';
import { pageOf, sizeOf, type Page, type Part } from './page.js';

/** Which clocks are asked for: those that all that is said applies to. Of several values one has to apply. */
export interface ClockFilter {
  readonly kind?: readonly CaseKindName[] | undefined;
  /** The ids of rules, such as `N7`. */
  readonly rule?: readonly string[] | undefined;
  readonly status?: readonly Status[] | undefined;
  readonly nature?: readonly Nature[] | undefined;
  readonly force?: readonly Force[] | undefined;
  readonly officer?: string | undefined;
  readonly team?: string | undefined;
  /** The first and the last due date. */
  readonly dueFrom?: CalendarDate | undefined;
  readonly dueTo?: CalendarDate | undefined;
  readonly case?: string | undefined;
  readonly person?: string | undefined;
  /** How many days before its due date a clock is due soon; 14 where nothing is said. */
  readonly leadDays?: number | undefined;
}

/** A place in the list of clocks, which goes by due date, then case, then place in the case. */
export interface ClockPlace {
  readonly dueOn: string;
  readonly case: string;
  readonly ordinal: number;
}

/** A clock as lists show it. */
export interface ClockItem {
  /** The id of its case. */
  readonly case: string;
  readonly kind: CaseKindName;
  /** The id of the child or young person. */
  readonly person: string;
  readonly rule: string;
  readonly ref?: string;
  readonly name: string;
  readonly force: Force;
  readonly nature: Nature;
  readonly dutyHolder: string;
  readonly status: Status;
  readonly startedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly actByOn: CalendarDate;
  readonly metOn?: CalendarDate;
  readonly elapsed?: true;
  readonly endedOn?: CalendarDate;
  readonly endedBecause?: string;
  /** The ground of the exception that excuses it. */
  readonly excusedGround?: string;
  readonly officer?: string;
  readonly team?: string;
}

/** The parts of an object that hold something. */
const known = (parts: Readonly<Record<string, string | null>>): object =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null));

/** A clock from its row. */
export function clockItem(row: ClockRow, asAt: CalendarDate, leadDays?: number): ClockItem {
  return {
    case: row.case_id,
    kind: row.kind as CaseKindName,
    person: row.person,
    rule: row.rule,
    ...known({ ref: row.ref }),
    name: row.name,
    force: row.force as Force,
    nature: row.nature as Nature,
    dutyHolder: row.duty_holder,
    status: statusOfRow(row, { asAt, leadDays }),
    startedOn: row.started_on as CalendarDate,
    dueOn: row.due_on as CalendarDate,
    actByOn: row.act_by_on as CalendarDate,
    ...known({ metOn: row.met_on }),
    ...(row.elapsed === 1 ? { elapsed: true as const } : {}),
    ...known({
      endedOn: row.ended_on,
      endedBecause: row.ended_because,
      excusedGround: row.excused_ground,
      officer: row.officer,
      team: row.team,
    }),
  };
}

function selection({ db, asAt }: Asked, filter: ClockFilter) {
  const hidden = hiddenChildren();
  let query = db.selectFrom('clock').$if(hidden.length > 0, (of) => of.where('person', 'not in', hidden));
  const { case: id, person, kind, rule, nature, force, officer, team, dueFrom, dueTo, status, leadDays } = filter;
  if (id !== undefined) query = query.where('case_id', '=', id);
  if (person !== undefined) {
    query = query.where('case_id', 'in', (eb) => eb.selectFrom('case_file').select('id').where('person', '=', person));
  }
  if (kind !== undefined) query = query.where('kind', 'in', kind);
  if (rule !== undefined) query = query.where('rule', 'in', rule);
  if (nature !== undefined) query = query.where('nature', 'in', nature);
  if (force !== undefined) query = query.where('force', 'in', force);
  if (officer !== undefined) query = query.where('officer', '=', officer);
  if (team !== undefined) query = query.where('team', '=', team);
  if (dueFrom !== undefined) query = query.where('due_on', '>=', dueFrom);
  if (dueTo !== undefined) query = query.where('due_on', '<=', dueTo);
  if (status !== undefined) query = query.where((eb) => hasStatus(eb, status, { asAt, leadDays }));
  return query;
}

/** The clocks that a filter asks for, those due first first. */
export async function listClocks(
  asked: Asked,
  filter: ClockFilter,
  part: Part<ClockPlace> = {},
): Promise<Page<ClockItem, ClockPlace>> {
  const size = sizeOf(part);
  const { after } = part;
  let query = selection(asked, filter)
    .selectAll()
    .orderBy('due_on')
    .orderBy('case_id')
    .orderBy('ordinal')
    .limit(size + 1);
  if (after !== undefined) {
    query = query.where((eb) =>
      eb(eb.refTuple('due_on', 'case_id', 'ordinal'), '>', eb.tuple(after.dueOn, after.case, after.ordinal)),
    );
  }
  return pageOf(
    await query.execute(),
    size,
    (row) => clockItem(row, asked.asAt, filter.leadDays),
    (row): ClockPlace => ({ dueOn: row.due_on, case: row.case_id, ordinal: row.ordinal }),
  );
}

/** How many clocks of a rule have a status. */
export interface ClockCount {
  readonly rule: string;
  readonly name: string;
  readonly count: number;
}

/** How many clocks that a filter asks for each rule has. */
export async function countClocks(asked: Asked, filter: ClockFilter): Promise<readonly ClockCount[]> {
  const rows = await selection(asked, filter)
    .select((eb) => ['rule', eb.fn.min('name').as('name'), eb.fn.countAll().as('count')])
    .groupBy('rule')
    .orderBy('rule')
    .execute();
  return rows.map(({ rule, name, count }) => ({ rule, name, count: Number(count) }));
}

/** How many clocks of a rule have each of some statuses. */
export interface StatusCounts<S extends Status> {
  readonly rule: string;
  readonly name: string;
  readonly counts: Readonly<Record<S, number>>;
}

/** How many clocks of each rule have each of some statuses. */
export async function countByStatus<S extends Status>(
  { db, asAt }: Asked,
  statuses: readonly S[],
): Promise<readonly StatusCounts<S>[]> {
  const has = (eb: ClockExpressions, status: S) => hasStatus(eb, [status], { asAt });
  const rows = await db
    .selectFrom('clock')
    .where((eb) => hasStatus(eb, statuses, { asAt }))
    .select((eb) => [
      'rule',
      eb.fn.min('name').as('name'),
      ...statuses.map((status) =>
        eb.fn.sum(eb.case().when(has(eb, status)).then(eb.lit(1)).else(eb.lit(0)).end()).as(status),
      ),
    ])
    .groupBy('rule')
    .orderBy('rule')
    .execute();
  return (rows as readonly Readonly<Record<string, string | number | bigint>>[]).map((row) => ({
    rule: String(row.rule),
    name: String(row.name),
    counts: Object.fromEntries(statuses.map((status) => [status, Number(row[status])])) as Record<S, number>,
  }));
}
