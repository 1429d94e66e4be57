import { stringify } from 'csv-stringify/sync';
import { closeSync, openSync, writeSync } from 'node:fs';
import { Problems } from '../../platform/problem.js';
import type { RowProblem } from '../application/format.js';

const COLUMNS = ['line', 'column', 'reason', 'accepted', 'confirm'] as const;

const ROWS_AT_ONCE = 500;

/** A CSV file of everything that is wrong with another. */
export class ProblemsFile {
  #waiting: string[] = [];

  private constructor(private readonly descriptor: number) {
    this.#write(COLUMNS);
  }

  /**
   * Makes the file, in place of one with that name.
   * @throws Problems where it cannot be written
   */
  static make(path: string): ProblemsFile {
    try {
      return new ProblemsFile(openSync(path, 'w'));
    } catch (error) {
      const reason = `it cannot be written (${(error as NodeJS.ErrnoException).code ?? ''})`;
      throw new Problems([{ place: '--problems', reason, accepted: 'the path of a file that this program may write' }]);
    }
  }

  add(problem: RowProblem): void {
    this.#write(COLUMNS.map((column) => problem[column] ?? ''));
  }

  close(): void {
    this.#flush();
    closeSync(this.descriptor);
  }

  #write(cells: readonly (string | number)[]): void {
    this.#waiting.push(stringify([[...cells]]));
    if (this.#waiting.length >= ROWS_AT_ONCE) this.#flush();
  }

  #flush(): void {
    writeSync(this.descriptor, this.#waiting.splice(0).join(''));
  }
}
