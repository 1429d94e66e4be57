import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventStore } from '../../event-store/event-store.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { PersonEvent } from '../domain/person.events.js';
import { KeyVault } from '../vault/key-vault.js';
import { People } from './people.js';

const ERASED: PersonEvent['type'] = 'PersonErased';

/**
 * Finishes erasures when the program starts. Those that were cut short are recorded; and those on record are carried
 * out again where the keys came back, because the vault was restored from a backup that is older than the erasure: the
 * vault knows up to which event it followed, and a backup knows less.
 */
@Injectable()
export class ErasuresAtStart implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('People');
  readonly #ending = new AbortController();
  #done: Promise<void> = Promise.resolve();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly vault: KeyVault,
    private readonly people: People,
  ) {}

  /** Begins; the program need not wait for it. */
  onApplicationBootstrap(): void {
    this.#done = this.#finish().catch((error: unknown) => {
      this.#logger.error(`Erasures could not be finished: ${error instanceof Error ? error.message : 'unknown error'}`);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    await this.#done;
  }

  /** Resolves when all are finished, or when the program ends. */
  get done(): Promise<void> {
    return this.#done;
  }

  async #finish(): Promise<void> {
    await this.#eraseAgain();
    if (this.#ending.signal.aborted) return;
    for (const unrecorded of await this.vault.unrecordedErasures()) await this.people.record(unrecorded);
  }

  async #eraseAgain(): Promise<void> {
    const { signal } = this.#ending;
    const onTrouble = (reason: Error) => this.#logger.warn(`Erasures wait for the event store: ${reason.message}`);
    const batches = this.store.subscribe(await this.vault.erasedUpTo(), { signal, onTrouble });
    for await (const { events, position, caughtUp } of batches) {
      for (const { type, stream } of events) {
        if (type !== ERASED) continue;
        const person = stream.slice(stream.indexOf('-') + 1) as PersonId;
        if ((await this.vault.standing(person)) !== 'erased') await this.vault.erase(person);
        await this.vault.erasureRecorded(person);
      }
      if (!caughtUp) continue;
      if (position !== undefined) await this.vault.setErasedUpTo(position);
      return;
    }
  }
}
