import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day, type CalendarDate } from '../../statute/calendar.js';
import { figuresOf, type MonthCount } from './figures.js';
import { measureOf, type Band, type Measure } from './measures.js';
import { hiddenCuts, protectedCut, type CutLine } from './protected-cuts.js';
import { HIDDEN, protectedFigures, safeguardOf, showsOpen } from './protected.js';

function measure(id: string): Measure {
  const found = measureOf(id);
  if (found === undefined) throw new Error(id);
  return found;
}

const PLANS = measure('plans-within-20-weeks');
const OVER_A_YEAR = measure('plans-over-a-year');
const OUTCOMES = measure('review-outcomes');
const REQUESTS = measure('requests-received');

const count = (month: string, band: Band, number: number, excepted = false): MonthCount => ({
  month,
  basis: 'issued',
  band,
  excepted,
  count: number,
});

const YEAR = { from: '2024-01', to: '2024-12' };

/** The figures of some months by what is on record, also as at a past day. */
const shown = (of: Measure, counts: readonly MonthCount[], months = YEAR, past?: CalendarDate) =>
  protectedFigures(
    of,
    figuresOf(
      of,
      counts.filter(({ month }) => month >= months.from && month <= months.to),
    ),
    months,
    { safeguards: [safeguardOf(counts)], past },
  );

