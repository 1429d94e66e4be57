import { CsvError, parse } from 'csv-parse/sync';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { choice, echo, Problems, type Problem } from '../../platform/problem.js';
import { countIn, isTotal, symbolIn } from '../../benchmarks/application/dfe-cells.js';
import { COUNTS, FILES, headingOf, type FileKind } from '../../benchmarks/application/dfe-columns.js';
import type { PublishedCounts } from '../domain/published-counts.js';

/** Files of the whole of England have a few hundred kilobytes. */
const LARGEST = 64 * 1024 * 1024;
/** How many faults of one file are told. */
const MOST_TOLD = 10;

/** What the files say of a council and a year; `missing` says which counts they lack, and why. */
export interface DfeEntry {
  readonly name: string;
  readonly code: string;
  readonly year: number;
  /** The counts by name, those that are missing left out. */
  readonly figures: Readonly<Record<string, number>>;
  readonly missing: readonly string[];
}

interface Row {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

interface Table {
  readonly file: string;
  readonly kind: FileKind;
  readonly rows: readonly Row[];
}

const refused = (place: string, reason: string, accepted: string): Problems =>
  new Problems([{ place, reason, accepted }]);

const WANTED =
  'the directory with the CSV files of the release "Education, health and care plans", as downloaded from explore-education-statistics.service.gov.uk';

function textOf(path: string): string {
  if (statSync(path).size > LARGEST) throw refused(path, 'it is larger than 64 MiB', WANTED);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    throw refused(path, 'it is not written in UTF-8', 'the file as it was downloaded');
  }
}

