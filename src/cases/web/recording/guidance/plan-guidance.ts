import type { PlanMilestone } from '../../../../plans/application/plans.js';
import type { ReviewMilestone } from '../../../../reviews/application/reviews.js';
import type { AssessmentMilestone } from '../../../../assessments/application/assessments.js';
import type { LifeType, DisputeType } from './shared-types.js';
import type { GuidanceOf } from './guidance.js';

type Elsewhere = LifeType | DisputeType | AssessmentMilestone['type'];

/** What helps to record the milestones of a plan. */
export const PLAN_GUIDANCE: GuidanceOf<Exclude<PlanMilestone['type'], Elsewhere>> = {
  PlanMade: {
    means: 'This council made the plan for the first time. It follows from the final plan of a needs assessment.',
    asks: 'When was the plan first made?',
    counts: 'The day the first final plan was issued. The first review is due within 12 months of it.',
  },
  PlanTransferredIn: {
    means: 'Another council transferred the plan to this one, which must now keep it.',
    asks: 'When was the plan transferred?',
    counts: 'The day of the move, or the day on which the council learned of it where that is later.',
  },
  FamilyToldOfTransfer: {
    means:
      'The council told the family of a plan that came from elsewhere that it has it, whether it will assess anew and when it will review.',
    asks: 'When was the family told?',
    counts: 'The day the letter was sent.',
  },
  PlanReviewed: {
    means:
      'The plan was reviewed. Record it here only where the review is not on record on its own: a review tells the plan by itself.',
    asks: 'When did the council give notice of its decision after the review?',
    counts: 'The day of the notice. The next 12 months begin with it.',
  },
  AmendmentNoticeSent: {
    means:
      'The council sent the plan, the amendments that it proposes and the evidence for them. The family has at least 15 days to reply, and the amended plan is due within eight weeks.',
    asks: 'When was the amendment notice sent?',
    counts:
      'The day it was posted or sent by email. If the family received it on a later day, give that day too: its 15 days begin then.',
  },
  PlanAmended: {
    means:
      'The amended plan was issued. Record it here where no review led to it: a review on record tells the plan by itself.',
    asks: 'When was the amended plan issued?',
    counts: 'The day it was sent to the family.',
  },
  DecidedNotToAmend: {
    means: 'After its amendment notice the council told the family that the plan stays as it is, and why.',
    asks: 'When was the notice given?',
    counts: 'The day the notice was sent.',
  },
  PhaseTransferDue: {
    means:
      'The child or young person is to move to another phase of education. The plan must be reviewed and amended before that, by 15 February or 31 March.',
    asks: 'When is the transfer?',
    counts: 'The first day of the new phase, as a rule in September. It may be a day to come.',
  },
  MoveNotified: {
    means: 'The council learned that the child or young person moves to the area of another council.',
    asks: 'When did the council learn of the move?',
    counts: 'The day the council was told, by whomever. If the day of the move is known, give it too.',
  },
  MoveCalledOff: {
    means: 'The move to another area does not happen: the plan stays with this council.',
    asks: 'When did the council learn of it?',
    counts: 'The day the council was told.',
  },
  PlanTransferredOut: {
    means: 'The plan was transferred to another council. Its clocks here end on that day.',
    asks: 'When was the plan transferred?',
    counts: 'The day of the transfer.',
  },
  HealthBodyMoveNotified: {
    means: 'The health body learned that another becomes responsible for the child or young person.',
    asks: 'When did the health body learn of it?',
    counts: 'The day the health body was told.',
  },
  NewHealthBodyNotified: {
    means: 'The old health body told the new one that it is responsible.',
    asks: 'When was the new health body told?',
    counts: 'The day the notice was sent.',
  },
  HealthBodyBecameResponsible: {
    means: 'The new health body learned that it is responsible for the arrangements in the plan.',
    asks: 'When did it learn of it?',
    counts: 'The day the new health body was told.',
  },
  HealthBodyAskedCouncil: {
    means: 'The new health body asked the council to assess or to review the plan.',
    asks: 'When did it ask?',
    counts: 'The day the request reached the council.',
  },
  CeasingProposed: {
    means:
      'The council told the family that it considers ceasing to maintain the plan, and consults it and the school or college.',
    asks: 'When was the family told?',
    counts: 'The day the notice was sent.',
  },
  DecisionToCeaseNotified: {
    means:
      'The council gave notice, outside a review, that it will cease to maintain the plan. The plan must be kept until the time to appeal is over.',
    asks: 'When was the notice given?',
    counts: 'The day the notice was sent: not the day from which the plan is no longer maintained.',
  },
  DecidedNotToCease: {
    means: 'The council told the family that it keeps the plan after all.',
    asks: 'When was the family told?',
    counts: 'The day the notice was sent.',
  },
  PlanCeased: {
    means: 'The council no longer maintains the plan. All its clocks end.',
    asks: 'From which day is the plan no longer maintained?',
    counts: 'The first day on which the plan is no longer maintained: not the day of the decision.',
  },
};

/** What helps to record the milestones of a review. */
export const REVIEW_GUIDANCE: GuidanceOf<Exclude<ReviewMilestone['type'], Elsewhere | PlanMilestone['type']>> = {
  ReviewOpened: {
    means: 'The council began to work on a review of the plan.',
    asks: 'When did the work on the review begin?',
    counts: 'The day on which the review was begun. No clock counts from it.',
  },
  ReviewMeetingPlanned: {
    means:
      'A day was fixed for the review meeting. Another day takes the place of the one before. Invitations are due two weeks before it.',
    asks: 'For which day is the meeting planned?',
    counts: 'The day of the meeting. It may be a day to come.',
  },
  InvitationsSent: {
    means: 'Everyone who must be invited to the review meeting was invited and asked for advice.',
    asks: 'When were the invitations sent?',
    counts: 'The day the last of them was sent: at least two weeks before the meeting.',
  },
  AdviceCirculated: {
    means: 'The advice that came in was sent to everyone invited.',
    asks: 'When was the advice sent?',
    counts: 'The day it was sent: at least two weeks before the meeting.',
  },
  ReviewMeetingHeld: {
    means: 'The review meeting was held. The report, the decision and the amendments count from it.',
    asks: 'When was the meeting held?',
    counts: 'The day of the meeting; where it was held again within 12 weeks, record each.',
  },
  ReviewReportSent: {
    means: 'The report of the meeting, with recommendations, was sent to everyone invited.',
    asks: 'When was the report sent?',
    counts: 'The day it was sent: within two weeks of the meeting.',
  },
  ReviewDecisionNotified: {
    means:
      'The council told the family whether it keeps the plan as it is, amends it or ceases to maintain it. With a decision to amend, the proposed amendments are due on the same day.',
    asks: 'When was the notice given?',
    counts: 'The day the notice was sent: within four weeks of the meeting.',
  },
  ReviewCancelled: {
    means: 'The review does not take place. The plan must be reviewed all the same: its own clock runs on.',
    asks: 'When was the review cancelled?',
    counts: 'The day on which it was cancelled.',
  },
};
