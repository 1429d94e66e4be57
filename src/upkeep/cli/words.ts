import { performance } from 'node:perf_hooks';
import { progressBar } from '../../platform/cli/progress.js';

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

/** A number of bytes in words. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en-GB', { maximumFractionDigits: 1 })} MB`;
}

/** What a part of some work is called, and how many steps it has at least where a bar is worth while: about a second. */
export type Part = readonly [called: string, least: number];

/** A progress bar for work in parts, one after the other. */
export function partsProgress<Name extends string>(
  parts: Readonly<Record<Name, Part>>,
): (part: Name, done: number, total: number) => void {
  const bars = new Map<Name, (done: number, total: number) => void>();
  return (name, done, total) => {
    const [called, least]: Part = parts[name];
    const bar = bars.get(name) ?? progressBar(process.stderr, called, least);
    bars.set(name, bar);
    bar(done, total);
  };
}