/** A table of one of the kinds that are known; nothing for another CSV file. */
function tableOf(file: string, text: string): Table | undefined {
  let records: { readonly record: Record<string, string>; readonly info: { readonly lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map(headingOf),
      info: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 65_536,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = typeof error.lines === 'number' ? `line ${String(error.lines)}` : 'the file';
    throw refused(`${file}, ${where}`, 'it cannot be read as comma-separated values', 'the file as it was downloaded');
  }
  const [first] = records;
  if (first === undefined) return undefined;
  const columns = Object.keys(first.record);
  const kind = FILES.find(({ sign }) => columns.includes(sign));
  if (kind === undefined) return undefined;
  const rows = records.map(({ record, info }) => ({ line: info.lines, fields: record }));
  const problems = missingColumns(file, kind, rows, columns);
  if (problems.length > 0) throw new Problems(problems);
  return { file, kind, rows };
}

/** Columns that a file of its kind has to have. */
function missingColumns(
  file: string,
  kind: FileKind,
  rows: readonly Row[],
  columns: readonly string[],
): readonly Problem[] {
  const general = ['time_period', 'geographic_level', 'la_name', 'old_la_code'];
  const lost = general.filter((name) => !columns.includes(name));
  const years = new Set(rows.map(({ fields }) => Number(fields.time_period)).filter(Number.isInteger));
  const counts = COUNTS.filter((count) => count.file === kind.id);
  const absent = counts.filter(
    ({ columnsIn }) => ![...years].some((year) => columnsIn(year).some((name) => columns.includes(name))),
  );
  return [...lost.map((name) => [name]), ...absent.map(({ columnsIn }) => columnsIn(Math.max(...years)))].map(
    (names): Problem => ({
      place: file,
      reason: `it has no column ${choice(names)}`,
      accepted: `the columns of the file about ${kind.about} as they were published`,
    }),
  );
}

const isLocal = ({ fields }: Row): boolean => fields.geographic_level?.toLowerCase() === 'local authority';

/** The files of a release of the Department for Education. */
export class DfeFiles {
  private constructor(readonly entries: readonly DfeEntry[]) {}

  /**
   * Reads every file in a directory that is one of those that are needed.
   * @throws Problems where the directory or a file cannot be used, or one is missing
   */
  static read(directory: string): DfeFiles {
    let names: string[];
    try {
      names = readdirSync(directory).filter((name) => name.toLowerCase().endsWith('.csv'));
    } catch {
      throw refused('--from', `${echo(directory)} is not a directory that can be read`, WANTED);
    }
    if (names.length === 0) throw refused('--from', `there are no CSV files in ${echo(directory)}`, WANTED);
    const tables = names.sort().flatMap((name) => tableOf(name, textOf(join(directory, name))) ?? []);
    const problems = FILES.flatMap((kind): readonly Problem[] => {
      const found = tables.filter((table) => table.kind === kind);
      if (found.length === 1) return [];
      const files = found.map(({ file }) => file).join(' and ');
      const reason =
        found.length === 0
          ? `there is no file about ${kind.about}, which has a column ${kind.sign}`
          : `${files} are both about ${kind.about}`;
      return [{ place: '--from', reason, accepted: WANTED }];
    });
    if (problems.length > 0) throw new Problems(problems);
    return new DfeFiles(entriesOf(tables));
  }
}

interface Gathering {
  readonly name: string;
  readonly code: string;
  readonly year: number;
  readonly figures: Record<string, number>;
  readonly said: Set<FileKind['id']>;
  readonly missing: string[];
}

function entriesOf(tables: readonly Table[]): readonly DfeEntry[] {
  const gathered = new Map<string, Gathering>();
  const problems: Problem[] = [];
  for (const { file, kind, rows } of tables) {
    for (const row of rows) {
      if (!isLocal(row) || !isTotal(row.fields.breakdown ?? '')) continue;
      const place = `${file}, line ${String(row.line)}`;
      const { time_period: period = '', la_name: name = '', old_la_code: code = '' } = row.fields;
      if (!/^(?:19|20)\d\d$/.test(period) || name === '') {
        problems.push({
          place,
          reason: 'it has no calendar year or no council',
          accepted: 'a row as it was published',
        });
        continue;
      }
      const key = `${code}/${name}/${period}`;
      const entry = gathered.get(key) ?? {
        name,
        code,
        year: Number(period),
        figures: {},
        said: new Set(),
        missing: [],
      };
      gathered.set(key, entry);
      if (entry.said.has(kind.id)) {
        problems.push({ place, reason: `there is another row of ${name} and ${period}`, accepted: 'one row for each' });
        continue;
      }
      entry.said.add(kind.id);
      take(row, place, kind, entry, problems);
    }
  }
  if (problems.length > 0) throw new Problems(problems.slice(0, MOST_TOLD));
  return [...gathered.values()].map(({ said, ...entry }) => {
    const files = FILES.filter(({ id }) => !said.has(id));
    return { ...entry, missing: [...entry.missing, ...files.map(({ about }) => `everything about ${about}`)] };
  });
}

/** Takes the counts of a row. */
function take({ fields }: Row, place: string, kind: FileKind, entry: Gathering, problems: Problem[]): void {
  for (const { name, file, columnsIn } of COUNTS) {
    if (file !== kind.id) continue;
    const column = columnsIn(entry.year).find((one) => fields[one] !== undefined);
    const written = column === undefined ? '' : (fields[column] ?? '');
    const why = symbolIn(written);
    const count = countIn(written);
    if (why !== undefined) entry.missing.push(`${name} (${why})`);
    else if (count !== undefined) entry.figures[name] = count;
    else {
      const reason = `${echo(written)} is not a count`;
      problems.push({
        place: `${place}, ${column ?? name}`,
        reason,
        accepted: 'a whole number, or a symbol such as x',
      });
    }
  }
}

/**
 * The counts of a council and a year, where none is missing.
 * @throws Error where one is missing
 */
export function countsOf({ name, code, year, figures, missing }: DfeEntry): PublishedCounts {
  if (missing.length > 0) throw new Error(`Counts are missing: ${missing.join(', ')}.`);
  const nested: Record<string, unknown> = {};
  for (const { name: path } of COUNTS) {
    const steps = path.split('.');
    let at = nested;
    for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>;
    at[steps.at(-1) ?? path] = figures[path];
  }
  return { authority: name, code, year, ...nested } as unknown as PublishedCounts;
}
