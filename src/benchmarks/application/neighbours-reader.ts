import { counted } from '../../exchange/application/counted.js';
import type { CsvRow } from '../../exchange/application/csv-rows.js';
import { echo } from '../../platform/problem.js';
import { authorityKey } from '../domain/authority-name.js';
import type { NeighbourMatrix, NeighboursOf } from '../domain/benchmark.events.js';
import type { Findings } from './findings.js';

/** How many neighbours each authority is published with. */
const USUAL = 10;
const MOST_ROWS = 50;
/** A matrix names authorities below that head columns of their own, but for a few that are written in another way. */
const FEWEST_KNOWN = 0.5;

/** Whether rows look like the matrix of statistical neighbours: names at the head of columns, and the same names below. */
export function isNeighbourMatrix([head, ...rows]: readonly CsvRow[]): boolean {
  const heads = new Set((head?.cells ?? []).map(authorityKey));
  const below = rows.flatMap(({ cells }) => cells.map((cell) => cell.trim()).filter((cell) => cell !== ''));
  const known = below.filter((cell) => heads.has(authorityKey(cell)));
  return heads.size > 2 && below.length > 0 && known.length >= FEWEST_KNOWN * below.length;
}

/** Reads the matrix: a column for each authority, and its neighbours below it, the nearest first. */
export class NeighboursReader {
  readonly #rows: CsvRow[] = [];

  constructor(
    private readonly head: CsvRow,
    private readonly findings: Findings,
  ) {}

  /** Takes in a row below the first. */
  take(row: CsvRow): void {
    const { line, cells } = row;
    if (cells.length > this.head.cells.length) {
      const reason = `the row has ${String(cells.length)} cells, and the first row ${String(this.head.cells.length)}`;
      this.findings.problem({ line, reason, accepted: 'a cell below each authority' });
    }
    if (this.#rows.length === MOST_ROWS)
      this.findings.doubt({ line, reason: 'this row and those below it are left out' });
    if (this.#rows.length <= MOST_ROWS) this.#rows.push(row);
  }

  finish(): NeighbourMatrix {
    const places = new Map<string, number>();
    const { cells, line } = this.head;
    const authorities = cells.flatMap((cell, at): readonly NeighboursOf[] => {
      const name = cell.trim();
      const key = authorityKey(name);
      const before = places.get(key);
      if (name === '') {
        if (this.#below(at).length > 0)
          this.findings.problem({ line, reason: `column ${String(at + 1)} has neighbours and no authority` });
        return [];
      }
      if (before !== undefined) {
        const reason = `${echo(name)} has two columns, ${String(before + 1)} and ${String(at + 1)}`;
        this.findings.problem({ line, column: echo(name), reason, accepted: 'a column for each authority' });
        return [];
      }
      places.set(key, at);
      return [{ name, nearest: this.#nearest(name, at) }];
    });
    this.#doubtUnknown(new Set(places.keys()));
    return { authorities };
  }

  #below(at: number): readonly { readonly line: number; readonly name: string }[] {
    return this.#rows
      .slice(0, MOST_ROWS)
      .map(({ line, cells }) => ({ line, name: (cells[at] ?? '').trim() }))
      .filter(({ name }) => name !== '');
  }

  #nearest(authority: string, at: number): readonly string[] {
    const found = new Map<string, string>();
    const column = echo(authority);
    for (const { line, name } of this.#below(at)) {
      const key = authorityKey(name);
      if (key === authorityKey(authority)) {
        this.findings.problem({
          line,
          column,
          reason: `${echo(name)} is its own neighbour`,
          accepted: 'another authority',
        });
      } else if (found.has(key)) this.findings.doubt({ line, column, reason: `${echo(name)} is there twice` });
      else found.set(key, name);
    }
    if (found.size !== USUAL) {
      const reason = `it has ${counted(found.size, 'neighbour')}, not ${String(USUAL)}`;
      this.findings.doubt({ line: this.head.line, column, reason });
    }
    return [...found.values()];
  }

  #doubtUnknown(known: ReadonlySet<string>): void {
    this.head.cells.forEach((cell, at) => {
      for (const { line, name } of this.#below(at)) {
        if (known.has(authorityKey(name))) continue;
        this.findings.doubt({
          line,
          column: echo(cell.trim()),
          reason: `${echo(name)} has no column of its own: check how it is written`,
        });
      }
    });
  }
}
