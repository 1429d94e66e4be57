import { nextReviewIdOf, planIdOf } from '../../policies/application/derived-ids.js';
import type { CaseRef } from '../domain/acts.js';

/** The ids of the cases of one story, those that the tracker derives among them. */
export class CaseIds {
  readonly #known = new Map<CaseRef, string>();

  /** The id of a case: a UUID. */
  of(ref: CaseRef): string {
    const known = this.#known.get(ref);
    if (known !== undefined) return known;
    const id = this.#derived(ref);
    this.#known.set(ref, id);
    return id;
  }

  #derived(ref: CaseRef): string {
    if ('id' in ref) return ref.id;
    if (ref.kind === 'plan') return planIdOf(this.of(ref.madeBy));
    return nextReviewIdOf(this.of(ref.of), typeof ref.after === 'string' ? ref.after : this.of(ref.after));
  }
}
