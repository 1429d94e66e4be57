import type { HelperTask } from '../read-model/rebuild.js';
import type { Rule } from '../statute/rule.js';

/** What the thread that helps with a rebuild is given. */
export interface RebuildTask extends HelperTask {
  readonly eventStoreUrl: string;
  readonly readModelUrl: string;
  /** The council's local standards. */
  readonly localStandards: readonly Rule[];
}
