import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MILESTONES } from '../../statute/milestones.js';
import { CEASE_REASONS } from '../../streams/domain/ceasing.js';
import {
  caseLifeMilestones,
  closeDays,
  describeRandomCases,
  disputeMilestones,
  milestonesOf,
  PERSON,
  type MilestoneMakers,
} from '../../testing/random-cases.js';
import { describeLookingBack } from '../../testing/looking-back.js';
import { describeTwoOfficers } from '../../testing/two-officers.js';
import { planDecider } from './plan.decider.js';
import type { PlanMilestone } from './plan.events.js';
import { PLAN_KINDS_OF_ENTRY } from './plan.kinds.js';

const review = fc.constant('018f0000-0000-7000-8000-0000000000b1');
const person = fc.constant(PERSON);

const makers: MilestoneMakers<PlanMilestone> = {
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

test('the random cases have every kind of milestone', () => {
  const types = [makers.opening, ...makers.milestones].flatMap((maker) => fc.sample(maker, 20).map(({ type }) => type));
  expect(new Set(types)).toEqual(new Set(Object.keys(PLAN_KINDS_OF_ENTRY)));
});

describe('A plan', () => {
  describeRandomCases(planDecider, makers);
  describeTwoOfficers(planDecider, makers);
  describeLookingBack(planDecider, makers, ['PhaseTransferDue']);
});
