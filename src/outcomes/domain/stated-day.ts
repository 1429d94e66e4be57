import {
  addDays,
  addMonths,
  day,
  longDate,
  NotADate,
  parseCalendarDate,
  type CalendarDate,
} from '../../statute/calendar.js';

declare const statedDay: unique symbol;
/** A day, a month or a year, as a document states it: `2024-01-18`, `2024-01` or `2024`. */
export type StatedDay = string & { readonly [statedDay]: true };

const FORM = /^\d{4}(?:-\d{2}){0,2}$/;
const YEAR = 'YYYY'.length;
const MONTH = 'YYYY-MM'.length;

/** The first day of what is written; nothing where it is no day, month or year. */
function firstDayIn(text: string): CalendarDate | undefined {
  if (!FORM.test(text)) return undefined;
  try {
    return parseCalendarDate(text + '-01-01'.slice(text.length - YEAR));
  } catch (error) {
    if (error instanceof NotADate) return undefined;
    throw error;
  }
}

/** Reads a day, a month or a year; nothing where the text is none. */
export function readStatedDay(text: string): StatedDay | undefined {
  return firstDayIn(text) === undefined ? undefined : (text as StatedDay);
}

/** The first day of a stated day, month or year. */
export function firstDayOf(stated: StatedDay): CalendarDate {
  return firstDayIn(stated) ?? day(stated);
}

/** The last day of a stated day, month or year. */
export function lastDayOf(stated: StatedDay): CalendarDate {
  const first = firstDayOf(stated);
  if (stated.length === YEAR) return addDays(addMonths(first, 12), -1);
  return stated.length === MONTH ? addDays(addMonths(first, 1), -1) : first;
}

/** As it is said: `18 January 2024`, `January 2024` or `2024`. */
export function statedInWords(stated: StatedDay): string {
  if (stated.length === YEAR) return stated;
  const date = longDate(firstDayOf(stated));
  return stated.length === MONTH ? date.slice(date.indexOf(' ') + 1) : date;
}
