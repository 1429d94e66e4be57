import type { HelperTask } from '../read-model/rebuild.js';

/** What the thread that helps with a rebuild is given. */
export interface RebuildTask extends HelperTask {
  readonly eventStoreUrl: string;
  readonly readModelUrl: string;
}
