import fc from 'fast-check';
import { CEASE_REASONS } from '../streams/domain/ceasing.js';
import {
  caseLifeMilestones,
  closeDays,
  disputeMilestones,
  milestonesOf,
  PERSON,
  type MilestoneMakers,
  sealedTexts,
} from './random-cases.js';
import { REVIEW_KINDS, type ReviewMilestone } from '../reviews/domain/review.events.js';

/** What random cases of this kind are made of. */
export const reviewMakers: MilestoneMakers<ReviewMilestone> = {
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
