import { describe, expect, it } from '@jest/globals';
import { HIDDEN } from '../domain/protected.js';
import { changeInWords, judgedInWords, partsInWords, percentInWords, periodInWords } from './figure-words.js';

describe('A figure in words', () => {
  it('has its counts beside it, and says what is hidden and what is none', () => {
    expect(partsInWords({ numerator: 312, denominator: 1512 })).toBe('312 of 1,512');
    expect(partsInWords({ numerator: HIDDEN, denominator: 12 })).toBe('hidden of 12');
    expect([60.9, 61, HIDDEN, null].map((one) => percentInWords(one as never))).toEqual([
      '60.9%',
      '61.0%',
      'hidden',
      'none',
    ]);
  });

  it.each([
    [50.2, 46, 'up', 'percent', 'Up 4.2 points, better'],
    [50.2, 46, 'down', 'percent', 'Up 4.2 points, worse'],
    [45, 46, 'up', 'percent', 'Down 1.0 point, worse'],
    [0.3, 0.1, 'up', 'percent', 'Up 0.2 points, better'],
    [46, 46, 'up', 'percent', 'No change'],
    [1500, 320, 'neither', 'count', 'Up 1,180'],
  ] as const)('changed from %d: %d, where %s is better', (now, before, direction, unit, text) => {
    const change = changeInWords(now, before, direction, unit);
    expect(change && judgedInWords(change)).toBe(text);
  });

  it.each([
    [HIDDEN, 46],
    [50, null],
    [undefined, 46],
  ] as const)('says nothing of a change from %p to %p', (now, before) => {
    expect(changeInWords(now, before, 'up', 'percent')).toBeUndefined();
  });

  it.each([
    ['month', '2024-03', true, 'March 2024'],
    ['quarter', '2024-Q4', false, 'October to December 2024 so far'],
    ['calendar-year', '2024', true, '2024'],
    ['financial-year', '2024/25', false, '2024/25 so far'],
    ['rolling-12-months', '2024-03', true, '12 months to March 2024'],
  ] as const)('is of a %s', (by, period, complete, text) => {
    expect(periodInWords(by, { period, complete })).toBe(text);
  });
});
