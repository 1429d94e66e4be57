import { stringify } from 'csv-stringify/sync';
import { guarded } from '../../platform/formula-guard.js';
import type { Chronology, ChronologyLimit, ChronologyRow } from './chronology-page.js';
import type { ToldValue } from './case-file-history.js';

const HEADINGS = [
  'Row',
  'Case',
  'Day',
  'What',
  'Details',
  'Corrected',
  'Reason',
  'No longer counts',
  'Recorded at (UTC)',
  'Recorded by',
  'Due',
  'Status',
  'How it was worked out',
] as const;

/** Spreadsheet programs take a file without it for one of another encoding. */
const BYTE_ORDER_MARK = '\ufeff';

const detail = ({ name, value, corrected }: ToldValue): string => `${name}: ${corrected ?? value}`;

const correction = ({ name, value, corrected }: ToldValue): readonly string[] =>
  corrected === undefined ? [] : [`${name}: ${value} corrected to ${corrected}`];

function recordedCells(row: ChronologyRow): readonly string[] {
  return [
    'Recorded',
    row.case,
    row.day,
    row.title,
    row.values.map(detail).join('; '),
    row.values.flatMap(correction).join('; '),
    row.reason ?? '',
    row.gone ?? '',
    row.recordedAt,
    row.by,
    '',
    '',
    '',
  ];
}

function limitCells(limit: ChronologyLimit): readonly string[] {
  return [
    'Limit',
    limit.case,
    limit.startedOn,
    `${limit.name} (${limit.rule})`,
    limit.outcome,
    '',
    '',
    '',
    '',
    '',
    limit.dueOn,
    limit.status,
    limit.explanation.join(' '),
  ];
}

/**
 * A chronology as a CSV file: what was recorded, then the limits, then when it was made. Spreadsheets take no cell of it
 * for a formula.
 * @param madeAt an instant, ISO 8601 in UTC
 */
export function chronologyTable({ rows, limits, asAt }: Chronology, madeAt: string): string {
  const made = ['Made', '', asAt, 'This chronology', '', '', '', '', madeAt, '', '', '', ''];
  const cells = [[...HEADINGS], ...rows.map(recordedCells), ...limits.map(limitCells), made];
  return `${BYTE_ORDER_MARK}${stringify(cells.map((row) => row.map(guarded)))}`;
}
