import type { WhatMeets } from '../../cases/application/what-meets.js';
import type { CaseKindName } from '../../streams/application/any-case.js';

/** Something that is due in a case, as far as it says what meets it. */
export interface ToMeet {
  readonly rule: string;
  readonly name: string;
  /** What pairs it with its answer, such as an adviser. */
  readonly ref?: string;
}

/** A case as far as its next step depends on it. */
export interface SteppingCase {
  readonly id: string;
  readonly kind: CaseKindName;
  readonly stage: string;
  /** The kind of assessment or of review; `made` or `transferred-in` for a plan. */
  readonly openedAs: string;
  /** What is due in it, the first first. */
  readonly due: readonly ToMeet[];
}

/** What is to be recorded next. */
export type NextStep =
  | {
      readonly does: 'record';
      /** The case that it is recorded on. */
      readonly case: string;
      /** The type of its event, and its name outside; nothing where several could be meant. */
      readonly type?: string;
      readonly milestone?: string;
      readonly ref?: string;
    }
  /** A plan whose review is due has none that is open. */
  | { readonly does: 'open-review'; readonly plan: string };

/** What leads a review to its decision, by its stage: until the meeting nothing but the plan's limit says so. */
const TOWARDS_MEETING: Readonly<Record<string, { readonly type: string; readonly milestone: string }>> = {
  opened: { type: 'ReviewMeetingPlanned', milestone: 'review-meeting-planned' },
  'meeting-planned': { type: 'ReviewMeetingHeld', milestone: 'review-meeting-held' },
};

/** The stages of a review that has decided to amend the plan and has not done so. */
const AMENDING = ['decided-to-amend', 'amendment-notice-sent'];

/** The stages of a review that has not come to a decision. */
const UNDECIDED = ['opened', 'meeting-planned', 'meeting-held'];

/** The review of a plan that leads to what meets a clock: of several, such as this year's and next year's, the right one. */
export function reviewFor<R extends { readonly stage: string; readonly openedAs: string }>(
  clock: ToMeet,
  reviews: readonly R[],
  whatMeets: WhatMeets,
): R | undefined {
  const undecided = reviews.findLast(({ stage }) => UNDECIDED.includes(stage));
  switch (whatMeets.ofReview(clock)) {
    case undefined:
      return undefined;
    case 'decision':
      return undecided;
    case 'amended-plan':
      return (
        reviews.find(({ openedAs }) => openedAs === 'phase-transfer') ??
        reviews.find(({ stage }) => AMENDING.includes(stage)) ??
        undecided
      );
  }
}

/** More ways than this of meeting a clock are for whoever records it to choose from. */
const MOST_WAYS = 2;

function meeting({ id, kind }: SteppingCase, clock: ToMeet, whatMeets: WhatMeets): NextStep {
  const ways = whatMeets.milestones(kind, clock);
  const [usual] = ways;
  if (usual === undefined || ways.length > MOST_WAYS) return { does: 'record', case: id };
  const { type, milestone } = usual;
  return { does: 'record', case: id, type, milestone, ...(clock.ref === undefined ? {} : { ref: clock.ref }) };
}

/** The next step of a review as its plan's limit asks for it. */
function ofReview(review: SteppingCase, whatMeets: WhatMeets): NextStep {
  const towards = TOWARDS_MEETING[review.stage];
  if (towards !== undefined) return { does: 'record', case: review.id, ...towards };
  return nextStepOf(review, [], whatMeets);
}

/**
 * What is to be recorded next in a case: what meets the first that is due in it. The receipt, where the family or another
 * body has to act.
 * @param reviews the open reviews of a plan, in the order in which they were opened
 */
export function nextStepOf(stepping: SteppingCase, reviews: readonly SteppingCase[], whatMeets: WhatMeets): NextStep {
  const { id, kind, stage, due } = stepping;
  const [first] = due;
  if (first === undefined) {
    return { does: 'record', case: id, ...(kind === 'review' ? TOWARDS_MEETING[stage] : undefined) };
  }
  if (kind !== 'plan' || whatMeets.ofReview(first) === undefined) return meeting(stepping, first, whatMeets);
  const review = reviewFor(first, reviews, whatMeets);
  return review === undefined ? { does: 'open-review', plan: id } : ofReview(review, whatMeets);
}
