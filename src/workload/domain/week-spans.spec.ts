import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { nextFourWeeks, stretchEnds, weeksFrom } from './week-spans.js';

describe('The weeks of a workload', () => {
  it('begin with the day itself and go on from Monday to Sunday', () => {
    const weeks = weeksFrom(day('2026-03-25'));
    expect(weeks).toHaveLength(8);
    expect(weeks.slice(0, 2)).toEqual([
      { from: '2026-03-25', to: '2026-03-29' },
      { from: '2026-03-30', to: '2026-04-05' },
    ]);
    expect(weeks.at(-1)).toEqual({ from: '2026-05-11', to: '2026-05-17' });
  });

  it('begin with a week of one day on a Sunday', () => {
    expect(weeksFrom(day('2026-03-29'))[0]).toEqual({ from: '2026-03-29', to: '2026-03-29' });
  });
});

describe('The next 4 weeks', () => {
  it('are 28 days, the day itself the first', () => {
    expect(nextFourWeeks(day('2026-03-25'))).toEqual({ from: '2026-03-25', to: '2026-04-21' });
  });
});

describe('The stretches that a workload counts', () => {
  it('end where a week or the next 4 weeks end, and the day before', () => {
    const ends = stretchEnds(day('2026-03-25'));
    expect(ends.slice(0, 6)).toEqual([
      '2026-03-24',
      '2026-03-29',
      '2026-04-05',
      '2026-04-12',
      '2026-04-19',
      '2026-04-21',
    ]);
    expect(ends).toHaveLength(10);
  });

  it('are one fewer on a Monday, when the 4 weeks end with a week', () => {
    expect(stretchEnds(day('2026-03-23'))).toHaveLength(9);
  });
});
