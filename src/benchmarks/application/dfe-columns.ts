/** One of the files that are needed. */
export interface FileKind {
  readonly id: 'requests' | 'plans' | 'reviews';
  readonly about: string;
  /** A column by which it is known. */
  readonly sign: string;
}

/** The files that are needed. */
export const FILES: readonly FileKind[] = [
  { id: 'requests', about: 'requests for a needs assessment', sign: 'requests_received_in_year' },
  { id: 'plans', about: 'plans issued within 20 weeks', sign: 'plans_issued_den' },
  { id: 'reviews', about: 'annual reviews', sign: 'review_expected' },
];

/** A column's heading as it is compared: published in small and capital letters alike. */
export const headingOf = (heading: string): string => heading.trim().toLowerCase();

/** A count, and the columns that it can stand in: some are misspelt, and some name a year. */
export interface CountColumn {
  /** Its place in the published counts. */
  readonly name: string;
  readonly file: FileKind['id'];
  /** The headings for a calendar year, the likeliest first. */
  readonly columnsIn: (year: number) => readonly string[];
}

const always =
  (...names: readonly string[]) =>
  (): readonly string[] =>
    names;

const short = (year: number): string => String(year % 100).padStart(2, '0');

/** Every count and where it stands. */
export const COUNTS: readonly CountColumn[] = [
  { name: 'requests.received', file: 'requests', columnsIn: always('requests_received_in_year') },
  { name: 'requests.toAssess', file: 'requests', columnsIn: always('requests_decided_to_assess') },
  { name: 'requests.notToAssess', file: 'requests', columnsIn: always('requests_decided_not_to_assess') },
  { name: 'requests.notMade', file: 'requests', columnsIn: always('requests_decision_not_made') },
  { name: 'requests.withdrawn', file: 'requests', columnsIn: always('requests_withdrawn') },
  { name: 'requests.decidedWithin6Weeks', file: 'requests', columnsIn: always('request_outcome_six_weeks') },
  { name: 'requests.decidedLater', file: 'requests', columnsIn: always('request_outcome_over_6_weeks') },
  { name: 'plans.issued.all', file: 'plans', columnsIn: always('plans_issued_den') },
  { name: 'plans.issued.withoutExceptions', file: 'plans', columnsIn: always('plans_issued_den_ex') },
  { name: 'plans.within20Weeks.all', file: 'plans', columnsIn: always('plans_issued_within_20_weeks') },
  { name: 'plans.within20Weeks.withoutExceptions', file: 'plans', columnsIn: always('plans_issued_20_weeks_ex') },
  { name: 'plans.withinAYear.all', file: 'plans', columnsIn: always('plans_issued_gt20weeks_ltyear') },
  { name: 'plans.withinAYear.withoutExceptions', file: 'plans', columnsIn: always('plans_issued_gt20weeks_ltyear_ex') },
  { name: 'plans.overAYear.all', file: 'plans', columnsIn: always('plans_issued_gt_1_year') },
  { name: 'plans.overAYear.withoutExceptions', file: 'plans', columnsIn: always('plans_issued_gt_1_year_ex') },
  { name: 'reviews.plans', file: 'reviews', columnsIn: always('total_ehc_plans') },
  { name: 'reviews.expected', file: 'reviews', columnsIn: always('review_expected') },
  { name: 'reviews.notExpected', file: 'reviews', columnsIn: always('review_not_expected') },
  { name: 'reviews.metInCensusYear', file: 'reviews', columnsIn: (year) => [`review_meeting_${short(year + 1)}`] },
  { name: 'reviews.metInYear', file: 'reviews', columnsIn: (year) => [`review_meeting_${short(year)}`] },
  { name: 'reviews.metBefore', file: 'reviews', columnsIn: (year) => [`review_meeting_prior_${short(year)}`] },
  { name: 'reviews.met', file: 'reviews', columnsIn: always('total_review_meeting') },
  { name: 'reviews.notMet', file: 'reviews', columnsIn: always('no_review_meeting') },
  {
    name: 'reviews.decidedWithin4Weeks',
    file: 'reviews',
    columnsIn: always('number_decsion_4weeks', 'number_decision_4weeks'),
  },
  {
    name: 'reviews.decidedLater',
    file: 'reviews',
    columnsIn: always('number_decision_gt_4weeks', 'number_decsion_gt_4weeks'),
  },
];
