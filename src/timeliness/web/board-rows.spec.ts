import { describe, expect, it } from '@jest/globals';
import type { Beside } from '../../benchmarks/application/beside.js';
import { day } from '../../statute/calendar.js';
import type { ProtectedAnswer } from '../application/protected-timeliness.js';
import type { BothShares, Share } from '../domain/figures.js';
import { measureOf } from '../domain/measures.js';
import { HIDDEN } from '../domain/protected.js';
import { boardRows, countsInWords, quarterOf, shareFigure, withCounts } from './board-rows.js';

const BESIDE: Beside = {
  measure: 'plans-within-20-weeks',
  unit: 'percent',
  year: 2024,
  years: [2023, 2024],
  england: { including: { value: 45.9 }, excluding: { value: 46.4 } },
  neighbours: { mean: { including: { value: 40.1 } }, each: [] },
  quartile: { excluding: { lower: 28.9, median: 51.9, upper: 79.3 } },
  difference: 'None.',
  notes: [],
  source: 'Department for Education',
};

const share = (numerator: number, denominator: number, percent: number): Share => ({
  numerator,
  denominator,
  percent,
  late: denominator - numerator,
  lateOverAYear: 0,
  open: 0,
  endedLate: 0,
});

const both = (one: Share): BothShares => ({ including: one, excluding: one });

function answerOf(id: string, shares: readonly BothShares[]): ProtectedAnswer {
  const measure = measureOf(id);
  if (measure === undefined) throw new Error(id);
  const periods = shares.map((issued, place) => ({
    period: String(2023 + place),
    from: day(`${String(2023 + place)}-01-01`),
    to: day(`${String(2023 + place)}-12-31`),
    complete: true,
    issued,
  }));
  return { measure: measure, by: 'calendar-year', asAt: day('2025-03-03'), periods };
}

describe('A row of the board', () => {
  const answer = answerOf('plans-within-20-weeks', [both(share(10, 40, 25)), both(share(312, 512, 60.9))]);

  it('has the figure with its counts, its change, and what is published, with and without exceptions', () => {
    const rows = boardRows({ measure: answer.measure, answer, besides: [BESIDE] });
    expect(
      rows.map(({ detail, now, change, england, neighbours, quarter }) => [
        detail,
        withCounts(now),
        change?.text,
        england,
        neighbours,
        quarter,
      ]),
    ).toEqual([
      ['Including exceptions', '60.9% (312 of 512)', 'Up 35.9 points', 45.9, 40.1, undefined],
      ['Excluding exceptions', '60.9% (312 of 512)', 'Up 35.9 points', 46.4, undefined, 'Second highest quarter'],
    ]);
  });

  it('has one line where nothing is published', () => {
    const rows = boardRows({ measure: answer.measure, answer, besides: [] });
    expect(rows.map(({ detail, england, quarter }) => [detail, england, quarter])).toEqual([
      [undefined, undefined, undefined],
    ]);
  });

  it('tells no counts where one of them is hidden', () => {
    const figure = { numerator: 84, denominator: HIDDEN, value: HIDDEN } as const;
    expect(countsInWords(figure)).toBeUndefined();
    expect(withCounts(figure)).toBe('hidden');
    expect(shareFigure(undefined, 'including')).toEqual({ value: null });
  });
});

describe('The quarter of the authorities', () => {
  it.each([
    [28.8, 'Lowest quarter'],
    [28.9, 'Second lowest quarter'],
    [51.9, 'Second highest quarter'],
    [79.3, 'Highest quarter'],
    [null, undefined],
  ])('of %p is the %s', (value, quarter) => {
    expect(quarterOf(value, BESIDE, 'excluding')).toBe(quarter);
    expect(quarterOf(value, BESIDE, 'including')).toBeUndefined();
  });
});
