import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quarterOf, quartilesOf } from './quartiles.js';

describe('Quartiles', () => {
  it.each([
    [[1, 2, 3, 4], { lower: 1.5, median: 2.5, upper: 3.5, authorities: 4 }],
    [[5, 1, 3, 2, 4], { lower: 1.5, median: 3, upper: 4.5, authorities: 5 }],
    [[1, 2, 3, 4, 5, 6], { lower: 2, median: 3.5, upper: 5, authorities: 6 }],
    [[7, 1, 2, 3, 4, 5, 6], { lower: 2, median: 4, upper: 6, authorities: 7 }],
    [[10, 10, 10, 10], { lower: 10, median: 10, upper: 10, authorities: 4 }],
  ])('of %j are the median and the medians of both halves', (figures, quartiles) => {
    expect(quartilesOf(figures)).toEqual(quartiles);
  });

  it('of fewer than four authorities mean nothing', () => {
    expect(quartilesOf([1, 2, 3])).toBeUndefined();
  });

  it('do not hang on the order, and leave at most a quarter below and above', () => {
    const shares = fc.array(
      fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
      { minLength: 4, maxLength: 200 },
    );
    fc.assert(
      fc.property(shares, (figures) => {
        const marks = quartilesOf(figures);
        if (marks === undefined) throw new Error('There are enough figures.');
        expect(quartilesOf(figures.toReversed())).toEqual(marks);
        expect(marks.lower).toBeLessThanOrEqual(marks.median);
        expect(marks.median).toBeLessThanOrEqual(marks.upper);
        const quarters = figures.map((figure) => quarterOf(figure, marks));
        expect(quarters.filter((quarter) => quarter === 1).length).toBeLessThanOrEqual(figures.length / 4);
        expect(figures.filter((figure) => figure > marks.upper).length).toBeLessThanOrEqual(figures.length / 4);
      }),
    );
  });
});

describe('The quarter that a figure is in', () => {
  const marks = { lower: 20, median: 50, upper: 80 };
  it.each([
    [19.9, 1],
    [20, 2],
    [49.9, 2],
    [50, 3],
    [79.9, 3],
    [80, 4],
  ])('of %p is %p', (figure, quarter) => {
    expect(quarterOf(figure, marks)).toBe(quarter);
  });
});
