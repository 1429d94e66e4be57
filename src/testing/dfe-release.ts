import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A council's row in every file, as the Department for Education publishes them. */
export interface DfeRow {
  readonly name: string;
  readonly code: string;
  readonly year?: number;
  readonly breakdown?: string;
  /** Cells by column, in place of the usual ones. */
  readonly cells?: Readonly<Record<string, string>>;
}

const GENERAL = 'time_period,time_identifier,geographic_level,country_code,country_name,old_la_code,la_name,breakdown';

/** A small council's counts, by the columns that they are published in. */
const USUAL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  requests: {
    requests_received_in_year: '31',
    requests_decided_to_assess: '20',
    requests_decided_not_to_assess: '7',
    requests_decision_not_made: '3',
    requests_withdrawn: '1',
    request_outcome_six_weeks: '24',
    request_outcome_over_6_weeks: '5',
  },
  timeliness: {
    plans_issued_den: '18',
    plans_issued_den_ex: '14',
    plans_issued_within_20_weeks: '9',
    plans_issued_20_weeks_ex: '7',
    pc_plans_issued_within_20_weeks: '50',
    PC_plans_issued_20_weeks_ex: '50',
    plans_issued_gt20weeks_ltYear: '7',
    plans_issued_gt20weeks_ltYear_ex: '5',
    plans_issued_gt_1_year: '2',
    plans_issued_gt_1_year_ex: '2',
  },
  annual_reviews: {
    total_ehc_plans: '110',
    review_expected: '90',
    review_not_expected: '20',
    review_meeting_25: '2',
    review_meeting_24: '50',
    review_meeting_prior_24: '20',
    total_review_meeting: '72',
    no_review_meeting: '18',
    outcome_maintan: '20',
    no_outcome: '-3',
    number_decsion_4weeks: '15',
    number_decision_gt_4weeks: '30',
  },
};

/** The files of a release, as they are downloaded: with a byte-order mark, and rows of England among the others. */
export function writeDfeRelease(directory: string, rows: readonly DfeRow[]): void {
  mkdirSync(directory, { recursive: true });
  for (const [file, usual] of Object.entries(USUAL)) {
    const columns = Object.keys(usual);
    const line = ({ name, code, year = 2024, breakdown, cells = {} }: DfeRow, level: string): string => {
      const called = name.includes(',') ? `"${name}"` : name;
      const total = breakdown ?? `All ${file}`;
      const general = [String(year), 'Calendar year', level, 'E92000001', 'England', code, called, total];
      return [...general, ...columns.map((column) => cells[column] ?? usual[column] ?? '')].join(',');
    };
    const england = line({ name: '', code: '' }, 'National');
    const lines = [`${GENERAL},${columns.join(',')}`, england, ...rows.map((row) => line(row, 'Local authority'))];
    writeFileSync(join(directory, `dfe_${file}.csv`), `\ufeff${lines.join('\r\n')}\r\n`);
  }
}
