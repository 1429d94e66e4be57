import type { Ground } from '../../statute/exceptions.js';

/** How often an exception of the regulations applied to the 20 weeks of new plans in a calendar year. */
export interface PublishedRate {
  readonly year: number;
  /** Percent of England's new plans. */
  readonly england: number;
  /** Percent of new plans in the authority in the middle of all. */
  readonly medianAuthority: number;
}

/** Where {@link PUBLISHED_RATES} come from. */
export const RATES_SOURCE =
  'Department for Education, "Education, health and care plans", 2025 release (calendar years 2019 to 2024), Open Government Licence v3.0: plans counted for the 20 weeks with exceptions less those counted without, as a share of the former, for England and for the middle one of the authorities whose figures were published';

/** England and its median authority, the latest year first. */
export const PUBLISHED_RATES: readonly PublishedRate[] = [
  { year: 2024, england: 6.1, medianAuthority: 2.6 },
  { year: 2023, england: 5.5, medianAuthority: 1.6 },
  { year: 2022, england: 5.2, medianAuthority: 1.9 },
  { year: 2021, england: 6.6, medianAuthority: 4.0 },
  { year: 2020, england: 8.3, medianAuthority: 5.7 },
  { year: 2019, england: 7.1, medianAuthority: 4.1 },
];

/** The published rate that stands beside a year: its own, or the latest before it. */
export function publishedBeside(year: number): PublishedRate | undefined {
  return PUBLISHED_RATES.find((rate) => rate.year <= year);
}

/** New plans of a calendar year, and those to whose 20 weeks an exception applied. */
export interface ExceptionYear {
  readonly year: number;
  readonly plans: number;
  readonly excepted: number;
  /** By the ground that excuses the limit, each plan once. */
  readonly grounds: ReadonlyMap<Ground, number>;
  /** Issued within 20 weeks, and those of them that were issued although advice was missing. */
  readonly inTime: number;
  readonly inTimeWithoutAdvice: number;
}

/** A share in percent; nothing where there is nothing to share. */
export function percentOf(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : (100 * part) / whole;
}
