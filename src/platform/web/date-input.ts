import { addDays, NotADate, parseCalendarDate, type CalendarDate } from '../../statute/calendar.js';
import type { Form } from './form.js';

/** What was typed into the three fields of a date. */
export interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** A date that was read: a day, nothing at all, or what is wrong with it. */
export type ReadDate =
  | { readonly day: CalendarDate; readonly typed: TypedDate }
  | { readonly isBlank: true; readonly typed: TypedDate }
  | { readonly fault: string; readonly typed: TypedDate };

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const BRITISH = /^(?:\p{L}+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+(\d{1,2}|\p{L}+)[\s/.,-]+(\d{4})$/iu;
const NOT_WHOLE = 'has to be a day, a month and a year, such as 27 3 2026';

/** The three fields for a day. */
export function typedDate(day: CalendarDate): TypedDate {
  const [year = '', month = '', date = ''] = day.split('-');
  return { day: String(Number(date)), month: String(Number(month)), year };
}

function monthNumber(typed: string): number | undefined {
  if (/^\d{1,2}$/.test(typed)) return Number(typed);
  if (typed.length < 3) return undefined;
  const index = MONTHS.findIndex((name) => name.startsWith(typed.toLowerCase()));
  return index < 0 ? undefined : index + 1;
}

/** A date that stands in one field: `today`, `yesterday`, or one that was pasted. */
function inOneField(text: string, today: CalendarDate): TypedDate | undefined {
  const word = text.toLowerCase();
  if (word === 'today') return typedDate(today);
  if (word === 'yesterday') return typedDate(addDays(today, -1));
  if (word === 'tomorrow') return typedDate(addDays(today, 1));
  const iso = ISO.exec(text);
  if (iso !== null) return { year: iso[1] ?? '', month: iso[2] ?? '', day: iso[3] ?? '' };
  const british = BRITISH.exec(text);
  return british === null ? undefined : { day: british[1] ?? '', month: british[2] ?? '', year: british[3] ?? '' };
}

function faultOf({ day, month, year }: TypedDate): string | undefined {
  const missing = [
    ...(day === '' ? ['a day'] : []),
    ...(month === '' ? ['a month'] : []),
    ...(year === '' ? ['a year'] : []),
  ];
  if (missing.length > 0) return `must include ${missing.join(' and ')}`;
  if (/^\d{2}$/.test(year)) return 'must have a year of 4 numbers';
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(day) || monthNumber(month) === undefined) return NOT_WHOLE;
  return undefined;
}

/**
 * Reads the three fields of a date, `<name>-day`, `<name>-month` and `<name>-year`. The first of them that is filled
 * also takes the whole date: today, yesterday, or one that was pasted, such as 2026-03-27, 27/3/2026 or 27 March 2026.
 * The fault continues a sentence that begins with what the date is called.
 */
export function readDate(form: Form, name: string, today: CalendarDate): ReadDate {
  const typed: TypedDate = {
    day: form.text(`${name}-day`),
    month: form.text(`${name}-month`),
    year: form.text(`${name}-year`),
  };
  const filled = Object.values(typed).filter((value: string) => value !== '');
  if (filled.length === 0) return { isBlank: true, typed };
  const [only] = filled as string[];
  const whole = only === undefined ? undefined : inOneField(only, today);
  const meant = filled.length === 1 && whole !== undefined ? whole : typed;
  const fault = faultOf(meant);
  if (fault !== undefined) return { fault, typed };
  const digits = (value: number | string): string => String(value).padStart(2, '0');
  try {
    const day = parseCalendarDate(`${meant.year}-${digits(monthNumber(meant.month) ?? 0)}-${digits(meant.day)}`);
    return { day, typed: meant };
  } catch (error) {
    if (!(error instanceof NotADate)) throw error;
    return { fault: `must be a real day: ${error.reason}`, typed };
  }
}
