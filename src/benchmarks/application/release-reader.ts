import type { CsvRow } from '../../exchange/application/csv-rows.js';
import { echo } from '../../platform/problem.js';
import {
  LEVELS,
  type Level,
  type PublishedCell,
  type PublishedRow,
  type ReleaseYear,
} from '../domain/benchmark.events.js';
import { authorityKey } from '../domain/authority-name.js';
import { countIn, isTotal, percentIn, symbolIn } from './dfe-cells.js';
import { doubtsAbout } from './release-doubts.js';
import type { Findings } from './findings.js';
import type { PlacedColumn, ReleaseHeader } from './release-header.js';

const WRITTEN: Readonly<Record<string, Level>> = {
  national: 'national',
  regional: 'regional',
  'local authority': 'local',
};
const NAMES: Readonly<Record<Level, string>> = { national: 'country_name', regional: 'region_name', local: 'la_name' };
/** Headings name a year by its last two digits. */
const EVERY_YEAR = Array.from({ length: 100 }, (_, at) => 2000 + at);
const BY_SEX = /^(?:sex|gender)$/i;

/** A row as it was taken in. */
interface Taken {
  readonly line: number;
  readonly year: number;
  readonly row: PublishedRow;
}

/** Rows that add up to the total that is missing. */
interface Parts {
  readonly first: Taken;
  readonly labels: Set<string>;
  cells: readonly PublishedCell[];
}

/** What a row is of: everybody, boys or girls (by what it says), or something else. */
type Scope = { readonly of: 'all' } | { readonly of: 'sex'; readonly label: string } | { readonly of: 'other' };

const keyOf = ({ year, row: { level, name } }: Taken): string => `${String(year)}/${level}/${authorityKey(name)}`;

/** Takes in the rows of a file of the release: the totals of England, its regions and its authorities. */
export class ReleaseReader {
  readonly #totals = new Map<string, Taken>();
  readonly #parts = new Map<string, Parts>();
  readonly #placed = new Map<number, readonly PlacedColumn[]>();
  readonly #strangeLevels = new Set<string>();
  readonly #strange: readonly number[];
  #rows = 0;
  #breakdowns = 0;

  constructor(
    private readonly header: ReleaseHeader,
    private readonly findings: Findings,
  ) {
    this.#strange = header
      .unknown(EVERY_YEAR)
      .filter((at) => !/_(?:code|name)$/.test(header.headingAt(at).toLowerCase()));
  }

  /** Takes in a row. */
  take({ line, cells }: CsvRow): void {
    this.#rows += 1;
    if (cells.length !== this.header.width) {
      const reason = `the row has ${String(cells.length)} cells, and the first row ${String(this.header.width)}`;
      this.findings.problem({ line, reason, accepted: 'the row as it was published' });
      return;
    }
    const level = this.#levelOf(cells, line);
    if (level === undefined) return;
    const scope = this.#scopeOf(cells);
    if (scope.of === 'other') {
      this.#breakdowns += 1;
      return;
    }
    const taken = this.#taken(level, cells, line);
    if (taken === undefined) return;
    if (scope.of === 'all') this.#addTotal(taken);
    else this.#addPart(taken, scope.label);
  }

