import { hiddenChildren } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import type { CaseFileRow } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { pageOf, sizeOf, type Page, type Part } from './page.js';

/** Which cases are asked for: those that all that is said applies to. Of several values one has to apply. */
export interface CaseFilter {
  readonly kind?: readonly CaseKindName[] | undefined;
  /** The stages that a case can be at, such as `draft-plan-sent`. */
  readonly stage?: readonly string[] | undefined;
  readonly officer?: string | undefined;
  readonly team?: string | undefined;
  /** Whether the council has still something to do. */
  readonly open?: boolean | undefined;
  readonly person?: string | undefined;
  /** For a plan the assessment that led to it, for a review the plan under review. */
  readonly origin?: string | undefined;
  /** The first and the last day on which a case is due next. */
  readonly nextDueFrom?: CalendarDate | undefined;
  readonly nextDueTo?: CalendarDate | undefined;
}

/** A place in the list of cases: those due next first, then those with nothing due, by id. */
export interface CasePlace {
  /** The day it is due next; `null` among those with nothing due. */
  readonly nextDueOn: string | null;
  readonly id: string;
}

/** The clock that the council has to meet next. */
export interface NextDuty {
  readonly rule: string;
  readonly dueOn: CalendarDate;
  readonly actByOn: CalendarDate;
}

/** A case as lists show it. */
export interface CaseItem {
  readonly id: string;
  readonly kind: CaseKindName;
  /** The id of the child or young person. */
  readonly person: string;
  readonly stage: string;
  /** Whether the council has still something to do. */
  readonly open: boolean;
  readonly openedOn: CalendarDate;
  /** The kind of assessment or of review; `made` or `transferred-in` for a plan. */
  readonly openedAs: string;
  /** For a plan the assessment that led to it, for a review the plan under review. */
  readonly origin?: string;
  readonly officer?: string;
  readonly team?: string;
  /** The revision of its last event, for a request to say what it is based on. */
  readonly revision: number;
  /** When its first and its last event were recorded. */
  readonly createdAt: string;
  readonly recordedAt: string;
  readonly next?: NextDuty;
}

/** A case from its row. */
export function caseItem(row: CaseFileRow): CaseItem {
  const { next_rule: rule, next_due_on: dueOn, next_act_by_on: actByOn } = row;
  return {
    id: row.id,
    kind: row.kind as CaseKindName,
    person: row.person,
    stage: row.stage,
    open: row.is_open === 1,
    openedOn: row.opened_on as CalendarDate,
    openedAs: row.opened_as,
    ...(row.origin === null ? {} : { origin: row.origin }),
    ...(row.officer === null ? {} : { officer: row.officer }),
    ...(row.team === null ? {} : { team: row.team }),
    revision: row.revision,
    createdAt: row.created_at,
    recordedAt: row.recorded_at,
    ...(rule === null || dueOn === null || actByOn === null
      ? {}
      : { next: { rule, dueOn: dueOn as CalendarDate, actByOn: actByOn as CalendarDate } }),
  };
}

function selection({ db }: Asked, filter: CaseFilter) {
  const { kind, stage, officer, team, open, person, origin, nextDueFrom, nextDueTo } = filter;
  const hidden = hiddenChildren();
  let query = db.selectFrom('case_file').$if(hidden.length > 0, (of) => of.where('person', 'not in', hidden));
  if (person !== undefined) query = query.where('person', '=', person);
  if (origin !== undefined) query = query.where('origin', '=', origin);
  if (kind !== undefined) query = query.where('kind', 'in', kind);
  if (stage !== undefined) query = query.where('stage', 'in', stage);
  if (officer !== undefined) query = query.where('officer', '=', officer);
  if (team !== undefined) query = query.where('team', '=', team);
  if (open === true) query = query.where((eb) => eb('is_open', '=', eb.lit(1)));
  if (open === false) query = query.where('is_open', '=', 0);
  if (nextDueFrom !== undefined) query = query.where('next_due_on', '>=', nextDueFrom);
  if (nextDueTo !== undefined) query = query.where('next_due_on', '<=', nextDueTo);
  return query;
}

/** The cases that a filter asks for: those due next first, then those with nothing due. */
export async function listCases(
  asked: Asked,
  filter: CaseFilter,
  part: Part<CasePlace> = {},
): Promise<Page<CaseItem, CasePlace>> {
  const size = sizeOf(part);
  const { after } = part;
  const rows: CaseFileRow[] = [];
  if (after?.nextDueOn !== null && filter.open !== false) {
    // A case with something due is open: said, so that the indexes of the open ones are used.
    let due = selection(asked, filter)
      .where((eb) => eb.and([eb('is_open', '=', eb.lit(1)), eb('next_due_on', 'is not', null)]))
      .selectAll()
      .orderBy('next_due_on')
      .orderBy('id')
      .limit(size + 1);
    if (after !== undefined) {
      due = due.where((eb) => eb(eb.refTuple('next_due_on', 'id'), '>', eb.tuple(after.nextDueOn, after.id)));
    }
    rows.push(...(await due.execute()));
  }
  if (rows.length <= size && filter.nextDueFrom === undefined && filter.nextDueTo === undefined) {
    let rest = selection(asked, filter)
      .where('next_due_on', 'is', null)
      .selectAll()
      .orderBy('id')
      .limit(size + 1 - rows.length);
    if (after?.nextDueOn === null) rest = rest.where('id', '>', after.id);
    rows.push(...(await rest.execute()));
  }
  return pageOf(rows, size, caseItem, (row): CasePlace => ({ nextDueOn: row.next_due_on, id: row.id }));
}

/** How many open cases there are of each kind. */
export async function countOpenCases({ db }: Asked): Promise<Readonly<Record<CaseKindName, number>>> {
  const rows = await db
    .selectFrom('case_file')
    .where((eb) => eb('is_open', '=', eb.lit(1)))
    .select((eb) => ['kind', eb.fn.countAll().as('count')])
    .groupBy('kind')
    .execute();
  const counts = new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
  const of = (kind: CaseKindName): number => counts.get(kind) ?? 0;
  return { assessment: of('assessment'), plan: of('plan'), review: of('review') };
}
