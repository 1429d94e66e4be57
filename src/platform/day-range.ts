import { echo } from './problem.js';
import type { Test } from './validation.js';
import { day, longDate, NotADate, parseCalendarDate, type CalendarDate } from '../statute/calendar.js';

const EARLIEST = day('1990-01-01');
/** Two months before the bank holidays end, so that a clock of working days that starts on it can still be counted. */
const LATEST = day('2030-10-31');

const RANGE =
  `the tracker takes days from ${longDate(EARLIEST)} to ${longDate(LATEST)} ` +
  '(bank holidays are known to the end of 2030)';

function faultOfDay(value: unknown): string | undefined {
  if (typeof value !== 'string') return `${echo(value)} is not a date: a day is written YYYY-MM-DD, in double quotes`;
  try {
    const date = parseCalendarDate(value);
    return date < EARLIEST || date > LATEST ? `${value} is out of range: ${RANGE}` : undefined;
  } catch (error) {
    if (error instanceof NotADate) return `${echo(value)} is not a date: ${error.reason}`;
    throw error;
  }
}

/** A day that facts may state. */
export const dayTest: Test = {
  accepted: 'a day written YYYY-MM-DD',
  schema: { type: 'string', format: 'date' },
  fault: faultOfDay,
};

/** The same, where the value comes as a text from a command line or an address. */
export function readDay(text: string): CalendarDate | { readonly reason: string; readonly accepted: string } {
  const reason = faultOfDay(text);
  return reason === undefined ? parseCalendarDate(text) : { reason, accepted: dayTest.accepted };
}
