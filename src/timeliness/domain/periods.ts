import { addDays, yearOf, type CalendarDate } from '../../statute/calendar.js';

/** The kinds of period that figures are given for. */
export const PERIOD_KINDS = [
  'month',
  'quarter',
  'calendar-year',
  'financial-year',
  'academic-year',
  'rolling-12-months',
] as const;

/** A kind of period: quarters are those of the calendar, rolling 12 months end with a month. */
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A period, from its first day to its last. */
export interface Period {
  readonly kind: PeriodKind;
  /**
   * How it is written: `2024-03`, `2024-Q1`, `2024`, or `2024/25` for a financial or academic year; rolling 12 months
   * are written as the month that they end with.
   */
  readonly label: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** A month as a number: 12 times the year, and 0 for January to 11 for December. */
type MonthNumber = number;

const MONTHS_IN_A_YEAR = 12;
const MONTHS_IN_A_QUARTER = 3;
/** April (the financial year) and September (the academic year), counted from January as 0. */
const APRIL = 3;
const SEPTEMBER = 8;

/** How many months a period has, and in which month of the year one begins. */
const SHAPES: Readonly<
  Record<PeriodKind, { readonly months: number; readonly begins: number; readonly step: number }>
> = {
  month: { months: 1, begins: 0, step: 1 },
  quarter: { months: MONTHS_IN_A_QUARTER, begins: 0, step: MONTHS_IN_A_QUARTER },
  'calendar-year': { months: MONTHS_IN_A_YEAR, begins: 0, step: MONTHS_IN_A_YEAR },
  'financial-year': { months: MONTHS_IN_A_YEAR, begins: APRIL, step: MONTHS_IN_A_YEAR },
  'academic-year': { months: MONTHS_IN_A_YEAR, begins: SEPTEMBER, step: MONTHS_IN_A_YEAR },
  'rolling-12-months': { months: MONTHS_IN_A_YEAR, begins: 0, step: 1 },
};

const two = (number: number): string => String(number).padStart(2, '0');

function monthNumber(date: CalendarDate): MonthNumber {
  return yearOf(date) * MONTHS_IN_A_YEAR + Number(date.slice(5, 7)) - 1;
}

function firstDay(month: MonthNumber): CalendarDate {
  return `${String(Math.floor(month / MONTHS_IN_A_YEAR))}-${two((month % MONTHS_IN_A_YEAR) + 1)}-01` as CalendarDate;
}

function labelOf(kind: PeriodKind, first: MonthNumber): string {
  const year = Math.floor(first / MONTHS_IN_A_YEAR);
  switch (kind) {
    case 'month':
      return `${String(year)}-${two((first % MONTHS_IN_A_YEAR) + 1)}`;
    case 'quarter':
      return `${String(year)}-Q${String(Math.floor((first % MONTHS_IN_A_YEAR) / MONTHS_IN_A_QUARTER) + 1)}`;
    case 'calendar-year':
      return String(year);
    case 'financial-year':
    case 'academic-year':
      return `${String(year)}/${two((year + 1) % 100)}`;
    case 'rolling-12-months':
      return labelOf('month', first + MONTHS_IN_A_YEAR - 1);
  }
}

function periodFrom(kind: PeriodKind, first: MonthNumber): Period {
  const from = firstDay(first);
  return { kind, label: labelOf(kind, first), from, to: addDays(firstDay(first + SHAPES[kind].months), -1) };
}

function firstMonthOf(kind: PeriodKind, date: CalendarDate): MonthNumber {
  const month = monthNumber(date);
  if (kind === 'rolling-12-months') return month - MONTHS_IN_A_YEAR + 1;
  const { begins, step } = SHAPES[kind];
  return month - ((month - begins) % step);
}

/** The period that a day belongs to; of the rolling 12 months those that end with its month. */
export function periodOf(kind: PeriodKind, date: CalendarDate): Period {
  return periodFrom(kind, firstMonthOf(kind, date));
}

/** The period some periods before (below zero) or after another. */
export function shifted({ kind, from }: Period, periods: number): Period {
  return periodFrom(kind, monthNumber(from) + periods * SHAPES[kind].step);
}

/** Every period from the one that a day belongs to up to the one that another day belongs to, in order. */
export function periodsBetween(kind: PeriodKind, from: CalendarDate, to: CalendarDate): readonly Period[] {
  const last = firstMonthOf(kind, to);
  const periods: Period[] = [];
  for (let first = firstMonthOf(kind, from); first <= last; first += SHAPES[kind].step) {
    periods.push(periodFrom(kind, first));
  }
  return periods;
}

const FORMS: Readonly<Record<PeriodKind, RegExp>> = {
  month: /^(\d{4})-(0[1-9]|1[0-2])$/,
  quarter: /^(\d{4})-Q([1-4])$/,
  'calendar-year': /^(\d{4})$/,
  'financial-year': /^(\d{4})\/(\d{2})$/,
  'academic-year': /^(\d{4})\/(\d{2})$/,
  'rolling-12-months': /^(\d{4})-(0[1-9]|1[0-2])$/,
};

const FIRST_YEAR = 1970;
const LAST_YEAR = 2098;

function monthWritten(kind: PeriodKind, year: number, part: string | undefined): MonthNumber | undefined {
  const january = year * MONTHS_IN_A_YEAR;
  switch (kind) {
    case 'month':
      return january + Number(part) - 1;
    case 'quarter':
      return january + (Number(part) - 1) * MONTHS_IN_A_QUARTER;
    case 'calendar-year':
      return january;
    case 'financial-year':
    case 'academic-year':
      return Number(part) === (year + 1) % 100 ? january + SHAPES[kind].begins : undefined;
    case 'rolling-12-months':
      return january + Number(part) - MONTHS_IN_A_YEAR;
  }
}

/** Reads a period as {@link Period.label} writes it; nothing where the text is no such period. */
export function parsePeriod(kind: PeriodKind, text: string): Period | undefined {
  const [, yearText, part] = FORMS[kind].exec(text) ?? [];
  const year = Number(yearText);
  if (yearText === undefined || year <= FIRST_YEAR || year > LAST_YEAR) return undefined;
  const first = monthWritten(kind, year, part);
  return first === undefined ? undefined : periodFrom(kind, first);
}
