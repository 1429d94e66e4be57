import { sql } from 'kysely';
import { casesOf, type WorkFilter } from '../../caseload/application/work-filter.js';
import type { Asked } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Tally } from '../domain/loads.js';
import { stretchEnds } from '../domain/week-spans.js';

/** Beside the numbers of the stretches: due after all of them. */
const LATER = -1;

/** Which stretch of days a case is due in first: its place among the ends. */
function stretch(ends: readonly CalendarDate[]) {
  const cases = ends.map((end, place) => sql`when first_due_on <= ${end} then ${sql.lit(place)}`);
  return sql<number>`case ${sql.join(cases, sql` `)} else ${sql.lit(LATER)} end`;
}

/**
 * How many open cases each officer of each team has, by when something is due in them first: the cases that a worklist
 * with the same filter lists.
 */
export async function countOpenCases(asked: Asked, filter: WorkFilter): Promise<readonly Tally[]> {
  const ends = stretchEnds(asked.asAt);
  const due = await casesOf(asked, filter, true)
    .select((eb) => ['officer', 'team', stretch(ends).as('place'), eb.fn.countAll<number | string>().as('counted')])
    .groupBy(['officer', 'team', 'place'])
    .execute();
  const rest = await casesOf(asked, filter, false)
    .select((eb) => ['officer', 'team', eb.fn.countAll<number | string>().as('counted')])
    .groupBy(['officer', 'team'])
    .execute();
  return [
    ...due.map(({ officer, team, place, counted }) => ({
      officer,
      team,
      until: ends[place] ?? null,
      count: Number(counted),
    })),
    ...rest.map(({ officer, team, counted }) => ({
      officer,
      team,
      until: 'nothing' as const,
      count: Number(counted),
    })),
  ];
}
