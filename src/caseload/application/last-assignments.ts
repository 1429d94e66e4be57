import type { Asked } from '../../read-model/read-models.js';
import { addDays, type CalendarDate } from '../../statute/calendar.js';

/** How many days whoever was given a case is told so. */
export const DAYS_TOLD = 28;

/** That a case was given to the officer who has it. */
export interface LastAssignment {
  /** The day from which they have it. */
  readonly on: CalendarDate;
  /** The id of who gave it to them. */
  readonly by: string;
}

/** Who gave some cases to their officers, where that was in the last {@link DAYS_TOLD} days. */
export async function lastAssignments(
  { db, asAt }: Asked,
  cases: readonly string[],
): Promise<ReadonlyMap<string, LastAssignment>> {
  if (cases.length === 0) return new Map();
  const rows = await db
    .selectFrom('audit')
    .select(['subject', 'day', 'actor'])
    .where('subject', 'in', cases)
    .where('type', '=', 'CaseAssigned')
    .where('day', '>', addDays(asAt, -DAYS_TOLD))
    .orderBy('revision')
    .execute();
  return new Map(rows.map(({ subject, day, actor }) => [subject, { on: day as CalendarDate, by: actor }]));
}
