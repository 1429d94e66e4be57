import type { RowProblem } from './format.js';

/** How many problems are kept to be shown. */
export const MOST_SHOWN = 200;

/** Takes problems as they are found: all are counted and passed on, the first are kept. */
export class ProblemLog {
  readonly #first: RowProblem[] = [];
  #count = 0;

  /** @param passOn is given every problem */
  constructor(private readonly passOn: (problem: RowProblem) => void = () => undefined) {}

  add(problem: RowProblem): void {
    this.#count += 1;
    if (this.#first.length < MOST_SHOWN) this.#first.push(problem);
    this.passOn(problem);
  }

  get count(): number {
    return this.#count;
  }

  /** The first of them, in the order of their lines. */
  get first(): readonly RowProblem[] {
    return this.#first.toSorted((one, other) => one.line - other.line);
  }
}
