import { day } from '../calendar.js';
import type { Authority, ClockRule, Ending, Met, Rule, Selector, Start } from '../rule.js';
import {
  caseClosed,
  COMMENCEMENT,
  decidedToCease,
  decidedToIssue,
  draftSent,
  planIssued,
  recommendations,
  refusedToIssue,
  regulation,
  UNOPPOSED_APPEALS_SUBSTITUTED,
} from './authorities.js';

/** An order of the tribunal, or an agreement at mediation that regulation 42(2) treats as one. */
function ordered(order: string): Start {
  return {
    each: [
      { milestone: 'tribunal-ordered', where: { order } },
      {
        milestone: 'mediation-agreed',
        where: { order, agreedDueOn: null, healthBodyOnly: [null, false] },
        note: 'By regulation 42(2) an agreement at mediation has the limits of an order of the tribunal.',
      },
    ],
  };
}

const conceded = (...appeal: string[]): Start => ({ each: [{ milestone: 'appeal-conceded', where: { appeal } }] });

const decisionToAssess: Met = { anyOf: [{ milestone: 'decision-to-assess', where: { outcome: 'assess' } }] };
const refusalToIssue: Met = { anyOf: [refusedToIssue.by] };
const draftPlan: Met = { anyOf: [{ milestone: 'draft-plan-sent' }] };
const finalPlan: Met = { anyOf: [{ milestone: 'final-plan-issued' }] };
const amendedPlan: Met = { anyOf: [{ milestone: 'amended-plan-issued' }, { milestone: 'final-plan-issued' }] };

const planCeased: Ending = { by: { milestone: 'plan-ceased' }, because: 'the council ceased to maintain the plan' };

/** The limits of assessing on an order or a concession: say so in 2 weeks, refuse in 10, or issue in 14. */
const SAY_SO = { limit: { count: 'weeks-of', weeks: 2 }, metBy: decisionToAssess, endedBy: [caseClosed] } as const;
const REFUSE = {
  limit: { count: 'weeks-of', weeks: 10 },
  metBy: refusalToIssue,
  endedBy: [decidedToIssue, draftSent, planIssued, caseClosed],
} as const;
const ISSUE = {
  limit: { count: 'weeks-of', weeks: 14 },
  metBy: finalPlan,
  endedBy: [refusedToIssue, caseClosed],
} as const;

/** The limits of making a plan on an order or a concession: draft in 5 weeks, final in 11. */
const DRAFT = { limit: { count: 'weeks-of', weeks: 5 }, metBy: draftPlan, endedBy: [planIssued, caseClosed] } as const;
const FINAL = { limit: { count: 'weeks-of', weeks: 11 }, metBy: finalPlan, endedBy: [caseClosed] } as const;

const planMoved: Ending = { by: { milestone: 'plan-transferred-out' }, because: 'the plan was transferred' };

const AMEND_IN_5 = {
  limit: { count: 'weeks-of', weeks: 5 },
  metBy: amendedPlan,
  endedBy: [planCeased, planMoved, caseClosed],
} as const;
const AMEND_IN_2 = {
  limit: { count: 'weeks-of', weeks: 2 },
  metBy: amendedPlan,
  endedBy: [planCeased, planMoved, caseClosed],
} as const;

/** Keeping a plan needs no act: it is done on the day, unless the plan is ceased. */
const KEEP = {
  limit: { count: 'at-once' },
  metBy: { elapses: true, orSooner: [] },
  endedBy: [{ ...planCeased, because: 'the council ceased to maintain the plan although it had to keep it' }],
} as const satisfies Partial<ClockRule>;

const onOrder = {
  dutyHolder: 'council',
  force: 'statutory',
  nature: 'duty',
  asSoonAsPracticable: false,
  exceptions: 'E44',
  coronavirus: true,
  inForce: COMMENCEMENT,
} as const;

const onConcession = {
  ...onOrder,
  exceptionsBy: 'the grounds of an order,',
  inForce: UNOPPOSED_APPEALS_SUBSTITUTED,
} as const;

/**
 * The dismissal of an appeal against ceasing: by its own word, by the appeal or the decision before it, or because
 * nothing in the case says that the appeal was about something else.
 */
const dismissal = (appeal: 'cease' | null): Selector => ({
  milestone: 'tribunal-ordered',
  where: { order: 'dismiss', appeal },
});
const appealAgainstCeasing: readonly Selector[] = [
  dismissal('cease'),
  { ...dismissal(null), follows: { milestone: 'appeal-lodged', where: { appeal: 'cease' } } },
  ...decidedToCease.map((follows): Selector => ({ ...dismissal(null), follows })),
  {
    ...dismissal(null),
    unlessFollows: [
      { milestone: 'appeal-lodged' },
      { milestone: 'decision-to-assess' },
      { milestone: 'decision-to-issue' },
      { milestone: 'final-plan-issued' },
      { milestone: 'amended-plan-issued' },
      { milestone: 'review-decision' },
      { milestone: 'decided-not-to-amend' },
      { milestone: 'decision-to-cease' },
    ],
  },
];

