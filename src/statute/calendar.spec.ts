import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';
import {
  addDays,
  addMonths,
  addWeeks,
  day,
  dayInLondon,
  dayOfMonth,
  daysBetween,
  FIRST_DAY,
  fromDayNumber,
  LAST_DAY,
  lastInstantOf,
  latest,
  longDate,
  NotADate,
  parseCalendarDate,
  toDayNumber,
  weekday,
  weekdayDate,
  yearOf,
} from './calendar.js';

const dates = fc.integer({ min: 0, max: toDayNumber(LAST_DAY) }).map(fromDayNumber);

describe('reading a calendar date', () => {
  test.each(['2024-02-29', '2025-01-01', '1970-01-01', '2099-12-31'])('%s is a date', (text) => {
    expect(parseCalendarDate(text)).toBe(text);
  });

  test.each([
    ['2025-02-31', 'February 2025 has 28 days'],
    ['2024-02-30', 'February 2024 has 29 days'],
    ['2025-04-31', 'April 2025 has 30 days'],
    ['2025-01-00', 'January 2025 has 31 days'],
    ['2025-13-01', 'there is no month 13'],
    ['2025-12-32', 'December 2025 has 31 days'],
    ['2025-01-32', 'January 2025 has 31 days'],
    ['2025-00-10', 'there is no month 00'],
    ['2025-2-3', 'a day is written YYYY-MM-DD'],
    ['x2025-02-03', 'a day is written YYYY-MM-DD'],
    ['2025-02-03T10:00:00Z', 'a day is written YYYY-MM-DD'],
    ['3 February 2025', 'a day is written YYYY-MM-DD'],
    ['', 'a day is written YYYY-MM-DD'],
    ['1969-12-31', 'the year must be from 1970 to 2099'],
    ['2100-01-01', 'the year must be from 1970 to 2099'],
  ])('%s is refused: %s', (text, reason) => {
    const refusal = () => parseCalendarDate(text);

    expect(refusal).toThrow(NotADate);
    expect(refusal).toThrow(`${text} is not a date: ${reason}`);
    expect(new NotADate(text, reason)).toMatchObject({ name: 'NotADate', text, reason });
  });

  test('every day of the calendar is read, and no other text of the form', () => {
    fc.assert(
      fc.property(fc.nat(2200), fc.nat(14), fc.nat(33), (year, month, date) => {
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
        const exists =
          DateTime.fromObject({ year, month, day: date }, { zone: 'utc' }).isValid && month > 0 && date > 0;
        const accepted = exists && year >= 1970 && year <= 2099;
        if (accepted) expect(day(text)).toBe(text);
        else expect(() => day(text)).toThrow(NotADate);
      }),
    );
  });
});

