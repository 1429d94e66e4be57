import type { CalendarDate } from '../../statute/calendar.js';
import type { MilestoneOf } from '../../statute/milestones.js';
import type { CaseLifeMilestone } from '../../streams/domain/case-life.js';
import type { Ceased } from '../../streams/domain/ceasing.js';
import type { Opening } from '../../streams/domain/case-record.js';
import type { DisputeMilestone } from '../../streams/domain/disputes.js';
import type { CaseEvent, Dated, MilestoneEvent, SealedText } from '../../streams/domain/event.js';

/** The reviews: the yearly one, one that comes before it is due, and one for a transfer to another phase. */
export const REVIEW_KINDS = ['annual', 'early', 'phase-transfer'] as const;

/** What the council decides after a review (regulations 20(10) and 21(9)). */
export type ReviewOutcome = MilestoneOf<'review-decision'>['outcome'];

/** The review as it was opened. */
export interface Opened extends Opening {
  /** The id of the plan under review: a UUID. */
  readonly plan: string;
  readonly kind: (typeof REVIEW_KINDS)[number];
}

/** What happens in a review, in the order in which it usually does. */
export type ReviewMilestone =
  | MilestoneEvent<'ReviewOpened', Opened>
  | MilestoneEvent<'ReviewMeetingPlanned'>
  | MilestoneEvent<'InvitationsSent'>
  | MilestoneEvent<'AdviceCirculated'>
  | MilestoneEvent<'ReviewMeetingHeld', Dated & { readonly yearNineOrLater?: boolean }>
  | MilestoneEvent<'ReviewReportSent'>
  | MilestoneEvent<'CeasingProposed'>
  | MilestoneEvent<'ReviewDecisionNotified', Dated & { readonly outcome: ReviewOutcome; readonly underFive?: boolean }>
  | MilestoneEvent<'AmendmentNoticeSent', Dated & { readonly servedOn?: CalendarDate }>
  | MilestoneEvent<'RepresentationsReceived'>
  | MilestoneEvent<'AmendedPlanIssued', Dated & { readonly phaseTransfer?: boolean }>
  | MilestoneEvent<'DecidedNotToAmend'>
  | MilestoneEvent<'PlanCeased', Ceased>
  | MilestoneEvent<'ReviewCancelled', Dated & { readonly why?: SealedText }>
  | CaseLifeMilestone
  | DisputeMilestone;

/** Everything that a review's stream holds. */
export type ReviewEvent = ReviewMilestone | CaseEvent;
