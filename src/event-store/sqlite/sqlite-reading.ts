import { DatabaseSync } from 'node:sqlite';
import type { EventReading, Position, RecordedEvent } from '../event-store.js';
import type { Upcasters } from '../upcasting.js';
import { EventReader, positionNumber } from './event-reader.js';
import { SortedEvents } from './sorted-events.js';

/** Reads a log that is open elsewhere in this process. */
export class SqliteReading implements EventReading {
  readonly sorted: SortedEvents;
  readonly #database: DatabaseSync;
  readonly #reader: EventReader;

  constructor(file: string, upcasters: Upcasters) {
    this.#database = new DatabaseSync(file, { readOnly: true });
    this.sorted = new SortedEvents(file, upcasters);
    this.#reader = new EventReader(this.#database, upcasters);
  }

  readStream(stream: string, from = 0): Promise<readonly RecordedEvent[]> {
    return new Promise((resolve) => resolve(this.#reader.stream(stream, from)));
  }

  readAll(after: Position | undefined, limit: number): Promise<readonly RecordedEvent[]> {
    return new Promise((resolve) => resolve(this.#reader.all(positionNumber(after), limit)));
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#database.close();
      resolve();
    });
  }
}
