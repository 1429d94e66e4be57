import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AmendFinalPlanHandler } from './application/amend-final-plan.js';
import { Assessments } from './application/assessments.js';
import { ConsultSettingHandler } from './application/consult-setting.js';
import { IssueFinalPlanHandler } from './application/issue-final-plan.js';
import { NotifyDecisionToAssessHandler } from './application/notify-decision-to-assess.js';
import { NotifyDecisionToIssueHandler } from './application/notify-decision-to-issue.js';
import { RecordAdviceReceivedHandler } from './application/record-advice-received.js';
import { RecordRepresentationsHandler } from './application/record-representations.js';
import { RecordSettingResponseHandler } from './application/record-setting-response.js';
import { RequestAdviceHandler } from './application/request-advice.js';
import { RequestAssessmentHandler } from './application/request-assessment.js';
import { ReturnAdviceHandler } from './application/return-advice.js';
import { ReverseDecisionHandler } from './application/reverse-decision.js';
import { SendDraftPlanHandler } from './application/send-draft-plan.js';

/** Recording needs assessments. The event store, the clock and the sealer come from the modules around it. */
@Module({
  imports: [CqrsModule],
  providers: [
    Assessments,
    RequestAssessmentHandler,
    NotifyDecisionToAssessHandler,
    RequestAdviceHandler,
    RecordAdviceReceivedHandler,
    ReturnAdviceHandler,
    NotifyDecisionToIssueHandler,
    SendDraftPlanHandler,
    RecordRepresentationsHandler,
    ConsultSettingHandler,
    RecordSettingResponseHandler,
    IssueFinalPlanHandler,
    AmendFinalPlanHandler,
    ReverseDecisionHandler,
  ],
  exports: [Assessments],
})
export class AssessmentsModule {}
