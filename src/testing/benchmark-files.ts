import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReleaseYear } from '../benchmarks/domain/benchmark.events.js';
import { findingText } from '../benchmarks/application/findings.js';
import { readBenchmarkFile, type ReadFile } from '../benchmarks/application/read-benchmark-file.js';
import { SourceFile } from '../exchange/application/source-file.js';

/** The columns of each file of a release, as they are published: some are misspelt, some in capital letters. */
export const PUBLISHED_COLUMNS = {
  requests:
    'requests_received_in_year requests_rya requests_decided_to_assess requests_decided_not_to_assess requests_decision_not_made requests_withdrawn request_outcome_six_weeks request_outcome_over_6_weeks request_outcome_six_weeks_pc request_outcome_over_6_weeks_pc',
  assessments:
    'assess_in_year assess_issued assess_issued_pc assess_not_issued assess_not_issued_pc outcome_decision_within_time outcome_decision_over_time outcome_decision_within_time_pc outcome_decision_over_time_pc number_asssess_mediation_tribunal',
  plans:
    'plans_issued_den plans_issued_den_ex plans_issued_within_20_weeks plans_issued_20_weeks_ex pc_plans_issued_within_20_weeks PC_plans_issued_20_weeks_ex plans_issued_gt20weeks_ltYear plans_issued_gt20weeks_ltYear_ex pc_plans_issued_gt20weeks_ltYear PC_plans_issued_gt20weeks_ltYear_ex plans_issued_gt_1_year plans_issued_gt_1_year_ex pc_plans_issued_gt_1_year PC_plans_issued_gt_1_year_ex',
  reviews:
    'total_ehc_plans review_expected review_not_expected review_meeting_25 review_meeting_24 review_meeting_prior_24 total_review_meeting no_review_meeting review_decision25 review_decision24 review_decision_prior24 review_decision_not_due review_decision_outstanding outcome_amend outcome_cease outcome_maintan no_outcome number_decsion_4weeks number_decision_gt_4weeks pc_decsion_4weeks pc_decision_gt_4weeks',
} as const;

/** A file of a release. */
export type PublishedFile = keyof typeof PUBLISHED_COLUMNS;

/** What a row is about. */
const GENERAL =
  'time_period time_identifier geographic_level country_code country_name region_code region_name new_la_code old_la_code la_name breakdown_topic breakdown';

/** A row of a file: cells by their columns; every other cell is `x`. */
export type PublishedCells = Readonly<Record<string, string | number>>;

/** The columns of a file in their order. */
export const columnsOf = (file: PublishedFile): readonly string[] => [
  ...GENERAL.split(' '),
  ...PUBLISHED_COLUMNS[file].split(' '),
];

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Rows of cells as a file that was downloaded: with a byte-order mark, and lines that end as on Windows. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;

/** What every row of a year has in common. */
const inYear = (year: number): PublishedCells => ({
  time_period: year,
  time_identifier: 'Calendar year',
  country_code: 'E92000001',
  country_name: 'England',
  breakdown_topic: 'All',
  breakdown: 'All',
});

/** A row of England. */
export const england = (year: number, cells: PublishedCells = {}): PublishedCells => ({
  ...inYear(year),
  geographic_level: 'National',
  region_name: '',
  la_name: '',
  old_la_code: '',
  ...cells,
});

/** A row of a region. */
export const region = (year: number, name: string, cells: PublishedCells = {}): PublishedCells => ({
  ...england(year),
  geographic_level: 'Regional',
  region_name: name,
  ...cells,
});

/** A row of an authority; its code of three digits comes of its name. */
export const authority = (year: number, name: string, of: string, cells: PublishedCells = {}): PublishedCells => ({
  ...region(year, of),
  geographic_level: 'Local authority',
  old_la_code: 900 + (name.charCodeAt(0) % 100),
  la_name: name,
  ...cells,
});

/** The rows of a file with their columns, as they are published. */
export function rowsOf(file: PublishedFile, rows: readonly PublishedCells[]): readonly (readonly string[])[] {
  const columns = columnsOf(file);
  return [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? 'x')))];
}

/** The text of a file of a release. */
export const releaseCsv = (file: PublishedFile, rows: readonly PublishedCells[]): string => csvOf(rowsOf(file, rows));

/** A share of plans with its counts, in the columns of the file of 20 weeks. */
export function within20Weeks(
  all: readonly [number, number],
  without: readonly [number, number] = all,
): PublishedCells {
  const percent = ([part, whole]: readonly [number, number]): string => String(Math.round((1000 * part) / whole) / 10);
  return {
    plans_issued_den: all[1],
    plans_issued_within_20_weeks: all[0],
    pc_plans_issued_within_20_weeks: percent(all),
    plans_issued_den_ex: without[1],
    plans_issued_20_weeks_ex: without[0],
    PC_plans_issued_20_weeks_ex: percent(without),
  };
}

/** The matrix of neighbours: a column for each authority, its neighbours below it. */
export function neighboursCsv(of: Readonly<Record<string, readonly string[]>>): string {
  const names = Object.keys(of);
  const most = Math.max(...Object.values(of).map(({ length }) => length));
  const rows = Array.from({ length: most }, (_, at) => names.map((name) => of[name]?.[at] ?? ''));
  return csvOf([names, ...rows]);
}

/** Reads a text as a file that was downloaded. */
export async function readAsFile(text: string | Buffer, name = 'figures.csv'): Promise<ReadFile> {
  const folder = mkdtempSync(join(tmpdir(), 'benchmarks-'));
  try {
    const path = join(folder, name);
    writeFileSync(path, text);
    const source = await SourceFile.open(path);
    try {
      return await readBenchmarkFile(source, name);
    } finally {
      source.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What keeps a file from being imported, as lines of text. */
export const problemsIn = ({ problems }: ReadFile): readonly string[] => problems.first.map(findingText);

/** What somebody should know of a file, as lines of text. */
export const doubtsIn = ({ doubts }: ReadFile): readonly string[] => doubts.first.map(findingText);

/** The years of a file of the release. */
export function yearsOf({ content }: ReadFile): readonly ReleaseYear[] {
  if (content?.kind !== 'release') throw new Error('It is no file of the release.');
  return content.years;
}

/** A figure of an area by its name. */
export function figure(read: ReadFile, year: number, area: string, name: string): unknown {
  const found = yearsOf(read).find((one) => one.year === year);
  return found?.rows.find((row) => row.name === area)?.cells[found.columns.indexOf(name)];
}
