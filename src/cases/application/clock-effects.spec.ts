import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { PERSON } from '../../testing/assessments.js';
import { folded, type AnyState } from './case-on-record.js';
import { effectsOnClocks } from './clock-effects.js';

const TODAY = day('2025-06-30');

const assessment = (...milestones: readonly (readonly [type: string, data: object])[]): AnyState =>
  folded('assessment', milestones.map(([type, data]) => ({ type, data })) as unknown as Parameters<typeof folded>[1]);

const requested = (on: string) => ['AssessmentRequested', { person: PERSON, kind: 'initial', on }] as const;
const decided = (on: string) => ['DecisionToAssessNotified', { outcome: 'assess', on }] as const;

describe('What a change does to the clocks of a case', () => {
  it('is every due date that counts from a request which is corrected', () => {
    const before = assessment(requested('2025-01-06'), decided('2025-02-21'));
    const after = assessment(requested('2025-01-13'), decided('2025-02-21'));
    const { changed } = effectsOnClocks('assessment', before, after, TODAY);
    expect(changed.find(({ rule }) => rule === 'N1')).toMatchObject({
      before: { dueOn: '2025-02-17', metOn: '2025-02-21', status: 'met-late' },
      after: { dueOn: '2025-02-24', metOn: '2025-02-21', status: 'met' },
    });
    expect(changed.find(({ rule }) => rule === 'N7')).toMatchObject({
      before: { dueOn: '2025-05-26', status: 'overdue' },
      after: { dueOn: '2025-06-02', status: 'overdue' },
    });
  });

  it('makes a clock, or takes it away', () => {
    const before = assessment(requested('2025-01-06'));
    const asked = ['AdviceRequested', { adviser: 'health', ref: 'health', on: '2025-02-03' }] as const;
    const after = assessment(requested('2025-01-06'), asked);
    const [made, ...others] = effectsOnClocks('assessment', before, after, TODAY).changed;
    expect(others).toEqual([]);
    expect(made).toMatchObject({ rule: 'N2', ref: 'health', after: { dueOn: '2025-03-17', status: 'overdue' } });
    expect(made?.before).toBeUndefined();
    expect(effectsOnClocks('assessment', after, before, TODAY).changed[0]?.after).toBeUndefined();
  });

  it('tells the clocks of advisers apart, and counts those that stay', () => {
    const asked = (adviser: string, on: string) => ['AdviceRequested', { adviser, ref: adviser, on }] as const;
    const before = assessment(requested('2025-01-06'), asked('health', '2025-02-03'), asked('sensory', '2025-02-03'));
    const after = assessment(requested('2025-01-06'), asked('health', '2025-02-03'), asked('sensory', '2025-02-04'));
    const effects = effectsOnClocks('assessment', before, after, TODAY);
    expect(effects.changed.map(({ ref }) => ref)).toEqual(['sensory']);
    expect(effects.unchanged).toBeGreaterThan(2);
    expect(effectsOnClocks('assessment', before, before, TODAY).changed).toEqual([]);
  });
});
