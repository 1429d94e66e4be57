import { setImmediate } from 'node:timers/promises';

/** Milliseconds for which work goes on before others have their turn. */
const LONGEST = 10;

/** Lets everything else in this process have its turn now and then, while a file is worked on: a server goes on to answer. */
export class Turns {
  #since = performance.now();

  /** Waits for the others where work has gone on for long enough. */
  async give(): Promise<void> {
    if (performance.now() - this.#since < LONGEST) return;
    await setImmediate();
    this.#since = performance.now();
  }
}
