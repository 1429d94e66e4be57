import type { ClockRule, Ending, Rule, Selector } from '../rule.js';
import {
  assessmentBegins,
  caseClosed,
  codeOfPractice,
  COMMENCEMENT,
  decidedToIssue,
  draftSent,
  ombudsmanReversal,
  planIssued,
  refusedToAssess,
  refusedToIssue,
  regulation,
  section,
  supersededByDispute,
  supersededByReversal,
} from './authorities.js';

/** The limits that the Ombudsman applies when a council reverses its own refusal; the regulations set none. */
const SILENT =
  'The regulations set no limit for a refusal that the council reverses by itself; the Ombudsman uses this one.';

const ISSUE_REVERSED_CAUTION = {
  name: 'final plan, by analogy with an order to make a plan',
  of: 'start',
  count: { count: 'weeks-of', weeks: 11 },
  why: 'After an order to make a plan the final plan is due in 11 weeks (regulation 44(2)(c)): the cautious date.',
} as const;

/** A reassessment has its own limit from the council's notice (X3). */
const refusalReversed = (stage: 'assess' | 'issue'): Selector => ({
  milestone: 'decision-reversed',
  where: { stage },
  ...(stage === 'assess' ? { unlessFollows: [{ milestone: 'reassessment-requested' }] } : {}),
});

const issuedWithoutDecision: Ending = {
  by: { milestone: 'final-plan-issued' },
  because: 'the final plan was issued, without a decision to assess on record',
};

const finalPlan = { anyOf: [{ milestone: 'final-plan-issued' }] } as const;

const refusalAfterReversal: ClockRule = {
  ref: 'after-reversal',
  name: 'Refusal to issue a plan, after a refusal to assess was reversed',
  duty: 'If the council decides not to issue a plan, it must notify the family within 10 weeks of reversing its refusal to assess',
  startedBy: { each: [refusalReversed('assess')] },
  limit: { count: 'weeks-of', weeks: 10 },
  metBy: { anyOf: [{ milestone: 'decision-to-issue', where: { outcome: 'refuse' } }] },
  endedBy: [decidedToIssue, draftSent, planIssued, ...supersededByDispute, caseClosed],
  basis: [ombudsmanReversal],
  force: 'guidance',
  notes: [SILENT],
};

