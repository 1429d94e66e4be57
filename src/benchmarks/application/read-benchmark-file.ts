import { csvRows, FileUnreadable, type CsvRow } from '../../exchange/application/csv-rows.js';
import type { SourceFile } from '../../exchange/application/source-file.js';
import type { NeighbourMatrix, ReleaseFile, ReleaseYear } from '../domain/benchmark.events.js';
import { FILES } from './dfe-columns.js';
import { Findings, type Found } from './findings.js';
import { isNeighbourMatrix, NeighboursReader } from './neighbours-reader.js';
import { readReleaseHeader, releaseFileWith } from './release-header.js';
import { ReleaseReader } from './release-reader.js';

/** What a file holds. */
export type Content =
  | {
      readonly kind: 'release';
      readonly file: ReleaseFile;
      readonly years: readonly ReleaseYear[];
      /** Rows that are of a part of the children, which are left out. */
      readonly breakdowns: number;
    }
  | { readonly kind: 'neighbours'; readonly matrix: NeighbourMatrix };

/** A file that was read, with everything that was found in it. */
export interface ReadFile {
  /** How it is called in messages. */
  readonly name: string;
  /** Nothing where nobody knows what the file is. */
  readonly content?: Content;
  /** The rows below the first. */
  readonly rows: number;
  /** What keeps it from being imported. */
  readonly problems: Found;
  /** What somebody should know before it is imported. */
  readonly doubts: Found;
}

/** Told how far the reading of a file has come, in bytes. */
export type ReadProgress = (done: number, of: number) => void;

/** How the files are called that can be imported. */
export const ACCEPTED_FILES =
  'a CSV file of the release "Education, health and care plans" about requests, needs assessments, plans issued within 20 weeks or annual reviews, as downloaded from explore-education-statistics.service.gov.uk; or the matrix of statistical neighbours, a column for each authority';

/** A matrix of neighbours has few rows: so many tell what a file is. */
const FIRST_ROWS = 40;

/** Takes in rows until the end of the file, which it then makes something of. */
interface Reader {
  take(row: CsvRow): void;
  finish(): Content;
}

function releaseReader(file: ReleaseFile, head: CsvRow, findings: Findings): Reader {
  const reader = new ReleaseReader(readReleaseHeader(file, head.cells, head.line, findings), findings);
  return {
    take: (row) => {
      // Without its columns every row would be a problem.
      if (findings.problems.first.every(({ line }) => line !== head.line)) reader.take(row);
    },
    finish: () => {
      const { years, breakdowns } = reader.finish();
      return { kind: 'release', file, years, breakdowns };
    },
  };
}

function neighboursReader(head: CsvRow, findings: Findings): Reader {
  const reader = new NeighboursReader(head, findings);
  return { take: (row) => reader.take(row), finish: () => ({ kind: 'neighbours', matrix: reader.finish() }) };
}

function readerOf(first: readonly CsvRow[], findings: Findings): Reader | undefined {
  const [head] = first;
  if (head === undefined) return undefined;
  const file = releaseFileWith(head.cells);
  if (file !== undefined) return releaseReader(file, head, findings);
  return isNeighbourMatrix(first) ? neighboursReader(head, findings) : undefined;
}

/** Reads a file of any of the kinds that can be imported. Whatever is wrong with it is among what was found. */
export async function readBenchmarkFile(
  source: SourceFile,
  name: string,
  progress: ReadProgress = () => undefined,
): Promise<ReadFile> {
  const findings = new Findings();
  const first: CsvRow[] = [];
  let reader: Reader | undefined;
  const { size } = source;
  let rows = -1;
  const begin = (): void => {
    reader = readerOf(first, findings);
    first.slice(1).forEach((row) => reader?.take(row));
  };
  try {
    for await (const row of csvRows(source)) {
      rows += 1;
      progress(row.offset, size);
      if (rows < FIRST_ROWS) first.push(row);
      if (rows === FIRST_ROWS) begin();
      if (rows >= FIRST_ROWS) reader?.take(row);
    }
    if (rows < FIRST_ROWS) begin();
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    findings.problem(error.problem);
    return { name, rows: Math.max(rows, 0), problems: findings.problems, doubts: findings.doubts };
  }
  progress(size, size);
  const content = reader?.finish();
  if (content === undefined) findings.problem(unknownFile(first));
  return {
    name,
    ...(content === undefined ? {} : { content }),
    rows: Math.max(rows, 0),
    problems: findings.problems,
    doubts: findings.doubts,
  };
}

function unknownFile([head]: readonly CsvRow[]): Parameters<Findings['problem']>[0] {
  if (head === undefined) return { reason: 'the file is empty', accepted: ACCEPTED_FILES };
  const [only = ''] = head.cells;
  const separated = head.cells.length === 1 && /[;\t|]/.test(only);
  if (separated) return { line: head.line, reason: 'the cells are not separated by commas', accepted: ACCEPTED_FILES };
  const signs = FILES.map(({ sign }) => sign).join(', ');
  return {
    line: head.line,
    reason: `the columns are of none of these files, by which they are known: ${signs}`,
    accepted: ACCEPTED_FILES,
  };
}
