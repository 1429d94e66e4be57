import { BANK_HOLIDAYS, BANK_HOLIDAY_YEARS } from './bank-holidays.js';
import { addDays, weekday, yearOf, type CalendarDate } from './calendar.js';

const FRIDAY = 5;
const bankHolidays = new Set<CalendarDate>(BANK_HOLIDAYS.map(({ on }) => on));

/** Says that working days were asked for in a year whose bank holidays the tracker does not know. */
export class BankHolidaysNotKnown extends Error {
  override readonly name = 'BankHolidaysNotKnown';

  constructor(readonly on: CalendarDate) {
    super(
      `The bank holidays of ${String(yearOf(on))} are not known: ` +
        `the list covers ${String(BANK_HOLIDAY_YEARS.first)} to ${String(BANK_HOLIDAY_YEARS.last)}`,
    );
  }
}

/**
 * Whether a day is a working day: Monday to Friday and not a bank holiday of England and Wales.
 * @throws BankHolidaysNotKnown outside the years of the list
 */
export function isWorkingDay(date: CalendarDate): boolean {
  const year = yearOf(date);
  if (year < BANK_HOLIDAY_YEARS.first || year > BANK_HOLIDAY_YEARS.last) throw new BankHolidaysNotKnown(date);
  return weekday(date) <= FRIDAY && !bankHolidays.has(date);
}

function step(date: CalendarDate, days: 1 | -1): CalendarDate {
  let result = addDays(date, days);
  while (!isWorkingDay(result)) result = addDays(result, days);
  return result;
}

/**
 * The last of `days` working days that follow a day, which is itself not counted.
 * @throws BankHolidaysNotKnown outside the years of the list
 */
export function workingDaysAfter(date: CalendarDate, days: number): CalendarDate {
  let result = date;
  for (let counted = 0; counted < days; counted += 1) result = step(result, 1);
  return result;
}

/**
 * The last of `days` working days beginning with a day, which counts as the first if it is a working day.
 * @throws BankHolidaysNotKnown outside the years of the list
 */
export function workingDaysBeginningWith(date: CalendarDate, days: number): CalendarDate {
  return workingDaysAfter(isWorkingDay(date) ? date : step(date, 1), days - 1);
}

/**
 * The working day before a day.
 * @throws BankHolidaysNotKnown outside the years of the list
 */
export function workingDayBefore(date: CalendarDate): CalendarDate {
  return step(date, -1);
}
