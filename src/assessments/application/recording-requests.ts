import type { Recording } from '../../streams/application/case-service.js';
import { AmendFinalPlan } from './amend-final-plan.js';
import { ConsultSetting } from './consult-setting.js';
import { IssueFinalPlan } from './issue-final-plan.js';
import { NotifyDecisionToAssess } from './notify-decision-to-assess.js';
import { NotifyDecisionToIssue } from './notify-decision-to-issue.js';
import { RecordAdviceReceived } from './record-advice-received.js';
import { RecordRepresentations } from './record-representations.js';
import { RecordSettingResponse } from './record-setting-response.js';
import { RequestAdvice } from './request-advice.js';
import { RequestAssessment } from './request-assessment.js';
import { ReturnAdvice } from './return-advice.js';
import { ReverseDecision } from './reverse-decision.js';
import { SendDraftPlan } from './send-draft-plan.js';

/** The requests that record the milestones of a needs assessment, by type of event. */
export const recordingRequests: Recording = {
  AssessmentRequested: RequestAssessment,
  DecisionToAssessNotified: NotifyDecisionToAssess,
  AdviceRequested: RequestAdvice,
  AdviceReceived: RecordAdviceReceived,
  AdviceReturned: ReturnAdvice,
  DecisionToIssueNotified: NotifyDecisionToIssue,
  DraftPlanSent: SendDraftPlan,
  RepresentationsReceived: RecordRepresentations,
  SettingConsulted: ConsultSetting,
  SettingResponded: RecordSettingResponse,
  FinalPlanIssued: IssueFinalPlan,
  AmendedPlanIssued: AmendFinalPlan,
  DecisionReversed: ReverseDecision,
};