  /** Everything that was taken in, by year, and how many rows there were. */
  finish(): { readonly years: readonly ReleaseYear[]; readonly rows: number; readonly breakdowns: number } {
    this.#addUp();
    const years = [...Map.groupBy(this.#totals.values(), ({ year }) => year)].sort(([one], [other]) => one - other);
    const upTo = years.at(-1)?.[0] ?? 0;
    if (years.length === 0 && this.findings.problems.count === 0) {
      this.findings.problem({
        reason: 'there is no row of England, a region or an authority with totals',
        accepted: 'the file as it was downloaded',
      });
    }
    const all = years.map(([year, taken]): ReleaseYear => {
      const columns = this.#columnsOf(year).map(({ column }) => column.name);
      return { file: this.header.file, year, upTo, columns, rows: inOrder(taken.map(({ row }) => row)) };
    });
    doubtsAbout(this.header, all, this.#totals.values(), this.findings);
    return { years: all, rows: this.#rows, breakdowns: this.#breakdowns };
  }

  #cell(cells: readonly string[], heading: string): string {
    const at = this.header.placeOf(heading);
    return at === undefined ? '' : (cells[at] ?? '').trim();
  }

  #levelOf(cells: readonly string[], line: number): Level | undefined {
    const written = this.#cell(cells, 'geographic_level');
    const level = WRITTEN[written.toLowerCase()];
    if (level === undefined && !this.#strangeLevels.has(written)) {
      this.#strangeLevels.add(written);
      this.findings.doubt({
        line,
        column: 'geographic_level',
        reason: `rows of the level ${echo(written)} are left out`,
        accepted: 'National, Regional or Local authority',
      });
    }
    return level;
  }

  #scopeOf(cells: readonly string[]): Scope {
    const [topic, breakdown] = [this.#cell(cells, 'breakdown_topic'), this.#cell(cells, 'breakdown')];
    const narrowed = this.#strange.filter((at) => isNarrowed(cells[at] ?? ''));
    const [only] = narrowed;
    if (isTotal(breakdown)) {
      if (only === undefined) return { of: 'all' };
      const isSex = narrowed.length === 1 && BY_SEX.test(this.header.headingAt(only));
      return isSex ? { of: 'sex', label: (cells[only] ?? '').trim() } : { of: 'other' };
    }
    return BY_SEX.test(topic) && only === undefined ? { of: 'sex', label: breakdown } : { of: 'other' };
  }

  #taken(level: Level, cells: readonly string[], line: number): Taken | undefined {
    const [period, kind] = [this.#cell(cells, 'time_period'), this.#cell(cells, 'time_identifier')];
    if (!/^(?:19|20)\d\d$/.test(period) || !/^(?:calendar year|)$/i.test(kind)) {
      const reason = `${
        [period, kind]
          .filter((part) => part !== '')
          .map(echo)
          .join(', ') || 'nothing'
      } is no calendar year`;
      this.findings.problem({ line, column: 'time_period', reason, accepted: 'a year such as 2024' });
      return undefined;
    }
    const name = this.#cell(cells, NAMES[level]) || (level === 'national' ? 'England' : '');
    if (name === '') {
      this.findings.problem({
        line,
        column: NAMES[level],
        reason: 'there is no name',
        accepted: 'a row as it was published',
      });
      return undefined;
    }
    if (level === 'national' && name.toLowerCase() !== 'england') {
      this.findings.doubt({ line, column: NAMES[level], reason: `${echo(name)} is not England, and is left out` });
      return undefined;
    }
    const year = Number(period);
    const code = this.#cell(cells, 'old_la_code');
    const region = this.#cell(cells, 'region_name');
    const row: PublishedRow = {
      level,
      name,
      ...(level === 'local' && code !== '' ? { code } : {}),
      ...(level === 'local' && region !== '' ? { region } : {}),
      cells: this.#columnsOf(year).map((column) => this.#figure(column, cells, line)),
    };
    return { line, year, row };
  }

  #columnsOf(year: number): readonly PlacedColumn[] {
    const known = this.#placed.get(year) ?? this.header.placedIn(year);
    this.#placed.set(year, known);
    return known;
  }

  #figure({ column: { holds }, at }: PlacedColumn, cells: readonly string[], line: number): PublishedCell {
    const written = (cells[at] ?? '').trim();
    if (symbolIn(written) !== undefined) return written.toLowerCase();
    const read = holds === 'count' ? countIn(written) : percentIn(written);
    const column = this.header.headingAt(at);
    if (read === undefined) {
      const accepted = `${holds === 'count' ? 'a whole number' : 'a number from 0 to 100'}, or a symbol such as x`;
      this.findings.problem({
        line,
        column,
        reason: `${echo(written)} is not a ${holds === 'count' ? 'count' : 'share in percent'}`,
        accepted,
      });
      return '';
    }
    if (read < 0) this.findings.doubt({ line, column, reason: `${written} is below zero and is not used as a count` });
    return read;
  }

  #addTotal(taken: Taken): void {
    const before = this.#totals.get(keyOf(taken));
    if (before === undefined) {
      this.#totals.set(keyOf(taken), taken);
      return;
    }
    const { line, year, row } = taken;
    const what = `another row of ${echo(row.name)} and ${String(year)} (line ${String(before.line)})`;
    if (JSON.stringify(before.row) === JSON.stringify(row))
      this.findings.doubt({ line, reason: `there is ${what}, which says the same` });
    else
      this.findings.problem({
        line,
        reason: `there is ${what}, which says something else`,
        accepted: 'one row for each',
      });
  }

  #addPart(taken: Taken, label: string): void {
    const before = this.#parts.get(keyOf(taken));
    if (before === undefined) {
      this.#parts.set(keyOf(taken), { first: taken, labels: new Set([label]), cells: taken.row.cells });
    } else if (before.labels.has(label)) {
      const { line, year, row } = taken;
      const reason = `there is another row of ${echo(row.name)}, ${String(year)} and ${echo(label)}`;
      this.findings.problem({ line, reason, accepted: 'one row for each' });
    } else {
      before.labels.add(label);
      before.cells = before.cells.map((cell, at) => added(cell, taken.row.cells[at] ?? ''));
    }
  }

  /** Adds the rows of boys and girls up where a file has no totals. */
  #addUp(): void {
    const summed = [...this.#parts].filter(([key]) => !this.#totals.has(key));
    for (const [key, { first, cells }] of summed) {
      const columns = this.#columnsOf(first.year);
      // Shares cannot be added; they are worked out from the counts.
      const whole = cells.map((cell, at) => (columns[at]?.column.holds === 'percent' ? '' : cell));
      this.#totals.set(key, { ...first, row: { ...first.row, cells: whole } });
    }
    for (const [year, all] of Map.groupBy(summed, ([, { first }]) => first.year)) {
      const areas = `${String(all.length)} ${all.length === 1 ? 'area has' : 'areas have'}`;
      const line = Math.min(...all.map(([, { first }]) => first.line));
      this.findings.doubt({
        line,
        reason: `${areas} no total for ${String(year)}, and their rows by sex are added up`,
      });
    }
    if (summed.length === 0)
      this.#breakdowns += [...this.#parts.values()].reduce((sum, { labels }) => sum + labels.size, 0);
  }
}

const isNarrowed = (written: string): boolean =>
  !isTotal(written) &&
  symbolIn(written) === undefined &&
  countIn(written) === undefined &&
  percentIn(written) === undefined;

const added = (one: PublishedCell, other: PublishedCell): PublishedCell => {
  if (typeof one === 'string') return one;
  return typeof other === 'string' ? other : one + other;
};

const inOrder = (rows: readonly PublishedRow[]): readonly PublishedRow[] =>
  rows.toSorted(
    (one, other) =>
      LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
      (one.name < other.name ? -1 : one.name > other.name ? 1 : 0),
  );
