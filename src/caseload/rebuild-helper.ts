import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CannotBeProjected } from '../read-model/projection.js';
import type { HelperTask, RebuildHelper } from '../read-model/rebuild.js';
import { turnsFor } from '../read-model/writing-turns.js';
import type { RebuildTask, ThreadNews } from './rebuild-task.js';

const PROGRAM = new URL('./rebuild-worker.js', import.meta.url);
/** While one writes another works out what it will write; SQLite lets one write at a time. */
const THREADS = 2;
/** Mebibytes for what lives briefly: rows are made and written at once. */
const YOUNG = 32;

/**
 * Has other threads fill the tables of a rebuild; none where the program is not built, as under test.
 * @param around where the events and the read models are, and by which local standards clocks are worked out
 */
export function rebuildHelper(
  around: Omit<RebuildTask, keyof HelperTask | 'share' | 'turns'>,
): RebuildHelper | undefined {
  if (!existsSync(fileURLToPath(PROGRAM))) return undefined;
  return async (task, { progress, signal }) => {
    const turns = turnsFor(THREADS);
    // The failure of one ends the others.
    const failing = new AbortController();
    const ending = signal === undefined ? failing.signal : AbortSignal.any([signal, failing.signal]);
    const done = Array<number>(THREADS).fill(0);
    const threads = done.map(async (_, index) => {
      const share = { index, of: THREADS };
      const tell = (events: number): void => {
        done[index] = events;
        progress(done.reduce((sum, one) => sum + one, 0));
      };
      return threadFor({ ...around, ...task, share, turns }, tell, ending);
    });
    try {
      const events = await Promise.all(threads);
      return events.reduce((sum, one) => sum + one, 0);
    } catch (error) {
      failing.abort();
      await Promise.allSettled(threads);
      signal?.throwIfAborted();
      throw error;
    }
  };
}

/** @returns how many events a thread took in */
function threadFor(workerData: RebuildTask, progress: (done: number) => void, ending: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    ending.throwIfAborted();
    const worker = new Worker(PROGRAM, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
    const end = (): void => void worker.terminate();
    ending.addEventListener('abort', end, { once: true });
    let answer: Exclude<ThreadNews, { readonly done: number }> | undefined;
    worker.on('message', (news: ThreadNews) => {
      if ('done' in news) progress(news.done);
      else answer = news;
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      ending.removeEventListener('abort', end);
      if (answer === undefined) reject(new Error('A thread that made the read models anew ended early.'));
      else if ('events' in answer) resolve(answer.events);
      else reject(new CannotBeProjected(answer.stream, answer.revision, answer.reason));
    });
  });
}
