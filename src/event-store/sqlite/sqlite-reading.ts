import { DatabaseSync } from 'node:sqlite';
import type { EventReading, Position, RecordedEvent, SomeEvents } from '../event-store.js';
import type { Upcasters } from '../upcasting.js';
import { EventReader, positionNumber } from './event-reader.js';

/** Reads a log that is open elsewhere in this process. */
export class SqliteReading implements EventReading {
  readonly #database: DatabaseSync;
  readonly #reader: EventReader;

  constructor(file: string, upcasters: Upcasters) {
    this.#database = new DatabaseSync(file, { readOnly: true });
    this.#reader = new EventReader(this.#database, upcasters);
  }

  readStream(stream: string, from = 0): Promise<readonly RecordedEvent[]> {
    return new Promise((resolve) => resolve(this.#reader.stream(stream, from)));
  }

  readAll(after: Position | undefined, limit: number): Promise<readonly RecordedEvent[]> {
    return new Promise((resolve) => resolve(this.#reader.all(positionNumber(after), limit)));
  }

  readSome(after: Position | undefined, limit: number, isWanted: (stream: string) => boolean): Promise<SomeEvents> {
    return new Promise((resolve) => resolve(this.#reader.some(positionNumber(after), limit, isWanted)));
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#database.close();
      resolve();
    });
  }
}
