import type { CalendarDate } from '../../statute/calendar.js';
import { measuredIn, type Counts, type MeasuredCase } from './measured.js';
import type { Band, Basis } from './measures.js';

export type { MeasuredCase } from './measured.js';

/** What one case adds to the counts of a day: always 1. */
export interface Contribution {
  readonly measure: string;
  readonly basis: Basis;
  readonly day: CalendarDate;
  readonly band: Band;
  /** 1 where an accepted exception excuses the limit, whether or not it was needed. */
  readonly excepted: 0 | 1;
}

/** What some of what counts in a case adds to the counts of days. */
export function contributionsFrom(counts: readonly Counts[]): readonly Contribution[] {
  const found: Contribution[] = [];
  for (const { measure, dueOn, overOn, band, excepted } of counts) {
    const isDone = band !== 'open' && band !== 'ended-late';
    const bases: readonly Basis[] = measure.bases;
    if (isDone && overOn !== undefined && bases.includes('issued')) {
      found.push({ measure: measure.id, basis: 'issued', day: overOn, band, excepted });
    }
    if (dueOn !== undefined && bases.includes('due')) {
      found.push({ measure: measure.id, basis: 'due', day: dueOn, band, excepted });
    }
  }
  return found;
}

/**
 * What a case adds to the counts of the measures. The counts of a council are the sum over its cases, so that a case
 * that changed takes back what it added before and adds this.
 */
export function contributionsOf(one: MeasuredCase): readonly Contribution[] {
  return contributionsFrom(measuredIn(one));
}
