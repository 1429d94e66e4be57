import { setImmediate } from 'node:timers/promises';

/** Milliseconds after which reading lets others have their turn. */
const LONGEST = 10;

/**
 * Reads of a file are done at once, so that one that follows another at every turn leaves no time for anything else: the
 * requests of a server would wait until somebody who reads a whole log is at its end.
 */
export class Turns {
  #since = performance.now();

  /** Lets everything that came meanwhile have its turn, where the last such pause is long ago. */
  async next(): Promise<void> {
    if (performance.now() - this.#since < LONGEST) return;
    await setImmediate();
    this.#since = performance.now();
  }
}
