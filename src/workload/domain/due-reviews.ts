import { daysBetween, type CalendarDate } from '../../statute/calendar.js';

/** An annual review that was due, as the tables have it: the limit of a plan, and the review that belongs to it. */
export interface DueReviewDays {
  readonly plan: string;
  readonly person: string;
  readonly officer: string | null;
  readonly team: string | null;
  readonly rule: string;
  readonly dueOn: CalendarDate;
  /** The day on which the plan says that it was reviewed. */
  readonly reviewedOn: CalendarDate | null;
  /** The review whose meeting was held; nothing where none is on record. */
  readonly review: string | null;
  readonly meetingOn: CalendarDate | null;
  readonly decisionOn: CalendarDate | null;
  readonly outcome: string | null;
  readonly noticeOn: CalendarDate | null;
  readonly finalOn: CalendarDate | null;
}

/** An annual review that was due, with how many days its steps took; nothing for a step that was not taken. */
export interface DueReview extends DueReviewDays {
  /** From the meeting. */
  readonly daysToDecision: number | undefined;
  readonly daysToNotice: number | undefined;
  readonly daysToFinal: number | undefined;
  /** From the notice. */
  readonly daysFromNoticeToFinal: number | undefined;
}

/** The 4 weeks from the meeting for the decision and for the notice (regulations 20(10) and 22(2)). */
const FOUR_WEEKS = 28;
/** The 8 weeks from the notice for the amended plan (regulation 22(3)). */
const EIGHT_WEEKS = 56;
/** Both together, which the courts measure from the meeting (R (L, M and P) v Devon [2022] EWHC 493 (Admin)). */
const TWELVE_WEEKS = 84;

const daysFrom = (from: CalendarDate | null, on: CalendarDate | null): number | undefined =>
  from === null || on === null ? undefined : daysBetween(from, on);

/** Works out how long the steps of a review took. */
export function withDays(review: DueReviewDays): DueReview {
  const { meetingOn, decisionOn, noticeOn, finalOn } = review;
  return {
    ...review,
    daysToDecision: daysFrom(meetingOn, decisionOn),
    daysToNotice: daysFrom(meetingOn, noticeOn),
    daysToFinal: daysFrom(meetingOn, finalOn),
    daysFromNoticeToFinal: daysFrom(noticeOn, finalOn),
  };
}

/** Whether something was done in so many days. */
const within = (days: number, taken: number | undefined): boolean => taken !== undefined && taken <= days;

const isAmending = ({ meetingOn, outcome }: DueReview): boolean => meetingOn !== null && outcome === 'amend';

/** What is counted of the reviews that were due. */
export const REVIEW_COUNTS = [
  'due',
  'held',
  'no-meeting',
  'plan-alone',
  'reviewed-in-time',
  'decided-in-4-weeks',
  'decided-later',
  'undecided',
  'to-amend',
  'notice-in-4-weeks',
  'final-in-8-weeks',
  'final-in-12-weeks',
  'no-final',
] as const;
export type ReviewCount = (typeof REVIEW_COUNTS)[number];

/** Whether a review that was due is counted. */
const COUNTED: Readonly<Record<ReviewCount, (review: DueReview) => boolean>> = {
  due: () => true,
  held: ({ meetingOn }) => meetingOn !== null,
  'no-meeting': ({ meetingOn, reviewedOn }) => meetingOn === null && reviewedOn === null,
  'plan-alone': ({ meetingOn, reviewedOn }) => meetingOn === null && reviewedOn !== null,
  'reviewed-in-time': ({ reviewedOn, dueOn }) => reviewedOn !== null && reviewedOn <= dueOn,
  'decided-in-4-weeks': ({ daysToDecision }) => within(FOUR_WEEKS, daysToDecision),
  'decided-later': ({ daysToDecision }) => daysToDecision !== undefined && daysToDecision > FOUR_WEEKS,
  undecided: ({ meetingOn, decisionOn }) => meetingOn !== null && decisionOn === null,
  'to-amend': isAmending,
  'notice-in-4-weeks': (review) => isAmending(review) && within(FOUR_WEEKS, review.daysToNotice),
  'final-in-8-weeks': (review) => isAmending(review) && within(EIGHT_WEEKS, review.daysFromNoticeToFinal),
  'final-in-12-weeks': (review) => isAmending(review) && within(TWELVE_WEEKS, review.daysToFinal),
  'no-final': (review) => isAmending(review) && review.finalOn === null,
};

/** Those of some reviews that a count counts. */
export function countedReviews(reviews: readonly DueReview[], count: ReviewCount): readonly DueReview[] {
  return reviews.filter(COUNTED[count]);
}

/** Every count of some reviews. */
export function reviewCounts(reviews: readonly DueReview[]): Readonly<Record<ReviewCount, number>> {
  return Object.fromEntries(
    REVIEW_COUNTS.map((count) => [count, reviews.reduce((sum, review) => (COUNTED[count](review) ? sum + 1 : sum), 0)]),
  ) as Record<ReviewCount, number>;
}
