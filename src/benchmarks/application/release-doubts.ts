import { nearest } from '../../calculator/application/suggestion.js';
import type { PublishedCell, PublishedRow, ReleaseYear } from '../domain/benchmark.events.js';
import { COUNTERPARTS, type PublishedParts } from '../domain/counterparts.js';
import { headingOf } from './dfe-columns.js';
import type { Findings } from './findings.js';
import type { ReleaseHeader } from './release-header.js';

/** Shares are published to one decimal place; some are cut off, not rounded. */
const MOST_APART = 0.1;
const PERCENT = 100;

interface Placed {
  readonly line: number;
  readonly year: number;
  readonly row: PublishedRow;
}

/** Tells of columns that are not known or missing, and of figures that contradict each other. */
export function doubtsAbout(
  header: ReleaseHeader,
  years: readonly ReleaseYear[],
  rows: Iterable<Placed>,
  findings: Findings,
): void {
  doubtsAboutColumns(header, years, findings);
  const byYear = new Map(years.map(({ year, columns }) => [year, columns]));
  const parts = COUNTERPARTS.filter(({ file }) => file === header.file).flatMap((one) => Object.values(one.parts));
  for (const { line, year, row } of rows) {
    const columns = byYear.get(year) ?? [];
    const cell = (name: string): PublishedCell | undefined => row.cells[columns.indexOf(name)];
    for (const part of parts) {
      const reason = contradictionIn(part, cell);
      const at = header.placedIn(year).find(({ column }) => column.name === (part.percent ?? part.count[0]))?.at;
      if (reason === undefined) continue;
      findings.doubt({ line, ...(at === undefined ? {} : { column: header.headingAt(at) }), reason });
    }
  }
}

function contradictionIn(
  { count, of = [], percent }: PublishedParts,
  cell: (name: string) => PublishedCell | undefined,
): string | undefined {
  const part = sumOf(count, cell);
  const whole = sumOf(of, cell);
  if (part === undefined || whole === undefined) return undefined;
  if (part > whole) return `${String(part)} is more than the ${String(whole)} that it is a part of`;
  const published = percent === undefined ? undefined : cell(percent);
  if (typeof published !== 'number' || whole === 0) return undefined;
  const share = (part * PERCENT) / whole;
  return Math.abs(share - published) <= MOST_APART
    ? undefined
    : `${String(published)}% is published, and ${String(part)} of ${String(whole)} is ${share.toFixed(1)}%`;
}

function sumOf(names: readonly string[], cell: (name: string) => PublishedCell | undefined): number | undefined {
  const found = names.map(cell);
  return found.length > 0 && found.every((one) => typeof one === 'number')
    ? found.reduce((sum, one) => sum + one, 0)
    : undefined;
}

function doubtsAboutColumns(header: ReleaseHeader, years: readonly ReleaseYear[], findings: Findings): void {
  const unknown = header.unknown(years.map(({ year }) => year));
  for (const at of unknown) {
    findings.doubt({ line: 1, column: header.headingAt(at), reason: 'the column is not known and is left out' });
  }
  const strange = new Map(
    unknown.map((at) => [headingOf(header.headingAt(at)).replaceAll('_', '-'), header.headingAt(at)]),
  );
  const lacking = new Map<string, Set<number>>();
  for (const { year } of years) {
    for (const { columnsIn } of header.lackingIn(year)) {
      const [heading = ''] = columnsIn(year);
      lacking.set(heading, (lacking.get(heading) ?? new Set()).add(year));
    }
  }
  for (const [heading, without] of lacking) {
    const [like = ''] = nearest(heading, [...strange.keys()], 1);
    const which = without.size === years.length ? '' : ` for ${[...without].join(', ')}`;
    const hint = strange.has(like) ? `; perhaps it is ${strange.get(like) ?? ''} now` : '';
    findings.doubt({
      line: 1,
      column: heading,
      reason: `there is no such column${which}, so its figures are not known${hint}`,
    });
  }
}
