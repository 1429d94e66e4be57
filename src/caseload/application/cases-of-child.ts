import type { Kysely } from 'kysely';
import { isHidden } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import type { Tables } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { PersonId } from '../../streams/domain/event.js';
import { OPEN_STATUSES, hasStatus } from './clock-status.js';
import { caseItem, type CaseItem } from './list-cases.js';
import { clockItem, type ClockItem } from './list-clocks.js';

/** The cases of a child or young person, and what is due in them. */
export interface CasesOfChild {
  /** In the order in which they were opened. */
  readonly cases: readonly CaseItem[];
  /** The duties that are open in them, those due first first. */
  readonly due: readonly ClockItem[];
}

const streamsOf = (rows: readonly { readonly id: string; readonly kind: string }[]): readonly string[] =>
  rows.map(({ id, kind }) => `${kind}-${id}`);

/** The streams of the cases of a child or young person. */
export async function streamsOfChild({ db }: Asked, person: string): Promise<readonly string[]> {
  return streamsOf(await db.selectFrom('case_file').select(['id', 'kind']).where('person', '=', person).execute());
}

/** The streams of a case and of the other cases of the same child or young person. */
export async function streamsBeside({ db }: Asked, id: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('case_file')
    .select(['id', 'kind'])
    .where('person', '=', (eb) => eb.selectFrom('case_file').select('person').where('id', '=', id))
    .execute();
  return streamsOf(rows);
}

/** The duties that are open in some cases on a day, those due first first. */
export async function openDuties(
  db: Kysely<Tables>,
  cases: readonly string[],
  asAt: CalendarDate,
): Promise<readonly ClockItem[]> {
  if (cases.length === 0) return [];
  const rows = await db
    .selectFrom('clock')
    .selectAll()
    .where('case_id', 'in', cases)
    .where('nature', '=', 'duty')
    .where((eb) => hasStatus(eb, OPEN_STATUSES, { asAt }))
    .orderBy('due_on')
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => clockItem(row, asAt));
}

/** The cases of a child or young person on a day. */
export async function casesOfChild({ db, asAt }: Asked, person: PersonId): Promise<CasesOfChild> {
  if (isHidden(person)) return { cases: [], due: [] };
  const rows = await db
    .selectFrom('case_file')
    .selectAll()
    .where('person', '=', person)
    .orderBy('opened_on')
    .orderBy('id')
    .execute();
  const due = await openDuties(
    db,
    rows.map(({ id }) => id),
    asAt,
  );
  return { cases: rows.map(caseItem), due };
}
