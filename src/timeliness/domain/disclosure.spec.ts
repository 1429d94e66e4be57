import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Disclosure, hiddenLines, LEAST_PUBLISHED, type Line, type MonthBand, type Wanted } from './disclosure.js';

const cell = (month: string, band: string, count: number, excepted = false): MonthBand => ({
  month,
  band,
  excepted,
  count,
});

const year = (of: string, bands?: readonly string[]): Wanted => ({
  from: `${of}-01`,
  to: `${of}-12`,
  ...(bands === undefined ? {} : { bands }),
});

const month = (of: string, bands?: readonly string[]): Wanted => ({
  from: of,
  to: of,
  ...(bands === undefined ? {} : { bands }),
});

describe('what is published of a measure', () => {
  it('is everything where every count is 0 or at least 5', () => {
    const disclosure = Disclosure.of([cell('2024-01', 'in-time', 5), cell('2024-02', 'in-time', 12)], 'in-time');
    expect(disclosure.shows(month('2024-01'))).toBe(true);
    expect(disclosure.shows(month('2024-02'))).toBe(true);
    expect(disclosure.shows(month('2024-03'))).toBe(true);
  });

  it('hides a month with 4 cases together with the nearest month, and keeps the quarter', () => {
    const disclosure = Disclosure.of(
      [cell('2024-01', 'in-time', 4), cell('2024-02', 'in-time', 9), cell('2024-03', 'in-time', 7)],
      'in-time',
    );
    expect(disclosure.shows(month('2024-01'))).toBe(false);
    expect(disclosure.shows(month('2024-03'))).toBe(false);
    expect(disclosure.shows(month('2024-02'))).toBe(true);
    expect(disclosure.shows({ from: '2024-01', to: '2024-03' })).toBe(true);
  });

  it('hides sums of which a hidden month could be worked out: 12 months to February and to March', () => {
    const disclosure = Disclosure.of(
      [cell('2023-06', 'in-time', 20), cell('2024-02', 'in-time', 9), cell('2024-03', 'in-time', 3)],
      'in-time',
    );
    expect(disclosure.shows({ from: '2023-03', to: '2024-02' })).toBe(false);
    expect(disclosure.shows({ from: '2023-04', to: '2024-03' })).toBe(true);
  });

  it('hides few late cases of a year with another band, and keeps those in time and all', () => {
    const disclosure = Disclosure.of(
      [cell('2024-05', 'in-time', 40), cell('2024-05', 'late', 12), cell('2024-06', 'late-over-a-year', 2)],
      'in-time',
    );
    expect(disclosure.shows(year('2024', ['late-over-a-year']))).toBe(false);
    expect(disclosure.shows(year('2024', ['late']))).toBe(false);
    expect(disclosure.shows(year('2024', ['late', 'late-over-a-year']))).toBe(true);
    expect(disclosure.shows(year('2024', ['in-time']))).toBe(true);
    expect(disclosure.shows(year('2024'))).toBe(true);
  });

  it('hides those in time too where all the others of a year are few', () => {
    const disclosure = Disclosure.of([cell('2024-05', 'in-time', 40), cell('2024-05', 'late', 2)], 'in-time');
    expect(disclosure.shows(year('2024', ['in-time']))).toBe(false);
    expect(disclosure.shows(year('2024'))).toBe(true);
  });

  it('hides a year in which fewer than 5 cases count, and every sum with it', () => {
    const disclosure = Disclosure.of([cell('2023-05', 'in-time', 3), cell('2024-05', 'in-time', 40)], 'in-time');
    expect(disclosure.shows(year('2023'))).toBe(false);
    expect(disclosure.shows(year('2024'))).toBe(true);
    expect(disclosure.shows({ from: '2023-01', to: '2024-12' })).toBe(false);
  });

  it('hides a count of which fewer than 5 are left without those that an exception excuses', () => {
    const disclosure = Disclosure.of(
      [cell('2024-01', 'in-time', 4), cell('2024-01', 'in-time', 3, true), cell('2024-02', 'in-time', 9)],
      'in-time',
    );
    expect(disclosure.shows(month('2024-01'))).toBe(false);
    expect(disclosure.shows(year('2024'))).toBe(true);
  });

  it('hides the sum of a month where another measure counts the same cases and hides a part of that month', () => {
    const outcomes = Disclosure.of([
      cell('2025-02', 'amend', 173),
      cell('2025-02', 'cease', 1),
      cell('2025-03', 'amend', 187),
      cell('2025-03', 'cease', 4),
    ]);
    const decisions = Disclosure.of([cell('2025-02', 'in-time', 174), cell('2025-03', 'in-time', 191)]);
    const beside = decisions.beside([outcomes]);
    expect(decisions.shows(month('2025-02'))).toBe(true);
    expect(beside.shows(month('2025-02'))).toBe(false);
    expect(beside.shows(month('2025-02', ['late']))).toBe(false);
    expect(beside.shows({ from: '2025-01', to: '2025-03' })).toBe(true);
    expect(outcomes.beside([decisions]).shows(month('2025-02', ['amend']))).toBe(false);
  });

  it('keeps the sum of a month where a small count is to be hidden with another band of that month first', () => {
    const counts = [
      cell('2025-04', 'in-time', 38),
      cell('2025-04', 'late', 2),
      cell('2025-04', 'late-over-a-year', 333),
    ];
    const disclosure = Disclosure.of([...counts, cell('2025-05', 'late', 9)], 'in-time', 'band');
    expect(disclosure.shows(month('2025-04'))).toBe(true);
    expect(disclosure.shows(month('2025-04', ['in-time']))).toBe(true);
    expect(disclosure.shows(month('2025-04', ['late']))).toBe(false);
    expect(disclosure.shows(year('2025', ['late-over-a-year']))).toBe(false);
    expect(disclosure.shows(month('2025-05', ['late']))).toBe(true);
  });

  it('hides within the parts of a year that financial and academic years are made of', () => {
    const disclosure = Disclosure.of(
      [cell('2024-03', 'in-time', 9), cell('2024-04', 'in-time', 3), cell('2024-08', 'in-time', 9)],
      'in-time',
    );
    expect(disclosure.shows({ from: '2023-04', to: '2024-03' })).toBe(true);
    expect(disclosure.shows({ from: '2024-04', to: '2025-03' })).toBe(true);
  });
});

