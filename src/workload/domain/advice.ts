import { addDays, type CalendarDate } from '../../statute/calendar.js';
import { percentile, sizeOf, together, type DayCounts } from './day-counts.js';

/** The advisers of each agency, as the SEND Regulations 2014 group those whose advice is asked for (regulation 6(1)). */
export const AGENCIES = [
  { agency: 'education', advisers: ['educational-psychologist', 'education-setting', 'sensory'] },
  { agency: 'health', advisers: ['health'] },
  { agency: 'social-care', advisers: ['social-care'] },
  { agency: 'family', advisers: ['parent-or-young-person'] },
  { agency: 'other', advisers: ['other'] },
] as const;
/** Who an adviser belongs to. */
export type Agency = (typeof AGENCIES)[number]['agency'];

/** The agency of an adviser; one that nobody foresaw is another. */
export function agencyOf(adviser: string): Agency {
  return AGENCIES.find(({ advisers }) => (advisers as readonly string[]).includes(adviser))?.agency ?? 'other';
}

/** For how long advice has been awaited, in weeks: the last day of each band counted from when it was asked for. */
export const WAITING_BANDS = [
  { id: '0-2', toDays: 14 },
  { id: '2-4', toDays: 28 },
  { id: '4-6', toDays: 42 },
  { id: '6-12', toDays: 84 },
  { id: 'over-12' },
] as const;
export type WaitingBand = (typeof WAITING_BANDS)[number]['id'];

/** The days on which advice was asked for that has been awaited as long as a band says. */
export interface AskedSpan {
  readonly band: WaitingBand;
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
}

/** When the advice of each band was asked for, as at a day; the last band has no beginning, and the first goes on. */
export function askedSpans(asAt: CalendarDate): readonly AskedSpan[] {
  return WAITING_BANDS.map((band, index): AskedSpan => {
    const before = WAITING_BANDS[index - 1];
    return {
      band: band.id,
      ...('toDays' in band ? { from: addDays(asAt, -band.toDays) } : {}),
      ...(before !== undefined && 'toDays' in before ? { to: addDays(asAt, -before.toDays - 1) } : {}),
    };
  });
}

/** What came of the requests to an adviser in a period, and what is awaited. */
export interface AdviceCounts {
  readonly adviser: string;
  /** Requests that were sent in the period. */
  readonly asked: number;
  /** Advice that first came in the period: by its due date, after it, or where it has none. */
  readonly onTime: number;
  readonly late: number;
  readonly withoutLimit: number;
  /** After how many days it came. */
  readonly days: DayCounts;
  /** Requests whose advice was last returned for its quality in the period. */
  readonly returned: number;
  /** Open cases that wait for it now, and of them those that have waited as long as each band says. */
  readonly waiting: number;
  readonly bands: readonly number[];
}

/** The same, for reading. */
export interface AdviceFigures extends Omit<AdviceCounts, 'adviser' | 'days'> {
  readonly received: number;
  /** Of the advice that has a limit; nothing where none came. */
  readonly shareOnTime: number | undefined;
  readonly median: number | undefined;
  readonly ninetieth: number | undefined;
}

const MEDIAN = 0.5;
const NINETIETH = 0.9;

/** The figures of some advisers together; their cases are counted for each adviser that they wait for. */
export function figuresOf(some: readonly AdviceCounts[]): AdviceFigures {
  const sum = (of: (counts: AdviceCounts) => number): number => some.reduce((total, counts) => total + of(counts), 0);
  const days = together(some.map((counts) => counts.days));
  const [onTime, late] = [sum((counts) => counts.onTime), sum((counts) => counts.late)];
  return {
    asked: sum(({ asked }) => asked),
    onTime,
    late,
    withoutLimit: sum(({ withoutLimit }) => withoutLimit),
    received: sizeOf(days),
    shareOnTime: onTime + late === 0 ? undefined : onTime / (onTime + late),
    median: percentile(days, MEDIAN),
    ninetieth: percentile(days, NINETIETH),
    returned: sum(({ returned }) => returned),
    waiting: sum(({ waiting }) => waiting),
    bands: WAITING_BANDS.map((_, index) => sum(({ bands }) => bands[index] ?? 0)),
  };
}
