import type { ReleaseFile } from '../domain/benchmark.events.js';
import { COUNTS } from './dfe-columns.js';

/** A figure of a release, and the columns that it can stand in. */
export interface ReleaseColumn {
  /** Its name among what is kept. */
  readonly name: string;
  readonly file: ReleaseFile;
  readonly holds: 'count' | 'percent';
  /** The headings for a calendar year, in small letters, the likeliest first. */
  readonly columnsIn: (year: number) => readonly string[];
}

/** A file of the release, for messages. */
export const ABOUT: Readonly<Record<ReleaseFile, string>> = {
  requests: 'requests for a needs assessment',
  assessments: 'needs assessments',
  plans: 'plans issued within 20 weeks',
  reviews: 'annual reviews',
};

const short = (year: number): string => String(year % 100).padStart(2, '0');

const column =
  (holds: ReleaseColumn['holds']) =>
  (file: ReleaseFile, name: string, ...columns: readonly string[]): ReleaseColumn => ({
    name: `${file}.${name}`,
    file,
    holds,
    columnsIn: () => columns,
  });

const count = column('count');
const percent = column('percent');

const inYear = (name: string, columnsIn: (year: number) => readonly string[]): ReleaseColumn => ({
  name: `reviews.${name}`,
  file: 'reviews',
  holds: 'count',
  columnsIn,
});

/** Every figure that is kept of a release. Some columns are misspelt, so that both spellings are known. */
export const RELEASE_COLUMNS: readonly ReleaseColumn[] = [
  ...COUNTS.map((one): ReleaseColumn => ({ ...one, holds: 'count' })),
  percent('requests', 'percentWithin6Weeks', 'request_outcome_six_weeks_pc'),
  count('assessments', 'completed', 'assess_in_year'),
  count('assessments', 'toIssue', 'assess_issued'),
  count('assessments', 'notToIssue', 'assess_not_issued'),
  count('assessments', 'refusedWithin16Weeks', 'outcome_decision_within_time'),
  count('assessments', 'refusedLater', 'outcome_decision_over_time'),
  percent('assessments', 'percentWithin16Weeks', 'outcome_decision_within_time_pc'),
  percent('plans', 'percentWithin20Weeks.all', 'pc_plans_issued_within_20_weeks'),
  percent('plans', 'percentWithin20Weeks.withoutExceptions', 'pc_plans_issued_20_weeks_ex'),
  percent('plans', 'percentWithinAYear.all', 'pc_plans_issued_gt20weeks_ltyear'),
  percent('plans', 'percentWithinAYear.withoutExceptions', 'pc_plans_issued_gt20weeks_ltyear_ex'),
  percent('plans', 'percentOverAYear.all', 'pc_plans_issued_gt_1_year'),
  percent('plans', 'percentOverAYear.withoutExceptions', 'pc_plans_issued_gt_1_year_ex'),
  inYear('decidedInCensusYear', (year) => [`review_decision${short(year + 1)}`, `review_decision_${short(year + 1)}`]),
  inYear('decidedInYear', (year) => [`review_decision${short(year)}`, `review_decision_${short(year)}`]),
  inYear('decidedBefore', (year) => [`review_decision_prior${short(year)}`, `review_decision_prior_${short(year)}`]),
  count('reviews', 'decisionNotDue', 'review_decision_not_due'),
  count('reviews', 'decisionOutstanding', 'review_decision_outstanding'),
  count('reviews', 'amended', 'outcome_amend'),
  count('reviews', 'ceased', 'outcome_cease'),
  count('reviews', 'maintained', 'outcome_maintan', 'outcome_maintain'),
  count('reviews', 'withoutOutcome', 'no_outcome'),
  percent('reviews', 'percentWithin4Weeks', 'pc_decsion_4weeks', 'pc_decision_4weeks'),
];

/** Columns that say what a row is about. */
export const GENERAL_COLUMNS = [
  'time_period',
  'time_identifier',
  'geographic_level',
  'country_code',
  'country_name',
  'region_code',
  'region_name',
  'new_la_code',
  'old_la_code',
  'la_name',
  'breakdown_topic',
  'breakdown',
] as const;

/** Columns of a release that nothing is made of; a file that has others besides is looked at with doubt. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  'requests_rya',
  'request_assess_pc',
  'request_not_assess_pc',
  'request_outstanding_pc',
  'request_withdrawn_pc',
  'request_outcome_over_6_weeks_pc',
  'mediation_related_request',
  'tribunal_related_request',
  'tribunal_after_mediation_request',
  'assess_issued_pc',
  'assess_not_issued_pc',
  'assess_not_made',
  'assess_not_made_pc',
  'assess_withdrawn',
  'assess_withdrawn_pc',
  'outcome_decision_over_time_pc',
  'number_assess_mediation',
  'number_assess_tribunal',
  'number_asssess_mediation_tribunal',
  'number_assess_mediation_tribunal',
  'number_other_mediation',
  'number_other_tribunal',
  'number_other_mediation_tribunal',
  'pc_decision_gt_4weeks',
  'pc_decsion_gt_4weeks',
]);
