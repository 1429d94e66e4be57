import { addDays, addMonths, daysBetween, type CalendarDate } from '../../statute/calendar.js';
import type { PublishedCounts } from './published-counts.js';
import type { Random } from './random.js';
import { workedUpTo, workedWithin } from './school-year.js';

/** What a decision is to be notified within, in days. */
export const SIX_WEEKS = 42;
/** What a final plan is to be issued within, in days. */
export const TWENTY_WEEKS = 140;

/** How long after its request a plan is issued. */
export type Band = 'within20Weeks' | 'withinAYear' | 'overAYear';

/** A request for a needs assessment, and what becomes of it. Days may lie after the last day of the caseload. */
export interface RequestPlan {
  readonly received: CalendarDate;
  /** The decision whether to assess. */
  readonly decision?: { readonly on: CalendarDate; readonly outcome: 'assess' | 'refuse' };
  readonly withdrawnOn?: CalendarDate;
  /** The final plan, and whether an exception applies to its 20 weeks. */
  readonly plan?: { readonly on: CalendarDate; readonly hasException: boolean };
  readonly refusedToIssueOn?: CalendarDate;
}

/** The last day of a band for a request, both ends included. */
export function bandDays(
  band: Band,
  received: CalendarDate,
): { readonly from: CalendarDate; readonly to: CalendarDate } {
  const inTime = addDays(received, TWENTY_WEEKS);
  const year = addMonths(received, 12);
  switch (band) {
    case 'within20Weeks':
      return { from: addDays(received, 80), to: inTime };
    case 'withinAYear':
      return { from: addDays(inTime, 1), to: year };
    case 'overAYear':
      return { from: addDays(year, 1), to: addDays(year, 500) };
  }
}

/** The band in which a plan was issued. */
export function bandOf(received: CalendarDate, issued: CalendarDate): Band {
  if (daysBetween(received, issued) <= TWENTY_WEEKS) return 'within20Weeks';
  return issued <= addMonths(received, 12) ? 'withinAYear' : 'overAYear';
}

/** A number of days from request to plan that is usual for a band. */
export function drawDuration(band: Band, random: Random): number {
  switch (band) {
    case 'within20Weeks':
      return random.chance(0.75) ? random.around(120, 139, TWENTY_WEEKS) : random.around(84, 126, 136);
    case 'withinAYear':
      return random.chance(0.55) ? random.around(141, 150, 210) : random.around(170, 230, 365);
    case 'overAYear':
      return random.around(367, 380, 640);
  }
}

/** How a council works: how likely it is that something takes so long. */
export class Pace {
  readonly #late: number;
  readonly #refused: number;
  readonly #withdrawn: number;
  readonly #bands: readonly (readonly [Band, number])[];
  readonly #exceptions: Readonly<Record<Band, number>>;

  constructor({ requests, plans }: PublishedCounts) {
    const decided = requests.toAssess + requests.notToAssess;
    this.#late = requests.decidedLater / Math.max(1, requests.decidedWithin6Weeks + requests.decidedLater);
    this.#refused = requests.notToAssess / Math.max(1, decided);
    this.#withdrawn = requests.withdrawn / Math.max(1, requests.received);
    const share = (band: Band): number =>
      (plans[band].all - plans[band].withoutExceptions) / Math.max(1, plans[band].all);
    this.#bands = (['within20Weeks', 'withinAYear', 'overAYear'] as const).map((band) => [band, plans[band].all]);
    this.#exceptions = {
      within20Weeks: share('within20Weeks'),
      withinAYear: share('withinAYear'),
      overAYear: share('overAYear'),
    };
  }

  isLate(random: Random): boolean {
    return random.chance(this.#late);
  }

  isRefused(random: Random): boolean {
    return random.chance(this.#refused);
  }

  isWithdrawn(random: Random): boolean {
    return random.chance(this.#withdrawn);
  }

  /** A duration from request to plan. */
  duration(random: Random): number {
    const isNone = this.#bands.every(([, weight]) => weight === 0);
    return drawDuration(isNone ? 'within20Weeks' : random.weighted(this.#bands), random);
  }

  /** Whether an exception applies to a plan that is issued in a band. */
  hasException(band: Band, random: Random): boolean {
    return random.chance(this.#exceptions[band]);
  }
}

/** A decision within six weeks of the request, mostly close to the end of them; no later than a day. */
export function decidedInTime(received: CalendarDate, random: Random, by?: CalendarDate): CalendarDate {
  const limit = addDays(received, SIX_WEEKS);
  const last = by !== undefined && by < limit ? by : limit;
  const wished = addDays(received, random.chance(0.8) ? random.around(26, 40, SIX_WEEKS) : random.around(8, 21, 40));
  return last <= received
    ? received
    : workedWithin(wished, received, workedUpTo(last) < received ? last : workedUpTo(last));
}

/** A decision after the six weeks, between two days where they are given. */
export function decidedLate(
  received: CalendarDate,
  random: Random,
  { from, to }: { readonly from?: CalendarDate; readonly to?: CalendarDate } = {},
): CalendarDate {
  const first = addDays(received, SIX_WEEKS + 1);
  const least = from !== undefined && from > first ? from : first;
  const most = to ?? addDays(least, 90);
  return workedWithin(addDays(least, random.around(0, 6, 60)), least, most < least ? least : most);
}
