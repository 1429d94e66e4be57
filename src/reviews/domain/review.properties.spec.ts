import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CEASE_REASONS } from '../../streams/domain/ceasing.js';
import {
  caseLifeMilestones,
  closeDays,
  describeRandomCases,
  disputeMilestones,
  milestonesOf,
  PERSON,
  type MilestoneMakers,
  sealedTexts,
} from '../../testing/random-cases.js';
import { describeLookingBack } from '../../testing/looking-back.js';
import { describeTwoOfficers } from '../../testing/two-officers.js';
import { reviewDecider } from './review.decider.js';
import { REVIEW_KINDS, type ReviewMilestone } from './review.events.js';
import { REVIEW_KINDS_OF_ENTRY } from './review.kinds.js';

const makers: MilestoneMakers<ReviewMilestone> = {
  opening: milestonesOf<ReviewMilestone>('ReviewOpened', {
    person: fc.constant(PERSON),
    plan: fc.constant('018f0000-0000-7000-8000-0000000000a1'),
    kind: fc.constantFrom(...REVIEW_KINDS),
  }),
  milestones: [
    milestonesOf('ReviewMeetingPlanned'),
    milestonesOf('InvitationsSent'),
    milestonesOf('AdviceCirculated'),
    milestonesOf('ReviewMeetingHeld', {}, { yearNineOrLater: fc.boolean() }),
    milestonesOf('ReviewReportSent'),
    milestonesOf('CeasingProposed'),
    milestonesOf(
      'ReviewDecisionNotified',
      { outcome: fc.constantFrom('maintain', 'amend', 'cease') },
      { underFive: fc.boolean() },
    ),
    milestonesOf('AmendmentNoticeSent', {}, { servedOn: closeDays }),
    milestonesOf('RepresentationsReceived'),
    milestonesOf('AmendedPlanIssued', {}, { phaseTransfer: fc.boolean() }),
    milestonesOf('DecidedNotToAmend'),
    milestonesOf('PlanCeased', { reason: fc.constantFrom(...CEASE_REASONS) }),
    milestonesOf('ReviewCancelled', {}, { why: sealedTexts }),
    ...caseLifeMilestones,
    ...disputeMilestones,
  ],
};

test('the random cases have every kind of milestone', () => {
  const types = [makers.opening, ...makers.milestones].flatMap((maker) => fc.sample(maker, 20).map(({ type }) => type));
  expect(new Set(types)).toEqual(new Set(Object.keys(REVIEW_KINDS_OF_ENTRY)));
});

describe('A review', () => {
  describeRandomCases(reviewDecider, makers);
  describeTwoOfficers(reviewDecider, makers);
  describeLookingBack(reviewDecider, makers, ['ReviewMeetingPlanned']);
});
