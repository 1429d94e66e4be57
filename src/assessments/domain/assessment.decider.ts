import { CASE_LIFE_FACTS } from '../../streams/domain/case-life.js';
import { caseDecider, type CaseCommand, type CaseState } from '../../streams/domain/case-decider.js';
import { factFrom } from '../../streams/domain/case-facts.js';
import { DISPUTE_FACTS } from '../../streams/domain/disputes.js';
import { comesBefore, type Entry, type Opening } from '../../streams/domain/case-record.js';
import { toRepeat } from '../../streams/domain/without.js';
import type { Dated } from '../../streams/domain/event.js';
import type { Milestone } from '../../statute/milestones.js';
import type { AssessmentMilestone, Requested } from './assessment.events.js';
import { ASSESSMENT_KINDS_OF_ENTRY } from './assessment.kinds.js';
import { roadOf } from './assessment.roads.js';

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

/** Where a reversal, a concession, an agreement or an order leads from a stage; work that is further on stays there. */
function turned(stage: AssessmentStage, entry: Entry): AssessmentStage {
  switch (roadOf(entry)) {
    case 'assess':
      return stage === 'requested' || stage === 'refused-to-assess' || stage === 'refused-to-issue'
        ? 'assessing'
        : stage;
    case 'issue':
      return stage === 'draft-plan-sent' ? stage : 'plan-agreed';
    default:
      return stage;
  }
}

/** The stage after a milestone, the milestones taken in the order of their days. */
function next(stage: AssessmentStage, entry: Entry<AssessmentMilestone>): AssessmentStage {
  // A closure that was undone is not among the milestones, so nothing that happened on its day leads on from it.
  if (stage === 'closed') return stage;
  const milestone = { type: entry.type, data: entry.data } as AssessmentMilestone;
  if (milestone.type === 'CaseClosed') return 'closed';
  // The plan is there from then on, whatever is decided or ordered about it afterwards.
  if (stage === 'plan-issued') return stage;
  switch (milestone.type) {
    case 'AssessmentRequested':
      return 'requested';
    case 'DecisionToAssessNotified':
      return milestone.data.outcome === 'assess' ? 'assessing' : 'refused-to-assess';
    case 'DecisionToIssueNotified':
      if (milestone.data.outcome === 'refuse') return 'refused-to-issue';
      return stage === 'draft-plan-sent' ? stage : 'plan-agreed';
    case 'DraftPlanSent':
      return 'draft-plan-sent';
    case 'FinalPlanIssued':
    case 'AmendedPlanIssued':
      return 'plan-issued';
    case 'DecisionReversed':
    case 'AppealConceded':
    case 'MediationAgreed':
    case 'TribunalOrdered':
      return turned(stage, entry);
    default:
      return stage;
  }
}

/** The request, in the law's words: what was received, and since when the council is responsible. */
function requestFacts(data: Requested): readonly Milestone[] {
  const { kind, on, becameResponsibleOn } = data;
  switch (kind) {
    case 'initial': {
      const received = factFrom('request-received', { on });
      return becameResponsibleOn === undefined
        ? [received]
        : [received, factFrom('became-responsible', { on: becameResponsibleOn })];
    }
    case 'reassessment':
      return [factFrom('reassessment-requested', data)];
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

const decider = caseDecider<AssessmentStage, AssessmentMilestone>({
  called: 'needs assessment',
  kinds: ASSESSMENT_KINDS_OF_ENTRY,
  opensWith: ['AssessmentRequested'],
  stageOf: (entries) => entries.reduce<AssessmentStage>(next, 'requested'),
  facts: {
    AssessmentRequested: {
      tells: ['request-received', 'became-responsible', 'reassessment-requested'],
      as: requestFacts,
    },
    DecisionToAssessNotified: { tells: ['decision-to-assess'], as: decisionFacts },
    AdviceRequested: 'advice-requested',
    AdviceReceived: 'advice-received',
    AdviceReturned: 'none',
    DecisionToIssueNotified: 'decision-to-issue',
    DraftPlanSent: 'draft-plan-sent',
    RepresentationsReceived: 'representations-received',
    SettingConsulted: 'setting-consulted',
    SettingResponded: 'setting-responded',
    FinalPlanIssued: 'final-plan-issued',
    AmendedPlanIssued: 'amended-plan-issued',
    DecisionReversed: 'decision-reversed',
    ...CASE_LIFE_FACTS,
    ...DISPUTE_FACTS,
  },
});

/** Whether advice was returned after it came, so that it can come again on that day. */
const isReturned = (entry: Entry<AssessmentMilestone>, live: readonly Entry<AssessmentMilestone>[]): boolean =>
  entry.type === 'AdviceReceived' &&
  live.some((other) => other.type === 'AdviceReturned' && refOf(other) === refOf(entry) && comesBefore(entry, other));

const refOf = ({ data }: Entry<AssessmentMilestone>): string | undefined => (data as { readonly ref?: string }).ref;

/** How a needs assessment decides, and what the law is told of it. */
export const assessmentDecider: typeof decider = {
  ...decider,
  decide: (command, state, context) =>
    decider.decide(
      command,
      command.type === 'Record' ? toRepeat(state, command.milestone, isReturned) : state,
      context,
    ),
};
