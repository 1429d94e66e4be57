import { OperatorError } from '../platform/operator-error.js';

/** A value that JSON can write and read back unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** The body of an event. */
export type JsonObject = Readonly<Record<string, Json | undefined>>;

/** Who caused an event, and by what. Opaque ids only: nothing here may say who a child is. */
export interface EventMetadata {
  /** The id of the user, or of the policy, that acted. */
  readonly actor: string;
  /** The same for everything that follows from one request. */
  readonly correlationId: string;
  /** The id of the command or of the event that led to this one. */
  readonly causationId: string;
  /** The version of the shape of `data`, from 1. */
  readonly schemaVersion: number;
  /** What the caller gave so that a repeated request is recognised. */
  readonly idempotencyKey?: string;
  /** What the request asked for, as a digest: another request with the same key is told apart by it. */
  readonly requestDigest?: string;
}

/** An event that is to be appended. */
export interface NewEvent {
  /** A UUID in lower case. The same id appended again at the same place is the same event. */
  readonly id: string;
  /** The name of what happened, such as `DraftPlanSent`. */
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: EventMetadata;
}

declare const position: unique symbol;

/**
 * Where an event stands among all events of a store. Opaque: positions of one store compare with `<` and `>` as the
 * text they are, and nothing else may be concluded from them.
 */
export type Position = string & { readonly [position]: true };

/** An event as it was recorded. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** The place in its stream, from 0, without gaps. */
  readonly revision: number;
  readonly position: Position;
  /** When the store recorded it: an instant, ISO 8601 in UTC with milliseconds. */
  readonly recordedAt: string;
}

/** What a stream must be for an append to be accepted: its revision is that of its last event. */
export type Expected = 'no-stream' | 'stream-exists' | 'any' | number;

/** Where the last event of an append stands. */
export interface Appended {
  readonly revision: number;
  readonly position: Position;
}

/** A part of a subscription. */
export interface Batch {
  /** In the order of their positions; may be empty. */
  readonly events: readonly RecordedEvent[];
  /** Up to where the subscription has looked: the checkpoint to resume after. Missing while nothing was looked at. */
  readonly position?: Position;
  /** Whether there was nothing more to give when this batch was made. */
  readonly caughtUp: boolean;
}

/** How to subscribe. */
export interface SubscribeOptions {
  /** Ends the subscription. */
  readonly signal: AbortSignal;
  /** The most events in a batch; 500 unless set. */
  readonly batchSize?: number;
  /** Told of each interruption that the subscription survives by itself, such as a server that is away. */
  readonly onTrouble?: (reason: Error) => void;
}

/** The most bytes of one event's data and metadata together, as JSON in UTF-8. */
export const MAX_EVENT_BYTES = 4 * 1024 * 1024;
/** The most bytes of the events of one append together. */
export const MAX_APPEND_BYTES = 12 * 1024 * 1024;

/** Streams of events that nobody can overwrite. */
export interface EventStore {
  /**
   * Appends events to a stream, all or none. Once this resolves they are durable.
   *
   * Appending the same ids again with the same `expected` gives the answer of the first time and writes nothing, also
   * after others have appended.
   * @param events at least one
   * @throws ConcurrencyConflict when the stream is not as expected; nothing was written
   * @throws AppendRefused when the stream's name or an event is not acceptable; nothing was written
   * @throws EventIdReused when ids are on record at another place of the stream, or only some of them are; nothing was
   *   written. Other streams are not searched: an id is for one stream
   * @throws StoreUnavailable when the store cannot be reached or is full; its `outcome` says whether it is known that
   *   nothing was written
   */
  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended>;

  /**
   * The events of a stream, oldest first; none when there is no such stream.
   * @param from the first revision wanted, 0 unless set
   * @throws StoreUnavailable
   */
  readStream(stream: string, from?: number): Promise<readonly RecordedEvent[]>;

