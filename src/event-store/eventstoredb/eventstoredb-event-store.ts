import {
  StoreUnavailable,
  type Appended,
  type Batch,
  type EventStore,
  type Expected,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type SubscribeOptions,
} from '../event-store.js';
import { propose } from '../proposal.js';
import type { Upcasters } from '../upcasting.js';
import { Appender } from './appender.js';
import { Connection } from './connection.js';
import { readConnectionUrl, serverName } from './connection-url.js';
import { Endeavour } from './endeavour.js';
import { EventReader } from './event-reader.js';
import { KnownIds } from './known-ids.js';
import { subscription } from './subscription.js';

/** How to connect. */
export interface EventStoreDbOptions {
  /** Such as `esdb://user:password@host:2113?tls=true`; the hosts of a cluster are separated by commas. */
  readonly url: string;
  readonly upcasters?: Upcasters;
  /** Milliseconds for which a call is tried again while the server does not answer; 10 000 unless set. */
  readonly patience?: number;
}

const PATIENCE = 10_000;
/** Milliseconds after which `check` gives up. */
const PATIENCE_OF_CHECK = 1_500;

/** An event store in EventStoreDB 22.6 or later, or a cluster of it. */
export class EventStoreDbEventStore implements EventStore {
  readonly #known = new KnownIds();
  readonly #reader: EventReader;
  readonly #appender: Appender;
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;

  private constructor(
    private readonly connection: Connection,
    private readonly server: string,
    private readonly upcasters: Upcasters,
    private readonly patience: number,
  ) {
    this.#reader = new EventReader(connection, upcasters);
    this.#appender = new Appender(connection, this.#reader, this.#known);
  }

  /**
   * Connects, and makes sure that the server answers and accepts the credentials.
   * @throws ConnectionUrlRefused where the URL cannot be used
   * @throws StoreUnavailable where the server does not answer within the patience
   */
  static async connect({
    url,
    upcasters = {},
    patience = PATIENCE,
  }: EventStoreDbOptions): Promise<EventStoreDbEventStore> {
    const settings = readConnectionUrl(url);
    const connection = await Connection.prepare(settings);
    const store = new EventStoreDbEventStore(connection, serverName(settings), upcasters, patience);
    try {
      await store.#reader.check(store.#endeavour());
    } catch (error) {
      await store.close();
      throw error;
    }
    return store;
  }

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    this.#refuseIfClosed();
    propose(stream, events, expected);
    // Without the signal: an append under way is seen through when the store is closed.
    const endeavour = new Endeavour(this.server, this.patience);
    return await this.#appender.append({ stream, events, expected }, endeavour);
  }

  async readStream(stream: string, from = 0): Promise<readonly RecordedEvent[]> {
    this.#refuseIfClosed();
    const events = await this.#reader.stream(stream, from, this.#endeavour());
    this.#known.learn(stream, from, events);
    return events;
  }

  async readAll(after: Position | undefined, limit: number): Promise<readonly RecordedEvent[]> {
    this.#refuseIfClosed();
    return await this.#reader.all(after, limit, () => this.#endeavour());
  }

  subscribe(after: Position | undefined, options: SubscribeOptions): AsyncIterable<Batch> {
    const { connection, upcasters, patience } = this;
    const isEnd = async (position: Position | undefined) => (await this.readAll(position, 1)).length === 0;
    return subscription(this.server, { connection, upcasters, patience, isEnd }, after, options, this.#closing.signal);
  }

  async check(): Promise<void> {
    this.#refuseIfClosed();
    await this.#reader.check(this.#endeavour(Math.min(this.patience, PATIENCE_OF_CHECK)));
  }

  close(): Promise<void> {
    this.#closing.abort();
    this.#closed ??= this.#appender.done().then(() => this.connection.close());
    return this.#closed;
  }

  #endeavour(patience = this.patience): Endeavour {
    return new Endeavour(this.server, patience, this.#closing.signal);
  }

  #refuseIfClosed(): void {
    if (this.#closing.signal.aborted) throw new StoreUnavailable('The event store is closed.', 'nothing-written');
  }
}
