import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { SubscribeOptions } from '../event-store.js';
import {
  StoreUnavailable,
  type Appended,
  type Batch,
  type EventStore,
  type Expected,
  type NewEvent,
  type Position,
  type RecordedEvent,
} from '../event-store.js';

/** The name of a stream that no store knows yet. */
export const newStream = (): string => `assessment-${randomUUID()}`;

/** An event that no store knows yet. */
export function newEvent(given: Partial<NewEvent> = {}): NewEvent {
  const correlationId = randomUUID();
  return {
    id: randomUUID(),
    type: 'AdviceRequested',
    data: { on: '2026-03-02', adviser: 'educational-psychologist' },
    metadata: { actor: `user-${randomUUID()}`, correlationId, causationId: correlationId, schemaVersion: 1 },
    ...given,
  };
}

/** Several of them. */
export const newEvents = (count: number): NewEvent[] => Array.from({ length: count }, () => newEvent());

export const idsOf = (events: readonly NewEvent[]): string[] => events.map(({ id }) => id);

/** A position after which only what is appended from now on comes. */
export async function now(store: EventStore): Promise<Position> {
  return (await store.append(newStream(), [newEvent({ type: 'Marker' })], 'no-stream')).position;
}

/** Appends although the store is away for a time: the same ids again, until there is an answer. */
export async function appendThrough(
  store: () => EventStore,
  stream: string,
  events: readonly NewEvent[],
  expected: Expected,
): Promise<Appended> {
  for (;;) {
    try {
      return await store().append(stream, events, expected);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await delay(20);
    }
  }
}

/** What a subscription gave. */
export interface Followed {
  /** Those of the streams that were asked for. */
  readonly events: readonly RecordedEvent[];
  readonly batches: readonly Batch[];
  /** The last position that it looked at. */
  readonly checkpoint: Position | undefined;
}

/**
 * Subscribes until there is enough, or until the subscription ends.
 * @param enough asked after every batch, with all events of the streams so far
 */
export async function follow(
  store: EventStore,
  after: Position | undefined,
  streams: readonly string[],
  enough: (events: readonly RecordedEvent[], batch: Batch) => boolean | Promise<boolean>,
  { batchSize, onTrouble }: Pick<SubscribeOptions, 'batchSize' | 'onTrouble'> = {},
): Promise<Followed> {
  const abort = new AbortController();
  const events: RecordedEvent[] = [];
  const batches: Batch[] = [];
  let checkpoint = after;
  const options = {
    signal: abort.signal,
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(onTrouble === undefined ? {} : { onTrouble }),
  };
  for await (const batch of store.subscribe(after, options)) {
    batches.push(batch);
    events.push(...batch.events.filter(({ stream }) => streams.includes(stream)));
    checkpoint = batch.position ?? checkpoint;
    if (await enough(events, batch)) break;
  }
  abort.abort();
  return { events, batches, checkpoint };
}

/** Whether an event has come: what `follow` waits for. */
export const has =
  (last: NewEvent) =>
  (events: readonly RecordedEvent[]): boolean =>
    events.some(({ id }) => id === last.id);