  /**
   * The next events of all streams, in the order of their positions; fewer than `limit` only at the end.
   * @param after the position after which to begin; from the start where it is undefined
   * @throws RangeError where it is no position of this kind of store
   * @throws StoreUnavailable
   */
  readAll(after: Position | undefined, limit: number): Promise<readonly RecordedEvent[]>;

  /**
   * Every event after a position, then those to come, each once and in order, through interruptions, until the
   * signal ends it. The next batch is made when the consumer asks for it, so a slow consumer falls behind and catches
   * up. A batch with `caughtUp` follows whenever the end is reached.
   * @throws RangeError where `after` is no position of this kind of store
   */
  subscribe(after: Position | undefined, options: SubscribeOptions): AsyncIterable<Batch>;

  /**
   * Makes sure that the store answers.
   * @throws StoreUnavailable
   */
  check(): Promise<void>;

  /** Ends all subscriptions and lets go of files and connections, after the appends under way. */
  close(): Promise<void>;
}

/** What is needed to read events and no more. */
export interface EventReading extends Pick<EventStore, 'readStream' | 'readAll'> {
  /** For a store that can sort its events without holding them in memory. */
  readonly sorted?: SortedReading;
}

/** A log as it was when it was to be read stream by stream. */
export interface LogEnd {
  /** The position of the last event; nothing where there is none. */
  readonly position: Position | undefined;
  readonly events: number;
  /** Ids, in ascending order, between which there are about as many events each time. */
  readonly marks: readonly string[];
}

/** Streams of one kind, which stands before the first hyphen of their names, or a share of all streams. */
export type StreamChoice = { readonly kind: string } | { readonly share: StreamShare };

/** A share of the streams, from 0, and how many there are. Streams with the same id are in the same share. */
export interface StreamShare {
  readonly index: number;
  readonly of: number;
}

/** Whole streams: all events of all streams that have one of some ids. */
export interface WholeStreams {
  /** Where these ids stand among all. It never falls from one to the next, and of two shares it is never the same. */
  readonly place: number;
  /** In the order of their ids, which follow the first hyphen of the stream's name; of one id, of their positions. */
  readonly events: readonly RecordedEvent[];
}

/** Reads whole streams one after the other, so that what is made of a stream is made once and can be let go of. */
export interface SortedReading {
  /** Where the log ends now. */
  end(): LogEnd;

  /**
   * The events up to the end, some thousands at once. Events that are recorded meanwhile are left out.
   * @param end the same for every share
   * @throws StoreUnavailable
   */
  read(end: LogEnd, choice: StreamChoice): AsyncIterable<WholeStreams>;
}

/** A stream is not as the append expected it; nothing was written. */
export class ConcurrencyConflict extends Error {
  override readonly name = 'ConcurrencyConflict';

  /** @param actual the revision of the last event of the stream, or that there is no stream */
  constructor(
    readonly stream: string,
    readonly expected: Expected,
    readonly actual: number | 'no-stream',
  ) {
    super(`The stream ${stream} was expected at ${String(expected)} and is at ${String(actual)}.`);
  }
}

/** An append that no store accepts; nothing was written. The message repeats nothing of what was given. */
export class AppendRefused extends Error {
  override readonly name = 'AppendRefused';
}

/** Event ids are on record already, but not as this append: at another place, or only some of them. */
export class EventIdReused extends Error {
  override readonly name = 'EventIdReused';

  constructor(
    readonly stream: string,
    readonly id: string,
  ) {
    super(`The event id ${id}, given for the stream ${stream}, is on record already at another place.`);
  }
}

/** The store cannot do its work now. */
export class StoreUnavailable extends OperatorError {
  override readonly name = 'StoreUnavailable';

  /**
   * @param outcome whether it is certain that nothing was written. If it is unknown, append again with the same ids
   * @param options the cause
   */
  constructor(
    message: string,
    readonly outcome: 'nothing-written' | 'unknown',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The store's files are damaged: what exactly, one sentence each. */
export class StoreDamaged extends OperatorError {
  override readonly name = 'StoreDamaged';

  constructor(readonly damages: readonly string[]) {
    super(damages.join('\n'));
  }
}
