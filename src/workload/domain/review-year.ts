import { addDays, addMonths, day, yearOf, type CalendarDate } from '../../statute/calendar.js';

/** From which day a year goes: 1 January, or 1 September. */
export const YEAR_KINDS = ['academic', 'calendar'] as const;
export type YearKind = (typeof YEAR_KINDS)[number];

/** A month of a year: `2026-03`, with its first and last day. */
export interface Month {
  readonly id: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** A year by whose months reviews are due. */
export interface ReviewYear {
  readonly kind: YearKind;
  /** The year in which it begins. */
  readonly year: number;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly months: readonly Month[];
}

const MONTHS_IN_A_YEAR = 12;
const FIRST_DAYS: Readonly<Record<YearKind, string>> = { academic: '09-01', calendar: '01-01' };
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

const monthOf = (from: CalendarDate): Month => ({
  id: from.slice(0, 'YYYY-MM'.length),
  from,
  to: addDays(addMonths(from, 1), -1),
});

/** The year that begins in a year. */
export function reviewYear(kind: YearKind, year: number): ReviewYear {
  const from = day(`${String(year)}-${FIRST_DAYS[kind]}`);
  const months = Array.from({ length: MONTHS_IN_A_YEAR }, (_, index) => monthOf(addMonths(from, index)));
  return { kind, year, from, to: addDays(addMonths(from, MONTHS_IN_A_YEAR), -1), months };
}

/** The year that a day is in. */
export function reviewYearOf(kind: YearKind, on: CalendarDate): ReviewYear {
  const year = yearOf(on);
  return reviewYear(kind, on.slice('YYYY-'.length) < FIRST_DAYS[kind] ? year - 1 : year);
}

/** How a year is written: `2026`, or `2026/27` for one that begins in September. */
export function yearInWords({ kind, year }: Pick<ReviewYear, 'kind' | 'year'>): string {
  return kind === 'calendar' ? String(year) : `${String(year)}/${String((year + 1) % 100).padStart(2, '0')}`;
}

/** A month as it is written; nothing where it is none. */
export function readMonth(text: string): Month | undefined {
  return MONTH.test(text) ? monthOf(day(`${text}-01`)) : undefined;
}
