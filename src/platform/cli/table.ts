import Table from 'cli-table3';

const NOTHING = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/**
 * A table without borders.
 * @param head the names of the columns
 * @param rows as many cells as there are columns
 * @param elastic the column that gives way, and the width that the table must fit in
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  elastic?: { readonly column: number; readonly width: number; readonly least: number },
): string {
  const widths = head.map((name, column) => Math.max(...[name, ...rows.map((row) => row[column] ?? '')].map(shown)));
  if (elastic !== undefined) {
    const others = widths.reduce((sum, width) => sum + width + 2, -2) - (widths[elastic.column] ?? 0);
    widths[elastic.column] = Math.min(widths[elastic.column] ?? 0, Math.max(elastic.least, elastic.width - others));
  }
  const made = new Table({
    head: [...head],
    chars: NOTHING,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: widths,
    wordWrap: true,
  });
  made.push(...rows.map((row) => [...row]));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

const shown = (text: string): number => text.replace(ESCAPES, '').length;
