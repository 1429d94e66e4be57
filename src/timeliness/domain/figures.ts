import { daysBetween, type CalendarDate } from '../../statute/calendar.js';
import type { Period } from './periods.js';
import type { Band, Basis, Measure, SplitMeasure, TimedBand } from './measures.js';

/** Cases that count alike, and how many they are. */
export interface Counted {
  readonly basis: Basis;
  readonly band: Band;
  /** Whether an accepted exception excuses the limit. */
  readonly excepted: boolean;
  readonly count: number;
}

/** What counts in a month. */
export interface MonthCount extends Counted {
  /** `YYYY-MM`. */
  readonly month: string;
}

/** The cases that count, those of them that the measure asks for, and what the others are. */
export interface Share {
  /** Cases in time; for measures of the late ones those. */
  readonly numerator: number;
  /** All cases that count. */
  readonly denominator: number;
  /** The numerator in percent of the denominator, to one decimal place; nothing where no case counts. */
  readonly percent: number | null;
  /** Done after the limit, within a year of what started it. */
  readonly late: number;
  /** Done more than a year after what started it. */
  readonly lateOverAYear: number;
  /** On the due basis: neither done nor ended. */
  readonly open: number;
  /** On the due basis: ended after the limit without being done. */
  readonly endedLate: number;
}

/** A share with and without the cases whose limit an exception excuses. */
export interface BothShares {
  readonly including: Share;
  /** Cases with an accepted exception leave numerator and denominator alike. */
  readonly excluding: Share;
}

/** A part of a split: how many, and in percent of all. */
export interface Part {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  /** To one decimal place; nothing where there is nothing to split. */
  readonly percent: number | null;
}

/** The cases that are open after their limit, and how long they wait, in calendar days since the last day in time. */
export interface Wait {
  /** The day that it is as at. */
  readonly on: CalendarDate;
  readonly waiting: number;
  /** Nothing where none waits. */
  readonly longestDays: number | null;
  /** The wait of the case in the middle, the longer of the two where they are even in number. */
  readonly medianDays: number | null;
}

/**
 * The figures of a measure for a period: a count, a count with its parts, a wait, or shares on each basis that the
 * measure has.
 */
export interface Figures {
  readonly count?: number;
  readonly parts?: readonly Part[];
  readonly wait?: Wait;
  readonly issued?: BothShares;
  readonly due?: BothShares;
}

const IN_ONE_DECIMAL = 10;
const PERCENT = 100;

/** A part in percent of a whole, to one decimal place, halves up; nothing where there is no whole. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * PERCENT * IN_ONE_DECIMAL) / whole) / IN_ONE_DECIMAL;
}

const countOf = (counted: readonly Counted[], wanted: Band): number =>
  counted.reduce((total, { band, count }) => (band === wanted ? total + count : total), 0);

function shareOf(counted: readonly Counted[], counting: TimedBand): Share {
  const inTime = countOf(counted, 'in-time');
  const late = countOf(counted, 'late');
  const lateOverAYear = countOf(counted, 'late-over-a-year');
  const open = countOf(counted, 'open');
  const endedLate = countOf(counted, 'ended-late');
  const numerator = countOf(counted, counting);
  const denominator = inTime + late + lateOverAYear + open + endedLate;
  return { numerator, denominator, percent: percentOf(numerator, denominator), late, lateOverAYear, open, endedLate };
}

const MONTH = 'YYYY-MM'.length;

/** What counts in each of some periods: periods are whole months. */
export function countedIn(
  periods: readonly Period[],
  counts: readonly MonthCount[],
): readonly (readonly MonthCount[])[] {
  const byMonth = [...Map.groupBy(counts, ({ month }) => month)];
  return periods.map(({ from, to }) => {
    const first = from.slice(0, MONTH);
    const last = to.slice(0, MONTH);
    return byMonth.flatMap(([month, counted]) => (month >= first && month <= last ? counted : []));
  });
}

/**
 * The shares of what counts on a basis, with and without exceptions.
 * @param counting the band of the numerator
 */
export function sharesOn(wanted: Basis, counted: readonly Counted[], counting: TimedBand = 'in-time'): BothShares {
  const onBasis = counted.filter(({ basis }) => basis === wanted);
  return {
    including: shareOf(onBasis, counting),
    excluding: shareOf(
      onBasis.filter(({ excepted }) => !excepted),
      counting,
    ),
  };
}

const allOf = (counted: readonly Counted[]): number => counted.reduce((total, { count }) => total + count, 0);

function splitOf({ parts }: SplitMeasure, counted: readonly Counted[]): Figures {
  const all = allOf(counted);
  return {
    count: all,
    parts: parts.map(({ id, name }) => {
      const count = countOf(counted, id);
      return { id, name, count, percent: percentOf(count, all) };
    }),
  };
}

/** The figures of a measure from what counts in a period; a wait is no matter of counts. */
export function figuresOf(measure: Measure, counted: readonly Counted[]): Figures {
  switch (measure.kind) {
    case 'count':
      return { count: allOf(counted) };
    case 'split':
      return splitOf(measure, counted);
    case 'share':
      return Object.fromEntries(measure.bases.map((basis) => [basis, sharesOn(basis, counted, measure.counting)]));
    case 'wait':
      return {};
  }
}

/** The cases that wait: how many they are, and the due days of the one that waits longest and of the one in the middle. */
export interface Waiting {
  readonly waiting: number;
  readonly first: CalendarDate | undefined;
  readonly middle: CalendarDate | undefined;
}

/** How long cases wait on a day. */
export function waitOn(on: CalendarDate, { waiting, first, middle }: Waiting): Wait {
  const since = (due: CalendarDate | undefined): number | null => (due === undefined ? null : daysBetween(due, on));
  return { on, waiting, longestDays: since(first), medianDays: since(middle) };
}
