import { describe, expect, test } from '@jest/globals';
import { clockOf, fact } from '../../testing/facts.js';
import { addDays, day } from '../calendar.js';
import { statusOn, type Clock } from '../clock.js';
import { evaluate } from '../evaluate.js';
import type { Milestone } from '../milestones.js';
import { nationalRules, Rulebook, rulebookWith } from '../rulebook.js';
import {
  amendmentNoticeStandard,
  draftPlanStandard,
  earlyAdviceStandard,
  feedbackStandard,
} from './local-standards.js';

/** Day 0 of every case below: Tuesday 4 March 2025. */
const START = day('2025-03-04');
const on = (days: number): string => addDays(START, days);

type Ending = readonly [ending: Milestone, because: string];

/** What starts a clock, when it is due, what meets it and what ends it. */
interface Behaviour {
  readonly rule: string;
  readonly ref?: string;
  readonly given: readonly Milestone[];
  /** Days from 4 March 2025. */
  readonly due: number;
  /** Days from 4 March 2025, where it is not the due date. */
  readonly actBy?: number;
  /** What meets it, all of them on or before day 5. */
  readonly met?: readonly Milestone[];
  readonly ended: readonly Ending[];
}

const request = fact('request-received', START);
const responsible = fact('became-responsible', START);

const closed: Ending = [fact('closed', on(3)), 'the case was closed'];
const refusedToAssess: Ending = [
  fact('decision-to-assess', on(3), { outcome: 'refuse' }),
  'the council refused to assess',
];
const refusedToIssue: Ending = [
  fact('decision-to-issue', on(3), { outcome: 'refuse' }),
  'the council refused to issue a plan',
];
const decidedToIssue: Ending = [
  fact('decision-to-issue', on(3), { outcome: 'issue' }),
  'the council decided to issue a plan',
];
const draftSent: Ending = [fact('draft-plan-sent', on(3)), 'the council went on to a draft plan'];
const planIssued: Ending = [fact('final-plan-issued', on(3)), 'the final plan was issued'];

const reversed: Ending = [
  fact('decision-reversed', on(3), { stage: 'assess' }),
  'the council reversed its refusal, and new limits run from that day; this one is superseded, not met',
];
const ORDER = "the limits of the tribunal's order took its place";
const AGREEMENT = 'the limits of the agreement at mediation took its place';
const CONCESSION = 'the council conceded the appeal, and the limits of regulation 45 took its place';
const disputes: readonly Ending[] = [
  ...(['assess', 'make-plan', 'reconsider'] as const).flatMap((order): Ending[] => [
    [fact('tribunal-ordered', on(3), { order }), ORDER],
    [fact('mediation-agreed', on(3), { order }), AGREEMENT],
  ]),
  ...(['refusal-to-assess', 'refusal-to-reassess', 'refusal-to-issue'] as const).map((appeal): Ending => [
    fact('appeal-conceded', on(3), { appeal }),
    CONCESSION,
  ]),
];

const planOver: readonly Ending[] = [
  [fact('plan-ceased', on(3)), 'the plan is no longer maintained'],
  [fact('plan-transferred-out', on(3)), 'the plan was transferred to another council'],
  closed,
];
const movedIn: Ending = [
  fact('plan-transferred-in', on(3)),
  'the plan was transferred to a new council, whose first review is due under regulation 15(5)',
];

const heldWithout = (day: string): Ending => [
  fact('review-meeting-held', day),
  'the meeting was held, and it cannot be made good any more',
];

const finalPlan = fact('final-plan-issued', on(5));
const draftPlan = fact('draft-plan-sent', on(5));
const refusal = fact('decision-to-issue', on(5), { outcome: 'refuse' });
const amendedPlan = fact('amended-plan-issued', on(5));
const certificate = fact('mediation-certificate-issued', on(5));

const adviceAsked = fact('advice-requested', START, { ref: 'ep', adviser: 'educational-psychologist' });
const meeting = fact('review-meeting-held', START);
const notice = fact('amendment-notice-sent', START);
const noReview = fact('amendment-notice-sent', START, { withoutReview: true });

const notToAmend = (outcome: 'maintain' | 'cease'): Ending => [
  fact('review-decision', on(3), { outcome }),
  'the council decided not to amend the plan',
];
const decidedNotToAmend: Ending = [
  fact('decided-not-to-amend', on(3)),
  'the council decided not to amend the plan after all',
];
const earlyFinal = (plan: 'final-plan-issued' | 'amended-plan-issued', name: string): Ending => [
  fact(plan, on(3)),
  `the ${name} was issued before the 15 days had run, and without a reply from the family`,
];

const settled: readonly Ending[] = [
  [fact('decision-reversed', on(3), { stage: 'issue' }), 'the council reversed its decision'],
  [fact('mediation-agreed', on(3), { order: 'amend-contents' }), 'the parties agreed at mediation'],
  [fact('closed', on(3), { reason: 'withdrawn' }), 'the case was closed'],
  [fact('closed', on(3), { reason: 'died' }), 'the case was closed'],
];

const ceased: Ending = [fact('plan-ceased', on(3)), 'the council ceased to maintain the plan'];
const moved: Ending = [fact('plan-transferred-out', on(3)), 'the plan was transferred'];
const planKept = [ceased, moved, closed];

/** Both roads to a clock of regulation 44: the tribunal's order, and an agreement at mediation (regulation 42(2)). */
function byOrder(
  rule: string,
  order: 'assess' | 'make-plan' | 'reconsider' | 'amend-contents' | 'amend-setting' | 'maintain-and-amend',
  rest: Omit<Behaviour, 'rule' | 'given'>,
): readonly Behaviour[] {
  return [
    { rule, given: [fact('tribunal-ordered', START, { order })], ...rest },
    { rule, given: [fact('mediation-agreed', START, { order })], ...rest },
  ];
}

const conceded = (appeal: 'refusal-to-assess' | 'refusal-to-reassess' | 'refusal-to-issue' | 'cease'): Milestone =>
  fact('appeal-conceded', START, { appeal });

const appealable: readonly (readonly [Milestone, string])[] = [
  [fact('decision-to-assess', START, { outcome: 'refuse' }), 'refusal-to-assess'],
  [fact('decision-to-issue', START, { outcome: 'refuse' }), 'refusal-to-issue'],
  [fact('final-plan-issued', START), 'contents'],
  [fact('amended-plan-issued', START), 'contents'],
  [fact('review-decision', START, { outcome: 'maintain' }), 'refusal-to-amend'],
  [fact('decided-not-to-amend', START), 'refusal-to-amend'],
  [fact('review-decision', START, { outcome: 'cease' }), 'cease'],
];

