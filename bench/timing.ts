/** How long each of many things took, in milliseconds, and how many were done a second. */
export interface Timing {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

/** The median of each figure over several rounds. */
export function middle(rounds: readonly Timing[]): Timing {
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
  };
}

/**
 * Does something again and again.
 * @param seconds for how long
 * @param width how many are under way at once
 */
export async function timed(seconds: number, width: number, work: () => unknown): Promise<Timing> {
  const samples: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const worker = async () => {
    for (let before = performance.now(); before < end; before = performance.now()) {
      const pending = work();
      if (pending instanceof Promise) await pending;
      samples.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  const elapsed = performance.now() - start;
  const sorted = Float64Array.from(samples).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { perSecond: (samples.length / elapsed) * 1000, p50: at(0.5), p99: at(0.99) };
}
