import type { ClockRule, Ending, Met, Rule, Selector } from '../rule.js';
import { caseClosed, COMMENCEMENT, regulation, section, timeToAppeal, tribunalRule } from './authorities.js';

/** Every notice that carries a right of appeal (section 51), with the appeal that it opens. */
const appealableNotices: readonly Selector[] = [
  {
    milestone: 'decision-to-assess',
    where: { outcome: 'refuse' },
    as: 'refusal-to-assess',
    appeals: ['refusal-to-assess', 'refusal-to-reassess'],
  },
  {
    milestone: 'decision-to-issue',
    where: { outcome: 'refuse' },
    as: 'refusal-to-issue',
    appeals: ['refusal-to-issue'],
  },
  { milestone: 'final-plan-issued', as: 'contents', appeals: ['contents', 'setting'] },
  { milestone: 'amended-plan-issued', as: 'contents', appeals: ['contents', 'setting'] },
  {
    milestone: 'review-decision',
    where: { outcome: 'maintain' },
    as: 'refusal-to-amend',
    appeals: ['refusal-to-amend'],
  },
  { milestone: 'decided-not-to-amend', as: 'refusal-to-amend', appeals: ['refusal-to-amend'] },
  { milestone: 'review-decision', where: { outcome: 'cease' }, as: 'cease', appeals: ['cease'] },
  { milestone: 'decision-to-cease', as: 'cease', appeals: ['cease'] },
];

/** The council closing its file does not take the family's right away; only the family or death does. */
const settled: readonly Ending[] = [
  { by: { milestone: 'decision-reversed' }, because: 'the council reversed its decision' },
  {
    by: { milestone: 'mediation-agreed', unless: { order: 'other' }, where: { healthBodyOnly: [null, false] } },
    because: 'the parties agreed at mediation',
  },
  { by: { milestone: 'closed', where: { reason: ['withdrawn', 'died'] } }, because: 'the case was closed' },
];

/** What carrying out each order or agreement comes to. */
const done = {
  plan: {
    anyOf: [{ milestone: 'final-plan-issued' }, { milestone: 'decision-to-issue', where: { outcome: 'refuse' } }],
  },
  draftOrRefusal: {
    anyOf: [{ milestone: 'draft-plan-sent' }, { milestone: 'decision-to-issue', where: { outcome: 'refuse' } }],
  },
  amendedPlan: { anyOf: [{ milestone: 'amended-plan-issued' }, { milestone: 'final-plan-issued' }] },
  keptPlan: { elapses: true, orSooner: [] },
} as const satisfies Record<string, Met>;

const AS_AN_ORDER =
  'Regulation 42(2) gives an agreement at mediation the limits of an order of the tribunal (regulation 44).';

/** An agreement carried out within the limit of the order that it stands for: the last step of regulation 44. */
function agreement(order: string, limit: ClockRule['limit'], metBy: Met, steps: string): ClockRule {
  return {
    startedBy: {
      each: [
        {
          milestone: 'mediation-agreed',
          where: { order, agreedDueOn: null, healthBodyOnly: [null, false] },
          as: order,
        },
      ],
    },
    limit,
    metBy,
    endedBy: [caseClosed],
    notes: [AS_AN_ORDER, steps],
  };
}

/** Other matters can be for the health body alone to do, and have their own limit then too. */
const writtenTimescale = (orders: readonly string[], metBy: Met): ClockRule => ({
  startedBy: {
    each: orders.map((order) => ({
      milestone: 'mediation-agreed',
      where: order === 'other' ? { order } : { order, healthBodyOnly: [null, false] },
      has: ['agreedDueOn'],
      as: `${order} on the agreed day`,
    })),
  },
  limit: {
    count: 'later-of',
    parts: [{ count: 'on-day', name: 'the day agreed in writing', of: { attribute: 'agreedDueOn' } }],
  },
  metBy,
  endedBy: [caseClosed],
  notes: ['The parties agreed this day in writing instead of the limits of the regulations (regulation 42(5)).'],
});

