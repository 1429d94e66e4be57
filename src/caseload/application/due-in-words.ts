import { daysInWords } from '../../cases/application/words.js';
import { daysBetween, type CalendarDate } from '../../statute/calendar.js';

const DAYS_IN_WEEK = 7;
const FIRST_IN_WEEKS = 14;
const FIRST_IN_MONTHS = 182;
const DAYS_IN_MONTH = 30.44;

/**
 * When something is due, seen from a day, to stand alone: "3 days late", "today", "tomorrow", "in 9 days", "in 2 weeks",
 * "in 8 months". What is left is rounded down, so that nobody is told to have more time than there is; what is late is
 * told by the day.
 */
export function dueInWords(today: CalendarDate, dueOn: CalendarDate): string {
  const left = daysBetween(today, dueOn);
  if (left < 0) return `${daysInWords(-left)} late`;
  if (left === 0) return 'today';
  if (left === 1) return 'tomorrow';
  if (left < FIRST_IN_WEEKS) return `in ${daysInWords(left)}`;
  if (left < FIRST_IN_MONTHS) return `in ${String(Math.floor(left / DAYS_IN_WEEK))} weeks`;
  return `in ${String(Math.floor(left / DAYS_IN_MONTH))} months`;
}
