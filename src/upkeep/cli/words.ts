import { performance } from 'node:perf_hooks';

/** How many there are of something, in words: `1 event`, `2,000 events`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? singular : plural}`;
}

/** Measures how long something takes. */
export class Stopwatch {
  readonly #started = performance.now();

  /** Seconds since it was made, to a tenth. */
  get seconds(): number {
    return Math.round((performance.now() - this.#started) / 100) / 10;
  }
}
