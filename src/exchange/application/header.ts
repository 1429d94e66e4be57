import { choice } from '../../platform/problem.js';
import { COLUMNS, NEEDED_COLUMNS, type RowProblem } from './format.js';

/** The cells of a row by the names of their columns; empty where the file has no such column. */
export type Cells = (column: string) => string;

/** What the first row of a file says of the others. */
export interface Header {
  readonly width: number;
  readonly cellsOf: (cells: readonly string[]) => Cells;
}

const ACCEPTED = `a first row with the columns ${choice(NEEDED_COLUMNS).replace(' or ', ' and ')}, in any order`;

const OTHER_SEPARATORS: readonly (readonly [string, string])[] = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'bars'],
];

/** Which separator the cells of a file have where it is no comma. */
function otherSeparator(cells: readonly string[]): string | undefined {
  const [only] = cells;
  if (cells.length !== 1 || only === undefined) return undefined;
  return OTHER_SEPARATORS.find(([sign]) => only.split(sign).length > 2)?.[1];
}

/** Reads the first row. Names that are not known are not repeated: the first row may hold a child where it is missing. */
export function readHeader(cells: readonly string[], line: number): Header | { readonly problems: RowProblem[] } {
  const separator = otherSeparator(cells);
  if (separator !== undefined) {
    return { problems: [{ line, reason: `the cells are separated by ${separator}`, accepted: 'commas' }] };
  }
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const isHeader = NEEDED_COLUMNS.some((name) => names.includes(name));
  if (!isHeader) return { problems: [{ line, reason: 'the first row names no column', accepted: ACCEPTED }] };
  const problems: RowProblem[] = [];
  names.forEach((name, at) => {
    const reason = !COLUMNS.includes(name)
      ? `column ${String(at + 1)} is not known`
      : names.indexOf(name) < at
        ? `the column ${name} is there twice`
        : undefined;
    if (reason !== undefined) problems.push({ line, reason, accepted: COLUMNS.join(', ') });
  });
  const missing = NEEDED_COLUMNS.filter((name) => !names.includes(name));
  problems.push(...missing.map((name) => ({ line, reason: `the column ${name} is missing`, accepted: ACCEPTED })));
  if (problems.length > 0) return { problems };
  const places = new Map(names.map((name, at) => [name, at]));
  return {
    width: names.length,
    cellsOf: (row) => (column) => row[places.get(column) ?? -1] ?? '',
  };
}
