import { DateTime } from 'luxon';

declare const calendarDate: unique symbol;

/**
 * A day in England's calendar, written `YYYY-MM-DD`, without time of day or zone.
 * Two calendar dates compare with `<` and `>` as the text they are.
 */
export type CalendarDate = string & { readonly [calendarDate]: true };

/** A whole number of days since 1 January 1970; the form in which days are added and subtracted. */
export type DayNumber = number;

/** The first day that the tracker accepts: long before the first EHC plan (1 September 2014). */
export const FIRST_DAY = '1970-01-01' as CalendarDate;
/** The last day that the tracker can count to. */
export const LAST_DAY = '2099-12-31' as CalendarDate;

/** Says that a text is not a calendar date, and why. */
export class NotADate extends Error {
  override readonly name = 'NotADate';

  /**
   * @param text what was given
   * @param reason why it is not a date, as the end of a sentence
   */
  constructor(
    readonly text: string,
    readonly reason: string,
  ) {
    super(`${text} is not a date: ${reason}`);
  }
}

const MILLISECONDS_IN_A_DAY = 86_400_000;

function utc(date: CalendarDate): DateTime {
  return DateTime.fromISO(date, { zone: 'utc', locale: 'en-GB' });
}

function whyNotADay(year: number, month: number): string {
  if (month < 1 || month > 12) return `there is no month ${String(month).padStart(2, '0')}`;
  const start = DateTime.utc(year, month, 1, { locale: 'en-GB' });
  return `${start.toFormat('MMMM yyyy')} has ${String(start.daysInMonth)} days`;
}

/**
 * Reads a calendar date.
 * @param text exactly `YYYY-MM-DD`
 * @throws NotADate for any other form, for a day that the calendar does not have (31 February), and for a
 *   year outside 1970 to 2099
 */
export function parseCalendarDate(text: string): CalendarDate {
  const [, year, month] = /^(\d{4})-(\d{2})-\d{2}$/.exec(text) ?? [];
  if (year === undefined || month === undefined) throw new NotADate(text, 'a day is written YYYY-MM-DD');
  if (!DateTime.fromISO(text, { zone: 'utc' }).isValid) {
    throw new NotADate(text, whyNotADay(Number(year), Number(month)));
  }
  if (text < FIRST_DAY || text > LAST_DAY) throw new NotADate(text, 'the year must be from 1970 to 2099');
  return text as CalendarDate;
}

/**
 * Writes a date that the program itself states, such as the day a regulation came into force.
 * @throws NotADate as {@link parseCalendarDate}
 */
export const day = parseCalendarDate;

const MILLISECONDS_IN_AN_HOUR = 3_600_000;
let londonHour = Number.NaN;
let londonDay = FIRST_DAY;

/** The day on which an instant falls in Europe/London. */
export function dayInLondon(instant: Date): CalendarDate {
  // Clocks are changed on the hour, so that a whole hour lies within one day; commands ask thousands of times an hour.
  const hour = Math.floor(instant.getTime() / MILLISECONDS_IN_AN_HOUR);
  if (hour !== londonHour) {
    londonDay = DateTime.fromJSDate(instant, { zone: 'Europe/London' }).toISODate() as CalendarDate;
    londonHour = hour;
  }
  return londonDay;
}

/** The last millisecond of a day in Europe/London. */
export function lastInstantOf(date: CalendarDate): Date {
  return DateTime.fromISO(date, { zone: 'Europe/London' }).endOf('day').toJSDate();
}

const ZERO = 48;
const digit = (text: string, index: number): number => text.charCodeAt(index) - ZERO;

/** The number of a day, counted from 1 January 1970 as 0. */
export function toDayNumber(date: CalendarDate): DayNumber {
  const year = digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3);
  const month = digit(date, 5) * 10 + digit(date, 6);
  return Date.UTC(year, month - 1, digit(date, 8) * 10 + digit(date, 9)) / MILLISECONDS_IN_A_DAY;
}

const LAST_DAY_NUMBER = toDayNumber(LAST_DAY);
const dates: CalendarDate[] = [];

/**
 * The day that has a number.
 * @throws RangeError outside {@link FIRST_DAY} to {@link LAST_DAY}
 */
export function fromDayNumber(number: DayNumber): CalendarDate {
  if (number < 0 || number > LAST_DAY_NUMBER) {
    throw new RangeError(`The tracker counts days from ${FIRST_DAY} to ${LAST_DAY} only`);
  }
  // A rebuild asks for the same few thousand days millions of times, and luxon takes a microsecond for each.
  return (dates[number] ??= DateTime.fromMillis(number * MILLISECONDS_IN_A_DAY, {
    zone: 'utc',
  }).toISODate() as CalendarDate);
}

/** A day some whole days later (or, below zero, earlier). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** A day some whole weeks later: the same weekday. */
export function addWeeks(date: CalendarDate, weeks: number): CalendarDate {
  return addDays(date, weeks * 7);
}

/** Whole days from one day to another: 0 for the same day, below zero when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

const monthSteps = new Map<number, CalendarDate>();

/**
 * The corresponding date some months later (or, below zero, earlier); where that month is too short, its last day
 * (Dodds v Walker [1981] 1 WLR 1027: 31 December and 2 months is 28 or 29 February).
 */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const key = toDayNumber(date) * 1000 + months;
  let result = monthSteps.get(key);
  if (result === undefined) {
    result = utc(date).plus({ months }).toISODate() as CalendarDate;
    monthSteps.set(key, result);
  }
  return result;
}

/** The day of the month, 1 to 31. */
export function dayOfMonth(date: CalendarDate): number {
  return digit(date, 8) * 10 + digit(date, 9);
}

/** The calendar year. */
export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

const THURSDAY = 4;

/** The weekday, 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekday(date: CalendarDate): number {
  return ((toDayNumber(date) + THURSDAY - 1) % 7) + 1;
}

/** The later of two days. */
export function latest(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}

const longDates: string[] = [];

/** A date as people read it: `2 September 2024`. */
export function longDate(date: CalendarDate): string {
  return (longDates[toDayNumber(date)] ??= utc(date).toFormat('d MMMM yyyy'));
}

const weekdayDates: string[] = [];

/** A date with its weekday: `Monday 2 September 2024`. */
export function weekdayDate(date: CalendarDate): string {
  return (weekdayDates[toDayNumber(date)] ??= utc(date).toFormat('cccc d MMMM yyyy'));
}