const BEHAVIOURS: readonly Behaviour[] = [
  // Needs assessment
  ...[request, responsible].flatMap((start): Behaviour[] => [
    {
      rule: 'N1',
      given: [start],
      due: 42,
      actBy: 41,
      met: [fact('decision-to-assess', on(5), { outcome: 'assess' })],
      ended: [
        [fact('final-plan-issued', on(3)), 'the final plan was issued, without a decision to assess on record'],
        closed,
      ],
    },
    {
      rule: 'N3',
      given: [start],
      due: 112,
      actBy: 111,
      met: [refusal],
      ended: [refusedToAssess, decidedToIssue, draftSent, planIssued, reversed, ...disputes, closed],
    },
    {
      rule: 'N7',
      given: [start],
      due: 140,
      actBy: 139,
      met: [finalPlan],
      ended: [refusedToAssess, refusedToIssue, reversed, ...disputes, closed],
    },
    {
      rule: 'S1',
      given: [start],
      due: 112,
      actBy: 111,
      met: [draftPlan],
      ended: [refusedToAssess, refusedToIssue, planIssued, reversed, ...disputes, closed],
    },
  ]),
  {
    rule: 'N1',
    given: [request],
    due: 42,
    actBy: 41,
    met: [fact('decision-to-assess', on(5), { outcome: 'refuse' })],
    ended: [],
  },
  {
    rule: 'N2',
    ref: 'ep',
    given: [adviceAsked],
    due: 42,
    actBy: 41,
    met: [fact('advice-received', on(5), { ref: 'ep' })],
    ended: [refusedToAssess, refusedToIssue, planIssued, closed],
  },
  {
    rule: 'N3',
    ref: 'after-reversal',
    given: [fact('decision-reversed', START, { stage: 'assess' })],
    due: 70,
    actBy: 69,
    met: [refusal],
    ended: [decidedToIssue, draftSent, planIssued, ...disputes, closed],
  },
  {
    rule: 'N5',
    given: [fact('draft-plan-sent', START)],
    due: 14,
    met: [fact('representations-received', on(5))],
    ended: [
      earlyFinal('final-plan-issued', 'final plan'),
      [fact('draft-plan-sent', on(3)), 'the draft was issued again, and the 15 days start again (the 20 weeks do not)'],
      closed,
    ],
  },
  {
    rule: 'N6',
    ref: 'first choice',
    given: [fact('setting-consulted', START, { ref: 'first choice' })],
    due: 15,
    actBy: 14,
    met: [fact('setting-responded', on(5), { ref: 'first choice' })],
    ended: [refusedToIssue, planIssued, closed],
  },
  {
    rule: 'N7',
    ref: 'after-reversal',
    given: [fact('decision-reversed', START, { stage: 'assess' })],
    due: 98,
    actBy: 97,
    met: [finalPlan],
    ended: [refusedToIssue, ...disputes, closed],
  },
  {
    rule: 'N7',
    ref: 'after-issue-reversal',
    given: [fact('decision-reversed', START, { stage: 'issue' })],
    due: 98,
    actBy: 97,
    met: [finalPlan],
    ended: [refusedToIssue, ...disputes, closed],
  },
  // Mediation and appeal
  ...appealable.flatMap(([start, ref]): Behaviour[] => [
    {
      rule: 'A1',
      ref,
      given: [start],
      due: 61,
      met: [fact('mediation-contacted', on(5))],
      ended: [[fact('appeal-lodged', on(3)), 'the family appealed'], ...settled],
    },
    { rule: 'A1', ref, given: [start], due: 61, met: [certificate], ended: [] },
    { rule: 'A6', ref, given: [start], due: 61, met: [fact('appeal-lodged', on(5))], ended: settled },
  ]),
  {
    rule: 'A2',
    given: [fact('mediation-declined', START)],
    due: 3,
    actBy: 2,
    met: [fact('mediation-certificate-issued', on(2))],
    ended: [closed],
  },
  ...(['health', 'both'] as const).map((issues): Behaviour => ({
    rule: 'A3',
    given: [fact('mediation-requested', START, { issues })],
    due: 3,
    actBy: 2,
    met: [fact('health-duty-notified', on(2))],
    ended: [closed],
  })),
  ...[
    fact('mediation-requested', START),
    fact('mediation-requested', START, { issues: 'education' }),
    fact('mediation-requested', START, { issues: 'both' }),
  ].flatMap((start) =>
    [fact('mediation-held', on(5)), fact('mediation-agreed', on(5), { order: 'other' })].map((met): Behaviour => ({
      rule: 'A4',
      given: [start],
      due: 30,
      actBy: 29,
      met: [met],
      ended: [
        [fact('mediation-certificate-issued', on(3)), 'the adviser certified that mediation could not be held'],
        closed,
      ],
    })),
  ),
  ...[fact('mediation-held', on(5)), fact('mediation-agreed', on(5), { order: 'other' })].map((met): Behaviour => ({
    rule: 'A4',
    ref: 'health-only',
    given: [fact('mediation-requested', on(-1), { issues: 'health' }), fact('health-duty-notified', START)],
    due: 30,
    actBy: 29,
    met: [met],
    ended: [
      [fact('mediation-certificate-issued', on(3)), 'the adviser certified that mediation could not be held'],
      closed,
    ],
  })),
  {
    rule: 'A5',
    given: [fact('mediation-held', START)],
    due: 3,
    actBy: 2,
    met: [fact('mediation-certificate-issued', on(2))],
    ended: [closed],
  },
  {
    rule: 'A7',
    given: [fact('appeal-lodged', on(-2), { sentToCouncilOn: START })],
    due: 42,
    actBy: 41,
    met: [fact('appeal-responded', on(5))],
    ended: [
      [fact('appeal-conceded', on(3), { appeal: 'contents' }), 'the council conceded the appeal'],
      [fact('appeal-withdrawn', on(3)), 'the appeal was withdrawn or struck out'],
      [fact('tribunal-ordered', on(3), { order: 'dismiss' }), 'the tribunal decided the appeal'],
      closed,
    ],
  },
  ...(
    [
      ['assess', 98, finalPlan],
      ['assess', 98, refusal],
      ['make-plan', 77, finalPlan],
      ['make-plan', 77, refusal],
      ['reconsider', 14, draftPlan],
      ['reconsider', 14, refusal],
      ['amend-contents', 35, amendedPlan],
      ['amend-contents', 35, finalPlan],
      ['amend-setting', 14, amendedPlan],
      ['maintain-and-amend', 35, amendedPlan],
    ] as const
  ).map(([order, due, met]): Behaviour => ({
    rule: 'A8',
    ref: order,
    given: [fact('mediation-agreed', START, { order })],
    due,
    actBy: due - 1,
    met: [met],
    ended: [closed],
  })),
  ...(
    [
      ['assess', finalPlan],
      ['make-plan', refusal],
      ['reconsider', draftPlan],
      ['amend-contents', amendedPlan],
      ['amend-setting', amendedPlan],
      ['maintain-and-amend', finalPlan],
    ] as const
  ).map(([order, met]): Behaviour => ({
    rule: 'A8',
    ref: `${order} on the agreed day`,
    given: [fact('mediation-agreed', START, { order, agreedDueOn: on(50) })],
    due: 50,
    met: [met],
    ended: [closed],
  })),
  {
    rule: 'A9',
    given: [fact('mediation-agreed', START, { order: 'other' })],
    due: 14,
    actBy: 13,
    met: [fact('agreement-carried-out', on(5))],
    ended: [closed],
  },
  {
    rule: 'A9',
    ref: 'other on the agreed day',
    given: [fact('mediation-agreed', START, { order: 'other', agreedDueOn: on(50) })],
    due: 50,
    met: [fact('agreement-carried-out', on(5))],
    ended: [closed],
  },
  {
    rule: 'A10',
    given: [fact('mediation-agreed', START, { order: 'make-plan', healthBodyOnly: true })],
    due: 7,
    actBy: 6,
    met: [fact('agreement-notified', on(5))],
    ended: [closed],
  },
  // Tribunal
  ...byOrder('T1', 'assess', {
    due: 14,
    actBy: 13,
    met: [fact('decision-to-assess', on(5), { outcome: 'assess' })],
    ended: [closed],
  }),
  ...byOrder('T2', 'assess', {
    due: 70,
    actBy: 69,
    met: [refusal],
    ended: [decidedToIssue, draftSent, planIssued, closed],
  }),
  ...byOrder('T3', 'assess', { due: 98, actBy: 97, met: [finalPlan], ended: [refusedToIssue, closed] }),
  ...byOrder('T4', 'make-plan', { due: 35, actBy: 34, met: [draftPlan], ended: [planIssued, closed] }),
  ...byOrder('T5', 'make-plan', { due: 77, actBy: 76, met: [finalPlan], ended: [closed] }),
  ...[draftPlan, refusal].flatMap((met) =>
    byOrder('T6', 'reconsider', { due: 14, actBy: 13, met: [met], ended: [planIssued, closed] }),
  ),
  ...[amendedPlan, finalPlan].flatMap((met) => [
    ...byOrder('T7', 'amend-contents', { due: 35, actBy: 34, met: [met], ended: planKept }),
    ...byOrder('T8', 'amend-setting', { due: 14, actBy: 13, met: [met], ended: planKept }),
    ...byOrder('T9', 'maintain-and-amend', {
      ref: 'amendment',
      due: 35,
      actBy: 34,
      met: [met],
      ended: planKept,
    }),
  ]),
  ...([undefined, 'cease'] as const).map((appeal): Behaviour => ({
    rule: 'T10',
    given: [fact('tribunal-ordered', START, { order: 'dismiss', ...(appeal === undefined ? {} : { appeal }) })],
    due: 0,
    met: [fact('plan-ceased', on(0))],
    ended: [[fact('plan-transferred-out', on(3)), 'the plan was transferred'], closed],
  })),
  {
    rule: 'T11',
    ref: 'health',
    given: [fact('tribunal-recommended', START, { body: 'health' })],
    due: 35,
    actBy: 34,
    met: [fact('recommendation-answered', on(5), { body: 'health' })],
    ended: [closed],
  },
  ...[conceded('refusal-to-assess'), conceded('refusal-to-reassess')].flatMap((start): Behaviour[] => [
    {
      rule: 'U1',
      ref: 'notice',
      given: [start],
      due: 14,
      actBy: 13,
      met: [fact('decision-to-assess', on(5), { outcome: 'assess' })],
      ended: [closed],
    },
    {
      rule: 'U1',
      ref: 'refusal',
      given: [start],
      due: 70,
      actBy: 69,
      met: [refusal],
      ended: [decidedToIssue, draftSent, planIssued, closed],
    },
    {
      rule: 'U1',
      ref: 'final',
      given: [start],
      due: 98,
      actBy: 97,
      met: [finalPlan],
      ended: [refusedToIssue, closed],
    },
  ]),
  ...(['contents', 'refusal-to-amend'] as const).map((appeal): Behaviour => ({
    rule: 'U2',
    given: [fact('appeal-conceded', START, { appeal })],
    due: 35,
    actBy: 34,
    met: [amendedPlan],
    ended: planKept,
  })),
  ...(
    [
      [undefined, 14],
      [false, 14],
      [true, 35],
    ] as const
  ).map(([contentsToo, due]): Behaviour => ({
    rule: 'U3',
    ...(contentsToo === true ? { ref: 'with-contents' } : {}),
    given: [
      fact('appeal-conceded', START, {
        appeal: 'setting',
        ...(contentsToo === undefined ? {} : { contentsToo }),
      }),
    ],
    due,
    actBy: due - 1,
    met: [amendedPlan],
    ended: planKept,
  })),
  {
    rule: 'U4',
    ref: 'draft',
    given: [conceded('refusal-to-issue')],
    due: 35,
    actBy: 34,
    met: [draftPlan],
    ended: [planIssued, closed],
  },
  {
    rule: 'U4',
    ref: 'final',
    given: [conceded('refusal-to-issue')],
    due: 77,
    actBy: 76,
    met: [finalPlan],
    ended: [closed],
  },
  {
    rule: 'U5',
    ref: 'amendment',
    given: [fact('appeal-conceded', START, { appeal: 'cease', amendmentAgreed: true })],
    due: 35,
    actBy: 34,
    met: [amendedPlan],
    ended: planKept,
  },
  // Reassessment
  ...(['assess', 'refuse'] as const).map((outcome): Behaviour => ({
    rule: 'X1',
    given: [fact('reassessment-requested', START)],
    due: 15,
    actBy: 14,
    met: [fact('decision-to-assess', on(5), { outcome })],
    ended: [closed],
  })),
  { rule: 'X2', given: [fact('final-plan-issued', START)], due: 184, ended: [closed] },
  {
    rule: 'X2',
    given: [fact('reassessment-requested', on(2), { lastAssessedOn: START })],
    due: 184,
    ended: [closed],
  },
  ...[
    [fact('reassessment-requested', on(-10)), fact('decision-to-assess', START, { outcome: 'assess' })],
    [fact('decision-to-assess', START, { outcome: 'assess', reassessment: true })],
    [fact('reassessment-requested', on(-10)), fact('decision-reversed', START, { stage: 'assess' })],
  ].map((given): Behaviour => ({
    rule: 'X3',
    given,
    due: 98,
    actBy: 97,
    met: [finalPlan],
    ended: [refusedToIssue, closed],
  })),
  // Annual review
  ...[fact('review-decision', on(5), { outcome: 'maintain' }), fact('last-reviewed', on(5))].map((met): Behaviour => ({
    rule: 'R1',
    given: [fact('plan-made', START)],
    due: 364,
    met: [met],
    ended: [movedIn, ...planOver],
  })),
  ...[fact('review-decision', START, { outcome: 'amend' }), fact('last-reviewed', START)].map((start): Behaviour => ({
    rule: 'R2',
    given: [start],
    due: 364,
    ended: [movedIn, ...planOver],
  })),
  ...[
    { start: fact('review-meeting-planned', START), ended: [heldWithout(on(3)), ...planOver] },
    { start: fact('review-meeting-held', START), ended: [heldWithout(START)] },
  ].flatMap(({ start, ended }): Behaviour[] => [
    {
      rule: 'R3',
      given: [start],
      due: -14,
      actBy: -15,
      met: [fact('invitations-sent', on(-20))],
      ended,
    },
    {
      rule: 'R4',
      given: [start],
      due: -14,
      actBy: -15,
      met: [fact('advice-circulated', on(-20))],
      ended,
    },
  ]),
  { rule: 'R5', given: [meeting], due: 14, actBy: 13, met: [fact('review-report-sent', on(5))], ended: planOver },
  ...(['maintain', 'amend', 'cease'] as const).map((outcome): Behaviour => ({
    rule: 'R6',
    given: [meeting],
    due: 28,
    actBy: 27,
    met: [fact('review-decision', on(5), { outcome })],
    ended: planOver,
  })),
  ...([{}, { withoutReview: false }] as const).map((attributes): Behaviour => ({
    rule: 'R7',
    given: [meeting],
    due: 28,
    actBy: 27,
    met: [fact('amendment-notice-sent', on(5), attributes)],
    ended: [notToAmend('maintain'), notToAmend('cease'), ...planOver],
  })),
  {
    rule: 'R8',
    given: [fact('amendment-notice-sent', on(-2), { servedOn: START })],
    due: 14,
    met: [fact('representations-received', on(5))],
    ended: [
      earlyFinal('amended-plan-issued', 'amended plan'),
      [fact('amendment-notice-sent', on(3)), 'the amendment notice was sent again, and the 15 days start again'],
      ...planOver,
    ],
  },
  {
    rule: 'R9',
    given: [notice],
    due: 56,
    actBy: 55,
    met: [amendedPlan],
    ended: [decidedNotToAmend, ...planOver],
  },
  {
    rule: 'R9',
    ref: 'outer-marker',
    given: [meeting],
    due: 84,
    actBy: 83,
    met: [amendedPlan],
    ended: [notToAmend('maintain'), notToAmend('cease'), decidedNotToAmend, ...planOver],
  },
  {
    rule: 'R10',
    given: [notice],
    due: 56,
    actBy: 55,
    met: [fact('decided-not-to-amend', on(5))],
    ended: [[fact('amended-plan-issued', on(3)), 'the amended plan was issued'], ...planOver],
  },
  ...[
    fact('plan-made', START, { underFive: true }),
    fact('last-reviewed', START, { underFive: true }),
    fact('review-decision', START, { outcome: 'maintain', underFive: true }),
  ].map((start): Behaviour => ({
    rule: 'R11',
    given: [start],
    due: 184,
    met: [fact('review-decision', on(5), { outcome: 'maintain' })],
    ended: planOver,
  })),
  {
    rule: 'R13',
    given: [fact('term-starts', START)],
    due: -14,
    actBy: -15,
    met: [fact('list-of-reviews-sent', on(-20))],
    ended: [],
  },
  {
    rule: 'M1',
    ref: 'reply',
    given: [fact('amendment-notice-sent', on(-2), { withoutReview: true, servedOn: START })],
    due: 14,
    met: [fact('representations-received', on(5))],
    ended: [
      earlyFinal('amended-plan-issued', 'amended plan'),
      [
        fact('amendment-notice-sent', on(3), { withoutReview: true }),
        'the amendment notice was sent again, and the 15 days start again',
      ],
      ...planOver,
    ],
  },
  {
    rule: 'M1',
    ref: 'final',
    given: [noReview],
    due: 56,
    actBy: 55,
    met: [amendedPlan],
    ended: [decidedNotToAmend, ...planOver],
  },
  // Phase transfer: the due dates lie before the transfer on 4 March 2025
  {
    rule: 'P1',
    given: [fact('transfer-planned', START, { phase: 'secondary-to-post-16' })],
    due: 26,
    met: [fact('review-decision', on(4), { outcome: 'amend' }), amendedPlan],
    ended: planOver,
  },
  ...(
    [
      'early-years-to-school',
      'infant-to-junior',
      'primary-to-middle',
      'primary-to-secondary',
      'middle-to-secondary',
    ] as const
  ).map((phase): Behaviour => ({
    rule: 'P2',
    given: [fact('transfer-planned', START, { phase })],
    due: -18,
    met: [fact('last-reviewed', on(-40)), fact('amended-plan-issued', on(-30), { phaseTransfer: true })],
    ended: planOver,
  })),
  {
    rule: 'P3',
    given: [fact('transfer-planned', START, { phase: 'post-16-to-post-16' })],
    due: -151,
    met: [fact('review-decision', on(-200), { outcome: 'amend' }), fact('amended-plan-issued', on(-160))],
    ended: planOver,
  },
  // Moving and ceasing
  {
    rule: 'L1',
    given: [fact('move-notified', START, { movesOn: on(40) })],
    due: 40,
    met: [fact('plan-transferred-out', on(5))],
    ended: [[fact('plan-ceased', on(3)), 'the plan is no longer maintained'], closed],
  },
  {
    rule: 'L2',
    given: [fact('plan-transferred-in', START)],
    due: 42,
    actBy: 41,
    met: [fact('family-told-of-transfer', on(5))],
    ended: planOver,
  },
  ...[
    fact('plan-made', '2024-07-01'),
    fact('last-reviewed', '2024-07-01'),
    fact('review-decision', '2024-07-01', { outcome: 'maintain' }),
  ].map((base): Behaviour => ({
    rule: 'L3',
    given: [base, fact('plan-transferred-in', START)],
    due: 118,
    met: [fact('review-decision', on(5), { outcome: 'maintain' })],
    ended: planOver,
  })),
  {
    rule: 'L4',
    given: [fact('health-body-move-notified', START, { movesOn: on(40) })],
    due: 40,
    met: [fact('new-health-body-notified', on(5))],
    ended: planOver,
  },
  {
    rule: 'L5',
    given: [fact('health-body-became-responsible', START)],
    due: 20,
    met: [fact('health-body-asked-council', on(5))],
    ended: planOver,
  },
];