/** Needs assessment, from the request to the final plan: N0 to N7. */
export const needsAssessmentRules: readonly Rule[] = [
  {
    id: 'N0',
    name: 'Notice that an assessment is being considered',
    duty: 'The council must tell the family, the health body, social care and the setting that it is considering whether to assess',
    dutyHolder: 'council',
    basis: [section('36(4)-(5)'), regulation('4')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'M',
    asSoonAsPracticable: true,
    met: 'the council has told the family and the bodies of regulation 4(2)',
    coronavirus: false,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: assessmentBegins,
        limit: { count: 'none', why: 'No period of its own is set: it is part of the six weeks for the decision.' },
        metBy: { anyOf: [] },
        endedBy: [
          { by: { milestone: 'decision-to-assess' }, because: 'the decision was made' },
          issuedWithoutDecision,
          caseClosed,
        ],
      },
    ],
  },
  {
    id: 'N1',
    name: 'Decision to assess',
    duty: 'The council must decide whether to assess and notify the family within 6 weeks of the request',
    dutyHolder: 'council',
    basis: [regulation('5(1)')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'V',
    asSoonAsPracticable: true,
    met: 'the council gives notice of its decision; a refusal must say how to appeal, the time limit, and where to find mediation and advice (regulation 5(3))',
    exceptions: 'E5',
    coronavirus: true,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: assessmentBegins,
        limit: { count: 'weeks-of', weeks: 6 },
        metBy: { anyOf: [{ milestone: 'decision-to-assess' }] },
        endedBy: [issuedWithoutDecision, caseClosed],
      },
    ],
  },
  {
    id: 'N2',
    name: 'Advice for the assessment',
    duty: 'Each body that the council asks must give its advice within 6 weeks of the request',
    dutyHolder: 'adviser',
    basis: [regulation('6'), regulation('8(1)'), codeOfPractice('9.52')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'V-part',
    asSoonAsPracticable: true,
    met: 'the written advice reaches the council',
    exceptions: 'E8',
    coronavirus: true,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: {
          each: [
            {
              milestone: 'advice-requested',
              day: 'receivedOn',
              daySays: "the body received the council's request for advice",
              unless: { adviser: ['parent-or-young-person'] },
            },
          ],
          paired: true,
        },
        limit: { count: 'weeks-of', weeks: 6 },
        metBy: { anyOf: [{ milestone: 'advice-received' }] },
        endedBy: [refusedToAssess, refusedToIssue, planIssued, caseClosed],
      },
    ],
  },
  {
    id: 'N3',
    name: 'Refusal to issue a plan',
    duty: 'If the council decides not to issue a plan, it must notify the family, the health body and the setting within 16 weeks of the request',
    dutyHolder: 'council',
    basis: [section('36(9)'), regulation('10(1)')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'V',
    asSoonAsPracticable: true,
    met: 'the council gives notice of the refusal with its reasons, how to appeal, and where to find mediation, also to the health body and the setting (regulation 10(2))',
    exceptions: 'E10',
    coronavirus: true,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: assessmentBegins,
        limit: { count: 'weeks-of', weeks: 16 },
        metBy: { anyOf: [{ milestone: 'decision-to-issue', where: { outcome: 'refuse' } }] },
        endedBy: [
          refusedToAssess,
          decidedToIssue,
          draftSent,
          planIssued,
          supersededByReversal,
          ...supersededByDispute,
          caseClosed,
        ],
      },
      refusalAfterReversal,
    ],
  },
  {
    id: 'N4',
    name: 'Draft plan',
    duty: 'The council must send the family a draft of the plan, which does not name a school or college',
    dutyHolder: 'council',
    basis: [section('38')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'V/S',
    asSoonAsPracticable: false,
    met: 'the draft plan is sent to the family',
    coronavirus: false,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: { first: [{ milestone: 'decision-to-issue', where: { outcome: 'issue' } }] },
        limit: {
          count: 'none',
          why: 'The law sets no limit for the draft; the field works to week 16, and IPSEA says that week 14 is needed.',
        },
        metBy: { anyOf: [{ milestone: 'draft-plan-sent' }] },
        endedBy: [planIssued, refusedToIssue, caseClosed],
      },
    ],
  },
  {
    id: 'N5',
    name: "Family's reply to the draft plan",
    duty: 'The council must give the family at least 15 days, beginning with the day the draft is served, to reply to it',
    dutyHolder: 'council',
    basis: [regulation('13(1)(a)')],
    force: 'statutory',
    nature: 'period',
    confidence: 'V',
    asSoonAsPracticable: false,
    met: 'the family replies, or the 15 days have run',
    coronavirus: false,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: {
          each: [{ milestone: 'draft-plan-sent', day: 'servedOn', daySays: 'the draft plan was served on the family' }],
          restarts: 'the draft was issued again, and the 15 days start again (the 20 weeks do not)',
        },
        limit: { count: 'days-beginning-with', days: 15 },
        metBy: { elapses: true, orSooner: [{ milestone: 'representations-received' }] },
        endedBy: [
          {
            by: { milestone: 'final-plan-issued' },
            because: 'the final plan was issued before the 15 days had run, and without a reply from the family',
          },
          caseClosed,
        ],
        marks: [
          {
            name: 'first day to issue the final plan without a reply',
            of: 'due',
            count: { count: 'days-of', days: 1 },
            why: 'Without a reply the plan may be made final from this day.',
          },
        ],
      },
    ],
  },
  {
    id: 'N6',
    name: 'Consulting a school or college',
    duty: 'A school or college that the council consults should reply within 15 days',
    dutyHolder: 'school or college',
    basis: [section('39(2)'), section('40(2)'), codeOfPractice('9.78-9.83')],
    force: 'guidance',
    nature: 'duty',
    confidence: 'S',
    asSoonAsPracticable: false,
    met: 'the school or college replies',
    coronavirus: false,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: { each: [{ milestone: 'setting-consulted' }], paired: true },
        limit: { count: 'days-of', days: 15 },
        metBy: { anyOf: [{ milestone: 'setting-responded' }] },
        endedBy: [refusedToIssue, planIssued, caseClosed],
      },
    ],
  },
  {
    id: 'N7',
    name: 'Final plan',
    duty: 'The council must issue the final plan within 20 weeks of the request',
    dutyHolder: 'council',
    basis: [regulation('13(2)'), section('39(8)'), section('40(5)'), regulation('14')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'V',
    asSoonAsPracticable: true,
    met: 'the final plan is sent to the family, the setting that it names and the health body, with notice of the right to appeal',
    exceptions: 'E10',
    exceptionsBy: 'regulation 13(3), which applies',
    coronavirus: true,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: assessmentBegins,
        limit: { count: 'weeks-of', weeks: 20 },
        metBy: finalPlan,
        endedBy: [refusedToAssess, refusedToIssue, supersededByReversal, ...supersededByDispute, caseClosed],
      },
      {
        ref: 'after-reversal',
        name: 'Final plan, after a refusal to assess was reversed',
        duty: 'The council must issue the final plan within 14 weeks of reversing its refusal to assess',
        startedBy: { each: [refusalReversed('assess')] },
        limit: { count: 'weeks-of', weeks: 14 },
        metBy: finalPlan,
        endedBy: [refusedToIssue, ...supersededByDispute, caseClosed],
        basis: [ombudsmanReversal],
        force: 'guidance',
        notes: [SILENT],
      },
      {
        ref: 'after-issue-reversal',
        name: 'Final plan, after a refusal to issue was reversed',
        duty: 'The council must issue the final plan within 14 weeks of reversing its refusal to issue a plan',
        startedBy: { each: [refusalReversed('issue')] },
        limit: { count: 'weeks-of', weeks: 14 },
        metBy: finalPlan,
        endedBy: [refusedToIssue, ...supersededByDispute, caseClosed],
        marks: [ISSUE_REVERSED_CAUTION],
        basis: [ombudsmanReversal],
        force: 'guidance',
        notes: [SILENT],
      },
    ],
  },
];
