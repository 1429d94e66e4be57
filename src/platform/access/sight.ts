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

/** Takes the steps of work that is done bit by bit for whoever it was begun for, whoever asks for the next step. */
export function keepingSight<T>(work: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  const asBegun = AsyncLocalStorage.snapshot();
  const steps: AsyncGenerator<T, void> = {
    next: () => asBegun(() => work.next()),
    return: () => asBegun(() => work.return()),
    throw: (error: unknown) => asBegun(() => work.throw(error)),
    [Symbol.asyncIterator]: () => steps,
    [Symbol.asyncDispose]: () => steps.return().then(() => undefined),
  };
  return steps;
}
