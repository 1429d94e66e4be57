import { sql } from 'kysely';
import type { Asked } from '../../read-model/read-models.js';
import type { ReviewStepRow } from '../../read-model/schema.js';
import { addMonths, day, type CalendarDate } from '../../statute/calendar.js';
import { countFrom } from '../../statute/counting.js';
import type { Milestone } from '../../statute/milestones.js';
import type { Rule } from '../../statute/rule.js';
import type { Phase, PhaseTransferDays } from '../domain/transfer-risk.js';

/** The limits of phase transfers (regulation 18). */
const TRANSFER_RULES = ['P1', 'P2', 'P3', 'P4'];
const LAST_SAFE_MEETING = 'last safe meeting date';
/** A clock that counts back starts so many months before the transfer. */
const MONTHS_BEFORE_THE_TRANSFER = 12;

/** The days on which the limits of a year lie: those of transfers in its September, and of others in the 12 months before. */
export function limitsOfYear(year: number): { readonly from: CalendarDate; readonly to: CalendarDate } {
  return { from: day(`${String(year - 1)}-09-01`), to: day(`${String(year)}-08-31`) };
}

/** The last safe meeting date of a limit, as its rule marks it; the limit itself where no rule does. */
export function lastSafeMeeting(rules: readonly Rule[], rule: string, dueOn: CalendarDate): CalendarDate {
  const marks = rules
    .filter(({ id }) => id === rule)
    .flatMap(({ clocks }) => clocks.flatMap((clock) => clock.marks ?? []));
  const mark = marks.find(({ name, of }) => name === LAST_SAFE_MEETING && of === 'due');
  return mark === undefined ? dueOn : countFrom(mark.count, dueOn).dueOn;
}

function limits({ db }: Asked, year: number) {
  const { from, to } = limitsOfYear(year);
  return (
    db
      .selectFrom('clock as limit')
      // Said as it stands in the index of the limits of plans, so that it is used.
      .where('limit.kind', '=', sql.lit('plan'))
      .where('limit.rule', 'in', TRANSFER_RULES)
      .where('limit.due_on', '>=', from)
      .where('limit.due_on', '<=', to)
      .where('limit.ended_on', 'is', null)
  );
}

type Review = Pick<
  ReviewStepRow,
  'review' | 'plan' | 'review_kind' | 'meeting_on' | 'decision_on' | 'outcome' | 'notice_on' | 'final_on'
>;

/** The review that serves a transfer: with whose plan it was met, or the last that was held for it or in its 12 months. */
function reviewFor(reviews: readonly Review[], startedOn: string, finalOn: string | null): Review | undefined {
  const met = reviews.find((review) => finalOn !== null && review.final_on === finalOn);
  if (met !== undefined) return met;
  return reviews
    .filter(({ review_kind: kind, meeting_on: on }) => kind === 'phase-transfer' || (on ?? '') >= startedOn)
    .toSorted((one, other) => (one.meeting_on ?? '').localeCompare(other.meeting_on ?? ''))
    .at(-1);
}

/** The phase of the transfer whose limit began on a day, counted back: no month of the other year has a 29 February. */
function phaseOf(milestones: string, startedOn: CalendarDate): Phase | undefined {
  const planned = (JSON.parse(milestones) as readonly Milestone[]).findLast(
    (one) => one.milestone === 'transfer-planned' && addMonths(one.on, -MONTHS_BEFORE_THE_TRANSFER) === startedOn,
  );
  return planned?.milestone === 'transfer-planned' ? planned.phase : undefined;
}

/** The children whose transfer to another phase has its limit in a year, in no order. */
export async function findPhaseTransfers(
  asked: Asked,
  year: number,
  rules: readonly Rule[],
): Promise<readonly PhaseTransferDays[]> {
  const rows = await limits(asked, year)
    .innerJoin('case_file', 'case_file.id', 'limit.case_id')
    .select([
      'limit.case_id as plan',
      'limit.person',
      'limit.officer',
      'limit.team',
      'limit.rule',
      'limit.started_on',
      'limit.due_on',
      'limit.met_on',
      'case_file.milestones',
    ])
    .execute();
  const since = addMonths(limitsOfYear(year).from, -MONTHS_BEFORE_THE_TRANSFER);
  const reviews = await asked.db
    .selectFrom('review_step')
    .select(['review', 'plan', 'review_kind', 'meeting_on', 'decision_on', 'outcome', 'notice_on', 'final_on'])
    .where('plan', 'in', limits(asked, year).select('limit.case_id'))
    .where('meeting_on', '>=', since)
    .where('cancelled_on', 'is', null)
    .execute();
  const reviewsOf = Map.groupBy(reviews, ({ plan }) => plan);
  return rows.flatMap(({ plan, person, officer, team, rule, milestones, ...row }): PhaseTransferDays[] => {
    const phase = phaseOf(milestones, row.started_on as CalendarDate);
    if (phase === undefined) return [];
    const dueOn = row.due_on as CalendarDate;
    const review = reviewFor(reviewsOf.get(plan) ?? [], row.started_on, row.met_on);
    return [
      {
        plan,
        person,
        officer,
        team,
        rule,
        phase,
        dueOn,
        lastSafeMeetingOn: lastSafeMeeting(rules, rule, dueOn),
        finalOn: row.met_on as CalendarDate | null,
        review: review?.review ?? null,
        meetingOn: (review?.meeting_on ?? null) as CalendarDate | null,
        decisionOn: (review?.decision_on ?? null) as CalendarDate | null,
        outcome: review?.outcome ?? null,
        noticeOn: (review?.notice_on ?? null) as CalendarDate | null,
      },
    ];
  });
}
