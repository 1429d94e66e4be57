import { performance } from 'node:perf_hooks';
import { StoreUnavailable, type Appended } from '../event-store.js';
import type { Journal, Proposal, Written } from './journal.js';
import type { Head } from './mark.js';
import { asStoreError, isBusy, isInputOutputError } from './sqlite-errors.js';

/** A transaction holds so many events and characters at most, so that nobody waits long for others. */
const MOST_EVENTS = 256;
const MOST_CHARACTERS = 1024 * 1024;
/** Milliseconds that an append waits for other processes altogether, and the longest pause between two tries. */
const PATIENCE = 10_000;
const LONGEST_PAUSE = 8;

interface Waiting extends Proposal {
  readonly characters: number;
  readonly since: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (reason: Error) => void;
}

/** What the queue needs to know of its surroundings. */
export interface QueueSurroundings {
  /** For messages. */
  readonly file: string;
  readonly now: () => Date;
  /** Milliseconds that an append waits for other processes; 10,000 unless set. */
  readonly patience?: number;
  /** Told of the last event after each commit, before anybody hears of it. */
  readonly committed: (head: Head) => void;
}

/**
 * Group commit: appends that are asked for in one turn of the event loop are written in one transaction and wait for
 * the disk once.
 */
export class AppendQueue {
  #waiting: Waiting[] = [];
  #isScheduled = false;
  #pause = 0;
  #closed: Promise<void> | undefined;
  #drained: (() => void) | undefined;

  constructor(
    private readonly journal: Journal,
    private readonly surroundings: QueueSurroundings,
  ) {}

  /**
   * Appends once its turn has come.
   * @throws ConcurrencyConflict
   * @throws EventIdReused
   * @throws StoreUnavailable
   */
  append(proposal: Proposal): Promise<Appended> {
    if (this.#closed !== undefined) {
      return Promise.reject(new StoreUnavailable('The event store is closed.', 'nothing-written'));
    }
    return new Promise((resolve, reject) => {
      const { stream, events, expected } = proposal;
      let characters = 0;
      for (const { data, metadata } of events) characters += data.length + metadata.length;
      this.#waiting.push({ stream, events, expected, characters, since: performance.now(), resolve, reject });
      this.#schedule();
    });
  }

  /** Whether nothing waits. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Takes no more appends, and resolves when those that wait are done. */
  close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      if (this.#waiting.length === 0) resolve();
      else this.#drained = resolve;
    });
    return this.#closed;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    if (this.#pause === 0) setImmediate(this.#flush);
    // At random, so that two processes do not keep step with each other.
    else setTimeout(this.#flush, Math.random() * this.#pause);
  }

  readonly #flush = (): void => {
    this.#isScheduled = false;
    const batch = this.#take();
    this.#write(batch);
    if (this.#waiting.length > 0) this.#schedule();
    else this.#drained?.();
  };

  /** The next appends, at least one. */
  #take(): Waiting[] {
    let events = 0;
    let characters = 0;
    let end = 0;
    for (const waiting of this.#waiting) {
      events += waiting.events.length;
      characters += waiting.characters;
      if (end > 0 && (events > MOST_EVENTS || characters > MOST_CHARACTERS)) break;
      end += 1;
    }
    const batch = this.#waiting.slice(0, end);
    this.#waiting = this.#waiting.slice(end);
    return batch;
  }

  #write(batch: readonly Waiting[]): void {
    const { file, now, committed } = this.surroundings;
    const progress = { stage: 'writing' as 'writing' | 'committing' | 'committed' };
    let written: Written;
    try {
      written = this.journal.write(batch, now().getTime(), () => {
        progress.stage = 'committing';
      });
      progress.stage = 'committed';
      if (written.head !== undefined) committed(written.head);
      this.#pause = 0;
    } catch (error) {
      if (isBusy(error) && progress.stage !== 'committed') {
        this.#putBack(batch, error);
        return;
      }
      // A commit that the device broke off may be found after a crash, although it is rolled back now.
      const isUnknown =
        progress.stage === 'committed' || (progress.stage === 'committing' && isInputOutputError(error));
      for (const { reject } of batch) reject(asStoreError(error, file, isUnknown ? 'unknown' : 'nothing-written'));
      return;
    }
    for (const [index, { resolve, reject }] of batch.entries()) {
      const outcome = written.outcomes[index];
      if (outcome === undefined) continue;
      if ('appended' in outcome) resolve(outcome.appended);
      else reject(outcome.refused);
    }
  }

  /** Another process is writing: tries again after a pause, without holding anybody else up. */
  #putBack(batch: readonly Waiting[], cause: unknown): void {
    this.#pause = Math.min(Math.max(this.#pause * 2, 1), LONGEST_PAUSE);
    const { file, patience = PATIENCE } = this.surroundings;
    const oldest = performance.now() - patience;
    const [late, still] = [batch.filter(({ since }) => since < oldest), batch.filter(({ since }) => since >= oldest)];
    this.#waiting = [...still, ...this.#waiting];
    for (const { reject } of late) {
      reject(
        new StoreUnavailable(
          `Another process has been writing to the event log ${file} for ${String(patience / 1000)} seconds. Try again when it has ended.`,
          'nothing-written',
          { cause },
        ),
      );
    }
  }
}
