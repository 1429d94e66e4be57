import type { Period } from './periods.js';
import type { Band, Basis, Measure } from './measures.js';

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

/** The cases that count, those of them in time, and what the others are. */
export interface Share {
  /** Cases in time. */
  readonly numerator: number;
  /** All cases that count. */
  readonly denominator: number;
  /** Cases in time in percent, to one decimal place; nothing where no case counts. */
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

/** The figures of a measure for a period: a count, or shares on each basis that the measure has. */
export interface Figures {
  readonly count?: number;
  readonly issued?: BothShares;
  readonly due?: BothShares;
}

const IN_ONE_DECIMAL = 10;
const PERCENT = 100;

/** A part in percent of a whole, to one decimal place, halves up; nothing where there is no whole. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * PERCENT * IN_ONE_DECIMAL) / whole) / IN_ONE_DECIMAL;
}

function shareOf(counted: readonly Counted[]): Share {
  const sums: Record<Band, number> = {
    'in-time': 0,
    late: 0,
    'late-over-a-year': 0,
    open: 0,
    'ended-late': 0,
    counted: 0,
  };
  for (const { band, count } of counted) sums[band] += count;
  const { 'in-time': numerator, late, 'late-over-a-year': lateOverAYear, open, 'ended-late': endedLate } = sums;
  const denominator = numerator + late + lateOverAYear + open + endedLate;
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

/** The shares of what counts on a basis, with and without exceptions. */
export function sharesOn(wanted: Basis, counted: readonly Counted[]): BothShares {
  const onBasis = counted.filter(({ basis }) => basis === wanted);
  return { including: shareOf(onBasis), excluding: shareOf(onBasis.filter(({ excepted }) => !excepted)) };
}

/** The figures of a measure from what counts in a period. */
export function figuresOf(measure: Measure, counted: readonly Counted[]): Figures {
  if (measure.kind === 'count') return { count: counted.reduce((total, { count }) => total + count, 0) };
  return Object.fromEntries(measure.bases.map((basis) => [basis, sharesOn(basis, counted)]));
}