describe('The figures that are published', () => {
  it('are exact where no number is small', () => {
    const counts = [count('2024-03', 'in-time', 30), count('2024-03', 'late', 20)];
    const { issued } = shown(PLANS, counts);
    expect(issued?.including).toMatchObject({ numerator: 30, denominator: 50, percent: 60, late: 20 });
  });

  it('hide a share with its numerator, where those who were late are few', () => {
    const counts = [count('2024-03', 'in-time', 30), count('2024-03', 'late', 2)];
    const { issued } = shown(PLANS, counts);
    expect(issued?.including).toMatchObject({ numerator: HIDDEN, denominator: 32, percent: HIDDEN, late: HIDDEN });
  });

  it('hide the few of a measure that counts what another measure has as late', () => {
    const counts = [count('2024-03', 'in-time', 30), count('2024-03', 'late-over-a-year', 3)];
    expect(shown(OVER_A_YEAR, counts).issued?.including).toMatchObject({ numerator: HIDDEN, percent: HIDDEN });
  });

  it('hide the parts of a split, and keep its sum', () => {
    const counts = [count('2024-03', 'maintain', 40), count('2024-03', 'amend', 9), count('2024-03', 'cease', 2)];
    const { count: all, parts } = shown(OUTCOMES, counts);
    expect(all).toBe(51);
    expect(parts?.map((part) => [part.id, part.count, part.percent])).toEqual([
      ['maintain', 40, 78.4],
      ['amend', HIDDEN, HIDDEN],
      ['cease', HIDDEN, HIDDEN],
    ]);
  });

  it('hide a small count', () => {
    expect(shown(REQUESTS, [count('2024-03', 'counted', 4)]).count).toBe(HIDDEN);
    expect(shown(REQUESTS, [count('2024-03', 'counted', 5)]).count).toBe(5);
    expect(shown(REQUESTS, []).count).toBe(0);
  });

  describe('as at a past day', () => {
    const onBoth = (month: string, band: Band, number: number): readonly MonthCount[] => [
      count(month, band, number),
      { ...count(month, band, number), basis: 'due' },
    ];
    const counts = [
      ...onBoth('2024-01', 'in-time', 30),
      ...onBoth('2024-01', 'late', 20),
      ...onBoth('2024-02', 'in-time', 30),
    ];
    const asAt = (past: string, months = YEAR) => {
      const { issued, due } = shown(PLANS, counts, months, day(past));
      return [issued?.including.numerator, due?.including.numerator, due?.including.late];
    };

    it('hide the numbers of a month that the day cuts through, with which successive days could be set off', () => {
      expect(asAt('2024-02-13')).toEqual([HIDDEN, HIDDEN, HIDDEN]);
      expect(asAt('2024-02-13', { from: '2024-01', to: '2024-01' })).toEqual([30, 30, HIDDEN]);
    });

    it('count the last day of a month when it is over: at its end for work done, the day after for limits', () => {
      expect(asAt('2024-02-29')).toEqual([60, HIDDEN, HIDDEN]);
      expect(asAt('2024-03-01')).toEqual([HIDDEN, 60, HIDDEN]);
      expect(asAt('2024-02-29', { from: '2024-01', to: '2024-01' })).toEqual([30, 30, 20]);
    });

    it('hide a year as at the end of a month where that would leave few of its months', () => {
      const few = [count('2024-01', 'in-time', 9), count('2024-02', 'in-time', 3), count('2024-03', 'in-time', 9)];
      const asAtEnd = (past: string) => shown(PLANS, few, YEAR, day(past)).issued?.including.numerator;
      expect(['2024-01-31', '2024-02-29', '2024-03-31'].map(asAtEnd)).toEqual([HIDDEN, 21, 21]);
    });
  });

  describe('of those who wait', () => {
    const WAIT = measure('late-plans-waiting');
    const waiting = (of: number) => ({
      wait: {
        on: day('2024-03-31'),
        waiting: of,
        longestDays: of === 0 ? null : 200,
        medianDays: of === 0 ? null : 20,
      },
    });
    const due = (month: string, band: Band, number: number): MonthCount => ({
      ...count(month, band, number),
      basis: 'due',
    });
    const HIDDEN_WAIT = { on: '2024-03-31', waiting: HIDDEN, longestDays: HIDDEN, medianDays: HIDDEN };
    const shownWait = (of: number, isWaitPublished?: boolean) =>
      protectedFigures(WAIT, waiting(of), YEAR, { safeguards: [safeguardOf([])], isWaitPublished }).wait;

    it('hide how long few cases wait', () => {
      expect(shownWait(3)).toEqual(HIDDEN_WAIT);
      expect(shownWait(12)).toEqual(waiting(12).wait);
      expect(shownWait(0)).toEqual(waiting(0).wait);
    });

    it('hide how many wait where the open cases of a year are few, which the other years would leave', () => {
      const other = [due('2023-05', 'open', 20), due('2024-05', 'late', 30)];
      expect(showsOpen([safeguardOf([...other, due('2024-06', 'open', 9)])])).toBe(true);
      const isPublished = showsOpen([safeguardOf([...other, due('2024-06', 'open', 2)])]);
      expect(isPublished).toBe(false);
      expect(shownWait(22, isPublished)).toEqual(HIDDEN_WAIT);
    });
  });

  it('never show a number of 1 to 4, of whichever months and in whichever field', () => {
    const months = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-11', '2025-02'];
    const some = fc.array(
      fc.record({
        month: fc.constantFrom(...months),
        basis: fc.constantFrom('issued' as const, 'due' as const),
        band: fc.constantFrom<Band>('in-time', 'late', 'late-over-a-year'),
        excepted: fc.boolean(),
        count: fc.nat(9),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(some, fc.constantFrom(...months), fc.constantFrom(...months), (counts, one, other) => {
        const span = one < other ? { from: one, to: other } : { from: other, to: one };
        const { issued, due } = shown(PLANS, counts, span);
        for (const share of [issued?.including, issued?.excluding, due?.including, due?.excluding]) {
          for (const [field, value] of Object.entries(share ?? {})) {
            if (field === 'percent') continue;
            expect(value === HIDDEN || value === 0 || Number(value) >= 5).toBe(true);
          }
          if (share?.numerator === HIDDEN || share?.denominator === HIDDEN) {
            expect([HIDDEN, null]).toContain(share.percent);
          }
        }
      }),
    );
  });
});

describe('The figures by need, area and the like', () => {
  const whole = [count('2024-03', 'in-time', 43), count('2024-03', 'late', 27)];
  const line = (value: string, inTime: number, late: number): CutLine => ({
    value,
    periods: [figuresOf(PLANS, [count('2024-03', 'in-time', inTime), count('2024-03', 'late', late)])],
  });
  const LINES = [line('autism', 20, 12), line('speech', 16, 9), line('hearing', 5, 5), line('vision', 2, 1)];
  const hiddenBy = (by: 'calendar-year' | 'month') => hiddenCuts(PLANS, by, [shown(PLANS, whole)], LINES);

  it('hide a line with few, together with another', () => {
    const [hidden] = hiddenBy('calendar-year');
    expect(hidden?.issued).toEqual(new Set(['vision', 'hearing']));
    const [vision, autism] = [LINES[3], LINES[0]].map((one) =>
      protectedCut(one?.periods[0] ?? {}, one?.value ?? '', [hidden]),
    );
    expect(vision?.issued?.including).toMatchObject({ numerator: HIDDEN, denominator: HIDDEN, percent: HIDDEN });
    expect(autism?.issued?.including).toMatchObject({ numerator: 20, denominator: 32, percent: 62.5, late: HIDDEN });
  });

  it('are hidden for shorter periods than calendar years', () => {
    const [hidden] = hiddenBy('month');
    expect(hidden?.issued.size).toBe(4);
  });

  it('are hidden where the figures of all are', () => {
    const few = [count('2024-03', 'in-time', 2)];
    const lines: CutLine[] = [{ value: 'autism', periods: [figuresOf(PLANS, few)] }];
    expect(hiddenCuts(PLANS, 'calendar-year', [shown(PLANS, few)], lines)[0]?.issued).toEqual(new Set(['autism']));
  });

  it('are hidden where a measure counts the cases of others, whose lines could be set off against them', () => {
    const [hidden] = hiddenCuts(OVER_A_YEAR, 'calendar-year', [shown(OVER_A_YEAR, whole)], LINES);
    expect(hidden?.issued.size).toBe(4);
  });
});
