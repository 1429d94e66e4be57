import { sql } from 'kysely';
import type { Asked } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { withDays, type DueReview, type DueReviewDays } from '../domain/due-reviews.js';

/** The limits of an annual review: of the first, of each that follows, and of the first after a move to this council. */
const REVIEW_RULES = ['R1', 'R2', 'L3'];

/** The limits of plans with the review that belongs to each. */
function limits({ db }: Asked) {
  return (
    db
      .selectFrom('clock as limit')
      .leftJoin('review_step as step', (join) =>
        join.on((eb) =>
          eb(
            'step.review',
            '=',
            eb
              .selectFrom('review_step as of')
              .select('of.review')
              .whereRef('of.plan', '=', 'limit.case_id')
              .where('of.meeting_on', 'is not', null)
              .where('of.cancelled_on', 'is', null)
              .where((of) =>
                of.or([
                  of('of.decision_on', '=', of.ref('limit.met_on')),
                  of.and([
                    of('limit.met_on', 'is', null),
                    of('of.decision_on', 'is', null),
                    of('of.meeting_on', '>=', of.ref('limit.started_on')),
                  ]),
                ]),
              )
              .orderBy('of.meeting_on')
              .orderBy('of.review')
              .limit(1),
          ),
        ),
      )
      // Said as it stands in the index of the limits of plans, so that it is used.
      .where('limit.kind', '=', sql.lit('plan'))
      .where('limit.rule', 'in', REVIEW_RULES)
      // A plan that was over by the day owed no review on it.
      .where((eb) => eb.or([eb('limit.ended_on', 'is', null), eb('limit.ended_on', '>', eb.ref('limit.due_on'))]))
      .select([
        'limit.case_id as plan',
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
      ])
  );
}

/** The annual reviews that were due from a day to another, in the order of those days. */
export async function findDueReviews(
  asked: Asked,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
): Promise<readonly DueReview[]> {
  const rows = await limits(asked)
    .where('limit.due_on', '>=', from)
    .where('limit.due_on', '<=', to)
    .orderBy('limit.due_on')
    .orderBy('limit.case_id')
    .execute();
  return (rows as readonly object[] as readonly DueReviewDays[]).map(withDays);
}

/** The annual reviews that are overdue and of which no meeting is on record, those that are due longest first. */
export async function findLostReviews(asked: Asked): Promise<readonly DueReview[]> {
  const rows = await limits(asked)
    .where((eb) => eb('limit.is_open', '=', eb.lit(1)))
    .where('limit.met_on', 'is', null)
    .where('limit.ended_on', 'is', null)
    .where('limit.due_on', '<', asked.asAt)
    .where('step.review', 'is', null)
    .orderBy('limit.due_on')
    .orderBy('limit.case_id')
    .execute();
  return (rows as readonly object[] as readonly DueReviewDays[]).map(withDays);
}
