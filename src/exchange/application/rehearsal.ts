import type { CommandBus } from '@nestjs/cqrs';
import {
  ConcurrencyConflict,
  type Appended,
  type EventStore,
  type Expected,
  type NewEvent,
  type Position,
  type RecordedEvent,
} from '../../event-store/event-store.js';
import { Sealer, type PersonStanding } from '../../streams/application/sealer.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';

/** Where requests are carried out. */
export interface Stage {
  readonly commands: CommandBus;
  close(): Promise<void>;
}

/** Sets up a place where requests about cases are carried out over a store of its own, by the same code as everywhere. */
export abstract class Stages {
  abstract over(store: EventStore, sealer: Sealer): Promise<Stage>;
}

const unavailable = (): never => {
  throw new Error('A rehearsal only reads and appends to streams of cases.');
};

/** What is on record, with what is appended on top kept in memory: nothing reaches the store below. */
export class RehearsalStore implements EventStore {
  readonly #streams = new Map<string, RecordedEvent[]>();

  constructor(private readonly below: EventStore) {}

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    const known = await this.#known(stream);
    const actual = known.at(-1)?.revision ?? 'no-stream';
    if (typeof expected === 'number' || expected === 'no-stream') {
      if (expected !== actual) throw new ConcurrencyConflict(stream, expected, actual);
    }
    const position = '' as Position;
    for (const event of events) {
      known.push({ ...event, stream, revision: known.length, position, recordedAt: new Date(0).toISOString() });
    }
    return { revision: known.length - 1, position };
  }

  async readStream(stream: string): Promise<readonly RecordedEvent[]> {
    return [...(await this.#known(stream))];
  }

  /** Lets go of what was rehearsed on a stream. */
  forget(stream: string): void {
    this.#streams.delete(stream);
  }

  readonly readAll = unavailable;
  readonly subscribe = unavailable;
  readonly check = unavailable;

  async close(): Promise<void> {
    // The store below belongs to others.
  }

  async #known(stream: string): Promise<RecordedEvent[]> {
    const held = this.#streams.get(stream);
    if (held !== undefined) return held;
    const read = [...(await this.below.readStream(stream))];
    const meanwhile = this.#streams.get(stream);
    if (meanwhile !== undefined) return meanwhile;
    this.#streams.set(stream, read);
    return read;
  }
}

/** Seals as the sealer below does; for children who are still to be registered it keeps the text as it is, in memory. */
export class RehearsalSealer extends Sealer {
  constructor(
    private readonly below: Sealer,
    private readonly willBeRegistered: (person: PersonId) => boolean,
  ) {
    super();
  }

  override async standing(person: PersonId): Promise<PersonStanding> {
    const standing = await this.below.standing(person);
    return standing === 'unknown' && this.willBeRegistered(person) ? 'known' : standing;
  }

  override async seal(person: PersonId, place: string, text: string): Promise<SealedText> {
    const standing = await this.below.standing(person);
    return standing === 'known' ? this.below.seal(person, place, text) : (text as SealedText);
  }

  override open(person: PersonId, place: string, text: SealedText): Promise<string | undefined> {
    return this.below.open(person, place, text);
  }
}
