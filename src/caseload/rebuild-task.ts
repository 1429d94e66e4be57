import type { StreamShare } from '../event-store/event-store.js';
import type { HelperTask } from '../read-model/rebuild.js';
import type { Rule } from '../statute/rule.js';

/** What a thread that helps with a rebuild is given. */
export interface RebuildTask extends HelperTask {
  readonly eventStoreUrl: string;
  readonly readModelUrl: string;
  /** The council's local standards. */
  readonly localStandards: readonly Rule[];
  readonly share: StreamShare;
  /** How the threads take turns. */
  readonly turns: SharedArrayBuffer;
}

/** What a thread tells of its work. */
export type ThreadNews =
  | { readonly done: number }
  | { readonly events: number }
  | { readonly stream: string; readonly revision: number; readonly reason: string };
