import { sql, type Kysely } from 'kysely';
import type { Tables } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Waiting } from '../domain/figures.js';

/**
 * The cases that are open on a day after their limit.
 * @param measures the ids of the measures that count them
 * @param on the day
 * @param isNow whether nothing on record is later than the day: what is open then is open still
 */
export async function waitingOn(
  db: Kysely<Tables>,
  measures: readonly string[],
  on: CalendarDate,
  isNow: boolean,
): Promise<Waiting> {
  const late = db
    .selectFrom('measure_case')
    .where('measure', 'in', measures)
    .where('due_on', '<', on)
    // As a literal, so that the index of those that can be late is used.
    .where('can_be_late', '=', sql.lit(1))
    .where((eb) => (isNow ? eb('over_on', 'is', null) : eb.or([eb('over_on', 'is', null), eb('over_on', '>', on)])));
  const { waiting, first } = await late
    .select(({ fn }) => [fn.countAll<number | string>().as('waiting'), fn.min('due_on').as('first')])
    .executeTakeFirstOrThrow();
  // PostgreSQL gives counts as text.
  const count = Number(waiting);
  if (count === 0) return { waiting: 0, first: undefined, middle: undefined };
  const middle = await late
    .select('due_on')
    .orderBy('due_on')
    .offset(Math.floor((count - 1) / 2))
    .limit(1)
    .executeTakeFirstOrThrow();
  return { waiting: count, first: first as CalendarDate, middle: middle.due_on as CalendarDate };
}
