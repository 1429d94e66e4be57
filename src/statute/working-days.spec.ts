import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BANK_HOLIDAYS, BANK_HOLIDAY_YEARS } from './bank-holidays.js';
import { addDays, day, daysBetween, fromDayNumber, toDayNumber, weekday, type CalendarDate } from './calendar.js';
import {
  BankHolidaysNotKnown,
  isWorkingDay,
  workingDayBefore,
  workingDaysAfter,
  workingDaysBeginningWith,
} from './working-days.js';

const known = new Set<string>(BANK_HOLIDAYS.map(({ on }) => on));
const withinList = fc
  .integer({ min: toDayNumber(day('2014-01-03')), max: toDayNumber(day('2030-08-31')) })
  .map(fromDayNumber);
const numbers = fc.integer({ min: 1, max: 60 });

describe("England's bank holidays", () => {
  test('agree with the date-holidays package on every weekday from 2014 to 2030', async () => {
    // A large package, loaded by the one test that needs it.
    const { default: Holidays } = await import('date-holidays');
    const oracle = new Holidays('GB', 'ENG');
    const years = Array.from({ length: 17 }, (_, index) => BANK_HOLIDAY_YEARS.first + index);
    const expected = years
      .flatMap((year) => oracle.getHolidays(year))
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10))
      .filter((date) => weekday(day(date)) <= 5);

    expect(years.at(-1)).toBe(BANK_HOLIDAY_YEARS.last);
    expect([...known]).toEqual([...new Set(expected)]);
  });

  test.each([
    ['2020-05-08', 'Early May bank holiday', 'moved from 4 May for the 75th anniversary of VE Day'],
    ['2022-06-02', 'Spring bank holiday', 'moved from 30 May for the Platinum Jubilee'],
    ['2022-06-03', 'Platinum Jubilee bank holiday', 'one-off'],
    ['2022-09-19', 'Bank Holiday for the State Funeral of Queen Elizabeth II', 'one-off'],
    ['2023-05-08', 'Bank holiday for the coronation of King Charles III', 'one-off'],
    ['2021-12-28', 'Boxing Day', 'substitute day'],
  ])('%s is %s (%s)', (on, title, note) => {
    expect(BANK_HOLIDAYS).toContainEqual({ on, title, note });
  });

  test('an ordinary one has no note', () => {
    expect(BANK_HOLIDAYS).toContainEqual({ on: '2025-08-25', title: 'Summer bank holiday' });
  });

  test.each(['2020-05-04', '2020-06-05', '2022-05-30'])(
    '%s was an ordinary working day: the holiday had moved',
    (on) => {
      expect(isWorkingDay(day(on))).toBe(true);
    },
  );

  test('every title is one that GOV.UK uses', () => {
    expect([...new Set(BANK_HOLIDAYS.map(({ title }) => title))].sort()).toEqual([
      'Bank Holiday for the State Funeral of Queen Elizabeth II',
      'Bank holiday for the coronation of King Charles III',
      'Boxing Day',
      'Christmas Day',
      'Early May bank holiday',
      'Easter Monday',
      'Good Friday',
      "New Year's Day",
      'Platinum Jubilee bank holiday',
      'Spring bank holiday',
      'Summer bank holiday',
    ]);
  });
});

describe('working days', () => {
  test.each([
    ['2025-08-28', 15, '2025-09-17'],
    ['2025-08-22', 2, '2025-08-26'],
    ['2025-08-23', 1, '2025-08-26'],
    ['2025-12-24', 2, '2025-12-29'],
  ])('beginning with %s the last of %i is %s', (from, number, last) => {
    expect(workingDaysBeginningWith(day(from), number)).toBe(last);
  });

  test.each([
    ['2025-08-22', 1, '2025-08-26'],
    ['2025-08-22', 3, '2025-08-28'],
    ['2025-12-24', 3, '2025-12-31'],
    ['2025-12-24', 5, '2026-01-05'],
  ])('after %s the last of %i is %s', (from, number, last) => {
    expect(workingDaysAfter(day(from), number)).toBe(last);
  });

  test('the working day before a bank holiday weekend', () => {
    expect(workingDayBefore(day('2025-08-26'))).toBe('2025-08-22');
  });

  test('no result is a weekend or a bank holiday', () => {
    fc.assert(
      fc.property(withinList, numbers, (from, number) => {
        for (const result of [
          workingDaysAfter(from, number),
          workingDaysBeginningWith(from, number),
          workingDayBefore(from),
        ]) {
          expect(weekday(result)).toBeLessThanOrEqual(5);
          expect(known.has(result)).toBe(false);
        }
      }),
    );
  });

  test('so many working days are counted, and no fewer', () => {
    fc.assert(
      fc.property(withinList, numbers, (from, number) => {
        const last = workingDaysAfter(from, number);
        const after = Array.from({ length: daysBetween(from, last) }, (_, index) => addDays(from, index + 1));

        expect(after.filter(isWorkingDay)).toHaveLength(number);
      }),
    );
  });

  test.each<[string, CalendarDate]>([
    ['2031', day('2031-01-02')],
    ['2013', day('2013-12-31')],
  ])('the bank holidays of %s are not known, and a guess would be a wrong date', (year, date) => {
    const count = () => isWorkingDay(date);

    expect(count).toThrow(BankHolidaysNotKnown);
    expect(count).toThrow(`The bank holidays of ${year} are not known: the list covers 2014 to 2030`);
    expect(new BankHolidaysNotKnown(date)).toMatchObject({ name: 'BankHolidaysNotKnown', on: date });
  });

  test('the first and the last day of the list are known', () => {
    expect(isWorkingDay(day('2014-01-01'))).toBe(false);
    expect(isWorkingDay(day('2030-12-31'))).toBe(true);
  });
});
