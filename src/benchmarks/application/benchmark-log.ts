import { Inject, Injectable } from '@nestjs/common';
import { v5, v7 } from 'uuid';
import type { Appended, EventStore, JsonObject, RecordedEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { requestContext } from '../../streams/application/request-context.js';
import { RELEASE_FILES, type BenchmarkEvent } from '../domain/benchmark.events.js';
import { afterImport, NOTHING_HELD, type Holdings } from '../domain/holdings.js';

/** A namespace for the ids of the streams of benchmarks. */
const STREAM_IDS = '0d6f0f5a-3c8e-5d57-8a3b-7f0f1c1f52e4';

/** What has a stream of its own: each file of the release, and the matrix of neighbours. */
export const DATASETS = [...RELEASE_FILES, 'neighbours'] as const;

/** What has a stream of its own. */
export type Dataset = (typeof DATASETS)[number];

/** The stream of a dataset: always the same. */
export const streamOf = (dataset: Dataset): string => `benchmark-${v5(dataset, STREAM_IDS)}`;

/** A stream as far as it was read. */
interface Read {
  readonly events: readonly RecordedEvent[];
  readonly revision: number;
}

const UNREAD: Read = { events: [], revision: -1 };
/** How many past instants are kept at hand. */
const MOST_PAST = 4;

const folded = (events: readonly RecordedEvent[]): Holdings =>
  events.reduce((held, event) => afterImport(held, event as unknown as BenchmarkEvent, event.recordedAt), NOTHING_HELD);

/** What was imported, as events. It is folded once and then read on from where it was. */
@Injectable()
export class BenchmarkLog {
  readonly #read = new Map<Dataset, Read>();
  readonly #past = new Map<string, Holdings>();
  #held: Holdings = NOTHING_HELD;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /**
   * Everything that is held.
   * @param knownOn leaves out what was imported after this instant, ISO 8601
   * @throws StoreUnavailable
   */
  async holdings(knownOn?: string): Promise<Holdings> {
    await this.#readOn();
    if (knownOn === undefined) return this.#held;
    const until = new Date(knownOn).toISOString();
    const known = this.#events().filter(({ recordedAt }) => recordedAt <= until);
    if (known.length === this.#events().length) return this.#held;
    return this.#past.get(until) ?? this.#foldedPast(until, known);
  }

  /** The revision that a stream has been read to; -1 where there is none. */
  async revisionOf(dataset: Dataset): Promise<number> {
    await this.#readOn();
    return this.#read.get(dataset)?.revision ?? -1;
  }

  /**
   * Records events of a dataset at the revision that was decided on, all or none.
   * @throws ConcurrencyConflict where somebody recorded meanwhile
   * @throws StoreUnavailable
   */
  async append(dataset: Dataset, events: readonly BenchmarkEvent[], revision: number): Promise<Appended> {
    const { actor, correlationId, causationId } = requestContext();
    const metadata = { actor, correlationId, causationId, schemaVersion: 1 };
    const proposed = events.map(({ type, data }) => ({
      id: v7(),
      type,
      data: data as unknown as JsonObject,
      metadata,
    }));
    return this.store.append(streamOf(dataset), proposed, revision < 0 ? 'no-stream' : revision);
  }

  #events(): readonly RecordedEvent[] {
    return DATASETS.flatMap((dataset) => this.#read.get(dataset)?.events ?? []);
  }

  /** Takes in what was recorded since: a question that is asked after something was recorded is answered with it. */
  async #readOn(): Promise<void> {
    const news = await Promise.all(
      DATASETS.map(async (dataset) => {
        const { revision } = this.#read.get(dataset) ?? UNREAD;
        return { dataset, events: await this.store.readStream(streamOf(dataset), revision + 1) };
      }),
    );
    let hasNews = false;
    for (const { dataset, events } of news) {
      const before = this.#read.get(dataset) ?? UNREAD;
      // Another reading can have come first.
      const unseen = events.filter(({ revision }) => revision > before.revision);
      if (unseen.length === 0) continue;
      hasNews = true;
      this.#read.set(dataset, {
        events: [...before.events, ...unseen],
        revision: before.revision + unseen.length,
      });
    }
    if (!hasNews) return;
    this.#past.clear();
    this.#held = folded(this.#events());
  }

  #foldedPast(until: string, known: readonly RecordedEvent[]): Holdings {
    const [oldest] = this.#past.keys();
    if (this.#past.size >= MOST_PAST && oldest !== undefined) this.#past.delete(oldest);
    const held = folded(known);
    this.#past.set(until, held);
    return held;
  }
}
