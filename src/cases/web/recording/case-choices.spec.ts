import { describe, expect, it } from '@jest/globals';
import { day } from '../../../statute/calendar.js';
import { PERSON } from '../../../testing/assessments.js';
import { folded, type CaseOnRecord } from '../../application/case-on-record.js';
import { choicesOf, referenceInWords } from './case-choices.js';

const ID = '018f0000-0000-7000-8000-0000000000b1';

function caseWith(
  kind: CaseOnRecord['kind'],
  ...milestones: readonly (readonly [type: string, data: object])[]
): CaseOnRecord {
  const events = milestones.map(([type, data]) => ({ type, data })) as unknown as CaseOnRecord['events'];
  return { id: ID, kind, events, revision: events.length - 1, state: folded(kind, events) as CaseOnRecord['state'] };
}

const opening = ['AssessmentRequested', { person: PERSON, kind: 'initial', on: '2025-01-06' }] as const;
const asked = (ref: string, on: string) => ['AdviceRequested', { adviser: ref, ref, on }] as const;
const received = (ref: string, on: string) => ['AdviceReceived', { ref, on }] as const;
const returned = (ref: string, on: string) => ['AdviceReturned', { ref, on }] as const;

describe('What an answer can be to', () => {
  it('is what was asked for, the open first, and open again where it was returned', () => {
    const one = caseWith(
      'assessment',
      opening,
      asked('health', '2025-02-03'),
      asked('sensory', '2025-02-04'),
      asked('social-care', '2025-02-05'),
      received('health', '2025-03-03'),
      received('sensory', '2025-03-03'),
      returned('sensory', '2025-03-10'),
    );
    const { references } = choicesOf(one);
    expect(references('AdviceReceived')).toEqual([
      { value: 'sensory', text: 'Sensory service', hint: 'Asked 4 February 2025', isOpen: true },
      { value: 'social-care', text: 'Social care', hint: 'Asked 5 February 2025', isOpen: true },
      { value: 'health', text: 'Health', hint: 'Asked 3 February 2025; received already', isOpen: false },
    ]);
    expect(references('AdviceReturned')?.map(({ value, isOpen }) => [value, isOpen])).toEqual([
      ['health', true],
      ['sensory', false],
    ]);
    expect(references('SettingResponded')).toEqual([]);
    expect(references('SettingConsulted')).toBeUndefined();
  });

  it('is a review of the plan itself', () => {
    const plan = caseWith('plan', ['PlanMade', { person: PERSON, on: '2025-01-06' }]);
    const review = { kind: 'review', openedOn: day('2025-02-03'), openedAs: 'annual' };
    const { reviews } = choicesOf(plan, [
      { ...review, id: 'one', origin: ID },
      { ...review, id: 'of-another-plan', origin: 'another' },
    ]);
    expect(reviews).toEqual([{ value: 'one', text: 'Annual review, opened 3 February 2025' }]);
  });
});

describe('A reference in words', () => {
  it.each([
    ['health', 'Health'],
    ['educational-psychologist-2', 'Educational psychologist (2)'],
    ['123456', '123456'],
    ['123456-2', '123456-2'],
  ])('%s is %s', (ref, words) => {
    expect(referenceInWords(ref)).toBe(words);
  });
});
