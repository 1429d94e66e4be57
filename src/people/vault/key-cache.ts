import type { PersonId } from '../../streams/domain/event.js';
import type { ChildKey } from './child-key.js';

interface Kept {
  /** The wrapped key that this one came from. */
  readonly wrapped: Uint8Array;
  readonly key: ChildKey;
  /** Until when, in milliseconds of the clock that the cache was given. */
  readonly until: number;
}

/** How much is kept, and how long. */
export interface CacheLimits {
  readonly most: number;
  /** In milliseconds. */
  readonly lifetime: number;
}

const LIMITS: CacheLimits = { most: 1000, lifetime: 60_000 };

/** Unwrapped keys, a bounded number for a short time. Keys that leave it are overwritten in memory. */
export class KeyCache {
  readonly #kept = new Map<PersonId, Kept>();
  readonly #limits: CacheLimits;
  #sweep: NodeJS.Timeout | undefined;

  constructor(limits: CacheLimits = LIMITS) {
    this.#limits = limits;
  }

  /** How many keys are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /** The key of a person, as long as it is the one that is wrapped so. */
  get(person: PersonId, wrapped: Uint8Array): ChildKey | undefined {
    const kept = this.#kept.get(person);
    if (kept === undefined) return undefined;
    if (kept.until > performance.now() && Buffer.compare(kept.wrapped, wrapped) === 0) return kept.key;
    this.drop(person);
    return undefined;
  }

  /** Keeps a key; the one kept longest makes room. */
  put(person: PersonId, wrapped: Uint8Array, key: ChildKey): void {
    this.drop(person);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size < this.#limits.most) break;
      this.drop(oldest);
    }
    this.#kept.set(person, { wrapped, key, until: performance.now() + this.#limits.lifetime });
    this.#sweep ??= setInterval(() => this.#dropOld(), this.#limits.lifetime).unref();
  }

  /** Forgets the key of a person. */
  drop(person: PersonId): void {
    this.#kept.get(person)?.key.wipe();
    this.#kept.delete(person);
  }

  /** Forgets every key. */
  clear(): void {
    for (const person of [...this.#kept.keys()]) this.drop(person);
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }

  #dropOld(): void {
    const now = performance.now();
    for (const [person, { until }] of [...this.#kept]) if (until <= now) this.drop(person);
    if (this.#kept.size === 0) this.clear();
  }
}
