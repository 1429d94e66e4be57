import { sql } from 'kysely';
import type { Asked } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { withDays, type DueReview, type DueReviewDays } from '../domain/due-reviews.js';

/** The limits of an annual review: of the first, of each that follows, and of the first after a move to this council. */
const REVIEW_RULES = ['R1', 'R2', 'L3'];

/** The limits of annual reviews; those of a plan that was over by the day owed no review on it. */
function limits({ db }: Asked) {
  return db
    .selectFrom('clock as limit')
    .where('limit.rule', 'in', REVIEW_RULES)
    .where((eb) => eb.or([eb('limit.ended_on', 'is', null), eb('limit.ended_on', '>', eb.ref('limit.due_on'))]));
}

/** The limits that were met, each with the review with whose decision it was. */
function met(asked: Asked) {
  return limits(asked)
    .where('limit.met_on', 'is not', null)
    .leftJoin('review_step as step', (join) =>
      join
        .onRef('step.plan', '=', 'limit.case_id')
        .onRef('step.decision_on', '=', 'limit.met_on')
        .on('step.meeting_on', 'is not', null)
        .on('step.cancelled_on', 'is', null),
    );
}

/** The limits that were not met, each with the reviews whose meeting was held since, and of which nothing is decided. */
function unmet(asked: Asked) {
  return limits(asked)
    .where('limit.met_on', 'is', null)
    .leftJoin('review_step as step', (join) =>
      join
        .onRef('step.plan', '=', 'limit.case_id')
        .on('step.decision_on', 'is', null)
        .onRef('step.meeting_on', '>=', 'limit.started_on')
        .on('step.cancelled_on', 'is', null),
    );
}

const COLUMNS = [
  'limit.case_id as plan',
  'limit.ordinal',
  'limit.person',
  'limit.officer',
  'limit.team',
  'limit.rule',
  'limit.due_on as dueOn',
  'limit.met_on as reviewedOn',
  'step.review',
  'step.meeting_on as meetingOn',
  'step.decision_on as decisionOn',
  'step.outcome',
  'step.notice_on as noticeOn',
  'step.final_on as finalOn',
] as const;

type Row = DueReviewDays & { readonly ordinal: number };

/** One review for each limit: of two that fit, the one that met first. */
function oneEach(rows: readonly Row[]): readonly DueReview[] {
  const first = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.plan}/${String(row.ordinal)}`;
    const known = first.get(key);
    if (known === undefined || sortKey(row) < sortKey(known)) first.set(key, row);
  }
  return [...first.values()].map(withDays);
}

const sortKey = ({ meetingOn, review }: Row): string => `${meetingOn ?? ''}/${review ?? ''}`;

/** The annual reviews that were due from a day to another, in no order. */
export async function findDueReviews(
  asked: Asked,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
): Promise<readonly DueReview[]> {
  const found = await Promise.all(
    [met(asked), unmet(asked)].map((limits) =>
      limits
        // Said as it stands in the index of the limits of plans, so that it is used.
        .where('limit.kind', '=', sql.lit('plan'))
        .where('limit.due_on', '>=', from)
        .where('limit.due_on', '<=', to)
        .select(COLUMNS)
        .execute(),
    ),
  );
  return oneEach(found.flat() as readonly object[] as readonly Row[]);
}

/** The annual reviews that are overdue and of which no meeting is on record, in no order. */
export async function findLostReviews(asked: Asked): Promise<readonly DueReview[]> {
  const rows = await unmet(asked)
    // Said as it stands in the index of the clocks that are open, so that it is used and no other.
    .where((eb) => eb('limit.is_open', '=', eb.lit(1)))
    .where('limit.ended_on', 'is', null)
    .where('limit.due_on', '<', asked.asAt)
    .where('step.review', 'is', null)
    .select(COLUMNS)
    .execute();
  return oneEach(rows as readonly object[] as readonly Row[]);
}
