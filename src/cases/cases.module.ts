import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AssessmentsModule } from '../assessments/assessments.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { ReviewsModule } from '../reviews/reviews.module.js';
import { AddNoteHandler } from './application/add-note.js';
import { AllCases } from './application/all-cases.js';
import { AskForFamilyFeedbackHandler } from './application/ask-for-family-feedback.js';
import { AssignCaseHandler } from './application/assign-case.js';
import { CaseHistoryHandler } from './application/case-history.js';
import { CloseCaseHandler } from './application/close-case.js';
import { CorrectMilestoneHandler } from './application/correct-milestone.js';
import { ConcedeAppealHandler } from './application/disputes/concede-appeal.js';
import { NotifyHealthBodyHandler } from './application/disputes/notify-health-body.js';
import { RecordAgreementCarriedOutHandler } from './application/disputes/record-agreement-carried-out.js';
import { RecordAgreementNotifiedHandler } from './application/disputes/record-agreement-notified.js';
import { RecordAppealLodgedHandler } from './application/disputes/record-appeal-lodged.js';
import { RecordAppealWithdrawnHandler } from './application/disputes/record-appeal-withdrawn.js';
import { RecordMediationAgreementHandler } from './application/disputes/record-mediation-agreement.js';
import { RecordMediationCertificateHandler } from './application/disputes/record-mediation-certificate.js';
import { RecordMediationContactedHandler } from './application/disputes/record-mediation-contacted.js';
import { RecordMediationDeclinedHandler } from './application/disputes/record-mediation-declined.js';
import { RecordMediationHeldHandler } from './application/disputes/record-mediation-held.js';
import { RecordMediationRequestedHandler } from './application/disputes/record-mediation-requested.js';
import { RecordRecommendationAnsweredHandler } from './application/disputes/record-recommendation-answered.js';
import { RecordTribunalOrderHandler } from './application/disputes/record-tribunal-order.js';
import { RecordTribunalRecommendationHandler } from './application/disputes/record-tribunal-recommendation.js';
import { RespondToAppealHandler } from './application/disputes/respond-to-appeal.js';
import { InformFamilyHandler } from './application/inform-family.js';
import { RecordExceptionHandler } from './application/record-exception.js';
import { RecordFamilyFeedbackHandler } from './application/record-family-feedback.js';
import { ReopenCaseHandler } from './application/reopen-case.js';
import { RetractMilestoneHandler } from './application/retract-milestone.js';
import { WithdrawExceptionHandler } from './application/withdraw-exception.js';

/** What can be recorded on a case of any kind, and its history. */
@Module({
  imports: [CqrsModule, AssessmentsModule, PlansModule, ReviewsModule],
  providers: [
    AllCases,
    CaseHistoryHandler,
    CorrectMilestoneHandler,
    RetractMilestoneHandler,
    WithdrawExceptionHandler,
    AssignCaseHandler,
    AddNoteHandler,
    InformFamilyHandler,
    AskForFamilyFeedbackHandler,
    RecordFamilyFeedbackHandler,
    RecordExceptionHandler,
    CloseCaseHandler,
    ReopenCaseHandler,
    RecordMediationContactedHandler,
    RecordMediationDeclinedHandler,
    RecordMediationRequestedHandler,
    NotifyHealthBodyHandler,
    RecordMediationHeldHandler,
    RecordMediationCertificateHandler,
    RecordMediationAgreementHandler,
    RecordAgreementNotifiedHandler,
    RecordAgreementCarriedOutHandler,
    RecordAppealLodgedHandler,
    RespondToAppealHandler,
    RecordAppealWithdrawnHandler,
    ConcedeAppealHandler,
    RecordTribunalOrderHandler,
    RecordTribunalRecommendationHandler,
    RecordRecommendationAnsweredHandler,
  ],
  exports: [AllCases],
})
export class CasesModule {}