const title = ({ rule, ref, given }: Behaviour): string =>
  `${rule}${ref === undefined ? '' : ` (${ref})`} from ${given.map(({ milestone, on: _, ...rest }) => [milestone, ...Object.values(rest)].join(' ')).join(', ')}`;

const theClock = (behaviour: Behaviour, more: readonly Milestone[] = []): Clock => {
  const { clocks } = evaluate([...behaviour.given, ...more]);
  const [clock] = clocks.filter(({ rule, ref }) => rule === behaviour.rule && ref === behaviour.ref);
  if (clock === undefined) throw new Error(`No clock ${title(behaviour)}`);
  return clock;
};

describe.each(BEHAVIOURS.map((behaviour) => ({ name: title(behaviour), behaviour })))('$name', ({ behaviour }) => {
  const { due, actBy = due, met, ended } = behaviour;

  test(`is due ${String(due)} days after it starts`, () => {
    expect(theClock(behaviour)).toMatchObject({ dueOn: on(due), actByOn: on(actBy) });
  });

  if (met !== undefined) {
    test(`is met by ${met.map(({ milestone }) => milestone).join(' and ')}`, () => {
      const last = met
        .map((milestone) => milestone.on)
        .sort()
        .at(-1);
      const clock = theClock(behaviour, met);

      expect(clock.metOn).toBe(last);
      expect(clock.endedOn).toBeUndefined();
    });
  }

  if (ended.length > 0) {
    test.each(ended.map(([ending, because]) => ({ ending, because, name: `${ending.milestone}: ${because}` })))(
      'ends with $name',
      ({ ending, because }) => {
        const clock = theClock(behaviour, [ending]);

        expect(clock).toMatchObject({ endedOn: ending.on, endedBecause: because });
        expect(clock.metOn).toBeUndefined();
      },
    );
  }
});

