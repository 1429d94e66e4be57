import type { Recording } from '../../streams/application/case-service.js';
import { CancelReview } from './cancel-review.js';
import { CirculateAdvice } from './circulate-advice.js';
import { DecideNotToAmend } from './decide-not-to-amend.js';
import { HoldReviewMeeting } from './hold-review-meeting.js';
import { IssueAmendedPlan } from './issue-amended-plan.js';
import { NotifyReviewDecision } from './notify-review-decision.js';
import { OpenReview } from './open-review.js';
import { PlanReviewMeeting } from './plan-review-meeting.js';
import { ProposeCeasingAtReview } from './propose-ceasing-at-review.js';
import { RecordReviewRepresentations } from './record-review-representations.js';
import { SendAmendmentNotice } from './send-amendment-notice.js';
import { SendInvitations } from './send-invitations.js';
import { SendReviewReport } from './send-review-report.js';
import { CeasePlanAfterReview } from './cease-plan-after-review.js';

/** The requests that record the milestones of a review, by type of event. */
export const recordingRequests: Recording = {
  ReviewOpened: OpenReview,
  ReviewMeetingPlanned: PlanReviewMeeting,
  InvitationsSent: SendInvitations,
  AdviceCirculated: CirculateAdvice,
  ReviewMeetingHeld: HoldReviewMeeting,
  ReviewReportSent: SendReviewReport,
  CeasingProposed: ProposeCeasingAtReview,
  ReviewDecisionNotified: NotifyReviewDecision,
  AmendmentNoticeSent: SendAmendmentNotice,
  RepresentationsReceived: RecordReviewRepresentations,
  AmendedPlanIssued: IssueAmendedPlan,
  DecidedNotToAmend: DecideNotToAmend,
  PlanCeased: CeasePlanAfterReview,
  ReviewCancelled: CancelReview,
};
