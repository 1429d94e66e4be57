import { hiddenChildren } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import { pageOf, sizeOf, type Page, type Part } from './page.js';

/** One event of a case or a person: who recorded what, and when. */
export interface AuditItem {
  /** Its place in the record, from 0. */
  readonly revision: number;
  readonly type: string;
  /** The day that it tells of. */
  readonly on?: string;
  /** An instant in UTC, ISO 8601. */
  readonly recordedAt: string;
  /** The id of who recorded it. */
  readonly actor: string;
  readonly position: string;
}

/**
 * Who recorded what on a case or a person, and when, oldest first.
 * @param subject the id of the case or the person
 * @param part goes on after a revision
 */
export async function auditTrail(
  { db }: Asked,
  subject: string,
  part: Part<number> = {},
): Promise<Page<AuditItem, number>> {
  const size = sizeOf(part);
  const hidden = hiddenChildren();
  const rows = await db
    .selectFrom('audit')
    .$if(hidden.length > 0, (of) =>
      of
        .where('subject', 'not in', hidden)
        .where('subject', 'not in', (eb) => eb.selectFrom('case_file').select('id').where('person', 'in', hidden)),
    )
    .selectAll()
    .where('subject', '=', subject)
    .where('revision', '>', part.after ?? -1)
    .orderBy('revision')
    .limit(size + 1)
    .execute();
  return pageOf(
    rows,
    size,
    ({ revision, type, day, recorded_at: recordedAt, actor, position }): AuditItem => ({
      revision,
      type,
      ...(day === null ? {} : { on: day }),
      recordedAt,
      actor,
      position,
    }),
    ({ revision }) => revision,
  );
}