test('every national rule with a limit has its behaviour written down here', () => {
  const withLimit = nationalRules.filter(({ clocks }) => clocks.some(({ limit }) => limit.count !== 'none'));
  const written = new Set(BEHAVIOURS.map(({ rule }) => rule));

  expect(withLimit.map(({ id }) => id).filter((id) => !written.has(id))).toEqual(['P4', 'C2']);
});

describe('a clock is started by its own milestones only', () => {
  test.each<[string, readonly Milestone[]]>([
    [
      'N2: advice from the parent is not asked of a body',
      [fact('advice-requested', START, { adviser: 'parent-or-young-person' })],
    ],
    ['A1 and A6: a decision to assess opens no appeal', [fact('decision-to-assess', START, { outcome: 'assess' })]],
    [
      'A1 and A6: a decision to issue opens no appeal by itself',
      [fact('decision-to-issue', START, { outcome: 'issue' })],
    ],
    ['A4: the health body is told without a request for mediation about health', [fact('health-duty-notified', START)]],
    [
      'A4: the health body is told of health issues beside others',
      [fact('mediation-requested', on(3), { issues: 'health' }), fact('health-duty-notified', START)],
    ],
    [
      'T10: an appeal against the contents is dismissed',
      [fact('tribunal-ordered', START, { order: 'dismiss', appeal: 'contents' })],
    ],
    [
      'X3: a decision to assess without a request to reassess',
      [fact('decision-to-assess', START, { outcome: 'assess' })],
    ],
  ])('%s', (name, milestones) => {
    const rules = name.slice(0, name.indexOf(':')).split(' and ');
    const health = ({ ref }: Clock): boolean => rules[0] !== 'A4' || ref === 'health-only';

    expect(evaluate(milestones).clocks.filter((clock) => rules.includes(clock.rule) && health(clock))).toEqual([]);
  });

  test('an agreement that the parties timed in writing, or that binds the health body alone, starts no clock of regulation 44', () => {
    const timed = evaluate([fact('mediation-agreed', START, { order: 'make-plan', agreedDueOn: on(60) })]);
    const health = evaluate([fact('mediation-agreed', START, { order: 'make-plan', healthBodyOnly: true })]);

    const both = evaluate([
      fact('mediation-agreed', START, { order: 'make-plan', healthBodyOnly: true, agreedDueOn: on(60) }),
    ]);

    expect(timed.clocks.map(({ rule }) => rule)).toEqual(['A8']);
    expect(health.clocks.map(({ rule }) => rule)).toEqual(['A10']);
    expect(both.clocks.map(({ rule }) => rule)).toEqual(['A10']);
  });

  test('an agreement of the health body alone leaves the clocks of the request and the right to appeal as they are', () => {
    const refused = fact('decision-to-assess', on(3), { outcome: 'refuse' });
    const agreed = fact('mediation-agreed', on(20), { order: 'assess', healthBodyOnly: true });

    expect(clockOf(evaluate([request, agreed]), 'N7').endedOn).toBeUndefined();
    expect(clockOf(evaluate([refused, agreed]), 'A6', 'refusal-to-assess')).toEqual(
      clockOf(evaluate([refused]), 'A6', 'refusal-to-assess'),
    );
    const assess = fact('decision-to-assess', on(40), { outcome: 'assess' });
    const reversed = (...more: Milestone[]): readonly string[] =>
      evaluate([refused, assess, ...more]).clocks.flatMap(({ rule, dueOn }) =>
        rule === 'A10' ? [] : `${rule} ${dueOn}`,
      );

    expect(reversed(agreed)).toEqual(reversed());
  });
});

