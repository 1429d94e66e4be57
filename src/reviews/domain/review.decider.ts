import { caseDecider, isOpened, type CaseCommand, type CaseState } from '../../streams/domain/case-decider.js';
import { CASE_LIFE_FACTS } from '../../streams/domain/case-life.js';
import type { Entry } from '../../streams/domain/case-record.js';
import { DISPUTE_FACTS } from '../../streams/domain/disputes.js';
import { disputeLeadsTo } from '../../streams/domain/amendments.js';
import { ceasingIsUndone, keepsThePlan } from '../../streams/domain/ceasing.js';
import { toRepeat, without } from '../../streams/domain/without.js';
import type { ReviewMilestone } from './review.events.js';
import { REVIEW_KINDS_OF_ENTRY } from './review.kinds.js';

/** Where a review stands. */
export type ReviewStage =
  | 'opened'
  | 'meeting-planned'
  | 'meeting-held'
  | 'decided-to-maintain'
  | 'decided-to-amend'
  | 'decided-to-cease'
  | 'amendment-notice-sent'
  | 'completed'
  | 'plan-ceased'
  | 'cancelled'
  | 'closed';

/** A review as far as it is on record. */
export type Review = CaseState<ReviewStage, ReviewMilestone>;

/** What can be asked of a review. */
export type ReviewCommand = CaseCommand<ReviewMilestone>;

/** The stage after a milestone, the milestones taken in the order of their days. */
function next(stage: ReviewStage, entry: Entry<ReviewMilestone>): ReviewStage {
  if (entry.type === 'CaseClosed') return 'closed';
  if (stage === 'closed' || stage === 'cancelled') return stage;
  if (stage === 'plan-ceased' && !keepsThePlan(entry)) return stage;
  const disputed = disputeLeadsTo(entry);
  if (disputed !== undefined) return `decided-to-${disputed}`;
  return stage === 'completed' ? stage : nextByReview(stage, entry);
}

function nextByReview(stage: ReviewStage, { type, data }: Entry<ReviewMilestone>): ReviewStage {
  const milestone = { type, data } as ReviewMilestone;
  switch (milestone.type) {
    case 'ReviewMeetingPlanned':
      return stage === 'opened' ? 'meeting-planned' : stage;
    case 'ReviewMeetingHeld':
      return stage === 'opened' || stage === 'meeting-planned' ? 'meeting-held' : stage;
    case 'ReviewDecisionNotified':
      if (stage === 'amendment-notice-sent' && milestone.data.outcome === 'amend') return stage;
      return `decided-to-${milestone.data.outcome}`;
    case 'AmendmentNoticeSent':
      return 'amendment-notice-sent';
    case 'AmendedPlanIssued':
    case 'DecidedNotToAmend':
      return 'completed';
    case 'PlanCeased':
      return 'plan-ceased';
    case 'ReviewCancelled':
      return 'cancelled';
    default:
      return stage;
  }
}

/** The review with the planned meeting alone that was recorded last: it takes the place of those before it. */
function withLatestPlan(state: Review): Review {
  if (!isOpened(state)) return state;
  const planned = state.entries.filter(({ type, gone }) => type === 'ReviewMeetingPlanned' && gone === undefined);
  const replaced = new Set(planned.slice(0, -1).map(({ number }) => number));
  if (replaced.size === 0) return state;
  const entries = state.entries.map((entry) =>
    replaced.has(entry.number) ? { ...entry, gone: 'withdrawn' as const } : entry,
  );
  return { ...state, entries };
}

const decider = caseDecider<ReviewStage, ReviewMilestone>({
  called: 'review',
  kinds: REVIEW_KINDS_OF_ENTRY,
  opensWith: ['ReviewOpened'],
  // The plan keeps the clocks of the next review, which is not on the stream of the last.
  clocksElsewhere: ['R1', 'R2', 'R11'],
  stageOf: (entries) => entries.reduce<ReviewStage>(next, 'opened'),
  facts: {
    ReviewOpened: 'none',
    ReviewMeetingPlanned: 'review-meeting-planned',
    InvitationsSent: 'invitations-sent',
    AdviceCirculated: 'advice-circulated',
    ReviewMeetingHeld: 'review-meeting-held',
    ReviewReportSent: 'review-report-sent',
    CeasingProposed: 'ceasing-proposed',
    ReviewDecisionNotified: 'review-decision',
    AmendmentNoticeSent: 'amendment-notice-sent',
    RepresentationsReceived: 'representations-received',
    AmendedPlanIssued: 'amended-plan-issued',
    DecidedNotToAmend: 'decided-not-to-amend',
    PlanCeased: 'plan-ceased',
    ReviewCancelled: { tells: ['closed'], as: ({ on }) => [{ milestone: 'closed', on, reason: 'cancelled' }] },
    ...CASE_LIFE_FACTS,
    ...DISPUTE_FACTS,
  },
});

/** The review as the law is told of it. */
const inEffect = (state: Review): Review => without(withLatestPlan(state), ceasingIsUndone);

/** How a review decides, and what the law is told of it. */
export const reviewDecider: typeof decider = {
  ...decider,
  // A meeting that is planned for its first day again is recorded again, though that day is on record already.
  decide: (command, state, context) =>
    decider.decide(
      command,
      command.type === 'Record' ? toRepeat(withLatestPlan(state), command.milestone, ceasingIsUndone) : state,
      context,
    ),
  milestones: (state) => decider.milestones(inEffect(state)),
  evaluate: (state, options) => decider.evaluate(inEffect(state), options),
  evaluateAsAt: (state, on, options) => decider.evaluateAsAt(inEffect(state), on, options),
};
