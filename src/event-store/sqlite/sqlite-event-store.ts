import type { DatabaseSync } from 'node:sqlite';
import {
  StoreUnavailable,
  type Appended,
  type Batch,
  type EventReading,
  type EventStore,
  type Expected,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type SubscribeOptions,
} from '../event-store.js';
import { propose } from '../proposal.js';
import type { Upcasters } from '../upcasting.js';
import { AppendQueue } from './append-queue.js';
import { locate, openConnection, stopWaiting, waitForOthers } from './connection.js';
import { checkForDamage } from './damage-check.js';
import { EventReader, positionNumber } from './event-reader.js';
import { HeadWatch } from './head-watch.js';
import { IdleCheckpoint } from './idle-checkpoint.js';
import { Journal } from './journal.js';
import { Mark } from './mark.js';
import { closeLog, openMark } from './mark-keeping.js';
import { patiently } from './patience.js';
import { SortedEvents } from './sorted-events.js';
import { asStoreError } from './sqlite-errors.js';
import { subscription } from './subscription.js';
import { Turns } from './turns.js';

/** How to open a log. */
export interface SqliteOptions {
  /** The database, or a link to it; beside it stand `-wal`, `-shm` and `-mark`. */
  readonly file: string;
  readonly upcasters?: Upcasters;
  /** Where the instant of recording comes from; the system's clock unless set. */
  readonly now?: () => Date;
  /** How many pages of 4 KiB may wait in `-wal` until an append carries them over; 16,000 unless set. */
  readonly checkpointPages?: number;
  /**
   * Whether an append is on the disk when it is acknowledged; true unless set. A log that is thrown away whenever its
   * making is interrupted need not wait for the disk.
   */
  readonly isDurable?: boolean;
}

/** A batch of a subscription holds so many characters at most, unless one event has more. */
const MOST_CHARACTERS_IN_A_BATCH = 8 * 1024 * 1024;

/** An event store in a file of SQLite. Several processes of one machine may use it at once. */
export class SqliteEventStore implements EventStore, EventReading {
  readonly sorted: SortedEvents;
  readonly #file: string;
  readonly #database: DatabaseSync;
  readonly #mark: Mark;
  readonly #queue: AppendQueue;
  readonly #reader: EventReader;
  readonly #watch: HeadWatch;
  readonly #checkpoint: IdleCheckpoint;
  readonly #turns = new Turns();
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;

  private constructor(database: DatabaseSync, mark: Mark, { file, upcasters, now }: SqliteOptions) {
    this.#file = file;
    this.#database = database;
    this.#mark = mark;
    this.sorted = new SortedEvents(file, upcasters ?? {});
    this.#reader = new EventReader(database, upcasters ?? {});
    const version = database.prepare('PRAGMA data_version');
    this.#watch = new HeadWatch(() => Number(version.get()?.data_version));
    this.#checkpoint = new IdleCheckpoint(database, () => this.#queue.isEmpty);
    this.#queue = new AppendQueue(new Journal(database), {
      file,
      now: now ?? (() => new Date()),
      committed: (last) => {
        this.#mark.write(last);
        this.#checkpoint.committed();
        this.#watch.wake();
      },
    });
  }

  /**
   * Opens a log, created if it is missing, and checks it: its end always, all of it when it was not closed in order.
   * @throws StoreDamaged
   * @throws StoreFileRefused where the file belongs to another program or to a newer version of this one
   * @throws StoreUnavailable where the disk, rights or another process are in the way
   */
  static async open(options: SqliteOptions): Promise<SqliteEventStore> {
    const file = locate(options.file);
    const marked = Mark.read(file);
    const database = await patiently(() => openConnection(file, marked, options));
    let mark: Mark | undefined;
    try {
      await checkForDamage(database, file, marked);
      stopWaiting(database);
      mark = await openMark(database, file);
      return new SqliteEventStore(database, mark, { ...options, file });
    } catch (error) {
      mark?.release();
      database.close();
      throw error;
    }
  }

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    return this.#queue.append({ stream, events: propose(stream, events, expected), expected });
  }

  async readStream(stream: string, from = 0): Promise<readonly RecordedEvent[]> {
    await this.#turns.next();
    return this.#read(() => this.#reader.stream(stream, from));
  }

  async readAll(after: Position | undefined, limit: number): Promise<readonly RecordedEvent[]> {
    const position = positionNumber(after);
    await this.#turns.next();
    return this.#read(() => this.#reader.all(position, limit));
  }

  subscribe(after: Position | undefined, options: SubscribeOptions): AsyncIterable<Batch> {
    return subscription(
      (from, limit) => this.#read(() => this.#reader.page(from, limit, MOST_CHARACTERS_IN_A_BATCH)),
      this.#watch,
      after,
      options,
      this.#closing.signal,
      this.#turns,
    );
  }

  check(): Promise<void> {
    return this.#answer(() => {
      this.#reader.all(0, 1);
    });
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    this.#watch.close();
    await this.#queue.close();
    this.#checkpoint.close();
    waitForOthers(this.#database);
    closeLog(this.#database, this.#mark, this.#file);
  }

  #answer<T>(read: () => T): Promise<T> {
    return new Promise((resolve) => resolve(this.#read(read)));
  }

  #read<T>(read: () => T): T {
    if (this.#closing.signal.aborted) throw new StoreUnavailable('The event store is closed.', 'nothing-written');
    try {
      return read();
    } catch (error) {
      throw asStoreError(error, this.#file, 'nothing-written');
    }
  }
}