describe('the family keeps its right to appeal', () => {
  const refused = fact('decision-to-assess', START, { outcome: 'refuse' });
  const a6 = (...more: Milestone[]) => clockOf(evaluate([refused, ...more]), 'A6', 'refusal-to-assess');

  test('when the council closes its file, and when something else is agreed', () => {
    expect(a6(fact('closed', on(3), { reason: 'other' })).endedOn).toBe(addDays(a6().dueOn, 1));
    expect(a6(fact('closed', on(3))).endedOn).toBe(addDays(a6().dueOn, 1));
    expect(a6(fact('mediation-agreed', on(3), { order: 'other' })).endedOn).toBe(addDays(a6().dueOn, 1));
  });

  test('and an appeal that says what it is about meets the clock of its own notice', () => {
    const plan = fact('final-plan-issued', '2025-01-10');
    const maintained = fact('review-decision', '2025-02-20', { outcome: 'maintain' });
    const met = (appeal: 'contents' | 'setting' | 'refusal-to-amend' | 'cease') => {
      const evaluation = evaluate([plan, maintained, fact('appeal-lodged', '2025-03-05', { appeal })]);
      return [clockOf(evaluation, 'A6', 'contents').metOn, clockOf(evaluation, 'A6', 'refusal-to-amend').metOn];
    };

    expect(met('contents')).toEqual(['2025-03-05', undefined]);
    expect(met('setting')).toEqual(['2025-03-05', undefined]);
    expect(met('refusal-to-amend')).toEqual([undefined, '2025-03-05']);
    expect(met('cease')).toEqual([undefined, undefined]);
  });
});

