import type { Rule, Selector } from '../rule.js';
import { caseClosed, COMMENCEMENT, planOver, refusedToIssue, regulation, section } from './authorities.js';

/** An order, an agreement or a concession to reassess has the limits of regulations 44 and 45 instead. */
const OTHER_LIMITS: readonly Selector[] = [
  { milestone: 'tribunal-ordered', where: { order: 'assess' } },
  { milestone: 'mediation-agreed', where: { order: 'assess' } },
  { milestone: 'appeal-conceded', where: { appeal: ['refusal-to-assess', 'refusal-to-reassess'] } },
];

/** Reassessment: X1 to X3. */
export const reassessmentRules: readonly Rule[] = [
  {
    id: 'X1',
    name: 'Decision to reassess',
    duty: 'The council must decide whether to reassess and notify the family within 15 days of the request',
    dutyHolder: 'council',
    basis: [section('44(2)'), regulation('25(1)')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'S',
    asSoonAsPracticable: false,
    met: 'the council gives notice of its decision; a refusal carries the right to appeal',
    coronavirus: true,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: { each: [{ milestone: 'reassessment-requested' }] },
        limit: { count: 'days-of', days: 15 },
        metBy: { anyOf: [{ milestone: 'decision-to-assess' }] },
        endedBy: [caseClosed],
      },
    ],
  },
  {
    id: 'X2',
    name: 'Refusing to reassess after a recent assessment',
    duty: 'The council may refuse a request to reassess that comes within 6 months of the last assessment',
    dutyHolder: 'council',
    basis: [regulation('24')],
    force: 'statutory',
    nature: 'option',
    confidence: 'S',
    asSoonAsPracticable: false,
    met: 'a request that comes in these months is refused',
    coronavirus: false,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: {
          each: [
            { milestone: 'final-plan-issued' },
            {
              milestone: 'reassessment-requested',
              has: ['lastAssessedOn'],
              day: 'lastAssessedOn',
              daySays: 'the last assessment was finished',
            },
          ],
        },
        limit: { count: 'months-after', months: 6 },
        metBy: { anyOf: [] },
        endedBy: [caseClosed],
      },
    ],
  },
  {
    id: 'X3',
    name: 'Reassessment: final plan',
    duty: 'The council must issue the final plan within 14 weeks of notifying the family that it will reassess',
    dutyHolder: 'council',
    basis: [regulation('27(2)')],
    force: 'statutory',
    nature: 'duty',
    confidence: 'V',
    asSoonAsPracticable: true,
    met: 'the final plan is sent to the family, the setting and the health body',
    exceptions: 'E27',
    coronavirus: true,
    inForce: COMMENCEMENT,
    clocks: [
      {
        startedBy: {
          first: [
            {
              milestone: 'decision-to-assess',
              where: { outcome: 'assess' },
              follows: { milestone: 'reassessment-requested' },
              unlessFollows: OTHER_LIMITS,
            },
            { milestone: 'decision-to-assess', where: { outcome: 'assess', reassessment: true } },
            {
              milestone: 'decision-reversed',
              where: { stage: 'assess' },
              follows: { milestone: 'reassessment-requested' },
            },
          ],
          again: [{ milestone: 'reassessment-requested' }],
        },
        limit: { count: 'weeks-of', weeks: 14 },
        metBy: { anyOf: [{ milestone: 'final-plan-issued' }] },
        endedBy: [refusedToIssue, ...planOver],
      },
    ],
  },
];
