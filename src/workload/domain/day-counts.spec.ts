import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { percentile, sizeOf, together, type DayCounts } from './day-counts.js';

const countsOf = (days: readonly number[]): DayCounts => together(days.map((one) => new Map([[one, 1]])));
const someDays = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 });

describe('A percentile', () => {
  it('is the least number of days within which at least the share came', () => {
    const ten = countsOf([3, 10, 20, 30, 40, 41, 42, 43, 60, 90]);
    expect(percentile(ten, 0.5)).toBe(40);
    expect(percentile(ten, 0.9)).toBe(60);
    expect(percentile(ten, 0.91)).toBe(90);
    expect(percentile(countsOf([7]), 0.9)).toBe(7);
    expect(percentile(countsOf([7, 9, 50]), 0.5)).toBe(9);
  });

  it('is none of nothing', () => {
    expect(percentile(new Map(), 0.5)).toBeUndefined();
  });

  it('has at least the share at or below it, and less below it, and is one of them', () => {
    fc.assert(
      fc.property(someDays, fc.integer({ min: 1, max: 100 }), (days, percent) => {
        const found = percentile(countsOf(days), percent / 100) ?? -1;
        const within = days.filter((one) => one <= found).length;
        const below = days.filter((one) => one < found).length;
        expect(days).toContain(found);
        expect(within * 100).toBeGreaterThanOrEqual(days.length * percent);
        expect(below * 100).toBeLessThan(days.length * percent);
      }),
    );
  });

  it('of several counts together is that of all that was counted', () => {
    fc.assert(
      fc.property(someDays, someDays, (some, others) => {
        const both = together([countsOf(some), countsOf(others)]);
        expect(sizeOf(both)).toBe(some.length + others.length);
        expect(percentile(both, 0.5)).toBe(percentile(countsOf([...some, ...others]), 0.5));
      }),
    );
  });
});
