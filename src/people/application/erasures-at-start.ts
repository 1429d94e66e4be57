import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { StoreUnavailable, type EventStore, type Position } from '../../event-store/event-store.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { PersonEvent } from '../domain/person.events.js';
import { KeyVault, type FollowedEvent } from '../vault/key-vault.js';
import { People } from './people.js';

const ERASED: PersonEvent['type'] = 'PersonErased';

/** Milliseconds after which work that the store could not do is tried again. */
const RETRY = 5_000;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown error');

/**
 * Finishes erasures when the program starts. Those that were cut short are recorded, and their remains cleared. Those on
 * record are carried out again where the keys came back, because the vault was restored from a backup that is older than
 * the erasure: the vault knows up to which event it followed, and a backup knows less.
 */
@Injectable()
export class ErasuresAtStart implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('People');
  readonly #ending = new AbortController();
  #done: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly vault: KeyVault,
    private readonly people: People,
  ) {}

  /** Begins; the program need not wait for it. */
  onApplicationBootstrap(): void {
    // None waits for another: what one of them cannot do must not keep the others from being done.
    this.#done = Promise.all([
      this.#attempt('Erasures could not be finished', () => this.#record()),
      this.#attempt('Recorded erasures could not be carried out again', () => this.#eraseAgain()),
      this.#attempt('Remains of erased keys could not be cleared', () => this.#clearRemains()),
    ]);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    await this.#done;
  }

  /** Resolves when all are finished, or when the program ends. */
  get done(): Promise<void> {
    return this.#done.then(() => undefined);
  }

  get #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }

  async #attempt(failure: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.#isEnding) this.#logger.error(`${failure}: ${reasonOf(error)}`);
    }
  }

  /** Does work again and again until the store can do it. */
  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        this.#trouble(error);
        await setTimeout(RETRY, undefined, { signal: this.#ending.signal });
      }
    }
  }

  #trouble(reason: Error): void {
    this.#logger.warn(`Erasures wait for the event store: ${reason.message}`);
  }

  async #record(): Promise<void> {
    for (const unrecorded of await this.vault.unrecordedErasures()) {
      if (this.#isEnding) return;
      await this.#attempt(`The erasure of the person ${unrecorded.person} could not be recorded`, () =>
        this.#patiently(() => this.people.record(unrecorded)),
      );
    }
  }

  async #clearRemains(): Promise<void> {
    await this.vault.clearRemains(this.#ending.signal);
  }

  async #eraseAgain(): Promise<void> {
    const { signal } = this.#ending;
    const onTrouble = (reason: Error) => this.#trouble(reason);
    let last: FollowedEvent | undefined;
    let hasErased = false;
    for await (const { events, caughtUp } of this.store.subscribe(await this.#startingPoint(), { signal, onTrouble })) {
      for (const { type, stream } of events) {
        if (type !== ERASED) continue;
        const person = stream.slice(stream.indexOf('-') + 1) as PersonId;
        if ((await this.vault.standing(person)) !== 'erased') {
          await this.vault.erase(person);
          hasErased = true;
        }
        await this.vault.erasureRecorded(person);
      }
      last = events.at(-1) ?? last;
      if (!caughtUp) continue;
      if (last !== undefined) await this.vault.setErasedUpTo(last);
      break;
    }
    if (hasErased) await this.#clearRemains();
  }

  /** After which position to go on: from the start unless the store still holds the event that was followed last. */
  async #startingPoint(): Promise<Position | undefined> {
    const last = await this.vault.erasedUpTo();
    if (last === undefined) return undefined;
    const [found] = await this.#patiently(() => this.store.readStream(last.stream, last.revision));
    if (found?.id === last.id && found.position === last.position) return last.position;
    this.#logger.warn(
      'The events are not those that the keys followed last: they come from a backup or from another store. All of them are searched for erasures.',
    );
    return undefined;
  }
}
