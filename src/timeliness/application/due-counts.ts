import { sql, type Kysely } from 'kysely';
import type { Tables } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { MonthCount } from '../domain/figures.js';
import type { Band } from '../domain/measures.js';

/**
 * What counted in a measure on the due basis as at a past day, by month: what was over later was open then.
 * @param measure the id under which cases are counted
 */
export async function dueCountsOn(
  db: Kysely<Tables>,
  measure: string,
  on: CalendarDate,
): Promise<readonly MonthCount[]> {
  const month = sql<string>`substr(due_on, 1, 7)`;
  const band = sql<string>`case when over_on is null or over_on > ${on} then 'open' else band end`;
  const told = db
    .selectFrom('measure_case')
    .select([month.as('month'), band.as('then'), 'excepted'])
    .where('measure', '=', measure)
    .where('due_on', '<', on)
    .as('told');
  const rows = await db
    .selectFrom(told)
    .select(({ fn }) => ['month', 'then', 'excepted', fn.countAll<number | string>().as('counted')])
    .groupBy(['month', 'then', 'excepted'])
    .execute();
  return rows.map((row) => ({
    month: row.month,
    basis: 'due',
    band: row.then as Band,
    excepted: row.excepted === 1,
    // PostgreSQL gives counts as text.
    count: Number(row.counted),
  }));
}