describe('T10: which dismissal means that the plan ceases', () => {
  const dismissed = fact('tribunal-ordered', START, { order: 'dismiss' });
  const t10 = (...before: Milestone[]) => evaluate([dismissed, ...before]).clocks.filter(({ rule }) => rule === 'T10');

  test.each<Milestone>([
    fact('appeal-lodged', START, { appeal: 'cease' }),
    fact('review-decision', on(-60), { outcome: 'cease' }),
    fact('decision-to-cease', on(-60)),
  ])('one that follows from ceasing', (before) => {
    expect(t10(before)).toHaveLength(1);
    expect(t10(before, fact('final-plan-issued', on(-900)))).toHaveLength(1);
  });

  test.each<Milestone>([
    fact('appeal-lodged', START, { appeal: 'contents' }),
    fact('appeal-lodged', on(-60)),
    fact('decision-to-assess', on(-60), { outcome: 'refuse' }),
    fact('decision-to-issue', on(-60), { outcome: 'refuse' }),
    fact('final-plan-issued', on(-60)),
    fact('amended-plan-issued', on(-60)),
    fact('review-decision', on(-60), { outcome: 'maintain' }),
    fact('decided-not-to-amend', on(-60)),
  ])('none that follows from something else', (before) => {
    expect(t10(before)).toEqual([]);
    expect(t10({ ...before, on: day(on(1)) })).toHaveLength(1);
  });
});

describe('keeping a plan needs no act', () => {
  test.each<[string, Milestone]>([
    ['T9', fact('tribunal-ordered', START, { order: 'maintain' })],
    ['T9', fact('mediation-agreed', START, { order: 'maintain' })],
    ['A8', fact('mediation-agreed', START, { order: 'maintain' })],
    ['U5', conceded('cease')],
  ])('%s is met on the day, unless the plan is ceased', (rule, start) => {
    const kept = clockOf(evaluate([start]), rule);
    const broken = clockOf(evaluate([start, fact('plan-ceased', START)]), rule);

    expect(kept).toMatchObject({ dueOn: START, metOn: START });
    if (rule !== 'A8') {
      expect(broken).toMatchObject({
        endedOn: START,
        endedBecause: 'the council ceased to maintain the plan although it had to keep it',
      });
    }
  });

  test('A8: an agreement to keep the plan, timed in writing, runs to the agreed day', () => {
    const a8 = clockOf(evaluate([fact('mediation-agreed', START, { order: 'maintain', agreedDueOn: on(9) })]), 'A8');

    expect(a8).toMatchObject({ dueOn: on(9), metOn: on(9) });
  });
});

describe.each<[string, Milestone]>([
  ['after a review', fact('review-decision', START, { outcome: 'cease' })],
  ['without a review', fact('decision-to-cease', START)],
])('C2: the plan is kept until the time to appeal has passed, decided %s', (_, decision) => {
  test('it runs for two months, or one month from the certificate if that is later, and is met by running out', () => {
    expect(clockOf(evaluate([decision]), 'C2')).toMatchObject({ dueOn: '2025-05-04', metOn: '2025-05-04' });
    expect(clockOf(evaluate([decision, fact('mediation-certificate-issued', '2025-04-20')]), 'C2')).toMatchObject({
      dueOn: '2025-05-20',
      metOn: '2025-05-20',
    });
  });

  test.each<Ending>([
    [
      fact('appeal-lodged', on(20)),
      'the family appealed, and the plan must be maintained until the appeal is finally decided',
    ],
    [fact('plan-ceased', on(20)), 'the council ceased to maintain the plan although it still had to keep it'],
    [fact('decided-not-to-cease', on(20)), 'the council decided to keep the plan'],
    [fact('plan-transferred-out', on(20)), 'the plan was transferred to another council'],
    [fact('closed', on(20)), 'the case was closed'],
  ])('%s ends it', (ending, because) => {
    expect(clockOf(evaluate([decision, ending]), 'C2')).toMatchObject({ endedOn: on(20), endedBecause: because });
  });

  test('an appeal about something else leaves it as it is', () => {
    expect(clockOf(evaluate([decision, fact('appeal-lodged', on(20), { appeal: 'contents' })]), 'C2').metOn).toBe(
      '2025-05-04',
    );
  });

  test.each<[Milestone, Milestone]>([
    [fact('appeal-lodged', on(20), { appeal: 'cease' }), fact('tribunal-ordered', on(90), { order: 'maintain' })],
    [fact('appeal-lodged', on(20)), fact('appeal-conceded', on(90), { appeal: 'cease' })],
    [fact('appeal-lodged', on(20)), fact('appeal-withdrawn', on(90))],
    [fact('appeal-lodged', on(20), { appeal: 'cease' }), fact('appeal-withdrawn', on(90), { appeal: 'cease' })],
  ])('with an appeal the duty goes on until the appeal is decided', (lodged, end) => {
    const [pending] = evaluate([decision, lodged]).duties;
    const [decided] = evaluate([decision, lodged, end]).duties;

    expect(pending).toMatchObject({ rule: 'C2', ref: 'appeal', startedOn: on(20) });
    expect(pending?.metOn).toBeUndefined();
    expect(decided?.metOn).toBe(on(90));
  });

  test('the withdrawal of an appeal about something else leaves the appeal against ceasing open', () => {
    const facts = [decision, fact('appeal-lodged', on(20), { appeal: 'cease' })];
    const [pending] = evaluate([...facts, fact('appeal-withdrawn', on(90), { appeal: 'contents' })]).duties;

    expect(pending?.metOn).toBeUndefined();
  });

  test('the council that keeps the plan while the appeal is open ends it', () => {
    const facts = [decision, fact('appeal-lodged', on(20), { appeal: 'cease' }), fact('decided-not-to-cease', on(40))];
    const [pending] = evaluate(facts).duties;

    expect(pending).toMatchObject({ endedOn: on(40), endedBecause: 'the council decided to keep the plan' });
  });

  test('the notice opens the right to mediation and to appeal', () => {
    const evaluation = evaluate([decision, fact('appeal-lodged', on(20), { appeal: 'cease' })]);

    expect(clockOf(evaluation, 'A6', 'cease')).toMatchObject({ startedOn: START, metOn: on(20) });
    expect(clockOf(evaluation, 'A1', 'cease')).toMatchObject({ startedOn: START, endedOn: on(20) });
  });
});

