import { setTimeout } from 'node:timers/promises';
import type { Position } from '../../event-store/event-store.js';
import type { ReadModels } from '../../read-model/read-models.js';

/** Milliseconds that an answer waits for the read models. */
const PATIENCE = 2_000;

/** Lets answers wait for a moment until lists and files show what was recorded. */
export class Shown {
  constructor(private readonly models: ReadModels) {}

  /** Whether the read models show an event in time; also while they are busy being made anew. */
  async waitFor(position: Position): Promise<boolean> {
    const { projector } = this.models;
    if (projector.fault !== undefined) return false;
    const ending = new AbortController();
    const late = setTimeout(PATIENCE, false, { signal: ending.signal }).catch(() => false);
    try {
      return await Promise.race([projector.waitFor(position, PATIENCE), late]);
    } finally {
      ending.abort();
    }
  }
}
