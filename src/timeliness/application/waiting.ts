import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Tables } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Waiting } from '../domain/figures.js';

/** Some of what counts in measures. */
export type Cases = SelectQueryBuilder<Tables, 'measure_case', object>;

/** Which cases wait. */
export interface WaitingAsked {
  /** The ids of the measures that count them. */
  readonly measures: readonly string[];
  /** The day on which they are open after their limit. */
  readonly on: CalendarDate;
  /** Whether nothing on record is later than the day, so that what is open then is open still. */
  readonly isNow: boolean;
}

/**
 * The cases that wait: those that are open still and, of another day than the last, those that were over later. Each of
 * the two is a part of the index.
 */
export function waitingCases(db: Kysely<Tables>, { measures, on, isNow }: WaitingAsked): readonly Cases[] {
  const late = db.selectFrom('measure_case').where('measure', 'in', measures).where('due_on', '<', on);
  const open = late.where('over_on', 'is', null);
  return isNow ? [open] : [open, late.where('over_on', '>', on)];
}

/** How many cases wait, since when the first does, and since when the one in the middle. */
export async function waitingOn(db: Kysely<Tables>, asked: WaitingAsked): Promise<Waiting> {
  const [open, over] = waitingCases(db, asked).map((cases) => cases.select('due_on'));
  if (open === undefined) throw new Error('Nothing was asked.');
  const late = db.selectFrom((over === undefined ? open : open.unionAll(over)).as('late'));
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
