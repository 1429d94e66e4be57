import { describe, expect, test } from '@jest/globals';
import { day } from './calendar.js';
import { arithmetic, countFrom, countsBack, lengthInWords, type Count, type CountingPolicy } from './counting.js';

interface Case {
  readonly length: Count;
  readonly from: string;
  readonly dueOn: string;
  readonly actByOn: string;
  readonly words: string;
  readonly says: readonly string[];
  readonly policy?: CountingPolicy;
}

const act = (reason: string, date: string): string => `${reason} to be safe on either reading, act by ${date}.`;

const CASES: readonly Case[] = [
  {
    length: { count: 'weeks-of', weeks: 20 },
    from: '2024-09-02',
    dueOn: '2025-01-20',
    actByOn: '2025-01-19',
    words: '20 weeks',
    says: [
      '20 weeks from 2 September 2024, not counting that day, is 20 January 2025.',
      "Counting 2 September 2024 itself as day 1, as the DfE's SEN2 definition does, gives 19 January 2025: to be safe on either reading, act by then.",
    ],
  },
  {
    length: { count: 'weeks-of', weeks: 20 },
    policy: 'event-day-is-day-1',
    from: '2024-09-02',
    dueOn: '2025-01-19',
    actByOn: '2025-01-19',
    words: '20 weeks',
    says: ['20 weeks from 2 September 2024, counting that day as day 1, end on 19 January 2025.'],
  },
  {
    length: { count: 'weeks-of', weeks: 1 },
    from: '2025-03-04',
    dueOn: '2025-03-11',
    actByOn: '2025-03-10',
    words: '1 week',
    says: [
      '1 week from 4 March 2025, not counting that day, is 11 March 2025.',
      "Counting 4 March 2025 itself as day 1, as the DfE's SEN2 definition does, gives 10 March 2025: to be safe on either reading, act by then.",
    ],
  },
  {
    length: { count: 'days-of', days: 15 },
    from: '2025-03-03',
    dueOn: '2025-03-18',
    actByOn: '2025-03-17',
    words: '15 days',
    says: [
      '15 days from 3 March 2025, not counting that day, is 18 March 2025.',
      act('Counting 3 March 2025 itself as day 1 gives a day earlier:', 'Monday 17 March 2025'),
    ],
  },
  {
    length: { count: 'working-days-of', days: 3 },
    from: '2025-08-21',
    dueOn: '2025-08-27',
    actByOn: '2025-08-26',
    words: '3 working days',
    says: [
      '3 working days from 21 August 2025, not counting that day, weekends or bank holidays, is 27 August 2025.',
      act('Counting 21 August 2025 itself as day 1 gives a day earlier:', 'Tuesday 26 August 2025'),
    ],
  },
  {
    length: { count: 'days-beginning-with', days: 15 },
    from: '2024-12-20',
    dueOn: '2025-01-03',
    actByOn: '2025-01-03',
    words: '15 days, counting the first',
    says: ['15 days beginning with 20 December 2024, counting that day as the first, end on 3 January 2025.'],
  },
  {
    length: { count: 'working-days-beginning-with', days: 15 },
    from: '2025-08-28',
    dueOn: '2025-09-17',
    actByOn: '2025-09-17',
    words: '15 working days, counting the first',
    says: [
      '15 working days beginning with 28 August 2025, not counting weekends or bank holidays, end on 17 September 2025.',
    ],
  },
  {
    length: { count: 'months-starting-with', months: 12 },
    from: '2024-02-29',
    dueOn: '2025-02-28',
    actByOn: '2025-02-28',
    words: '12 months, counting the first day',
    says: ['12 months starting with 29 February 2024, counting that day, end on 28 February 2025.'],
  },
  {
    length: { count: 'months-starting-with', months: 12 },
    from: '2024-09-02',
    dueOn: '2025-09-01',
    actByOn: '2025-09-01',
    words: '12 months, counting the first day',
    says: ['12 months starting with 2 September 2024, counting that day, end on 1 September 2025.'],
  },
  {
    length: { count: 'months-after', months: 1 },
    from: '2025-03-10',
    dueOn: '2025-04-10',
    actByOn: '2025-04-10',
    words: '1 month',
    says: ['1 month from 10 March 2025, not counting that day, ends on 10 April 2025.'],
  },
  {
    length: { count: 'months-after', months: 2 },
    from: '2024-12-31',
    dueOn: '2025-02-28',
    actByOn: '2025-02-28',
    words: '2 months',
    says: [
      '2 months from 31 December 2024, not counting that day, end on 28 February 2025, the last day of that month.',
    ],
  },
  {
    length: { count: 'weeks-before', weeks: 2 },
    from: '2025-01-15',
    dueOn: '2025-01-01',
    actByOn: '2024-12-31',
    words: 'at least 2 weeks before',
    says: [
      '2 weeks before 15 January 2025 is 1 January 2025.',
      act('If "at least" asks for clear days, the last day is one day earlier:', 'Tuesday 31 December 2024'),
    ],
  },
  {
    length: { count: 'before-date', month: 2, day: 15 },
    from: '2026-09-01',
    dueOn: '2026-02-14',
    actByOn: '2026-02-14',
    words: 'before 15 February',
    says: ['The day must be before 15 February 2026, so the last day is 14 February 2026.'],
  },
  {
    length: { count: 'before-date', month: 12, day: 1 },
    from: '2026-09-01',
    dueOn: '2026-11-30',
    actByOn: '2026-11-30',
    words: 'before 1 December',
    says: ['The day must be before 1 December 2026, so the last day is 30 November 2026.'],
  },
  {
    length: { count: 'months-before', months: 5 },
    from: '2026-09-01',
    dueOn: '2026-04-01',
    actByOn: '2026-04-01',
    words: 'at least 5 months before',
    says: ['5 months before 1 September 2026 is 1 April 2026.'],
  },
  {
    length: { count: 'at-once' },
    from: '2025-03-04',
    dueOn: '2025-03-04',
    actByOn: '2025-03-04',
    words: 'at once',
    says: ['It is due at once, on 4 March 2025.'],
  },
  {
    length: { count: 'on-day', name: 'the day of the move' },
    from: '2025-03-04',
    dueOn: '2025-03-04',
    actByOn: '2025-03-04',
    words: 'on the day of the move',
    says: ['The day of the move is 4 March 2025.'],
  },
];

describe.each(CASES)('$words from $from', ({ length, from, dueOn, actByOn, words, says, policy }) => {
  test(`is due ${dueOn}, to act by ${actByOn}`, () => {
    expect(countFrom(length, day(from), policy)).toEqual({ dueOn, actByOn });
  });

  test('is said in words', () => {
    expect(lengthInWords(length)).toBe(words);
    expect(arithmetic(length, day(from), countFrom(length, day(from), policy), policy)).toEqual(says);
  });

  test('counts back only where it says so', () => {
    expect(countsBack(length.count)).toBe(words.includes('before'));
  });
});
