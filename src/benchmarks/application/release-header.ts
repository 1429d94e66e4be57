import { echo } from '../../platform/problem.js';
import { RELEASE_FILES, type ReleaseFile } from '../domain/benchmark.events.js';
import { headingOf } from './dfe-columns.js';
import type { Findings } from './findings.js';
import { GENERAL_COLUMNS, LEFT_OUT, RELEASE_COLUMNS, type ReleaseColumn } from './release-columns.js';

/** Columns without which no row can be told from another. */
const NEEDED = ['time_period', 'geographic_level', 'la_name'] as const;

/** The figures of a year, and where they stand in a row. */
export interface PlacedColumn {
  readonly column: ReleaseColumn;
  readonly at: number;
}

/** The first row of a file of the release. */
export class ReleaseHeader {
  readonly #places: ReadonlyMap<string, number>;

  /** @param headings as they are written in the file */
  constructor(
    readonly file: ReleaseFile,
    private readonly headings: readonly string[],
  ) {
    this.#places = new Map(headings.map((heading, at): [string, number] => [headingOf(heading), at]).toReversed());
  }

  get width(): number {
    return this.headings.length;
  }

  /** Where a column stands, by its heading in small letters. */
  placeOf(heading: string): number | undefined {
    return this.#places.get(heading);
  }

  /** A heading as it is written in the file. */
  headingAt(at: number): string {
    return echo(this.headings[at]?.trim());
  }

  /** The figures that a year has, each with its place; those that the file lacks are left out. */
  placedIn(year: number): readonly PlacedColumn[] {
    return this.#own().flatMap((column) => {
      const at = column.columnsIn(year).flatMap((heading) => this.placeOf(heading) ?? [])[0];
      return at === undefined ? [] : [{ column, at }];
    });
  }

  /** The figures that the file lacks of a year. */
  lackingIn(year: number): readonly ReleaseColumn[] {
    return this.#own().filter((column) => column.columnsIn(year).every((heading) => !this.#places.has(heading)));
  }

  /**
   * The columns that are not known, by their places.
   * @param years the years in the file: some headings name one
   */
  unknown(years: readonly number[]): readonly number[] {
    const known = new Set<string>([
      ...GENERAL_COLUMNS,
      ...LEFT_OUT,
      ...this.#own().flatMap(({ columnsIn }) => years.flatMap(columnsIn)),
    ]);
    return this.headings.flatMap((heading, at) => (known.has(headingOf(heading)) ? [] : [at]));
  }

  #own(): readonly ReleaseColumn[] {
    return RELEASE_COLUMNS.filter(({ file }) => file === this.file);
  }
}

/** How many columns of figures a file has in common with one of the release. */
function likeness(file: ReleaseFile, headings: ReadonlySet<string>): number {
  // Headings with a year in them are known by the others.
  const anyYear = 2000;
  return RELEASE_COLUMNS.filter(
    (column) => column.file === file && column.columnsIn(anyYear).some((heading) => headings.has(heading)),
  ).length;
}

/** Which file of the release has these headings; nothing where none has. */
export function releaseFileWith(headings: readonly string[]): ReleaseFile | undefined {
  const found = new Set(headings.map(headingOf));
  if (!NEEDED.some((heading) => found.has(heading))) return undefined;
  const [likest] = RELEASE_FILES.map((file) => ({ file, common: likeness(file, found) })).toSorted(
    (one, other) => other.common - one.common,
  );
  return likest === undefined || likest.common === 0 ? undefined : likest.file;
}

/** Reads the first row of a file of the release; problems are told where it lacks what every row needs. */
export function readReleaseHeader(
  file: ReleaseFile,
  cells: readonly string[],
  line: number,
  findings: Findings,
): ReleaseHeader {
  const header = new ReleaseHeader(file, cells);
  for (const heading of NEEDED) {
    if (header.placeOf(heading) !== undefined) continue;
    const accepted = 'the columns of the file as they were published';
    findings.problem({ line, column: heading, reason: 'there is no such column', accepted });
  }
  cells.forEach((cell, at) => {
    if (header.placeOf(headingOf(cell)) === at) return;
    findings.problem({
      line,
      column: header.headingAt(at),
      reason: 'the column is there twice',
      accepted: 'one of them',
    });
  });
  return header;
}