describe('a decision to cease without a review is no review', () => {
  const decision = fact('decision-to-cease', on(5));

  test('it starts no year of its own, and meets neither the year nor the four weeks of a review', () => {
    const evaluation = evaluate([
      fact('plan-made', on(-300)),
      fact('last-reviewed', on(-100)),
      fact('review-meeting-held', START),
      decision,
    ]);

    expect(evaluate([decision]).clocks.map(({ rule }) => rule)).toEqual(['A1', 'A6', 'C2']);
    expect(evaluation.clocks.filter(({ rule }) => rule === 'R2')).toHaveLength(1);
    expect(clockOf(evaluation, 'R2').metOn).toBeUndefined();
    expect(clockOf(evaluation, 'R6').metOn).toBeUndefined();
  });

  test('it ends what was to lead to an amendment', () => {
    const evaluation = evaluate([fact('review-meeting-held', START), decision]);
    const because = 'the council decided to cease to maintain the plan';

    expect(clockOf(evaluation, 'R7')).toMatchObject({ endedOn: on(5), endedBecause: because });
    expect(clockOf(evaluation, 'R9', 'outer-marker')).toMatchObject({ endedOn: on(5), endedBecause: because });
  });
});

describe('P4: the transitional date of 2015', () => {
  test('a transfer on 1 September 2015 has its own date, a day later regulation 18(1) applies', () => {
    const phase = 'secondary-to-post-16';
    const transitional = evaluate([fact('transfer-planned', '2015-09-01', { phase })]);
    const ordinary = evaluate([fact('transfer-planned', '2015-09-02', { phase })]);
    const before = evaluate([fact('transfer-planned', '2015-08-31', { phase: 'primary-to-secondary' })]);

    expect(before.clocks.map(({ rule, dueOn }) => [rule, dueOn])).toEqual([['P2', '2015-02-14']]);
    expect(transitional.clocks.map(({ rule, dueOn }) => [rule, dueOn])).toEqual([['P4', '2015-05-30']]);
    expect(ordinary.clocks.map(({ rule, dueOn }) => [rule, dueOn])).toEqual([['P1', '2015-03-30']]);
  });
});

describe('a phase transfer needs a review and an amended plan for the transfer', () => {
  const transfer = fact('transfer-planned', '2026-09-01', { phase: 'primary-to-secondary' });
  const decision = fact('review-decision', '2025-12-01', { outcome: 'amend' });
  const met = (...milestones: Milestone[]): string | undefined =>
    clockOf(evaluate([transfer, ...milestones]), 'P2').metOn;

  test('an amended plan after a review meets it', () => {
    expect(met(decision)).toBeUndefined();
    expect(met(fact('amended-plan-issued', '2026-01-20'))).toBeUndefined();
    expect(met(decision, fact('amended-plan-issued', '2026-01-20'))).toBe('2026-01-20');
    expect(met(decision, fact('amended-plan-issued', '2025-12-01'))).toBe('2025-12-01');
    expect(met(fact('last-reviewed', '2025-12-01'), fact('amended-plan-issued', '2026-01-20'))).toBe('2026-01-20');
  });

  test('an amended plan before the review does not: it belongs to the year before', () => {
    expect(met(decision, fact('amended-plan-issued', '2025-11-30'))).toBeUndefined();
  });

  test('an amended plan that does not name the next setting does not', () => {
    expect(met(decision, fact('amended-plan-issued', '2026-01-20', { phaseTransfer: false }))).toBeUndefined();
  });

  test('the review may be earlier than the 12 months before the transfer, the plan only if it says what it is for', () => {
    const summer = fact('review-decision', '2025-07-10', { outcome: 'amend' });

    expect(met(summer, fact('amended-plan-issued', '2025-09-01'))).toBe('2025-09-01');
    expect(met(summer, fact('amended-plan-issued', '2025-08-31'))).toBeUndefined();
    expect(met(summer, fact('amended-plan-issued', '2025-08-31', { phaseTransfer: true }))).toBe('2025-08-31');
    expect(met(summer, fact('amended-plan-issued', '2025-07-09', { phaseTransfer: true }))).toBeUndefined();
  });

  test('its marks are the last safe meeting and the date that guidance says "by"', () => {
    expect(clockOf(evaluate([transfer]), 'P2').marks.map(({ name, on: at }) => [name, at])).toEqual([
      ['last safe meeting date', '2025-11-22'],
      ['the date itself', '2026-02-15'],
    ]);
  });
});

describe('duties without a fixed limit are shown as what they are', () => {
  test.each<[string, readonly Milestone[], Milestone | undefined, readonly Ending[]]>([
    [
      'N0',
      [request],
      undefined,
      [
        [fact('decision-to-assess', on(3), { outcome: 'assess' }), 'the decision was made'],
        [fact('final-plan-issued', on(3)), 'the final plan was issued, without a decision to assess on record'],
        closed,
      ],
    ],
    ['N0', [responsible], undefined, [closed]],
    [
      'N4',
      [fact('decision-to-issue', START, { outcome: 'issue' })],
      fact('draft-plan-sent', on(5)),
      [planIssued, refusedToIssue, closed],
    ],
    [
      'R12',
      [fact('review-meeting-held', START, { yearNineOrLater: true })],
      fact('review-report-sent', on(5)),
      planOver,
    ],
    [
      'C1',
      [fact('ceasing-proposed', START)],
      fact('review-decision', on(5), { outcome: 'cease' }),
      [[fact('decided-not-to-cease', on(3)), 'the council decided to keep the plan'], ...planOver],
    ],
    ['C1', [fact('ceasing-proposed', START)], fact('decision-to-cease', on(5)), planOver],
  ])('%s', (rule, milestones, met, endings) => {
    const duty = (...more: Milestone[]) =>
      evaluate([...milestones, ...more]).duties.find((found) => found.rule === rule);

    expect(duty()).toMatchObject({ rule, startedOn: START });
    expect(duty()).not.toHaveProperty('dueOn');
    if (met !== undefined) expect(duty(met)?.metOn).toBe(met.on);
    for (const [ending, because] of endings) {
      expect(duty(ending)).toMatchObject({ endedOn: ending.on, endedBecause: because });
    }
  });

  test('R12 is about year 9 and above only', () => {
    expect(evaluate([fact('review-meeting-held', START)]).duties).toEqual([]);
  });
});

