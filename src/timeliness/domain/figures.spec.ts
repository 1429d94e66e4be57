import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day } from '../../statute/calendar.js';
import { countedIn, figuresOf, percentOf, sharesOn, type Figures, type MonthCount, type Share } from './figures.js';
import { BASES, measureOf, MEASURES, TIMED_BANDS, type Measure } from './measures.js';
import { PERIOD_KINDS, periodsBetween, type PeriodKind } from './periods.js';

const [plans] = MEASURES.filter(({ id }) => id === 'plans-within-20-weeks') as [Measure];

const monthCounts: fc.Arbitrary<readonly MonthCount[]> = fc.array(
  fc.record({
    month: fc
      .tuple(fc.integer({ min: 2020, max: 2024 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, month]) => `${String(year)}-${String(month).padStart(2, '0')}`),
    basis: fc.constantFrom(...BASES),
    band: fc.constantFrom(...TIMED_BANDS),
    excepted: fc.boolean(),
    count: fc.integer({ min: 1, max: 500 }),
  }),
  { maxLength: 60 },
);

const NUMBERS = ['numerator', 'denominator', 'late', 'lateOverAYear', 'open', 'endedLate'] as const;

const numbers = (figures: Figures): readonly number[] =>
  [figures.issued, figures.due]
    .flatMap((both) => (both === undefined ? [] : [both.including, both.excluding]))
    .flatMap((share) => NUMBERS.map((name) => share[name]));

const added = (lists: readonly (readonly number[])[]): readonly number[] =>
  (lists[0] ?? []).map((_, place) => lists.reduce((total, list) => total + (list[place] ?? 0), 0));

describe('A share', () => {
  it('is given in percent to one decimal place, halves up, and not at all of nothing', () => {
    expect(percentOf(186, 465)).toBe(40);
    expect(percentOf(136, 314)).toBe(43.3);
    expect(percentOf(1, 16)).toBe(6.3);
    expect(percentOf(0, 7)).toBe(0);
    expect(percentOf(0, 0)).toBeNull();
  });

  it('has every case that counts in its denominator once', () => {
    fc.assert(
      fc.property(monthCounts, (counts) => {
        for (const basis of BASES) {
          const { including, excluding } = sharesOn(basis, counts);
          const parts = ({ numerator, late, lateOverAYear, open, endedLate }: Share): number =>
            numerator + late + lateOverAYear + open + endedLate;
          expect(parts(including)).toBe(including.denominator);
          expect(parts(excluding)).toBe(excluding.denominator);
          const excepted = sharesOn(
            basis,
            counts.filter((one) => one.excepted),
          ).including;
          expect(including.denominator).toBe(excluding.denominator + excepted.denominator);
        }
      }),
    );
  });
});

describe('The figures of periods', () => {
  it('add up to those of the whole, whatever the periods', () => {
    const partitions = fc.constantFrom(...PERIOD_KINDS.filter((kind) => kind !== 'rolling-12-months'));
    fc.assert(
      fc.property(monthCounts, partitions, (counts, kind) => {
        const periods = periodsBetween(kind, day('2020-01-01'), day('2024-12-31'));
        const each = countedIn(periods, counts).map((counted) => numbers(figuresOf(plans, counted)));
        expect(added(each)).toEqual(numbers(figuresOf(plans, counts)));
      }),
    );
  });

  it('of rolling 12 months that end in December are those of the calendar year', () => {
    fc.assert(
      fc.property(monthCounts, (counts) => {
        const figuresIn = (kind: PeriodKind): readonly Figures[] =>
          countedIn(periodsBetween(kind, day('2023-12-01'), day('2023-12-31')), counts).map((counted) =>
            figuresOf(plans, counted),
          );
        expect(figuresIn('rolling-12-months')).toEqual(figuresIn('calendar-year'));
      }),
    );
  });
});

describe('A measure', () => {
  it('has what its kind has: shares on the bases that it has, a count, or a count with parts', () => {
    const kinds = { count: ['count'], split: ['count', 'parts'], wait: [] };
    for (const measure of MEASURES) {
      const keys = Object.keys(figuresOf(measure, []));
      expect(keys).toEqual(measure.kind === 'share' ? [...measure.bases] : kinds[measure.kind]);
    }
  });

  it('has an id of its own', () => {
    expect(new Set(MEASURES.map(({ id }) => id)).size).toBe(MEASURES.length);
    expect(measureOf('plans')).toBeUndefined();
  });
});
