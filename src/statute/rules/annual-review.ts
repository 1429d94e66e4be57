import type { Ending, Met, Rule, Selector, Start } from '../rule.js';
import { codeOfPractice, COMMENCEMENT, devon, planOver, regulation, section } from './authorities.js';

/** A meeting that is reconvened within the 12 weeks of a review belongs to the same review. */
const DAYS_OF_A_REVIEW = 84;

const meeting: Start = { each: [{ milestone: 'review-meeting-held' }], rounds: DAYS_OF_A_REVIEW };

/** The normaliser of facts leaves a planned meeting in only while no held meeting has taken its place. */
const plannedOrHeldMeeting: Start = {
  each: [{ milestone: 'review-meeting-planned' }, { milestone: 'review-meeting-held' }],
};

const reviewed: readonly Selector[] = [{ milestone: 'review-decision' }, { milestone: 'last-reviewed' }];

const amendmentNotice: Selector = { milestone: 'amendment-notice-sent', where: { withoutReview: [null, false] } };
const noticeWithoutReview: Selector = { milestone: 'amendment-notice-sent', where: { withoutReview: true } };

const SERVED = { day: 'servedOn', daySays: 'the amendment notice was served on the family' } as const;

const amendedPlan: Met = { anyOf: [{ milestone: 'amended-plan-issued' }] };

const decidedNotToAmend: Ending = {
  by: { milestone: 'decided-not-to-amend' },
  because: 'the council decided not to amend the plan after all',
  thisRoundOnly: true,
};

const notToAmend: Ending = {
  by: { milestone: 'review-decision', where: { outcome: ['maintain', 'cease'] } },
  because: 'the council decided not to amend the plan',
  thisRoundOnly: true,
};

const toCease: Ending = {
  by: { milestone: 'decision-to-cease' },
  because: 'the council decided to cease to maintain the plan',
  thisRoundOnly: true,
};

const movedIn: Ending = {
  by: { milestone: 'plan-transferred-in' },
  because: 'the plan was transferred to a new council, whose first review is due under regulation 15(5)',
};

const common = {
  force: 'statutory',
  nature: 'duty',
  asSoonAsPracticable: false,
  coronavirus: true,
  inForce: COMMENCEMENT,
} as const;

const REPRESENTATIONS_RESTART = 'the amendment notice was sent again, and the 15 days start again';

const finalBefore15Days: Ending = {
  by: { milestone: 'amended-plan-issued' },
  because: 'the amended plan was issued before the 15 days had run, and without a reply from the family',
};

/** What has to come before a meeting cannot be made good after it. */
const heldWithout = {
  by: { milestone: 'review-meeting-held' },
  because: 'the meeting was held, and it cannot be made good any more',
  fromThatDay: true,
} as const;

const firstDayWithoutReply = {
  name: 'first day to issue the amended plan without a reply',
  of: 'due',
  count: { count: 'days-of', days: 1 },
  why: 'Without a reply the amended plan may be issued from this day.',
} as const;