const paragraph = (provision: string): readonly Authority[] => [regulation(provision)];

/** Orders of the tribunal (T1 to T11) and appeals that the council does not oppose (U1 to U5). */
export const tribunalRules: readonly Rule[] = [
  {
    ...onOrder,
    id: 'T1',
    name: 'Order to assess: notice to the family',
    duty: 'The council must tell the family within 2 weeks of the order that it will assess or reassess',
    basis: paragraph('44(2)(b)'),
    confidence: 'V',
    met: 'the council gives notice that it will assess',
    clocks: [{ startedBy: ordered('assess'), ...SAY_SO }],
  },
  {
    ...onOrder,
    id: 'T2',
    name: 'Order to assess: refusal to issue a plan',
    duty: 'If the council then decides not to issue a plan, it must notify the family within 10 weeks of the order',
    basis: paragraph('44(2)(b)(i)'),
    confidence: 'V',
    met: 'the council gives notice of the refusal with its reasons',
    clocks: [{ startedBy: ordered('assess'), ...REFUSE }],
  },
  {
    ...onOrder,
    id: 'T3',
    name: 'Order to assess: final plan',
    duty: 'The council must issue the final plan within 14 weeks of the order',
    basis: paragraph('44(2)(b)(ii)'),
    confidence: 'V',
    met: 'the final plan is sent',
    clocks: [{ startedBy: ordered('assess'), ...ISSUE }],
  },
  {
    ...onOrder,
    id: 'T4',
    name: 'Order to make a plan: draft plan',
    duty: 'The council must send the draft plan within 5 weeks of the order',
    basis: paragraph('44(2)(c)(i)'),
    confidence: 'V',
    met: 'the draft plan is sent',
    clocks: [{ startedBy: ordered('make-plan'), ...DRAFT }],
  },
  {
    ...onOrder,
    id: 'T5',
    name: 'Order to make a plan: final plan',
    duty: 'The council must issue the final plan within 11 weeks of the order',
    basis: paragraph('44(2)(c)(ii)'),
    confidence: 'V',
    met: 'the final plan is sent',
    clocks: [{ startedBy: ordered('make-plan'), ...FINAL }],
  },
  {
    ...onOrder,
    id: 'T6',
    name: 'Case sent back to be reconsidered',
    duty: 'The council must send a draft plan or notify a refusal within 2 weeks of the order',
    basis: paragraph('44(2)(d)'),
    confidence: 'M',
    met: 'the draft plan is sent, or the council gives notice of a refusal',
    clocks: [
      {
        startedBy: ordered('reconsider'),
        limit: { count: 'weeks-of', weeks: 2 },
        metBy: { anyOf: [{ milestone: 'draft-plan-sent' }, refusedToIssue.by] },
        endedBy: [planIssued, caseClosed],
      },
    ],
  },
  {
    ...onOrder,
    id: 'T7',
    name: 'Order to amend the contents of the plan',
    duty: 'The council must issue the amended plan within 5 weeks of the order',
    basis: paragraph('44(2)(e)'),
    confidence: 'S',
    met: 'the amended plan is issued',
    clocks: [{ startedBy: ordered('amend-contents'), ...AMEND_IN_5 }],
  },
  {
    ...onOrder,
    id: 'T8',
    name: 'Order to amend the school or college in the plan',
    duty: 'The council must issue the amended plan within 2 weeks of the order',
    basis: paragraph('44(2)(f)'),
    confidence: 'S',
    met: 'the amended plan is issued',
    clocks: [{ startedBy: ordered('amend-setting'), ...AMEND_IN_2 }],
  },
  {
    ...onOrder,
    id: 'T9',
    name: 'Order to maintain the plan',
    duty: 'The council must keep maintaining the plan, and make any amendment within 5 weeks of the order',
    basis: paragraph('44(2)(g)-(h)'),
    confidence: 'S',
    met: 'the plan is kept, and the amended plan is issued',
    clocks: [
      { startedBy: ordered('maintain'), ...KEEP, duty: 'The council must keep maintaining the plan' },
      {
        ref: 'amendment',
        met: 'the amended plan is issued',
        name: 'Order to maintain and amend the plan',
        startedBy: ordered('maintain-and-amend'),
        ...AMEND_IN_5,
        duty: 'The council must keep maintaining the plan, and issue the amended plan within 5 weeks of the order',
      },
    ],
  },
  {
    id: 'T10',
    name: 'Appeal against ceasing dismissed',
    duty: 'The council must cease to maintain the plan at once',
    dutyHolder: 'council',
    basis: paragraph('44(2)(a)'),
    force: 'statutory',
    nature: 'duty',
    confidence: 'V',
    asSoonAsPracticable: false,
    met: 'the council ceases to maintain the plan',
    coronavirus: false,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: { each: appealAgainstCeasing },
        limit: { count: 'at-once' },
        metBy: { anyOf: [{ milestone: 'plan-ceased' }] },
        endedBy: [planMoved, caseClosed],
      },
    ],
  },
  {
    id: 'T11',
    name: 'Recommendation on health or social care',
    duty: 'The health body, or the council for social care, must answer the recommendation in writing within 5 weeks',
    dutyHolder: 'health body or council',
    basis: [recommendations],
    force: 'statutory',
    nature: 'duty',
    confidence: 'M',
    asSoonAsPracticable: false,
    met: 'the family is answered in writing, with reasons',
    coronavirus: false,
    inForce: { from: day('2018-04-03') },
    clocks: [
      {
        startedBy: { each: [{ milestone: 'tribunal-recommended' }], paired: true },
        limit: { count: 'weeks-of', weeks: 5 },
        metBy: { anyOf: [{ milestone: 'recommendation-answered' }] },
        endedBy: [caseClosed],
      },
    ],
  },
  {
    ...onConcession,
    id: 'U1',
    name: 'Unopposed appeal: assess',
    duty: 'The council must tell the family within 2 weeks that it will assess or reassess, then refuse within 10 weeks or issue within 14',
    basis: paragraph('45(3)-(3A)'),
    confidence: 'V',
    met: 'the notice, the refusal or the final plan is sent',
    clocks: [
      {
        ref: 'notice',
        met: 'the council gives notice that it will assess',
        name: 'Unopposed appeal: notice that the council will assess',
        startedBy: conceded('refusal-to-assess', 'refusal-to-reassess'),
        ...SAY_SO,
        duty: 'The council must tell the family within 2 weeks of conceding that it will assess or reassess',
      },
      {
        ref: 'refusal',
        met: 'the council gives notice of the refusal with its reasons',
        name: 'Unopposed appeal to assess: refusal to issue a plan',
        startedBy: conceded('refusal-to-assess', 'refusal-to-reassess'),
        ...REFUSE,
        duty: 'If the council then decides not to issue a plan, it must notify the family within 10 weeks of conceding',
      },
      {
        ref: 'final',
        met: 'the final plan is sent',
        name: 'Unopposed appeal to assess: final plan',
        startedBy: conceded('refusal-to-assess', 'refusal-to-reassess'),
        ...ISSUE,
        duty: 'The council must issue the final plan within 14 weeks of conceding',
      },
    ],
  },
  {
    ...onConcession,
    id: 'U2',
    name: 'Unopposed appeal: contents of the plan',
    duty: 'The council must issue the amended plan within 5 weeks of conceding',
    basis: paragraph('45(4)'),
    confidence: 'V',
    met: 'the amended plan is issued',
    clocks: [{ startedBy: conceded('contents', 'refusal-to-amend'), ...AMEND_IN_5 }],
  },
  {
    ...onConcession,
    id: 'U3',
    name: 'Unopposed appeal: school or college',
    duty: 'The council must issue the amended plan within 2 weeks of conceding, or 5 if its contents change too',
    basis: paragraph('45(5)'),
    confidence: 'S',
    met: 'the amended plan is issued',
    clocks: [
      {
        startedBy: {
          each: [{ milestone: 'appeal-conceded', where: { appeal: 'setting', contentsToo: [null, false] } }],
        },
        ...AMEND_IN_2,
      },
      {
        ref: 'with-contents',
        startedBy: { each: [{ milestone: 'appeal-conceded', where: { appeal: 'setting', contentsToo: true } }] },
        ...AMEND_IN_5,
      },
    ],
  },
  {
    ...onConcession,
    id: 'U4',
    name: 'Unopposed appeal: make a plan',
    duty: 'The council must send the draft plan within 5 weeks of conceding and issue the final plan within 11',
    basis: paragraph('45(6)'),
    confidence: 'S',
    met: 'the draft plan and the final plan are sent',
    clocks: [
      {
        ref: 'draft',
        met: 'the draft plan is sent',
        name: 'Unopposed appeal to make a plan: draft plan',
        startedBy: conceded('refusal-to-issue'),
        ...DRAFT,
        duty: 'The council must send the draft plan within 5 weeks of conceding',
      },
      {
        ref: 'final',
        met: 'the final plan is sent',
        name: 'Unopposed appeal to make a plan: final plan',
        startedBy: conceded('refusal-to-issue'),
        ...FINAL,
        duty: 'The council must issue the final plan within 11 weeks of conceding',
      },
    ],
  },
  {
    ...onConcession,
    id: 'U5',
    name: 'Unopposed appeal: ceasing to maintain the plan',
    duty: 'The council must keep maintaining the plan, and make an agreed amendment within 5 weeks of conceding',
    basis: paragraph('45'),
    confidence: 'S',
    met: 'the plan is kept, and the amended plan is issued',
    clocks: [
      { startedBy: conceded('cease'), ...KEEP, duty: 'The council must keep maintaining the plan' },
      {
        ref: 'amendment',
        met: 'the amended plan is issued',
        name: 'Unopposed appeal against ceasing: agreed amendment',
        startedBy: { each: [{ milestone: 'appeal-conceded', where: { appeal: 'cease', amendmentAgreed: true } }] },
        ...AMEND_IN_5,
        duty: 'The council must issue the amended plan within 5 weeks of conceding',
      },
    ],
  },
];
