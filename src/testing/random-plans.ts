import fc from 'fast-check';
import { MILESTONES } from '../statute/milestones.js';
import { CEASE_REASONS } from '../streams/domain/ceasing.js';
import {
  caseLifeMilestones,
  closeDays,
  disputeMilestones,
  milestonesOf,
  PERSON,
  type MilestoneMakers,
} from './random-cases.js';
import type { PlanMilestone } from '../plans/domain/plan.events.js';

const review = fc.constant('018f0000-0000-7000-8000-0000000000b1');
const person = fc.constant(PERSON);

/** What random cases of this kind are made of. */
export const planMakers: MilestoneMakers<PlanMilestone> = {
  opening: fc.oneof(
    milestonesOf<PlanMilestone>('PlanMade', { person }, { underFive: fc.boolean(), assessment: review }),
    milestonesOf<PlanMilestone>('PlanTransferredIn', { person }, { madeOn: closeDays, lastReviewedOn: closeDays }),
  ),
  milestones: [
    milestonesOf('FamilyToldOfTransfer'),
    milestonesOf('PlanReviewed', {}, { underFive: fc.boolean(), review }),
    milestonesOf('AmendmentNoticeSent', {}, { servedOn: closeDays }),
    milestonesOf('RepresentationsReceived'),
    milestonesOf('PlanAmended', {}, { phaseTransfer: fc.boolean(), review }),
    milestonesOf('DecidedNotToAmend'),
    milestonesOf('PhaseTransferDue', {
      phase: fc.constantFrom(...MILESTONES['transfer-planned'].attributes.phase.values),
    }),
    milestonesOf('MoveNotified', {}, { movesOn: closeDays }),
    milestonesOf('MoveCalledOff'),
    milestonesOf('PlanTransferredOut', {}, { toAuthority: fc.constant('301') }),
    milestonesOf('HealthBodyMoveNotified', {}, { movesOn: closeDays }),
    milestonesOf('NewHealthBodyNotified'),
    milestonesOf('HealthBodyBecameResponsible'),
    milestonesOf('HealthBodyAskedCouncil'),
    milestonesOf('CeasingProposed'),
    milestonesOf('DecisionToCeaseNotified'),
    milestonesOf('DecidedNotToCease'),
    milestonesOf('PlanCeased', { reason: fc.constantFrom(...CEASE_REASONS) }, { review }),
    ...caseLifeMilestones,
    ...disputeMilestones,
  ],
};
