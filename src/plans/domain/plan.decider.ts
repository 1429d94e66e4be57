import type { Milestone } from '../../statute/milestones.js';
import { caseDecider, type CaseCommand, type CaseState } from '../../streams/domain/case-decider.js';
import { CASE_LIFE_FACTS } from '../../streams/domain/case-life.js';
import type { Entry } from '../../streams/domain/case-record.js';
import { DISPUTE_FACTS } from '../../streams/domain/disputes.js';
import { disputeLeadsTo } from '../../streams/domain/amendments.js';
import { keepsThePlan } from '../../streams/domain/ceasing.js';
import { toRepeat, without } from '../../streams/domain/without.js';
import { isLeftToAnother, isUndone } from './plan.ends.js';
import type { Notice, PlanMilestone, TransferredIn } from './plan.events.js';
import { PLAN_KINDS_OF_ENTRY } from './plan.kinds.js';

/** Where a plan stands. */
export type PlanStage =
  'maintained' | 'amending' | 'ceasing-proposed' | 'decided-to-cease' | 'ceased' | 'transferred-out' | 'closed';

/** A plan as far as it is on record. */
export type Plan = CaseState<PlanStage, PlanMilestone>;

/** What can be asked of a plan. */
export type PlanCommand = CaseCommand<PlanMilestone>;

/** The stage after a milestone, the milestones taken in the order of their days. */
function next(stage: PlanStage, entry: Entry<PlanMilestone>): PlanStage {
  if (entry.type === 'CaseClosed') return 'closed';
  if (stage === 'closed' || stage === 'transferred-out') return stage;
  const over = stage === 'ceased' && !keepsThePlan(entry);
  const disputed = disputeLeadsTo(entry);
  if (disputed !== undefined && !over) return disputed === 'amend' ? 'amending' : 'maintained';
  return over ? stage : nextWhileMaintained(stage, entry);
}

function nextWhileMaintained(stage: PlanStage, { type }: Entry<PlanMilestone>): PlanStage {
  switch (type) {
    case 'PlanReviewed':
      // Until a decision to cease takes effect the plan is maintained, as it is after any other.
      return stage === 'ceasing-proposed' ? 'maintained' : stage;
    case 'AmendmentNoticeSent':
      return 'amending';
    case 'PlanAmended':
    case 'DecidedNotToAmend':
      return 'maintained';
    case 'CeasingProposed':
      return 'ceasing-proposed';
    case 'DecisionToCeaseNotified':
      return 'decided-to-cease';
    case 'DecidedNotToCease':
      return stage === 'ceasing-proposed' || stage === 'decided-to-cease' ? 'maintained' : stage;
    case 'PlanCeased':
      return 'ceased';
    case 'PlanTransferredOut':
      return 'transferred-out';
    default:
      return stage;
  }
}

/** The transfer, and what the new council was told of the plan: its first review counts from these days (regulation 15(5)). */
function transferFacts({ on, madeOn, lastReviewedOn, underFive }: TransferredIn): readonly Milestone[] {
  const age = underFive === undefined ? {} : { underFive };
  return [
    ...(madeOn === undefined ? [] : [{ milestone: 'plan-made', on: madeOn, ...age } as const]),
    ...(lastReviewedOn === undefined ? [] : [{ milestone: 'last-reviewed', on: lastReviewedOn, ...age } as const]),
    { milestone: 'plan-transferred-in', on },
  ];
}

/** A notice on the plan itself follows neither a review nor a reassessment (regulation 28). */
function noticeFacts({ on, servedOn }: Notice): readonly Milestone[] {
  const served = servedOn === undefined ? {} : { servedOn };
  return [{ milestone: 'amendment-notice-sent', on, ...served, withoutReview: true }];
}

const decider = caseDecider<PlanStage, PlanMilestone>({
  called: 'plan',
  kinds: PLAN_KINDS_OF_ENTRY,
  opensWith: ['PlanMade', 'PlanTransferredIn'],
  stageOf: (entries) => entries.reduce<PlanStage>(next, 'maintained'),
  facts: {
    PlanMade: 'plan-made',
    PlanTransferredIn: { tells: ['plan-made', 'last-reviewed', 'plan-transferred-in'], as: transferFacts },
    FamilyToldOfTransfer: 'family-told-of-transfer',
    PlanReviewed: 'last-reviewed',
    AmendmentNoticeSent: { tells: ['amendment-notice-sent'], as: noticeFacts },
    RepresentationsReceived: 'representations-received',
    PlanAmended: 'amended-plan-issued',
    DecidedNotToAmend: 'decided-not-to-amend',
    PhaseTransferDue: 'transfer-planned',
    MoveNotified: 'move-notified',
    MoveCalledOff: 'none',
    PlanTransferredOut: 'plan-transferred-out',
    HealthBodyMoveNotified: 'health-body-move-notified',
    NewHealthBodyNotified: 'new-health-body-notified',
    HealthBodyBecameResponsible: 'health-body-became-responsible',
    HealthBodyAskedCouncil: 'health-body-asked-council',
    CeasingProposed: 'ceasing-proposed',
    DecisionToCeaseNotified: 'decision-to-cease',
    DecidedNotToCease: 'decided-not-to-cease',
    PlanCeased: 'plan-ceased',
    ...CASE_LIFE_FACTS,
    ...DISPUTE_FACTS,
  },
});

/** The plan as the law is told of it: its clocks run on where an order, agreement or concession undid a ceasing. */
const inEffect = (state: Plan): Plan =>
  without(state, (entry, live) => isUndone(entry, live) || isLeftToAnother(entry, live));

/** How a plan decides, and what the law is told of it. */
export const planDecider: typeof decider = {
  ...decider,
  decide: (command, state, context) =>
    decider.decide(command, command.type === 'Record' ? toRepeat(state, command.milestone, isUndone) : state, context),
  milestones: (state) => decider.milestones(inEffect(state)),
  evaluate: (state, options) => decider.evaluate(inEffect(state), options),
  evaluateAsAt: (state, on, options) => decider.evaluateAsAt(inEffect(state), on, options),
};
