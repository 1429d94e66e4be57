import { describe, expect, it } from '@jest/globals';
import { firstDayOf, lastDayOf, readStatedDay, statedInWords } from './stated-day.js';

describe('A day, month or year as a document states it', () => {
  it.each([
    ['2024-01-18', '2024-01-18', '2024-01-18', '18 January 2024'],
    ['2024-02', '2024-02-01', '2024-02-29', 'February 2024'],
    ['2023-02', '2023-02-01', '2023-02-28', 'February 2023'],
    ['2020', '2020-01-01', '2020-12-31', '2020'],
  ])('%s is from %s to %s: %s', (text, first, last, words) => {
    const stated = readStatedDay(text)!;
    expect([firstDayOf(stated), lastDayOf(stated), statedInWords(stated)]).toEqual([first, last, words]);
  });

  it.each(['', '24', '2024-13', '2024-02-30', 'January 2024', '2024-1', '2024-01-', '1969'])('is not %p', (text) => {
    expect(readStatedDay(text)).toBeUndefined();
  });
});
