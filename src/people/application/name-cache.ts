import type { PersonId } from '../../streams/domain/event.js';
import type { ChildName } from './child-name.js';

interface Kept {
  readonly revision: number;
  readonly name: ChildName;
  /** Until when, in milliseconds of the monotonic clock. */
  readonly until: number;
}

/** How many names are kept, and how long. */
export interface NameLimits {
  readonly most: number;
  /** In milliseconds. */
  readonly lifetime: number;
}

const LIMITS: NameLimits = { most: 2_000, lifetime: 120_000 };

/** Names that were opened: a bounded number, for a short time. */
export class NameCache {
  readonly #kept = new Map<PersonId, Kept>();
  #sweep: NodeJS.Timeout | undefined;

  constructor(private readonly limits: NameLimits = LIMITS) {}

  /** How many names are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /** The name of a child as it was at a revision. */
  get(person: PersonId, revision: number): ChildName | undefined {
    const kept = this.#kept.get(person);
    return kept?.revision === revision && kept.until > performance.now() ? kept.name : undefined;
  }

  /** Keeps a name; the one kept longest makes room. */
  put(person: PersonId, revision: number, name: ChildName): void {
    this.#kept.delete(person);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size < this.limits.most) break;
      this.#kept.delete(oldest);
    }
    this.#kept.set(person, { revision, name, until: performance.now() + this.limits.lifetime });
    this.#sweep ??= setInterval(() => this.#dropOld(), this.limits.lifetime).unref();
  }

  /** Forgets the name of a child. */
  drop(person: PersonId): void {
    this.#kept.delete(person);
  }

  #dropOld(): void {
    const now = performance.now();
    for (const [person, { until }] of [...this.#kept]) if (until <= now) this.#kept.delete(person);
    if (this.#kept.size > 0) return;
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }
}
