import type { BenchmarkEvent, NeighbourMatrix, PublishedRow, ReleaseFile, ReleaseYear } from './benchmark.events.js';

/** What is held of a file and a year, and since when. */
export interface HeldYear extends ReleaseYear {
  /** When it was imported: an instant, ISO 8601. */
  readonly importedAt: string;
}

/** The matrix that is held, and since when. */
export interface HeldNeighbours extends NeighbourMatrix {
  /** When it was imported: an instant, ISO 8601. */
  readonly importedAt: string;
}

/** Everything that was imported, each in its last version. */
export interface Holdings {
  readonly years: readonly HeldYear[];
  readonly neighbours?: HeldNeighbours;
}

export const NOTHING_HELD: Holdings = { years: [] };

/** What is held after something was imported. */
export function afterImport(held: Holdings, event: BenchmarkEvent, importedAt: string): Holdings {
  if (event.type === 'NeighboursImported') return { ...held, neighbours: { ...event.data, importedAt } };
  const { file, year } = event.data;
  const others = held.years.filter((one) => one.file !== file || one.year !== year);
  const years = [...others, { ...event.data, importedAt }];
  return { ...held, years: years.sort((one, other) => one.year - other.year) };
}

/** What is held of a file and a year; nothing where it was not imported. */
export function heldYear({ years }: Holdings, file: ReleaseFile, year: number): HeldYear | undefined {
  return years.find((one) => one.file === file && one.year === year);
}

/** What importing a year would do. `older`: a later release is held, whose figures stay. */
export type Effect = 'new' | 'same' | 'corrected' | 'older';

/** What importing a year would do, and how many figures would change. */
export interface YearEffect {
  readonly effect: Effect;
  /** How many figures are others than those that are held. */
  readonly changed: number;
  /** Areas that are held and that the file lacks. */
  readonly lost: readonly string[];
}

const keyOf = ({ level, name }: PublishedRow): string => `${level}/${name}`;

function figuresOf({ columns, rows }: ReleaseYear): Map<string, string> {
  return new Map(
    rows.flatMap((row) => [
      [keyOf(row), `${row.code ?? ''}/${row.region ?? ''}`] as const,
      ...row.cells.map((cell, at) => [`${keyOf(row)}/${columns[at] ?? ''}`, String(cell)] as const),
    ]),
  );
}

/** Compares a year as a file has it with what is held. */
export function effectOf(held: HeldYear | undefined, incoming: ReleaseYear): YearEffect {
  if (held === undefined) return { effect: 'new', changed: 0, lost: [] };
  const [before, after] = [figuresOf(held), figuresOf(incoming)];
  const keys = new Set([...before.keys(), ...after.keys()]);
  const changed = [...keys].filter((key) => before.get(key) !== after.get(key)).length;
  if (changed === 0) return { effect: 'same', changed, lost: [] };
  if (incoming.upTo < held.upTo) return { effect: 'older', changed, lost: [] };
  const present = new Set(incoming.rows.map(keyOf));
  const lost = held.rows.filter((row) => !present.has(keyOf(row))).map(({ name }) => name);
  return { effect: 'corrected', changed, lost };
}

/** Whether a matrix of neighbours says what the one that is held says. */
export function isHeld(held: NeighbourMatrix | undefined, { authorities }: NeighbourMatrix): boolean {
  return held !== undefined && JSON.stringify(sorted(held.authorities)) === JSON.stringify(sorted(authorities));
}

const sorted = (all: NeighbourMatrix['authorities']): readonly (readonly string[])[] =>
  all
    .map(({ name, nearest }) => [name, ...nearest])
    .sort(([one = ''], [other = '']) => (one < other ? -1 : one > other ? 1 : 0));