describe('days, weeks and months', () => {
  test('a day number counts from 1 January 1970', () => {
    expect(toDayNumber(FIRST_DAY)).toBe(0);
    expect(toDayNumber(day('2024-09-02'))).toBe(19_968);
    expect(fromDayNumber(19_968)).toBe('2024-09-02');
    expect(fromDayNumber(toDayNumber(LAST_DAY))).toBe(LAST_DAY);
  });

  test('every day has its own number, in order and without a gap', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(fromDayNumber(toDayNumber(date))).toBe(date);
        const after = DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toISODate();
        if (date !== LAST_DAY) expect(addDays(date, 1)).toBe(after);
      }),
    );
  });

  test.each([-1, toDayNumber(LAST_DAY) + 1])(
    'day number %i is outside the calendar that the tracker counts',
    (number) => {
      expect(() => fromDayNumber(number)).toThrow(RangeError);
      expect(() => fromDayNumber(number)).toThrow('The tracker counts days from 1970-01-01 to 2099-12-31 only');
    },
  );

  test('weeks keep the weekday, days between undoes adding days', () => {
    fc.assert(
      fc.property(
        dates.filter((date) => date > '1990' && date < '2080'),
        fc.integer({ min: -500, max: 500 }),
        (date, number) => {
          expect(weekday(addWeeks(date, number))).toBe(weekday(date));
          expect(daysBetween(date, addDays(date, number))).toBe(number);
        },
      ),
    );
  });

  test.each([
    ['2024-12-31', 2, '2025-02-28'],
    ['2023-12-31', 2, '2024-02-29'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2025-01-30', 1, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-09-01', -5, '2026-04-01'],
    ['2025-07-31', -5, '2025-02-28'],
    ['2025-03-10', 1, '2025-04-10'],
  ])('%s and %i months is %s: the corresponding date, or the last day of a shorter month', (from, months, to) => {
    expect(addMonths(day(from), months)).toBe(to);
    expect(addMonths(day(from), months)).toBe(to);
  });

  test('months agree with the calendar library on every day', () => {
    const months = fc.integer({ min: -24, max: 24 });
    fc.assert(
      fc.property(
        dates.filter((date) => date > '1990' && date < '2080'),
        months,
        (date, number) => {
          expect(addMonths(date, number)).toBe(
            DateTime.fromISO(date, { zone: 'utc' }).plus({ months: number }).toISODate(),
          );
        },
      ),
    );
  });

  test('a weekday is 1 for Monday to 7 for Sunday', () => {
    const week = ['2024-09-02', '2024-09-03', '2024-09-04', '2024-09-05', '2024-09-06', '2024-09-07', '2024-09-08'];

    expect(week.map((date) => weekday(day(date)))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    fc.assert(
      fc.property(dates, (date) => {
        expect(weekday(date)).toBe(DateTime.fromISO(date, { zone: 'utc' }).weekday);
      }),
    );
  });

  test('parts of a date', () => {
    expect(dayOfMonth(day('2024-09-02'))).toBe(2);
    expect(dayOfMonth(day('2024-09-30'))).toBe(30);
    expect(yearOf(day('2024-09-30'))).toBe(2024);
    expect(latest(day('2024-09-02'), day('2024-09-03'))).toBe('2024-09-03');
    expect(latest(day('2024-09-03'), day('2024-09-02'))).toBe('2024-09-03');
  });
});

describe('a date as people read it', () => {
  test('without and with its weekday', () => {
    expect(longDate(day('2024-09-02'))).toBe('2 September 2024');
    expect(weekdayDate(day('2024-09-02'))).toBe('Monday 2 September 2024');
    expect(longDate(day('2025-03-30'))).toBe('30 March 2025');
    expect(longDate(FIRST_DAY)).toBe('1 January 1970');
    expect(weekdayDate(FIRST_DAY)).toBe('Thursday 1 January 1970');
  });

  test('in English, whatever the language of the machine', () => {
    Settings.defaultLocale = 'fr';

    expect(longDate(day('2031-08-05'))).toBe('5 August 2031');
    expect(weekdayDate(day('2031-08-05'))).toBe('Tuesday 5 August 2031');
    expect(() => day('2031-02-30')).toThrow('February 2031 has 28 days');
    Settings.defaultLocale = 'en';
  });
});

describe('the day in London of an instant', () => {
  test.each([
    ['2025-01-10T23:59:59Z', '2025-01-10'],
    ['2025-07-10T22:59:59Z', '2025-07-10'],
    ['2025-07-10T23:00:00Z', '2025-07-11'],
    ['2025-03-30T00:30:00Z', '2025-03-30'],
    ['2025-10-26T23:30:00Z', '2025-10-26'],
  ])('%s is %s', (instant, date) => {
    expect(dayInLondon(new Date(instant))).toBe(date);
  });

  test.each([
    ['2025-01-05', '2025-01-05T23:59:59.999Z'],
    ['2025-07-10', '2025-07-10T22:59:59.999Z'],
    ['2025-03-30', '2025-03-30T22:59:59.999Z'],
    ['2025-10-26', '2025-10-26T23:59:59.999Z'],
  ])('%s ends in London at %s', (date, instant) => {
    expect(lastInstantOf(day(date)).toISOString()).toBe(instant);
  });

  test('changes at midnight in London, within the hours that were asked before', () => {
    const days = ['2025-07-10T22:59:59.999Z', '2025-07-10T23:00:00.000Z', '2025-07-10T22:59:59.999Z'].map((instant) =>
      dayInLondon(new Date(instant)),
    );
    expect(days).toEqual(['2025-07-10', '2025-07-11', '2025-07-10']);
  });
});
