import { echo, Problems } from '../../platform/problem.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { readDay } from '../../platform/day-range.js';

/** Reads a day from an option; @throws Problems where it is none. */
export function dayOption(option: string, text: string): CalendarDate {
  const read = readDay(text);
  if (typeof read === 'string') return read;
  throw new Problems([{ place: option, ...read }]);
}

const MOST_LEAD_DAYS = 365;

/** Reads a number of days from an option; @throws Problems where it is none. */
export function leadDaysOption(option: string, text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= MOST_LEAD_DAYS) return Number(text);
  throw new Problems([
    {
      place: option,
      reason: `${echo(text)} is not such a number`,
      accepted: `a whole number of days from 0 to ${String(MOST_LEAD_DAYS)}`,
    },
  ]);
}