describe('the law is versioned by the days on which it is in force', () => {
  test('nothing runs from before 1 September 2014', () => {
    expect(evaluate([fact('request-received', '2014-08-31')]).clocks).toEqual([]);
    expect(evaluate([fact('request-received', '2014-09-01')]).clocks).not.toEqual([]);
  });

  test.each<[string, Milestone, Milestone]>([
    [
      'regulation 45 as substituted: 23 March 2015',
      fact('appeal-conceded', '2015-03-22', { appeal: 'contents' }),
      fact('appeal-conceded', '2015-03-23', { appeal: 'contents' }),
    ],
    [
      'recommendations on health and social care: 3 April 2018',
      fact('tribunal-recommended', '2018-04-02', { body: 'health' }),
      fact('tribunal-recommended', '2018-04-03', { body: 'health' }),
    ],
  ])('%s', (_, before, since) => {
    expect(evaluate([before]).clocks).toEqual([]);
    expect(evaluate([since]).clocks).toHaveLength(1);
  });

  test('two versions of a rule may not be in force on one day', () => {
    const standard = draftPlanStandard(14);
    const until = { ...standard, inForce: { from: day('2014-09-01'), to: day('2024-08-31') } };
    const since = (from: string) => ({ ...draftPlanStandard(16), inForce: { from: day(from) } });

    expect(() => new Rulebook([until, since('2024-08-31')])).toThrow('Two rules S1 are in force on the same day');
    expect(() => new Rulebook([since('2024-08-31'), until])).toThrow('Two rules S1 are in force on the same day');
    expect(() => new Rulebook([standard, since('2024-09-01')])).toThrow('Two rules S1');
    const both = new Rulebook([until, since('2024-09-01')]);

    expect(clockOf(evaluate([fact('request-received', '2024-08-31')], { rulebook: both }), 'S1').dueOn).toBe(
      '2024-12-07',
    );
    expect(clockOf(evaluate([fact('request-received', '2024-09-01')], { rulebook: both }), 'S1').dueOn).toBe(
      '2024-12-22',
    );
    expect(both.inForceOn(day('2024-08-31'))).toEqual([until]);
    expect(both.inForceOn(day('2024-09-01'))).toHaveLength(1);
    expect(both.inForceOn(day('2014-08-31'))).toEqual([]);
  });
});

describe('local standards', () => {
  test('S1 may be week 14 instead of 16', () => {
    const rulebook = rulebookWith([draftPlanStandard(14)]);

    expect(clockOf(evaluate([request], { rulebook }), 'S1')).toMatchObject({ dueOn: on(98), force: 'local' });
  });

  test('S2: the amendment notice within 4 weeks of the decision to amend', () => {
    const rulebook = rulebookWith([amendmentNoticeStandard(4)]);
    const decision = fact('review-decision', START, { outcome: 'amend' });
    const s2 = (...more: Milestone[]) => clockOf(evaluate([decision, ...more], { rulebook }), 'S2');

    expect(s2().dueOn).toBe(on(28));
    expect(s2(fact('amendment-notice-sent', on(5))).metOn).toBe(on(5));
    expect(s2(fact('decided-not-to-amend', on(3)))).toMatchObject({ endedBecause: decidedNotToAmend[1] });
    for (const [ending, because] of planOver) expect(s2(ending)).toMatchObject({ endedBecause: because });
    expect(evaluate([fact('review-decision', START, { outcome: 'maintain' })], { rulebook }).clocks).not.toContainEqual(
      expect.objectContaining({ rule: 'S2' }),
    );
  });

  test('S3: advice sooner than 6 weeks from the advisers that are named', () => {
    const rulebook = rulebookWith([earlyAdviceStandard(4, ['educational-psychologist', 'health'])]);
    const s3 = (...more: Milestone[]) => clockOf(evaluate([adviceAsked, ...more], { rulebook }), 'S3', 'ep');

    expect(s3().dueOn).toBe(on(28));
    expect(s3(fact('advice-received', on(5), { ref: 'ep' })).metOn).toBe(on(5));
    for (const [ending, because] of [refusedToAssess, refusedToIssue, planIssued, closed]) {
      expect(s3(ending)).toMatchObject({ endedBecause: because });
    }
    expect(
      evaluate([fact('advice-requested', START, { adviser: 'sensory' })], { rulebook }).clocks.map(({ rule }) => rule),
    ).toEqual(['N2']);
  });

  test('S4: feedback asked at weeks 6, 16 and 20', () => {
    const rulebook = rulebookWith([feedbackStandard([6, 16, 20])]);
    const { clocks } = evaluate(
      [responsible, fact('family-feedback-asked', on(40), { week: 6 }), fact('closed', on(90))],
      {
        rulebook,
      },
    );

    expect(
      clocks.filter(({ rule }) => rule === 'S4').map(({ ref, dueOn, metOn, endedOn }) => [ref, dueOn, metOn, endedOn]),
    ).toEqual([
      ['week-6', on(42), on(40), undefined],
      ['week-16', on(112), undefined, on(90)],
      ['week-20', on(140), undefined, on(90)],
    ]);
  });
});

describe('what a family or council may do lapses, and what it must do does not', () => {
  test.each<[string, Milestone]>([
    ['A1', fact('final-plan-issued', START)],
    ['A6', fact('final-plan-issued', START)],
    ['X2', fact('final-plan-issued', START)],
    ['R10', notice],
  ])('%s ends on the day after its last day', (rule, start) => {
    const clock = clockOf(evaluate([start]), rule);

    expect(clock.endedOn).toBe(addDays(clock.dueOn, 1));
    expect(clock.endedBecause).toBe('its time passed');
    expect(statusOn(clock, clock.dueOn)).toBe('due-soon');
    expect(statusOn(clock, addDays(clock.dueOn, 1))).toBe('ended');
  });

  test('a right used late, with the leave of the tribunal, is met late, and was never overdue', () => {
    const a6 = clockOf(evaluate([fact('final-plan-issued', START), fact('appeal-lodged', on(80))]), 'A6');

    expect(statusOn(a6, day(on(70)))).toBe('ended');
    expect(statusOn(a6, day(on(80)))).toBe('met-late');
  });

  test('what ends a right after its last day does not take the place of its lapse', () => {
    const a6 = clockOf(evaluate([fact('final-plan-issued', START), fact('closed', on(100))]), 'A6');

    expect(a6.endedOn).toBe(addDays(a6.dueOn, 1));
  });
});
