import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { fact } from '../../testing/facts.js';
import { censusDayAfter, decisionDueAfter, expectedFrom, lastCensusDay } from './census.js';
import { fateOf } from './fates.js';

describe('The census day', () => {
  it.each([
    [2022, '2023-01-19'],
    [2023, '2024-01-18'],
    [2024, '2025-01-16'],
    [2025, '2026-01-15'],
    [2026, '2027-01-21'],
  ])('after %i is the third Thursday of January, %s', (year, census) => {
    expect(censusDayAfter(year)).toBe(census);
  });

  it('was the last one on that day, and the one before until then', () => {
    expect(lastCensusDay(day('2025-01-16'))).toBe('2025-01-16');
    expect(lastCensusDay(day('2025-01-15'))).toBe('2024-01-18');
    expect(lastCensusDay(day('2025-12-31'))).toBe('2025-01-16');
  });

  it('has reviews due of plans that were 12 months old, and 3 months here', () => {
    expect(expectedFrom(day('2025-01-16'))).toEqual({ madeBy: '2024-01-17', receivedBy: '2024-10-17' });
  });

  it('asks for decisions within 4 weeks of the meeting', () => {
    expect(decisionDueAfter(day('2024-12-19'))).toBe('2025-01-16');
  });
});

describe('What became of a request', () => {
  const census = day('2025-01-16');
  const request = fact('request-received', '2024-09-02');
  const assess = fact('decision-to-assess', '2024-10-14', { outcome: 'assess' });
  const refuse = fact('decision-to-assess', '2024-10-14', { outcome: 'refuse' });

  it.each([
    ['is to assess', [request, assess], 'to-assess'],
    ['is not to assess', [request, refuse], 'not-to-assess'],
    [
      'stays a refusal that is reversed later',
      [request, refuse, fact('decision-reversed', '2024-12-02', { stage: 'assess' })],
      'not-to-assess',
    ],
    [
      'is the first decision',
      [fact('decision-to-assess', '2024-12-02', { outcome: 'assess' }), refuse, request],
      'not-to-assess',
    ],
    ['is not made yet', [request], 'not-made'],
    ['is not made by the day', [request, fact('decision-to-assess', '2025-01-17', { outcome: 'assess' })], 'not-made'],
    ['is withdrawn', [request, fact('closed', '2024-10-01', { reason: 'withdrawn' })], 'withdrawn'],
    [
      'is withdrawn also where the child moved',
      [request, fact('closed', '2024-10-01', { reason: 'moved' })],
      'withdrawn',
    ],
    [
      'stays decided when the case is closed later',
      [request, assess, fact('closed', '2024-11-04', { reason: 'moved' })],
      'to-assess',
    ],
    ['is to assess where the record lacks the decision', [request, fact('draft-plan-sent', '2024-12-02')], 'to-assess'],
  ])('%s', (_, milestones, fate) => {
    expect(fateOf(milestones, census)).toBe(fate);
  });
});
