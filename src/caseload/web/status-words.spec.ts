import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { STATUSES } from '../../statute/clock.js';
import { outcomeInWords, statusTag } from './status-words.js';

const startedOn = day('2025-01-06');
const dueOn = day('2025-02-17');
const asAt = day('2025-02-20');

describe('The status of a clock', () => {
  it('is a word as well as a colour, and no two statuses have the same word', () => {
    const words = STATUSES.map((status) => statusTag(status).text);
    expect(new Set(words).size).toBe(STATUSES.length);
  });

  it.each([
    [{ status: 'not-started' as const }, 'Starts on 6 January 2025'],
    [{ status: 'running' as const, dueOn: day('2025-03-20') }, '28 days left'],
    [{ status: 'due-soon' as const, dueOn: asAt }, 'Due today'],
    [{ status: 'overdue' as const }, '3 days late'],
    [{ status: 'excused' as const }, '3 days late'],
    [{ status: 'met' as const, metOn: day('2025-02-16') }, 'Met on 16 February 2025, 1 day early'],
    [{ status: 'met' as const, metOn: dueOn }, 'Met on 17 February 2025, the last day'],
    [{ status: 'met-late' as const, metOn: day('2025-02-19') }, 'Met on 19 February 2025, 2 days late'],
    [{ status: 'ended' as const }, 'Its time passed on 17 February 2025'],
    [
      { status: 'ended' as const, endedOn: day('2025-02-10'), endedBecause: 'the case was closed' },
      'Ended on 10 February 2025: the case was closed',
    ],
  ])('%j comes with what became of it', (clock, words) => {
    expect(outcomeInWords({ startedOn, dueOn, ...clock }, asAt)).toBe(words);
  });
});
