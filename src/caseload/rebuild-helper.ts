import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Position } from '../event-store/event-store.js';
import { CannotBeProjected } from '../read-model/projection.js';
import type { HelperTask, RebuildHelper } from '../read-model/rebuild.js';
import type { RebuildTask } from './rebuild-task.js';

const PROGRAM = new URL('./rebuild-worker.js', import.meta.url);
/** Mebibytes for what lives briefly: rows are made and written at once. */
const YOUNG = 64;

/**
 * Has another thread do half of a rebuild; none where the program is not built, as under test.
 * @param around where the events and the read models are, and by which local standards clocks are worked out
 */
export function rebuildHelper(around: Omit<RebuildTask, keyof HelperTask>): RebuildHelper | undefined {
  if (!existsSync(fileURLToPath(PROGRAM))) return undefined;
  return (task, signal) =>
    new Promise((resolve, reject) => {
      const workerData: RebuildTask = { ...around, ...task };
      const worker = new Worker(PROGRAM, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
      const end = (): void => void worker.terminate();
      signal.addEventListener('abort', end, { once: true });
      let answer: { readonly after: Position | undefined } | CannotBeProjected | undefined;
      worker.once('message', (message: typeof answer) => (answer = message));
      worker.once('error', reject);
      worker.once('exit', () => {
        signal.removeEventListener('abort', end);
        if (answer === undefined) reject(new Error('The thread that helped with the rebuild ended early.'));
        else if ('after' in answer) resolve(answer.after);
        else reject(new CannotBeProjected(answer.stream, answer.revision, answer.reason));
      });
    });
}
