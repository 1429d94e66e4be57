import type { PublishedFigures, QuartileMarks, Variant } from './published.js';

/** What is known of England and a calendar year without any file of the Department for Education. */
export interface EnglandOfYear {
  readonly year: number;
  readonly figures: PublishedFigures;
  readonly quartiles?: Readonly<Partial<Record<Variant, QuartileMarks>>>;
  readonly source: string;
}

/** The licence under which the Department for Education publishes. */
export const LICENCE = 'Open Government Licence v3.0';

/** The release, with its publisher. */
export const RELEASE = 'Department for Education, "Education, health and care plans"';

/** The release in which the figures of a calendar year were published first. */
function releaseWith(year: number): string {
  return `${RELEASE}, ${String(year + 1)} release (calendar year ${String(year)}), ${LICENCE}`;
}

const LATEST_RELEASE_WITH_ALL = `${RELEASE}, 2025 release (calendar years 2019 to 2024), ${LICENCE}`;
const EARLIER_RELEASES = `Department for Education, earlier releases of the statistics on education, health and care plans, ${LICENCE}`;
/** The 2026 release has no totals in this file. */
const ADDED_UP = `${releaseWith(2025)}, added up from its rows by sex`;

/** Percent of new plans issued within 20 weeks, with and without the plans to which an exception applies. */
const WITHIN_20_WEEKS: readonly (readonly [year: number, including: number | undefined, excluding: number])[] = [
  [2014, undefined, 64.3],
  [2015, undefined, 59.2],
  [2016, undefined, 58.6],
  [2017, undefined, 64.9],
  [2018, undefined, 60.1],
  [2019, 58.7, 60.4],
  [2020, 55.6, 58.0],
  [2021, 57.9, 59.9],
  [2022, 47.7, 49.2],
  [2023, 49.1, 50.3],
  [2024, 45.9, 46.4],
  [2025, 45.5, 46.1],
];

function sourceOf20Weeks(year: number): string {
  if (year < 2019) return EARLIER_RELEASES;
  return year === 2025 ? ADDED_UP : LATEST_RELEASE_WITH_ALL;
}

const of = (year: number, value: number, variant: Variant = 'including'): EnglandOfYear => ({
  year,
  figures: { [variant]: { value } },
  source: releaseWith(year),
});

/**
 * England's figures that come with the tracker, by measure, earliest year first. Files that a council imports take their
 * place.
 */
export const ENGLAND: Readonly<Record<string, readonly EnglandOfYear[]>> = {
  'requests-received': [of(2023, 138_242), of(2024, 154_489)],
  'decisions-within-6-weeks': [of(2024, 84.8)],
  'refusals-within-16-weeks': [of(2024, 34.1)],
  'plans-issued': [of(2024, 97_747)],
  'plans-within-20-weeks': WITHIN_20_WEEKS.map(([year, including, excluding]) => ({
    year,
    figures: {
      ...(including === undefined ? {} : { including: { value: including } }),
      excluding: { value: excluding },
    },
    ...(year === 2024 ? { quartiles: { excluding: { lower: 28.9, median: 51.9, upper: 79.3 } } } : {}),
    source: sourceOf20Weeks(year),
  })),
  'plans-over-a-year': [of(2024, 7.3, 'excluding')],
  'review-decisions-within-4-weeks': [of(2024, 44.4), of(2025, 47.6)],
};
