import type { EventReading, Position, RecordedEvent } from '../event-store/event-store.js';

/** The events of a few streams of an event store, as if there were no others. */
export class FewStreams implements EventReading {
  #events: Promise<readonly RecordedEvent[]> | undefined;

  constructor(
    private readonly store: EventReading,
    private readonly streams: readonly string[],
  ) {}

  readStream(stream: string, from?: number): Promise<readonly RecordedEvent[]> {
    return this.streams.includes(stream) ? this.store.readStream(stream, from) : Promise.resolve([]);
  }

  async readAll(after: Position | undefined, limit: number): Promise<readonly RecordedEvent[]> {
    this.#events ??= this.#read();
    const events = await this.#events;
    const from = after === undefined ? 0 : events.findIndex(({ position }) => position > after);
    return from < 0 ? [] : events.slice(from, from + limit);
  }

  async #read(): Promise<readonly RecordedEvent[]> {
    const read = await Promise.all(this.streams.map((stream) => this.store.readStream(stream)));
    return read.flat().sort((one, other) => (one.position < other.position ? -1 : 1));
  }
}
