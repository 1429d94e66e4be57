import { hash } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { v5, v7 } from 'uuid';
import {
  ConcurrencyConflict,
  EventIdReused,
  type EventStore,
  type NewEvent,
  type RecordedEvent,
} from '../../event-store/event-store.js';
import { UPCASTERS } from '../../event-store/upcasters.js';
import { currentVersion, type Upcasters } from '../../event-store/upcasting.js';
import { isHidden } from '../../platform/access/sight.js';
import type { WallClock } from '../../platform/wall-clock.js';
import { dayInLondon } from '../../statute/calendar.js';
import { isRefused, refuse, type Context, type Decider, type Refused } from '../domain/decider.js';
import type { Event, PersonId } from '../domain/event.js';
import type { Outcome } from './outcome.js';
import { requestContext } from './request-context.js';

/** A stream as it was read. */
export interface Loaded<State> {
  readonly state: State;
  readonly recorded: readonly RecordedEvent[];
  /** Whether there is a stream that is kept from whoever asks: it is then read as one that nobody has written to. */
  readonly isKept?: true;
}

/** The child whom a stream is about, where its state says so. */
const childInState = (_: string, state: unknown): PersonId | undefined =>
  (state as { readonly person?: PersonId }).person;

/** Told how many events were appended, each time. */
export const APPENDED = channel('ehcp-tracker:appended');

/** A namespace for ids that follow from an idempotency key. */
const EVENT_IDS = '0b5f7d86-1f0c-5a52-9a53-6f1f8a0f9a11';

/** How often a command is decided anew because others recorded something meanwhile. */
const MOST_ATTEMPTS = 50;

const CHANGED =
  'Someone else changed this meanwhile. See what changed, and send the request again if it is still what you want.';

/** Loads, decides and appends: the one way in which anything is recorded on one kind of stream. */
export class StreamRepository<Command, State, E extends Event> {
  /**
   * @param category the kind of stream, the first part of its name
   * @param upcasters the same that the store reads with: they tell which version is written
   * @param childOf the child whom a stream is about, by its id and its state
   */
  constructor(
    private readonly category: string,
    readonly decider: Decider<Command, State, E>,
    private readonly store: EventStore,
    private readonly clock: WallClock,
    private readonly upcasters: Upcasters = UPCASTERS,
    private readonly childOf: (id: string, state: State) => PersonId | undefined = childInState,
  ) {}

  /** The name of the stream of a case or person. */
  streamOf(id: string): string {
    return `${this.category}-${id}`;
  }

  /** Whether a stream of another kind has this id. */
  async isTaken(id: string, kinds: readonly string[]): Promise<boolean> {
    for (const kind of kinds) {
      if (kind !== this.category && (await this.store.readStream(`${kind}-${id}`)).length > 0) return true;
    }
    return false;
  }

  /** Reads a stream and folds it. */
  async load(id: string): Promise<Loaded<State>> {
    const recorded = await this.store.readStream(this.streamOf(id));
    const { initialState, evolve } = this.decider;
    const state = recorded.reduce((before, event) => evolve(before, event as unknown as E), initialState);
    const child = this.childOf(id, state);
    if (child === undefined || !isHidden(child)) return { recorded, state };
    return { recorded: [], state: initialState, isKept: true };
  }

