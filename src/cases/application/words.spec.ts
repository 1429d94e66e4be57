import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { CASE_KINDS } from '../../streams/application/any-case.js';
import { attributeInWords, valueInWords } from './attribute-words.js';
import { catalogueOf } from './milestone-catalogue.js';
import { caseInWords, daysLeftOrLate, milestoneInWords, stageInWords, stagesOf } from './words.js';

describe('The words for what a case is made of', () => {
  it('name every milestone that can be recorded, and every attribute of it', () => {
    const entries = CASE_KINDS.flatMap((kind) => catalogueOf(kind));
    const nameless = entries.filter(({ type }) => milestoneInWords(type) === type);
    const attributes = new Set(entries.flatMap((entry) => entry.attributes).filter((name) => name !== 'person'));
    expect(nameless).toEqual([]);
    expect([...attributes].filter((name) => attributeInWords(name) === name)).toEqual([]);
  });

  it('tell what was decided where a milestone is a decision', () => {
    expect(milestoneInWords('DecisionToAssessNotified', 'refuse')).toBe('Refusal to assess notified');
    expect(milestoneInWords('DecisionToAssessNotified')).toBe('Decision whether to assess notified');
    expect(milestoneInWords('DraftPlanSent', 'refuse')).toBe('Draft plan sent');
  });

  it('leave a name as it is that a later version of the program wrote', () => {
    expect(milestoneInWords('PlanFramed')).toBe('PlanFramed');
    expect(stageInWords('plan', 'framed')).toBe('framed');
    expect(attributeInWords('constructor')).toBe('constructor');
    expect(valueInWords('adviser', 'constructor')).toBe('constructor');
  });

  it('tell a case by what opened it', () => {
    expect(caseInWords('assessment', 'reassessment-by-council')).toBe('Reassessment by the council');
    expect(caseInWords('review', 'annual')).toBe('Annual review');
    expect(caseInWords('plan', 'other')).toBe('Plan');
  });

  it('give the stages of a kind of case in their order', () => {
    expect(stagesOf('review').map(({ stage }) => stage)).toContain('amendment-notice-sent');
    expect(stagesOf('assessment').at(-1)).toEqual({ stage: 'closed', words: 'Closed' });
  });

  it('give values as people say them', () => {
    expect(valueInWords('on', '2025-03-05')).toBe('5 March 2025');
    expect(valueInWords('ref', '2025-03-05')).toBe('2025-03-05');
    expect(valueInWords('underFive', false)).toBe('No');
    expect(valueInWords('satisfaction', 4)).toBe('4 of 5: Satisfied');
    expect(valueInWords('clocks', ['N1', 'N7'])).toBe('N1, N7');
    expect(valueInWords('order', 'maintain-and-amend')).toBe('Maintain and amend the plan');
  });

  it('count the days that are left, or late', () => {
    const dueOn = day('2025-03-05');
    expect(daysLeftOrLate(day('2025-03-04'), dueOn)).toBe('1 day left');
    expect(daysLeftOrLate(dueOn, dueOn)).toBe('due today');
    expect(daysLeftOrLate(day('2028-03-05'), dueOn)).toBe('1,096 days late');
  });
});
