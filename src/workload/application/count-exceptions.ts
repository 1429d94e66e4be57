import { sql } from 'kysely';
import { hiddenChildren } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Ground } from '../../statute/exceptions.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { ExceptionYear } from '../domain/exception-rates.js';

/** The measure of the 20 weeks, and the rule whose clock it counts. */
const MEASURE = 'plans-within-20-weeks';
const RULE = 'N7';
/** How it went with plans that were issued. */
const ISSUED = ['in-time', 'late', 'late-over-a-year'];

/** New plans that were issued, without those of children who are kept from whoever asks. */
function plans({ db }: Asked, team: string | null | undefined) {
  let rows = db.selectFrom('measure_case').where('measure', '=', MEASURE).where('band', 'in', ISSUED);
  const hidden = hiddenChildren();
  if (hidden.length > 0) rows = rows.where('measure_case.person', 'not in', hidden);
  if (team !== undefined) rows = rows.where('measure_case.team', team === null ? 'is' : '=', team);
  return rows;
}

type Plans = ReturnType<typeof plans>;

/** Whether a request had not been answered when the plan of its case was issued, or its answer had been returned. */
const MISSING = sql<boolean>`advice.asked_on <= measure_case.over_on and (
  advice.received_on is null
  or advice.received_on > measure_case.over_on
  or (advice.is_open = 1 and advice.returned_on <= measure_case.over_on)
)`;

/** Those that were issued in time although advice was missing. */
function withoutAdvice(rows: Plans, { db }: Asked): Plans {
  const missing = db
    .selectFrom('advice')
    .whereRef('advice.case_id', '=', sql.ref('measure_case.case_id'))
    .where(MISSING);
  return rows.where('band', '=', 'in-time').where((eb) => eb.exists(missing.select('advice.ref')));
}

const yearOfIssue = sql<string>`substr(measure_case.over_on, 1, 4)`;

/** So many plans of a year are alike. */
interface Alike {
  readonly year: number;
  readonly band: string;
  readonly excepted: number;
  readonly count: number;
}

async function counted(rows: Plans): Promise<readonly Alike[]> {
  const counts = await rows
    .select((eb) => [
      yearOfIssue.as('year'),
      'band',
      'excepted',
      eb.fn.countAll<number | string | bigint>().as('count'),
    ])
    .groupBy(['year', 'band', 'excepted'])
    .execute();
  return counts.map(({ year, count, ...row }) => ({ ...row, year: Number(year), count: Number(count) }));
}

const sumOf = (some: readonly Alike[]): number => some.reduce((sum, { count }) => sum + count, 0);

async function groundsByYear(rows: Plans): Promise<ReadonlyMap<number, ReadonlyMap<Ground, number>>> {
  const counts = await rows
    .where('excepted', '=', 1)
    .innerJoin('clock', (join) =>
      join
        .onRef('clock.case_id', '=', 'measure_case.case_id')
        .onRef('clock.met_on', '=', 'measure_case.over_on')
        .on('clock.rule', '=', RULE)
        .on('clock.excused_ground', 'is not', null),
    )
    .select((eb) => [
      yearOfIssue.as('year'),
      'clock.excused_ground as ground',
      eb.fn.countAll<number | string | bigint>().as('count'),
    ])
    .groupBy(['year', 'ground'])
    .execute();
  return new Map(
    [...Map.groupBy(counts, ({ year }) => Number(year))].map(([year, some]) => [
      year,
      new Map(some.map(({ ground, count }) => [ground as Ground, Number(count)])),
    ]),
  );
}

/**
 * New plans by the calendar year in which they were issued, the latest first.
 * @param from the first year
 * @param to the last year
 */
export async function countExceptions(
  asked: Asked,
  team: string | null | undefined,
  from: number,
  to: number,
): Promise<readonly ExceptionYear[]> {
  const all = plans(asked, team)
    .where('over_on', '>=', `${String(from)}-01-01`)
    .where('over_on', '<=', `${String(to)}-12-31`);
  const issued = await counted(all);
  const lacking = await counted(withoutAdvice(all, asked));
  const grounds = await groundsByYear(all);
  return Array.from({ length: to - from + 1 }, (_, index): ExceptionYear => {
    const year = to - index;
    const ofYear = issued.filter((one) => one.year === year);
    return {
      year,
      plans: sumOf(ofYear),
      excepted: sumOf(ofYear.filter(({ excepted }) => excepted === 1)),
      grounds: grounds.get(year) ?? new Map<Ground, number>(),
      inTime: sumOf(ofYear.filter(({ band }) => band === 'in-time')),
      inTimeWithoutAdvice: sumOf(lacking.filter((one) => one.year === year)),
    };
  });
}

/** A plan that was issued in time although advice was missing. */
export interface PlanWithoutAdvice {
  readonly case: string;
  readonly person: PersonId;
  readonly issuedOn: CalendarDate;
  /** Whose advice was missing, each once. */
  readonly advisers: readonly string[];
  readonly officer?: string;
  readonly team?: string;
}

/** Which part of a list is asked for. */
export interface Stretch {
  readonly offset: number;
  readonly limit: number;
}

/** The plans of a calendar year that were issued within 20 weeks although advice was missing, the last first. */
export async function listPlansWithoutAdvice(
  asked: Asked,
  team: string | null | undefined,
  year: number,
  { offset, limit }: Stretch,
): Promise<readonly PlanWithoutAdvice[]> {
  const found = await withoutAdvice(plans(asked, team), asked)
    .where('over_on', '>=', `${String(year)}-01-01`)
    .where('over_on', '<=', `${String(year)}-12-31`)
    .innerJoin('case_file', 'case_file.id', 'measure_case.case_id')
    .select(['measure_case.case_id', 'measure_case.person', 'measure_case.over_on'])
    .select(['case_file.officer', 'case_file.team'])
    .orderBy('measure_case.over_on', 'desc')
    .orderBy('measure_case.case_id')
    .limit(limit)
    .offset(offset)
    .execute();
  const lacking = await advisersOf(
    asked,
    found.map((row) => row.case_id),
  );
  return found.map((row) => ({
    case: row.case_id,
    person: row.person as PersonId,
    issuedOn: row.over_on as CalendarDate,
    advisers: lacking.get(row.case_id) ?? [],
    ...(row.officer === null ? {} : { officer: row.officer }),
    ...(row.team === null ? {} : { team: row.team }),
  }));
}

async function advisersOf({ db }: Asked, cases: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (cases.length === 0) return new Map();
  const rows = await db
    .selectFrom('measure_case')
    .innerJoin('advice', 'advice.case_id', 'measure_case.case_id')
    .where('measure_case.measure', '=', MEASURE)
    .where('measure_case.case_id', 'in', cases)
    .where(MISSING)
    .select(['measure_case.case_id', 'advice.adviser'])
    .distinct()
    .orderBy('advice.adviser')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.case_id)].map(([id, some]) => [id, some.map(({ adviser }) => adviser)]),
  );
}