const BANDS = ['in-time', 'late', 'late-over-a-year'] as const;

const monthsFrom = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const at = 10 + index;
    return `${String(2023 + Math.floor(at / 12))}-${String((at % 12) + 1).padStart(2, '0')}`;
  });

/** Every number that a page can ask for: any months that follow each other, any bands together. */
function everyNumber(months: readonly string[], bands: readonly string[]): readonly Wanted[] {
  const sets = Array.from({ length: 2 ** bands.length - 1 }, (_, set) =>
    bands.filter((_band, index) => ((set + 1) >> index) % 2 === 1),
  );
  return months.flatMap((from, first) =>
    months.slice(first).flatMap((to) => sets.map((chosen) => ({ from, to, bands: chosen }))),
  );
}

const isIn = ({ from, to, bands }: Wanted, one: MonthBand): boolean =>
  one.month >= from && one.month <= to && bands?.includes(one.band) !== false;

const valueOf = (wanted: Wanted, counts: readonly MonthBand[]): number =>
  counts.reduce((sum, one) => (isIn(wanted, one) ? sum + one.count : sum), 0);

/** Whether a row is a sum of multiples of others: by elimination. */
class Span {
  readonly #rows: { readonly pivot: number; readonly row: readonly number[] }[] = [];

  #reduced(row: readonly number[]): readonly number[] {
    return this.#rows.reduce((left, { pivot, row: other }) => {
      const factor = (left[pivot] ?? 0) / (other[pivot] ?? 1);
      return factor === 0 ? left : left.map((value, index) => value - factor * (other[index] ?? 0));
    }, row);
  }

  add(row: readonly number[]): void {
    const left = this.#reduced(row);
    const pivot = left.findIndex((value) => Math.abs(value) > 1e-9);
    if (pivot >= 0) this.#rows.push({ pivot, row: left });
  }

  holds(row: readonly number[]): boolean {
    return this.#reduced(row).every((value) => Math.abs(value) < 1e-9);
  }
}

