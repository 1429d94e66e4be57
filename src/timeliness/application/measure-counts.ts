import { sql, type Kysely } from 'kysely';
import type { Tables } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { MonthCount } from '../domain/figures.js';
import type { Band, Basis } from '../domain/measures.js';

/** Which days count. */
export interface Days {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Work counts that was done by this day, and limits that were over by then: those that fell due before it. */
  readonly asAt: CalendarDate;
}

/**
 * What counts in measures, by month.
 * @param measures their ids, under which the days of cases are counted
 */
export async function monthCounts(
  db: Kysely<Tables>,
  measures: readonly string[],
  { from, to, asAt }: Days,
): Promise<readonly MonthCount[]> {
  const month = sql<string>`substr(day, 1, 7)`;
  const rows = await db
    .selectFrom('measure_day')
    .select(({ fn }) => [
      month.as('month'),
      'basis',
      'band',
      'excepted',
      fn.sum<number | string>('count').as('counted'),
    ])
    .where('measure', 'in', measures)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where((eb) =>
      eb.or([
        eb.and([eb('basis', '=', 'issued'), eb('day', '<=', asAt)]),
        eb.and([eb('basis', '=', 'due'), eb('day', '<', asAt)]),
      ]),
    )
    .groupBy([month, 'basis', 'band', 'excepted'])
    .execute();
  return rows.map((row) => ({
    month: row.month,
    basis: row.basis as Basis,
    band: row.band as Band,
    excepted: row.excepted === 1,
    // PostgreSQL gives sums as text.
    count: Number(row.counted),
  }));
}
