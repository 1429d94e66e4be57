import { AsyncLocalStorage } from 'node:async_hooks';
import type { PersonId } from '../../streams/domain/event.js';

const sights = new AsyncLocalStorage<ReadonlySet<PersonId>>();

const NOBODY: ReadonlySet<PersonId> = new Set();

/**
 * Does work for somebody from whom children are kept: to the work, and to all that it calls, these children, their cases
 * and whatever was recorded on them are not there.
 * @param hidden the ids of the children
 */
export function withoutSightOf<T>(hidden: ReadonlySet<PersonId>, work: () => T): T {
  return sights.run(hidden, work);
}

/** The ids of the children who are kept from whoever is worked for; none where the work is the tracker's own. */
export function hiddenChildren(): readonly PersonId[] {
  return [...(sights.getStore() ?? NOBODY)];
}

/** Whether a child is kept from whoever is worked for. */
export function isHidden(person: PersonId): boolean {
  return (sights.getStore() ?? NOBODY).has(person);
}
