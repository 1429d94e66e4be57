import { describe, expect, it } from '@jest/globals';
import { addDays, day } from '../../statute/calendar.js';
import { dueInWords } from './due-in-words.js';

const TODAY = day('2026-03-25');

describe('When something is due, in words', () => {
  it.each([
    [-431, '431 days late'],
    [-1, '1 day late'],
    [0, 'today'],
    [1, 'tomorrow'],
    [2, 'in 2 days'],
    [13, 'in 13 days'],
    [14, 'in 2 weeks'],
    [20, 'in 2 weeks'],
    [21, 'in 3 weeks'],
    [181, 'in 25 weeks'],
    [182, 'in 5 months'],
    [365, 'in 11 months'],
  ])('%i days from today is %s', (days, words) => {
    expect(dueInWords(TODAY, addDays(TODAY, days))).toBe(words);
  });
});
