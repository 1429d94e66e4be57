import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { isBusy } from './sqlite-errors.js';

/** Milliseconds that opening waits for a turn among other processes altogether, and the longest pause between two tries. */
const PATIENCE = 10_000;
const LONGEST_PAUSE = 5;

/**
 * Does work again and again while another process is in the way. SQLite's own waiting tries ten times a second, where a
 * busy writer leaves gaps of less than a millisecond, and does not wait at all for a file that is just being made.
 * @throws what the work threw last
 */
export async function patiently<T>(work: () => T): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return work();
    } catch (error) {
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
      if (!isBusy(cause) || performance.now() >= end) throw error;
      await delay(Math.random() * LONGEST_PAUSE);
    }
  }
}
