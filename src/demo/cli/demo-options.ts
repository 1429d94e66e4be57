import { readDay } from '../../platform/day-range.js';
import { echo, Problems } from '../../platform/problem.js';
import type { CalendarDate } from '../../statute/calendar.js';

const wrong = (place: string, reason: string, accepted: string): Problems =>
  new Problems([{ place, reason, accepted }]);

/** Reads a day; @throws Problems where it is none */
export function dayOption(option: string, text: string): CalendarDate {
  const read = readDay(text);
  if (typeof read === 'string') return read;
  throw new Problems([{ place: option, ...read }]);
}

/** Reads a calendar year; @throws Problems where it is none */
export function yearOption(option: string, text: string): number {
  if (/^20[1-4]\d$/.test(text)) return Number(text);
  throw wrong(option, `${echo(text)} is not a calendar year`, 'a year such as 2024');
}

const MOST_YEARS = 15;

/** Reads how many years a caseload covers; @throws Problems where it is no such number */
export function yearsOption(option: string, text: string): number {
  if (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_YEARS) return Number(text);
  throw wrong(option, `${echo(text)} is not such a number`, `a whole number from 1 to ${String(MOST_YEARS)}`);
}

/** Reads a seed; @throws Problems where it is empty or long */
export function seedOption(option: string, text: string): string {
  if (/^[A-Za-z0-9_.-]{1,40}$/.test(text)) return text;
  throw wrong(option, `${echo(text)} is not a seed`, 'letters, digits, hyphens, full stops or underscores, at most 40');
}
