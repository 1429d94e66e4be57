import type { Recording } from '../../streams/application/case-service.js';
import { RequestAssessment } from './request-assessment.js';
import { SendDraftPlan } from './send-draft-plan.js';

/** The requests that record the milestones of a needs assessment, by type of event. */
export const recordingRequests: Recording = {
  AssessmentRequested: RequestAssessment,
  DraftPlanSent: SendDraftPlan,
};
