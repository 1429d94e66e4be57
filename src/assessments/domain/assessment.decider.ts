import { CASE_LIFE_FACTS } from '../../streams/domain/case-life.js';
import { caseDecider, factFrom, type CaseCommand, type CaseState } from '../../streams/domain/case-decider.js';
import { DISPUTE_FACTS } from '../../streams/domain/disputes.js';
import type { Entry, Opening } from '../../streams/domain/case-record.js';
import type { Dated } from '../../streams/domain/event.js';
import type { Milestone } from '../../statute/milestones.js';
import type { AssessmentMilestone, Requested } from './assessment.events.js';
import { ASSESSMENT_KINDS_OF_ENTRY } from './assessment.kinds.js';

/** Where a needs assessment stands. */
export type AssessmentStage =
  | 'requested'
  | 'refused-to-assess'
  | 'assessing'
  | 'refused-to-issue'
  | 'plan-agreed'
  | 'draft-plan-sent'
  | 'plan-issued'
  | 'closed';

/** A needs assessment as far as it is on record. */
export type Assessment = CaseState<AssessmentStage, AssessmentMilestone>;

/** What can be asked of a needs assessment. */
export type AssessmentCommand = CaseCommand<AssessmentMilestone>;

/** Where a concession, agreement or order leaves a needs assessment; on other matters it stays where it is. */
function road(order: string, stage: AssessmentStage): AssessmentStage {
  switch (order) {
    case 'assess':
    case 'reconsider':
    case 'refusal-to-assess':
    case 'refusal-to-reassess':
      return 'assessing';
    case 'make-plan':
    case 'refusal-to-issue':
      return 'plan-agreed';
    default:
      return stage;
  }
}

/** The stage after a milestone, the milestones taken in the order of their days. */
function next(stage: AssessmentStage, { type, data }: Entry<AssessmentMilestone>): AssessmentStage {
  // A closure that was undone is not among the milestones, so nothing that happened on its day leads on from it.
  if (stage === 'closed') return stage;
  const milestone = { type, data } as AssessmentMilestone;
  switch (milestone.type) {
    case 'AssessmentRequested':
      return 'requested';
    case 'DecisionToAssessNotified':
      return milestone.data.outcome === 'assess' ? 'assessing' : 'refused-to-assess';
    case 'DecisionToIssueNotified':
      return milestone.data.outcome === 'issue' ? 'plan-agreed' : 'refused-to-issue';
    case 'DecisionReversed':
      return milestone.data.stage === 'assess' ? 'assessing' : 'plan-agreed';
    case 'DraftPlanSent':
      return stage === 'plan-issued' ? stage : 'draft-plan-sent';
    case 'FinalPlanIssued':
      return 'plan-issued';
    case 'AppealConceded':
      return road(milestone.data.appeal, stage);
    case 'MediationAgreed':
    case 'TribunalOrdered':
      return road(milestone.data.order, stage);
    case 'CaseClosed':
      return 'closed';
    default:
      return stage;
  }
}

/** The request, in the law's words: what was received, and since when the council is responsible. */
function requestFacts(data: Requested): readonly Milestone[] {
  const { kind, on, becameResponsibleOn } = data;
  const responsible =
    becameResponsibleOn === undefined ? [] : [factFrom('became-responsible', { on: becameResponsibleOn })];
  switch (kind) {
    case 'initial':
      return [factFrom('request-received', { on }), ...responsible];
    case 'reassessment':
      return [factFrom('reassessment-requested', data), ...responsible];
    case 'reassessment-by-council':
      return [];
  }
}

/** The decision; where nobody asked, it is the council's own to reassess (section 44(3)). */
function decisionFacts(
  data: Dated & { readonly outcome: 'assess' | 'refuse' },
  opening: Opening,
): readonly Milestone[] {
  const reassessment = (opening as Requested).kind === 'reassessment-by-council';
  return [factFrom('decision-to-assess', { ...data, ...(reassessment ? { reassessment } : {}) })];
}

/** How a needs assessment decides, and what the law is told of it. */
export const assessmentDecider = caseDecider<AssessmentStage, AssessmentMilestone>({
  called: 'needs assessment',
  kinds: ASSESSMENT_KINDS_OF_ENTRY,
  opensWith: ['AssessmentRequested'],
  stageOf: (entries) => entries.reduce<AssessmentStage>(next, 'requested'),
  facts: {
    AssessmentRequested: requestFacts,
    DecisionToAssessNotified: decisionFacts,
    AdviceRequested: 'advice-requested',
    AdviceReceived: 'advice-received',
    AdviceReturned: 'none',
    DecisionToIssueNotified: 'decision-to-issue',
    DraftPlanSent: 'draft-plan-sent',
    RepresentationsReceived: 'representations-received',
    SettingConsulted: 'setting-consulted',
    SettingResponded: 'setting-responded',
    FinalPlanIssued: 'final-plan-issued',
    DecisionReversed: 'decision-reversed',
    ...CASE_LIFE_FACTS,
    ...DISPUTE_FACTS,
  },
});
