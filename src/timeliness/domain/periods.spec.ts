import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day, fromDayNumber, toDayNumber } from '../../statute/calendar.js';
import { parsePeriod, PERIOD_KINDS, periodOf, periodsBetween, shifted, type PeriodKind } from './periods.js';

const span = (kind: PeriodKind, text: string): string => {
  const period = parsePeriod(kind, text);
  return period === undefined ? 'none' : `${period.from} to ${period.to}`;
};

const DAY = fc
  .integer({ min: toDayNumber(day('1990-01-01')), max: toDayNumber(day('2030-10-31')) })
  .map((number) => fromDayNumber(number));
const KIND = fc.constantFrom(...PERIOD_KINDS);
const PARTITION = fc.constantFrom(...PERIOD_KINDS.filter((kind) => kind !== 'rolling-12-months'));

describe('A period', () => {
  it.each<[PeriodKind, string, string]>([
    ['month', '2024-02', '2024-02-01 to 2024-02-29'],
    ['month', '2025-02', '2025-02-01 to 2025-02-28'],
    ['quarter', '2024-Q1', '2024-01-01 to 2024-03-31'],
    ['quarter', '2024-Q4', '2024-10-01 to 2024-12-31'],
    ['calendar-year', '2024', '2024-01-01 to 2024-12-31'],
    ['financial-year', '2024/25', '2024-04-01 to 2025-03-31'],
    ['financial-year', '1999/00', '1999-04-01 to 2000-03-31'],
    ['academic-year', '2024/25', '2024-09-01 to 2025-08-31'],
    ['rolling-12-months', '2025-02', '2024-03-01 to 2025-02-28'],
    ['rolling-12-months', '2024-12', '2024-01-01 to 2024-12-31'],
  ])('%s %s is %s', (kind, text, expected) => {
    expect(span(kind, text)).toBe(expected);
  });

  it.each<[PeriodKind, string]>([
    ['month', '2024-13'],
    ['month', '2024-00'],
    ['month', '2024'],
    ['month', '2024-3'],
    ['quarter', '2024-Q5'],
    ['quarter', '2024-q1'],
    ['calendar-year', '2024/25'],
    ['calendar-year', '24'],
    ['calendar-year', '1066'],
    ['calendar-year', '9999'],
    ['financial-year', '2024'],
    ['financial-year', '2024/26'],
    ['academic-year', '2024-25'],
    ['rolling-12-months', '2024'],
    ['rolling-12-months', ''],
  ])('%s is not written %s', (kind, text) => {
    expect(parsePeriod(kind, text)).toBeUndefined();
  });

  it.each<[PeriodKind, string, string]>([
    ['financial-year', '2024-03-31', '2023/24'],
    ['financial-year', '2024-04-01', '2024/25'],
    ['academic-year', '2024-08-31', '2023/24'],
    ['academic-year', '2024-09-01', '2024/25'],
    ['quarter', '2024-06-30', '2024-Q2'],
    ['rolling-12-months', '2024-02-29', '2024-02'],
  ])('of kind %s has the day %s in %s', (kind, date, label) => {
    expect(periodOf(kind, day(date)).label).toBe(label);
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(KIND, DAY, (kind, date) => {
        const period = periodOf(kind, date);
        expect(parsePeriod(kind, period.label)).toEqual(period);
      }),
    );
  });

  it('is followed by the next, and the other way round', () => {
    fc.assert(
      fc.property(KIND, DAY, fc.integer({ min: -20, max: 20 }), (kind, date, periods) => {
        const period = periodOf(kind, date);
        expect(shifted(shifted(period, periods), -periods)).toEqual(period);
        if (kind !== 'rolling-12-months') expect(shifted(period, 1).from).toBe(addDays(period.to, 1));
      }),
    );
  });
});

describe('The periods between two days', () => {
  it('cover every day once', () => {
    fc.assert(
      fc.property(PARTITION, DAY, fc.integer({ min: 0, max: 4000 }), (kind, from, length) => {
        const to = addDays(from, length);
        const periods = periodsBetween(kind, from, to);
        expect((periods[0]?.from ?? '') <= from).toBe(true);
        expect((periods.at(-1)?.to ?? '') >= to).toBe(true);
        periods.slice(1).forEach((period, index) => {
          expect(addDays(period.from, -1)).toBe(periods[index]?.to);
        });
        for (const period of periods) {
          expect(periodOf(kind, period.from)).toEqual(period);
          expect(periodOf(kind, period.to)).toEqual(period);
        }
      }),
    );
  });

  it('are as many rolling 12 months as there are months, each of 12 calendar months', () => {
    const periods = periodsBetween('rolling-12-months', day('2024-01-15'), day('2024-04-02'));
    expect(periods.map(({ label }) => label)).toEqual(['2024-01', '2024-02', '2024-03', '2024-04']);
    expect(periods.map(({ from }) => from)).toEqual(['2023-02-01', '2023-03-01', '2023-04-01', '2023-05-01']);
  });

  it('are none where the end is before the start', () => {
    expect(periodsBetween('month', day('2024-02-01'), day('2024-01-31'))).toEqual([]);
  });
});
