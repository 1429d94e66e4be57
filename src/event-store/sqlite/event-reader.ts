import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventMetadata, JsonObject, Position, RecordedEvent } from '../event-store.js';
import { upcast, type Upcasters } from '../upcasting.js';

/** So wide that positions compare as text, for as many events as a number counts exactly. */
const POSITION_WIDTH = 16;
/** What stands before so many digits. */
const ZEROS = Array.from({ length: POSITION_WIDTH }, (_, digits) => '0'.repeat(POSITION_WIDTH - digits));

/** The columns of an event, as {@link eventOf} takes them. */
export const COLUMNS = 'position, stream, revision, id, type, data, metadata, recorded_at';
export type Columns = [number, string, number, string, string, string, string, number];

/** A position as the port has it. */
export function positionText(position: number): Position {
  const digits = String(position);
  return ((ZEROS[digits.length] ?? '') + digits) as Position;
}

const POSITION = /^\d{16}$/;

/**
 * The number that a position stands for, 0 for the start.
 * @throws RangeError where the position is of another store
 */
export function positionNumber(position: Position | undefined): number {
  if (position === undefined) return 0;
  if (!POSITION.test(position)) {
    throw new RangeError(
      'A position of another event store means nothing to this event log. Rebuild what it belongs to.',
    );
  }
  return Number(position);
}

/** An event as it is on record, in the shape of today. */
export function eventOf(
  [position, stream, revision, id, type, data, metadata, recordedAt]: Columns,
  upcasters: Upcasters,
): RecordedEvent {
  const event = {
    id,
    type,
    data: JSON.parse(data) as JsonObject,
    metadata: JSON.parse(metadata) as EventMetadata,
    stream,
    revision,
    position: positionText(position),
    recordedAt: new Date(recordedAt).toISOString(),
  };
  if (!Object.hasOwn(upcasters, type)) return event;
  const { schemaVersion } = event.metadata;
  const today = upcast(upcasters, type, schemaVersion, event.data);
  if (today.version === schemaVersion) return event;
  return { ...event, data: today.data, metadata: { ...event.metadata, schemaVersion: today.version } };
}

/** Part of a log. */
export interface Page {
  readonly events: readonly RecordedEvent[];
  /** Whether the log had no more when it was read. */
  readonly isLast: boolean;
}

/** Reads events out of the log, in the shape of today. */
export class EventReader {
  readonly #stream: StatementSync;
  readonly #all: StatementSync;
  readonly #upcasters: Upcasters;

  constructor(database: DatabaseSync, upcasters: Upcasters) {
    this.#stream = database.prepare(
      `SELECT ${COLUMNS} FROM event WHERE stream = ? AND revision >= ? ORDER BY revision`,
    );
    this.#all = database.prepare(`SELECT ${COLUMNS} FROM event WHERE position > ? ORDER BY position LIMIT ?`);
    this.#stream.setReturnArrays(true);
    this.#all.setReturnArrays(true);
    this.#upcasters = upcasters;
  }

  /** The events of a stream from a revision on. */
  stream(stream: string, from: number): readonly RecordedEvent[] {
    return (this.#stream.all(stream, from) as unknown as Columns[]).map((row) => eventOf(row, this.#upcasters));
  }

  /** The events after a position, as many as asked for unless the log ends. */
  all(after: number, limit: number): readonly RecordedEvent[] {
    return (this.#all.all(after, limit) as unknown as Columns[]).map((row) => eventOf(row, this.#upcasters));
  }

  /** The events after a position, fewer where they are large. */
  page(after: number, limit: number, characters: number): Page {
    const events: RecordedEvent[] = [];
    let room = characters;
    for (const row of this.#all.iterate(after, limit) as unknown as Iterable<Columns>) {
      events.push(eventOf(row, this.#upcasters));
      room -= row[5].length + row[6].length;
      if (room <= 0) return { events, isLast: false };
    }
    return { events, isLast: events.length < limit };
  }
}
