import {
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
} from '@eventstore/db-client';
import type { Batch, Position, RecordedEvent } from '../event-store.js';
import { recordedEvent, logPosition, OUR_STREAMS, positionText } from './event-mapping.js';
import type { Connection } from './connection.js';
import type { Upcasters } from '../upcasting.js';
import { BrokenOff, NoAnswer } from './server-fault.js';

type ServerEvent = NonNullable<AllStreamResolvedEvent['event']>;

/** What the server sends, in its order. */
type Item =
  | { readonly kind: 'event'; readonly event: ServerEvent; readonly characters: number }
  | { readonly kind: 'looked'; readonly position: Position }
  | { readonly kind: 'caught-up' | 'fell-behind' };

/** Characters of data that wait at most, beside one event. */
const MOST_CHARACTERS = 8 * 1024 * 1024;
/** The server says how far it has looked after 32 times so many events. */
const CHECKPOINT_INTERVAL = 32;
/** Milliseconds of silence after which a server that never says so may have nothing more to give. */
const QUIET = 1_000;

function charactersIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce<number>((sum, part) => sum + charactersIn(part), 16);
}

/** What a feed needs of its surroundings. */
export interface FeedSettings {
  readonly connection: Connection;
  readonly upcasters: Upcasters;
  /** The most events in a batch. */
  readonly size: number;
  /** Milliseconds that the server has to begin. */
  readonly patience: number;
  /** Whether there is nothing after a position; asked only where the server does not say it of itself. */
  readonly isEnd: (position: Position | undefined) => Promise<boolean>;
}

/** One subscription at the server: what arrives waits here until it is asked for, and the server waits meanwhile. */
export class SubscriptionFeed {
  readonly #subscription: AllStreamSubscription;
  readonly #waiting: Item[] = [];
  /** What the server sent between events that have not come out of the client yet. */
  readonly #marks: { readonly after: number; readonly item: Item }[] = [];
  #timer: NodeJS.Timeout;
  #characters = 0;
  #received = 0;
  #position: Position | undefined;
  #isLive = false;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(
    after: Position | undefined,
    private readonly settings: FeedSettings,
  ) {
    this.#position = after;
    const fromPosition = after === undefined ? START : logPosition(after);
    this.#timer = setTimeout(() => this.#fail(new NoAnswer()), settings.patience);
    const filter = streamNameFilter({
      regex: OUR_STREAMS,
      checkpointInterval: CHECKPOINT_INTERVAL,
      checkpointReached: (_, position) => this.#mark({ kind: 'looked', position: positionText(position) }),
    });
    this.#subscription = settings.connection.subscribeToAll({ fromPosition, filter });
    this.#listen();
  }

  /**
   * The next batch.
   * @returns nothing once the signal is given
   * @throws what the subscription failed of, after everything that had arrived
   */
  async next(ended: AbortSignal): Promise<Batch | undefined> {
    const wake = (): void => this.#wake?.();
    ended.addEventListener('abort', wake);
    try {
      for (;;) {
        if (ended.aborted) return undefined;
        const batch = this.#take();
        if (batch) return batch;
        if (this.#failure) throw this.#failure;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      ended.removeEventListener('abort', wake);
    }
  }

  /** Lets the server go. */
  close(): void {
    this.#fail(new BrokenOff());
    // Rejects where the call to the server never came about; destroying alone would leave the call open.
    this.#subscription.unsubscribe().catch(() => undefined);
    this.#subscription.destroy();
  }

  #listen(): void {
    const subscription = this.#subscription;
    subscription.on('confirmation', () => this.#awaitQuiet());
    subscription.on('caughtUp', () => this.#mark({ kind: 'caught-up' }));
    subscription.on('fellBehind', () => this.#mark({ kind: 'fell-behind' }));
    subscription.on('data', ({ event }) => {
      this.#received += 1;
      if (event) this.#add({ kind: 'event', event, characters: charactersIn(event.data) });
      for (let mark = this.#marks[0]; mark?.after === this.#received; mark = this.#marks[0]) {
        this.#marks.shift();
        this.#add(mark.item);
      }
    });
    subscription.on('end', () => this.#fail(new BrokenOff()));
    subscription.on('error', (error) => this.#fail(error));
  }

  /** The client tells marks at once, but events only after those that it still holds. */
  #mark(item: Item): void {
    const after = this.#received + this.#subscription.readableLength;
    if (after === this.#received) this.#add(item);
    else this.#marks.push({ after, item });
  }

  #add(item: Item): void {
    this.#waiting.push(item);
    if (item.kind === 'event') this.#characters += item.characters;
    if (this.#waiting.length >= this.settings.size || this.#characters >= MOST_CHARACTERS) this.#subscription.pause();
    if (item.kind === 'caught-up') clearTimeout(this.#timer);
    this.#wake?.();
  }

  #take(): Batch | undefined {
    if (this.#waiting.length === 0) return undefined;
    const events: RecordedEvent[] = [];
    let hasNews = false;
    for (let item = this.#waiting[0]; item && events.length < this.settings.size; item = this.#waiting[0]) {
      if (item.kind === 'event') {
        const event = recordedEvent(item.event, this.settings.upcasters);
        events.push(event);
        this.#characters -= item.characters;
        this.#position = event.position;
      } else if (item.kind === 'looked') this.#position = item.position;
      else this.#isLive = item.kind === 'caught-up';
      hasNews ||= item.kind !== 'fell-behind';
      this.#waiting.shift();
    }
    const isDrained = this.#waiting.length === 0 && this.#subscription.readableLength === 0;
    if (this.#characters < MOST_CHARACTERS) this.#subscription.resume();
    if (!hasNews) return undefined;
    const position = this.#position;
    return { events, caughtUp: this.#isLive && isDrained, ...(position === undefined ? {} : { position }) };
  }

  /** Servers before 23.10 do not say that a subscription has caught up: after a silence it is looked up. */
  #awaitQuiet(): void {
    clearTimeout(this.#timer);
    if (this.#isLive || this.#failure) return;
    const received = this.#received;
    const lookUp = async (): Promise<void> => {
      const isQuiet = () => this.#received === received && this.#waiting.length === 0;
      if (isQuiet() && (await this.settings.isEnd(this.#position).catch(() => false)) && isQuiet()) {
        this.#add({ kind: 'caught-up' });
      } else this.#awaitQuiet();
    };
    this.#timer = setTimeout(() => void lookUp(), QUIET);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    clearTimeout(this.#timer);
    this.#wake?.();
  }
}