  /**
   * Carries out a command. Where others record something meanwhile, it is decided anew on what is then on record.
   * A request with an idempotency key is carried out once for each actor and stream: its repetition is answered as the
   * first time, and another request with the same key is refused.
   * @param make the command for a state, or a refusal before any decision; the same request makes the same command
   * @param expectedRevision refuses where the stream is not at this revision
   * @throws StoreUnavailable where the store cannot do its work
   */
  async execute(
    id: string,
    make: (state: State) => Command | Refused | Promise<Command | Refused>,
    expectedRevision?: number,
  ): Promise<Outcome> {
    const { actor, idempotencyKey } = requestContext();
    const idOf = eventIds(idempotencyKey === undefined ? undefined : `${actor}/${idempotencyKey}`, this.streamOf(id));
    for (let attempt = 1; ; attempt += 1) {
      const { state, recorded, isKept } = await this.load(id);
      const last = recorded.at(-1);
      const earlier =
        idempotencyKey === undefined
          ? undefined
          : recorded.findLast(({ metadata }) => metadata.idempotencyKey === idempotencyKey && metadata.actor === actor);
      if (earlier === undefined && expectedRevision !== undefined && expectedRevision !== (last?.revision ?? -1)) {
        return changedMeanwhile();
      }
      const command = await make(state);
      if (isRefusal(command)) return { outcome: 'refused', ...command };
      const digest = idempotencyKey === undefined ? undefined : digestOf(command);
      if (earlier !== undefined) {
        return earlier.metadata.requestDigest === digest
          ? { outcome: 'recorded', id, revision: earlier.revision, position: earlier.position }
          : keyUsedAlready();
      }
      const context = { today: dayInLondon(this.clock.now()) };
      const decision = this.decider.decide(command, state, context);
      if (isRefused(decision)) return { outcome: 'refused', ...decision };
      if (isKept === true) return { outcome: 'refused', ...taken() };
      if (decision.length === 0) {
        if (last === undefined)
          throw new Error(`A command on ${this.category} led to nothing on a stream without events.`);
        return { outcome: 'unchanged', id, revision: last.revision, position: last.position };
      }
      const after = decision.reduce((before, event) => this.decider.evolve(before, event), state);
      const elsewhere = await this.refusedElsewhere(id, state, after, context);
      if (elsewhere !== undefined) return { outcome: 'refused', ...elsewhere };
      try {
        const events = decision.map((event, index) => this.newEvent(event, idOf(index), digest));
        const appended = await this.store.append(this.streamOf(id), events, last?.revision ?? 'no-stream');
        APPENDED.publish(events.length);
        return { outcome: 'recorded', id, ...appended };
      } catch (error) {
        // The same request came twice at once, and its other half was faster: what it recorded is found now.
        const isRepeated = error instanceof EventIdReused && idempotencyKey !== undefined;
        if (!(error instanceof ConcurrencyConflict || isRepeated) || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  }

  /** Why what follows on another stream could not be recorded there, so that it is refused here; nothing, usually. */
  protected refusedElsewhere(
    _id: string,
    _before: State,
    _after: State,
    _context: Context,
  ): Promise<Refused | undefined> {
    return Promise.resolve(undefined);
  }

  private newEvent({ type, data }: E, id: string, requestDigest: string | undefined): NewEvent {
    const { actor, correlationId, causationId, idempotencyKey } = requestContext();
    const metadata = { actor, correlationId, causationId, schemaVersion: currentVersion(this.upcasters, type) };
    return {
      id,
      type,
      data: data,
      metadata:
        idempotencyKey === undefined || requestDigest === undefined
          ? metadata
          : { ...metadata, idempotencyKey, requestDigest },
    };
  }
}

const isRefusal = (command: unknown): command is Refused =>
  typeof command === 'object' && command !== null && 'refused' in command;

/** What a command asks for, as a digest. Its texts are sealed already, so that nothing can be guessed from it. */
const digestOf = (command: unknown): string => hash('sha256', JSON.stringify(command));

const keyUsedAlready = (): Outcome => ({
  outcome: 'refused',
  ...refuse(
    'key-used-already',
    'This idempotency key was used for another request on this record. Nothing was recorded: send the request with a key of its own.',
    'idempotencyKey',
  ),
});

/** The refusal of an id whose stream is kept from whoever asks. */
export const taken = (): Refused =>
  refuse('id-taken', 'This id cannot be used. Give the new record an id of its own.', 'id');

const changedMeanwhile = (): Outcome => ({
  outcome: 'refused',
  ...refuse('changed-meanwhile', CHANGED, 'expectedRevision'),
});

/** The ids of the events of one command: the same on every attempt and, with an idempotency key, on every repetition. */
function eventIds(key: string | undefined, stream: string): (index: number) => string {
  const made: string[] = [];
  return (index) => (made[index] ??= key === undefined ? v7() : v5(`${key}/${stream}/${String(index)}`, EVENT_IDS));
}