/** Mediation and the way to the tribunal: A1 to A10. */
export const mediationRules: readonly Rule[] = [
  {
    id: 'A1',
    name: 'Contacting a mediation adviser',
    duty: 'The family may contact a mediation adviser within 2 months of the decision notice',
    dutyHolder: 'parent or young person',
    basis: [regulation('33')],
    force: 'statutory',
    nature: 'right',
    confidence: 'V',
    asSoonAsPracticable: false,
    met: 'the family tells the mediation adviser',
    coronavirus: false,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: { each: appealableNotices, rounds: 0 },
        limit: { count: 'months-after', months: 2 },
        metBy: { anyOf: [{ milestone: 'mediation-contacted' }, { milestone: 'mediation-certificate-issued' }] },
        endedBy: [{ by: { milestone: 'appeal-lodged' }, because: 'the family appealed' }, ...settled],
      },
    ],
  },
  {
    id: 'A2',
    name: 'Mediation certificate without mediation',
    duty: 'The mediation adviser must issue a certificate within 3 working days of being told that the family will not pursue mediation',
    dutyHolder: 'mediation adviser',
    basis: [regulation('34'), section('55(4)')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'S',
    asSoonAsPracticable: false,
    met: 'the adviser issues the certificate',
    coronavirus: false,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: { each: [{ milestone: 'mediation-declined' }] },
        limit: { count: 'working-days-of', days: 3 },
        metBy: { anyOf: [{ milestone: 'mediation-certificate-issued' }] },
        endedBy: [caseClosed],
      },
    ],
  },
  {
    id: 'A3',
    name: 'Telling the health body of health issues',
    duty: 'The council must tell the health body of the health issues within 3 working days of being told by the family',
    dutyHolder: 'council',
    basis: [regulation('35')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'S',
    asSoonAsPracticable: false,
    met: 'the council tells the health body',
    coronavirus: true,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: { each: [{ milestone: 'mediation-requested', where: { issues: ['health', 'both'] } }] },
        limit: { count: 'working-days-of', days: 3 },
        metBy: { anyOf: [{ milestone: 'health-duty-notified' }] },
        endedBy: [caseClosed],
      },
    ],
  },
  {
    id: 'A4',
    name: 'Arranging mediation',
    duty: 'The council (or the health body, if the issues are about health only) must arrange mediation within 30 days',
    dutyHolder: 'health body or council',
    basis: [regulation('35'), regulation('36')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'S',
    asSoonAsPracticable: false,
    met: 'mediation is held; if it cannot be, the adviser is told and certifies within 3 working days',
    coronavirus: true,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: {
          each: [{ milestone: 'mediation-requested', where: { issues: [null, 'education', 'both'] } }],
        },
        limit: { count: 'days-of', days: 30 },
        metBy: { anyOf: [{ milestone: 'mediation-held' }, { milestone: 'mediation-agreed' }] },
        endedBy: [
          {
            by: { milestone: 'mediation-certificate-issued' },
            because: 'the adviser certified that mediation could not be held',
          },
          caseClosed,
        ],
      },
      {
        ref: 'health-only',
        name: 'Arranging mediation about health issues only',
        startedBy: {
          each: [
            {
              milestone: 'health-duty-notified',
              follows: { milestone: 'mediation-requested', where: { issues: 'health' } },
            },
          ],
        },
        limit: { count: 'days-of', days: 30 },
        metBy: { anyOf: [{ milestone: 'mediation-held' }, { milestone: 'mediation-agreed' }] },
        endedBy: [
          {
            by: { milestone: 'mediation-certificate-issued' },
            because: 'the adviser certified that mediation could not be held',
          },
          caseClosed,
        ],
      },
    ],
  },
  {
    id: 'A5',
    name: 'Mediation certificate after mediation',
    duty: 'The mediation adviser must issue a certificate within 3 working days of the end of mediation',
    dutyHolder: 'mediation adviser',
    basis: [section('55(5)'), regulation('39')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'M',
    asSoonAsPracticable: false,
    met: 'the adviser issues the certificate',
    coronavirus: false,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: { each: [{ milestone: 'mediation-held' }] },
        limit: { count: 'working-days-of', days: 3 },
        metBy: { anyOf: [{ milestone: 'mediation-certificate-issued' }] },
        endedBy: [caseClosed],
      },
    ],
  },
  {
    id: 'A6',
    name: 'Appeal to the tribunal',
    duty: 'The family may appeal within 2 months of the decision notice or 1 month of the mediation certificate, whichever is later',
    dutyHolder: 'parent or young person',
    basis: [tribunalRule('20'), section('51')],
    force: 'statutory',
    nature: 'right',
    confidence: 'S',
    asSoonAsPracticable: false,
    met: 'the appeal reaches the tribunal, which can extend the time',
    coronavirus: false,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: { each: appealableNotices, rounds: 0 },
        limit: timeToAppeal,
        metBy: { anyOf: [{ milestone: 'appeal-lodged' }] },
        endedBy: settled,
      },
    ],
  },
  {
    id: 'A7',
    name: 'Response to the appeal',
    duty: 'The council must respond to the appeal within 30 working days of the tribunal sending it',
    dutyHolder: 'council',
    basis: [tribunalRule('21')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'S',
    asSoonAsPracticable: false,
    met: 'the response is sent to the tribunal',
    coronavirus: false,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: {
          each: [
            {
              milestone: 'appeal-lodged',
              day: 'sentToCouncilOn',
              daySays: 'the tribunal sent the appeal to the council',
            },
          ],
        },
        limit: { count: 'working-days-of', days: 30 },
        metBy: { anyOf: [{ milestone: 'appeal-responded' }] },
        endedBy: [
          { by: { milestone: 'appeal-conceded' }, because: 'the council conceded the appeal' },
          { by: { milestone: 'appeal-withdrawn' }, because: 'the appeal was withdrawn or struck out' },
          { by: { milestone: 'tribunal-ordered' }, because: 'the tribunal decided the appeal' },
          caseClosed,
        ],
      },
    ],
  },
  {
    id: 'A8',
    name: 'Doing what mediation agreed: matters that can be appealed',
    duty: 'The council must do what was agreed at mediation within the limits that an order of the tribunal would have',
    dutyHolder: 'council',
    basis: [regulation('42(2)')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'V',
    asSoonAsPracticable: false,
    met: 'what was agreed is done',
    exceptions: 'E44',
    coronavirus: true,
    inForce: COMMENCEMENT,
    clocks: [
      agreement('assess', { count: 'weeks-of', weeks: 14 }, done.plan, 'Its steps are the clocks T1 to T3.'),
      agreement('make-plan', { count: 'weeks-of', weeks: 11 }, done.plan, 'Its steps are the clocks T4 and T5.'),
      agreement('reconsider', { count: 'weeks-of', weeks: 2 }, done.draftOrRefusal, 'Its step is the clock T6.'),
      agreement('amend-contents', { count: 'weeks-of', weeks: 5 }, done.amendedPlan, 'Its step is the clock T7.'),
      agreement('amend-setting', { count: 'weeks-of', weeks: 2 }, done.amendedPlan, 'Its step is the clock T8.'),
      agreement('maintain', { count: 'at-once' }, done.keptPlan, 'Its step is the clock T9.'),
      agreement('maintain-and-amend', { count: 'weeks-of', weeks: 5 }, done.amendedPlan, 'Its step is the clock T9.'),
      writtenTimescale(['assess', 'make-plan'], done.plan),
      writtenTimescale(['reconsider'], done.draftOrRefusal),
      writtenTimescale(['amend-contents', 'amend-setting', 'maintain-and-amend'], done.amendedPlan),
      writtenTimescale(['maintain'], done.keptPlan),
    ],
  },
  {
    id: 'A9',
    name: 'Doing what mediation agreed: other matters',
    duty: 'The council or the health body must do what was agreed at mediation on other matters within 2 weeks of the agreement',
    dutyHolder: 'health body or council',
    basis: [regulation('42(3)')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'V',
    asSoonAsPracticable: false,
    met: 'what was agreed is done',
    coronavirus: true,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: { each: [{ milestone: 'mediation-agreed', where: { order: 'other', agreedDueOn: null } }] },
        limit: { count: 'weeks-of', weeks: 2 },
        metBy: { anyOf: [{ milestone: 'agreement-carried-out' }] },
        endedBy: [caseClosed],
      },
      writtenTimescale(['other'], { anyOf: [{ milestone: 'agreement-carried-out' }] }),
    ],
  },
  {
    id: 'A10',
    name: 'Telling the council of an agreement it was not party to',
    duty: 'The health body must tell the council within 1 week of an agreement to which the council was not a party',
    dutyHolder: 'health body',
    basis: [regulation('42(4)')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'V',
    asSoonAsPracticable: false,
    met: 'the health body tells the council',
    coronavirus: true,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: { each: [{ milestone: 'mediation-agreed', where: { healthBodyOnly: true } }] },
        limit: { count: 'weeks-of', weeks: 1 },
        metBy: { anyOf: [{ milestone: 'agreement-notified' }] },
        endedBy: [caseClosed],
      },
    ],
  },
];
