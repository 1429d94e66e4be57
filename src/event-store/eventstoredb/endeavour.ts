import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { NoAnswer, serverFault, storeUnavailable } from './server-fault.js';

/** Milliseconds between two tries: the first pause, which doubles, and the longest. */
const FIRST_PAUSE = 25;
const LONGEST_PAUSE = 1_000;
/** A call has this part of the patience, so that one that hangs leaves time for others. */
const CALLS = 3;
/** Milliseconds after which a write is given up although its own deadline has passed without effect. */
const GRACE = 250;

/** The pause before a try, from 0: half of it by chance, so that many who wait do not come back at once. */
export const pauseBefore = (attempt: number): number =>
  Math.min(FIRST_PAUSE * 2 ** attempt, LONGEST_PAUSE) * (0.5 + Math.random() / 2);

/** Fails once the time is up, whatever becomes of the work. */
export async function within<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What is known of the tries so far. */
export interface Tries {
  /** From 0. */
  readonly attempt: number;
  /** Milliseconds that a write may take, and that a read may wait for the next event. */
  readonly deadline: number;
}

/** One thing that a caller wants of the server: it is tried again until it succeeds or patience ends. */
export class Endeavour {
  readonly #start = performance.now();
  /** Whether a call may have written although it failed. */
  isUnsure = false;

  /**
   * @param server what messages call the server
   * @param patience milliseconds, counted from now, after which no further try begins; a write has a third of it, and so
   *   has each silence in a read
   * @param ended after this signal no further try is made, and a read is given up
   */
  constructor(
    readonly server: string,
    private readonly patience: number,
    readonly ended?: AbortSignal,
  ) {}

  /** Milliseconds of patience left. */
  get left(): number {
    return this.patience - (performance.now() - this.#start);
  }

  /**
   * Calls until it succeeds; at least once.
   * @param kind whether the call could write something. A write is given up after its time; a read is not, since it
   *   lasts as long as events keep coming: it gives itself up after a silence
   * @throws StoreUnavailable when the server does not do it in time, or refuses the credentials
   */
  async persist<Result>(kind: 'read' | 'write', call: (tries: Tries) => Promise<Result>): Promise<Result> {
    const deadline = Math.ceil(this.patience / CALLS);
    for (let attempt = 0; ; attempt += 1) {
      try {
        const called = call({ attempt, deadline });
        return await (kind === 'write' ? within(called, deadline + GRACE) : called);
      } catch (error) {
        const fault = serverFault(error);
        if (!fault) throw error;
        if (kind === 'write' && !fault.wroteNothing) this.isUnsure = true;
        const pause = pauseBefore(attempt);
        if (!fault.passes || this.ended?.aborted === true || this.left <= pause) {
          throw storeUnavailable(this.server, fault, this.isUnsure ? 'unknown' : 'nothing-written', error);
        }
        await delay(pause);
      }
    }
  }
}
