import type { CalendarDate } from '../../statute/calendar.js';
import type { Event } from '../../streams/domain/event.js';

/** What found many late clocks at once. */
export const SUMMARY_CAUSES = ['first-sweep', 'import'] as const;
export type SummaryCause = (typeof SUMMARY_CAUSES)[number];

/** What happens in sweeps: one stream for a whole log. */
export type SweepEvent =
  /** The first sweep of a log began. Breaches that were over by then are not told of. */
  | Event<'AlertsBegan', { readonly on: CalendarDate; readonly summary: string }>
  /** An import brought clocks that were late already. */
  | Event<'LateClocksFound', { readonly summary: string; readonly because: 'import'; readonly on: CalendarDate }>
  /** Everything was looked at that time alone changed since the day before the first of these days. */
  | Event<
      'DaysSwept',
      {
        readonly from: CalendarDate;
        readonly on: CalendarDate;
        readonly raised: number;
        readonly escalated: number;
        readonly resolved: number;
        /** Cases that could not be looked at. */
        readonly failed: number;
      }
    >;