const someCounts = (months: readonly string[], bands: readonly string[], most: number): fc.Arbitrary<MonthBand[]> =>
  fc
    .array(fc.nat({ max: most }), { minLength: months.length * bands.length, maxLength: months.length * bands.length })
    .map((values) =>
      months.flatMap((one, at) => bands.map((band, index) => cell(one, band, values[at * bands.length + index] ?? 0))),
    );

describe('what is hidden', () => {
  it('is every number of 1 to 4, and nothing that is published adds up to a hidden number', () => {
    const months = monthsFrom(8);
    fc.assert(
      fc.property(someCounts(months, BANDS, 9), fc.constantFrom('month', 'band'), (counts, first) => {
        const disclosure = Disclosure.of(counts, 'in-time', first);
        const wanted = everyNumber(months, BANDS);
        const published = new Span();
        // Nobody is in a cell of 0, and everybody may know it.
        const rowOf = (one: Wanted): readonly number[] =>
          counts.map((count) => (count.count > 0 && isIn(one, count) ? 1 : 0));
        for (const one of wanted) if (disclosure.shows(one)) published.add(rowOf(one));
        for (const one of wanted) {
          const value = valueOf(one, counts);
          if (value > 0 && value < LEAST_PUBLISHED) expect(disclosure.shows(one)).toBe(false);
          if (!disclosure.shows(one)) expect(published.holds(rowOf(one))).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('could each be another number, whatever else is published, were it only for counts of nobody or more', () => {
    const months = monthsFrom(3);
    const bands = ['in-time', 'late'];
    fc.assert(
      fc.property(someCounts(months, bands, 6), (counts) => {
        const disclosure = Disclosure.of(counts, 'in-time');
        const wanted = everyNumber(months, bands);
        const shown = wanted.filter((one) => disclosure.shows(one));
        const hidden = wanted.filter((one) => !disclosure.shows(one));
        const found = new Map(hidden.map((one) => [one, new Set<number>()]));
        for (const other of everyOther(counts, shown)) {
          for (const one of hidden) found.get(one)?.add(valueOf(one, other));
        }
        for (const values of found.values()) expect(values.size).toBeGreaterThan(1);
      }),
      { numRuns: 40 },
    );
  });

  it('is hidden also where another measure counts the same cases, parted otherwise', () => {
    const months = monthsFrom(4);
    const bands = ['in-time', 'late'];
    const both = bands.flatMap((one) => bands.map((other) => `${one}/${other}`));
    const parted = (counts: readonly MonthBand[], place: number): MonthBand[] =>
      counts.map((count) => ({ ...count, band: count.band.split('/')[place] ?? '' }));
    fc.assert(
      fc.property(someCounts(months, both, 9), (counts) => {
        const sides = [0, 1].map((place) => parted(counts, place));
        const alone = sides.map((side) => Disclosure.of(side, 'in-time'));
        const wanted = everyNumber(months, bands);
        const shown = alone.flatMap((disclosure, place) => {
          const others = alone.filter((other) => other !== disclosure);
          const side = sides[place] ?? [];
          return wanted.filter((one) => disclosure.beside(others).shows(one)).map((one) => ({ one, side }));
        });
        const nobody = shown.filter(({ one, side }) => valueOf(one, side) === 0);
        const isUnknown = counts.map((_, at) => !nobody.some(({ one, side }) => side[at] && isIn(one, side[at])));
        const rowOf = (one: Wanted, side: readonly MonthBand[]): readonly number[] =>
          side.map((count, at) => (isUnknown[at] === true && isIn(one, count) ? 1 : 0));
        const published = new Span();
        for (const { one, side } of shown) published.add(rowOf(one, side));
        alone.forEach((disclosure, place) => {
          const side = sides[place] ?? [];
          for (const one of wanted) if (!disclosure.shows(one)) expect(published.holds(rowOf(one, side))).toBe(false);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('leaves every year whole in which at least 5 cases count', () => {
    const months = monthsFrom(14);
    fc.assert(
      fc.property(someCounts(months, BANDS, 4), (counts) => {
        const disclosure = Disclosure.of(counts, 'in-time');
        const all = valueOf(year('2024'), counts);
        expect(disclosure.shows(year('2024'))).toBe(all === 0 || all >= LEAST_PUBLISHED);
      }),
    );
  });
});

/** Every set of counts up to 12 that has the published numbers; counts of nobody stay so. */
function* everyOther(counts: readonly MonthBand[], shown: readonly Wanted[]): Generator<readonly MonthBand[]> {
  const sums = shown.map((one) => ({ one, value: valueOf(one, counts) }));
  const unknown = counts.filter(({ count }) => count > 0);
  function* from(index: number, chosen: readonly MonthBand[]): Generator<readonly MonthBand[]> {
    const isPossible = sums.every(({ one, value }) => {
      const sum = valueOf(one, chosen);
      const isDecided = unknown.slice(index).every((left) => !isIn(one, left));
      return isDecided ? sum === value : sum <= value;
    });
    if (!isPossible) return;
    const next = unknown[index];
    if (next === undefined) {
      yield chosen;
      return;
    }
    for (let count = 0; count <= 12; count += 1) yield* from(index + 1, [...chosen, { ...next, count }]);
  }
  yield* from(0, []);
}

const line = (value: string, ...counts: readonly number[]): Line => ({ value, counts });

describe('the lines of a table with a published sum', () => {
  it('are all shown where each count is 0 or at least 5', () => {
    expect(hiddenLines([line('autism', 9, 5), line('speech', 0, 7)], true)).toEqual(new Set());
  });

  it('are hidden where a count is small, with the smallest of the others', () => {
    const lines = [line('autism', 3, 20), line('speech', 12, 12), line('hearing', 6, 5), line('vision', 0, 0)];
    expect(hiddenLines(lines, true)).toEqual(new Set(['autism', 'hearing']));
  });

  it('are all hidden where the sum is', () => {
    expect(hiddenLines([line('autism', 9, 5), line('speech', 7, 7)], false)).toEqual(new Set(['autism', 'speech']));
  });

  it('never leave a rest of 1 to 4, nor a single line as the rest', () => {
    const lines = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.nat(12), fc.nat(12)), {
      selector: ([value]) => value,
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(lines, (made) => {
        const all = made.map(([value, ...counts]) => line(value, ...counts));
        const sums = [0, 1].map((column) => all.reduce((sum, { counts }) => sum + (counts[column] ?? 0), 0));
        fc.pre(sums.every((sum) => sum === 0 || sum >= LEAST_PUBLISHED));
        const hidden = hiddenLines(all, true);
        for (const { value, counts } of all) {
          if (counts.some((count) => count > 0 && count < LEAST_PUBLISHED)) expect(hidden.has(value)).toBe(true);
        }
        if (hidden.size === 0) return;
        expect(hidden.size).toBeGreaterThan(1);
        for (const [column, sum] of sums.entries()) {
          const shown = all.filter(({ value }) => !hidden.has(value)).map(({ counts }) => counts[column] ?? 0);
          const rest = sum - shown.reduce((left, count) => left + count, 0);
          expect(rest === 0 || rest >= LEAST_PUBLISHED).toBe(true);
        }
      }),
    );
  });
});