/** Annual reviews and amendments: R1 to R13, and M1. */
export const annualReviewRules: readonly Rule[] = [
  {
    ...common,
    id: 'R1',
    name: 'First annual review',
    duty: 'The council must complete the first review within 12 months, starting with the day the plan was first made',
    dutyHolder: 'council',
    basis: [section('44(1)(a)')],
    confidence: 'V',
    met: 'the council gives notice of its decision after the review',
    clocks: [
      {
        startedBy: { first: [{ milestone: 'plan-made' }] },
        limit: { count: 'months-starting-with', months: 12 },
        metBy: { anyOf: reviewed },
        endedBy: [movedIn, ...planOver],
        notes: ['An amended plan, by an order of the tribunal or otherwise, does not start these months again.'],
      },
    ],
  },
  {
    ...common,
    id: 'R2',
    name: 'Annual review',
    duty: 'The council must complete the next review within 12 months, starting with the day the plan was last reviewed',
    dutyHolder: 'council',
    basis: [section('44(1)(b)')],
    confidence: 'V',
    met: 'the council gives notice of its decision after the review',
    clocks: [
      {
        startedBy: { each: reviewed },
        limit: { count: 'months-starting-with', months: 12 },
        metBy: { anyOf: reviewed },
        endedBy: [movedIn, ...planOver],
        marks: [
          {
            name: 'anniversary of the meeting',
            of: { lastBefore: [{ milestone: 'review-meeting-held' }] },
            count: { count: 'months-starting-with', months: 12 },
            why: 'A review ends with its decision; counting from its meeting instead gives the cautious date.',
            cautious: true,
          },
        ],
        notes: ['An amended plan, by an order of the tribunal or otherwise, does not start these months again.'],
      },
    ],
  },
  {
    ...common,
    id: 'R3',
    name: 'Invitations to the review meeting',
    duty: "Everyone invited must have at least 2 weeks' notice of the review meeting",
    dutyHolder: 'person arranging the review',
    basis: [regulation('20(2)-(3)'), regulation('21(2)-(3)')],
    confidence: 'V',
    met: 'the invitations are sent',
    coronavirus: false,
    clocks: [
      {
        startedBy: plannedOrHeldMeeting,
        limit: { count: 'weeks-before', weeks: 2 },
        metBy: { anyOf: [{ milestone: 'invitations-sent' }] },
        endedBy: [heldWithout, ...planOver],
      },
    ],
  },
  {
    ...common,
    id: 'R4',
    name: 'Advice for the review meeting',
    duty: 'Advice must be obtained and sent to everyone invited at least 2 weeks before the review meeting',
    dutyHolder: 'person arranging the review',
    basis: [regulation('20(4)'), regulation('21(4)')],
    confidence: 'V',
    met: 'the advice is sent to everyone invited',
    coronavirus: false,
    clocks: [
      {
        startedBy: plannedOrHeldMeeting,
        limit: { count: 'weeks-before', weeks: 2 },
        metBy: { anyOf: [{ milestone: 'advice-circulated' }] },
        endedBy: [heldWithout, ...planOver],
      },
    ],
  },
  {
    ...common,
    id: 'R5',
    name: 'Report of the review meeting',
    duty: 'The report must be sent to everyone invited within 2 weeks of the meeting',
    dutyHolder: 'head teacher or council',
    basis: [regulation('20(7)-(9)'), regulation('21(7)')],
    confidence: 'V-part',
    met: 'the report is sent to everyone invited',
    clocks: [
      {
        startedBy: meeting,
        limit: { count: 'weeks-of', weeks: 2 },
        metBy: { anyOf: [{ milestone: 'review-report-sent' }] },
        endedBy: planOver,
      },
    ],
  },
  {
    ...common,
    id: 'R6',
    name: 'Decision after the review',
    duty: 'The council must decide to maintain, amend or cease to maintain the plan and notify the family within 4 weeks of the meeting',
    dutyHolder: 'council',
    basis: [regulation('20(10)'), regulation('21(9)')],
    confidence: 'S',
    met: 'the council gives notice of its decision; a decision to maintain or to cease carries the right to appeal',
    clocks: [
      {
        startedBy: meeting,
        limit: { count: 'weeks-of', weeks: 4 },
        metBy: { anyOf: [{ milestone: 'review-decision' }] },
        endedBy: planOver,
      },
    ],
  },
  {
    ...common,
    id: 'R7',
    name: 'Amendment notice',
    duty: 'If the plan is to be amended, the council must send the plan, the notice of the proposed amendments and the evidence within the same 4 weeks of the meeting',
    dutyHolder: 'council',
    basis: [regulation('22(2)(a)'), devon],
    confidence: 'S',
    met: 'the plan, the notice and the evidence are sent to the family',
    clocks: [
      {
        startedBy: meeting,
        limit: { count: 'weeks-of', weeks: 4 },
        metBy: { anyOf: [amendmentNotice] },
        endedBy: [notToAmend, toCease, ...planOver],
      },
    ],
  },
  {
    ...common,
    id: 'R8',
    name: "Family's reply to the amendment notice",
    duty: 'The council must give the family at least 15 days, beginning with the day the notice is served, to reply to it',
    dutyHolder: 'council',
    basis: [regulation('22(2)(c)')],
    nature: 'period',
    confidence: 'V',
    coronavirus: false,
    met: 'the family replies, or the 15 days have run',
    clocks: [
      {
        startedBy: { each: [{ ...amendmentNotice, ...SERVED }], restarts: REPRESENTATIONS_RESTART },
        limit: { count: 'days-beginning-with', days: 15 },
        metBy: { elapses: true, orSooner: [{ milestone: 'representations-received' }] },
        endedBy: [finalBefore15Days, ...planOver],
        marks: [firstDayWithoutReply],
      },
    ],
  },
  {
    ...common,
    id: 'R9',
    name: 'Final amended plan',
    duty: 'The council must issue the amended plan within 8 weeks of sending the amendment notice',
    dutyHolder: 'council',
    basis: [regulation('22(3)')],
    confidence: 'V',
    asSoonAsPracticable: true,
    met: 'the amended plan is sent to the family, the setting and the health body',
    clocks: [
      {
        startedBy: { each: [amendmentNotice] },
        limit: { count: 'weeks-of', weeks: 8 },
        metBy: amendedPlan,
        endedBy: [decidedNotToAmend, ...planOver],
        marks: [
          {
            name: '12 weeks from the meeting',
            of: { lastBefore: [{ milestone: 'review-meeting-held' }] },
            count: { count: 'weeks-of', weeks: 12 },
            why: 'The courts and the Ombudsman measure the whole review against this day.',
          },
        ],
        notes: ['The 8 weeks run from the day the notice was actually sent, early or late.'],
      },
      {
        ref: 'outer-marker',
        name: 'Final amended plan: 12 weeks from the meeting',
        duty: 'With 4 weeks for the notice and 8 weeks after it, the amended plan must be issued within 12 weeks of the meeting',
        startedBy: meeting,
        limit: { count: 'weeks-of', weeks: 12 },
        metBy: amendedPlan,
        endedBy: [notToAmend, toCease, decidedNotToAmend, ...planOver],
        basis: [regulation('22'), devon],
      },
    ],
  },
  {
    ...common,
    id: 'R10',
    name: 'Decision not to amend after all',
    duty: 'If the council decides not to amend after all, it must notify the family within 8 weeks of sending the amendment notice',
    dutyHolder: 'council',
    basis: [regulation('22(4)')],
    nature: 'option',
    confidence: 'V-part',
    met: 'the council gives notice of the decision with its reasons and the right to appeal',
    clocks: [
      {
        startedBy: { each: [amendmentNotice] },
        limit: { count: 'weeks-of', weeks: 8 },
        metBy: { anyOf: [decidedNotToAmend.by] },
        endedBy: [{ by: { milestone: 'amended-plan-issued' }, because: 'the amended plan was issued' }, ...planOver],
      },
    ],
  },
  {
    ...common,
    id: 'R11',
    name: 'Review for a child under five',
    duty: 'The council should consider reviewing the plan of a child under five every 3 to 6 months',
    dutyHolder: 'council',
    basis: [codeOfPractice('9.178')],
    force: 'guidance',
    confidence: 'M',
    coronavirus: false,
    met: 'the plan is reviewed',
    clocks: [
      {
        startedBy: {
          each: [
            { milestone: 'plan-made', where: { underFive: true } },
            { milestone: 'last-reviewed', where: { underFive: true } },
            { milestone: 'review-decision', where: { underFive: true } },
          ],
        },
        limit: { count: 'months-after', months: 6 },
        metBy: { anyOf: reviewed },
        endedBy: planOver,
        marks: [
          {
            name: 'first day to consider a review',
            of: 'start',
            count: { count: 'months-after', months: 3 },
            why: 'The Code asks for a review to be considered from this day.',
          },
        ],
      },
    ],
  },
  {
    ...common,
    id: 'R12',
    name: 'Preparing for adulthood',
    duty: 'From year 9 the review meeting must consider what the young person needs to prepare for adulthood',
    dutyHolder: 'person arranging the review',
    basis: [regulation('20(6)'), regulation('21(6)')],
    confidence: 'V',
    coronavirus: false,
    met: 'the report of the meeting records it',
    clocks: [
      {
        startedBy: { each: [{ milestone: 'review-meeting-held', where: { yearNineOrLater: true } }] },
        limit: { count: 'none', why: 'This is a rule about what the meeting considers, not about time.' },
        metBy: { anyOf: [{ milestone: 'review-report-sent' }] },
        endedBy: planOver,
      },
    ],
  },
  {
    ...common,
    id: 'R13',
    name: 'List of reviews for heads',
    duty: 'The council should send heads the list of reviews that fall due at least 2 weeks before each term',
    dutyHolder: 'council',
    basis: [codeOfPractice('9.173')],
    force: 'guidance',
    confidence: 'M',
    coronavirus: false,
    met: 'the list is sent to heads',
    clocks: [
      {
        startedBy: { each: [{ milestone: 'term-starts' }] },
        limit: { count: 'weeks-before', weeks: 2 },
        metBy: { anyOf: [{ milestone: 'list-of-reviews-sent' }] },
        endedBy: [],
      },
    ],
  },
  {
    ...common,
    id: 'M1',
    name: 'Amendment without a review',
    duty: 'Without a review or reassessment, the council must give the family 15 days to reply and issue the amended plan within 8 weeks of the amendment notice',
    dutyHolder: 'council',
    basis: [section('44(6)'), regulation('28')],
    confidence: 'S',
    met: 'the amended plan is issued, or the council gives notice that it does not amend the plan',
    clocks: [
      {
        ref: 'reply',
        name: "Amendment without a review: family's reply",
        met: 'the family replies, or the 15 days have run',
        duty: 'The council must give the family at least 15 days, beginning with the day the notice is served, to reply to it',
        startedBy: { each: [{ ...noticeWithoutReview, ...SERVED }], restarts: REPRESENTATIONS_RESTART },
        limit: { count: 'days-beginning-with', days: 15 },
        nature: 'period',
        metBy: { elapses: true, orSooner: [{ milestone: 'representations-received' }] },
        endedBy: [finalBefore15Days, ...planOver],
        marks: [firstDayWithoutReply],
      },
      {
        ref: 'final',
        name: 'Amendment without a review: amended plan',
        duty: 'The council must issue the amended plan within 8 weeks of sending the amendment notice',
        startedBy: { each: [noticeWithoutReview] },
        limit: { count: 'weeks-of', weeks: 8 },
        metBy: amendedPlan,
        endedBy: [decidedNotToAmend, ...planOver],
      },
    ],
  },
];
