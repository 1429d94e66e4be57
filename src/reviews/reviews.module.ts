import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CancelReviewHandler } from './application/cancel-review.js';
import { CirculateAdviceHandler } from './application/circulate-advice.js';
import { DecideNotToAmendHandler } from './application/decide-not-to-amend.js';
import { HoldReviewMeetingHandler } from './application/hold-review-meeting.js';
import { IssueAmendedPlanHandler } from './application/issue-amended-plan.js';
import { NotifyReviewDecisionHandler } from './application/notify-review-decision.js';
import { OpenReviewHandler } from './application/open-review.js';
import { PlanReviewMeetingHandler } from './application/plan-review-meeting.js';
import { ProposeCeasingAtReviewHandler } from './application/propose-ceasing-at-review.js';
import { RecordReviewRepresentationsHandler } from './application/record-review-representations.js';
import { Reviews } from './application/reviews.js';
import { SendAmendmentNoticeHandler } from './application/send-amendment-notice.js';
import { SendInvitationsHandler } from './application/send-invitations.js';
import { SendReviewReportHandler } from './application/send-review-report.js';
import { CeasePlanAfterReviewHandler } from './application/cease-plan-after-review.js';

/** Recording reviews. The event store, the clock and the sealer come from the modules around it. */
@Module({
  imports: [CqrsModule],
  providers: [
    Reviews,
    OpenReviewHandler,
    PlanReviewMeetingHandler,
    SendInvitationsHandler,
    CirculateAdviceHandler,
    HoldReviewMeetingHandler,
    SendReviewReportHandler,
    ProposeCeasingAtReviewHandler,
    NotifyReviewDecisionHandler,
    SendAmendmentNoticeHandler,
    RecordReviewRepresentationsHandler,
    IssueAmendedPlanHandler,
    DecideNotToAmendHandler,
    CeasePlanAfterReviewHandler,
    CancelReviewHandler,
  ],
  exports: [Reviews],
})
export class ReviewsModule {}
