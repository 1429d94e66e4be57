import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { LogEnd, RecordedEvent, SortedReading, StreamChoice, WholeStreams } from '../event-store.js';
import type { Upcasters } from '../upcasting.js';
import { COLUMNS, eventOf, positionNumber, positionText, type Columns } from './event-reader.js';
import { asStoreError } from './sqlite-errors.js';

/** About how many events are between two marks. */
const EVENTS_AT_ONCE = 4_000;
/** Nobody needs more, however long the log is. */
const MOST_MARKS = 1_023;
/** Of how many events the ids are looked at for a mark. */
const SAMPLES = 8;
/** So many events are never held at once, unless streams with one id have more. */
const MOST_AT_ONCE = 20_000;

/** Kibibytes in which events are sorted; beyond that SQLite sorts in a temporary file. */
const ROOM = 32_768;

const ID = "substr(stream, instr(stream, '-') + 1)";
const PLACE = `coalesce((SELECT place FROM temp.mark WHERE id <= ${ID} ORDER BY id DESC LIMIT 1), 0)`;

const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** Reads a log stream by stream, each time over a connection of its own. */
export class SortedEvents implements SortedReading {
  readonly #file: string;
  readonly #upcasters: Upcasters;

  constructor(file: string, upcasters: Upcasters) {
    this.#file = file;
    this.#upcasters = upcasters;
  }

  end(): LogEnd {
    return this.#reading((database) => {
      const last = Number(database.prepare('SELECT max(position) AS position FROM event').get()?.position ?? 0);
      // No event is ever removed, so that positions have no gaps.
      return {
        position: last === 0 ? undefined : positionText(last),
        events: last,
        marks: marksOf(database, last),
      };
    });
  }

  async *read(end: LogEnd, choice: StreamChoice): AsyncGenerator<WholeStreams> {
    const database = this.#open();
    try {
      let events: RecordedEvent[] = [];
      let id = '';
      let place = 0;
      for (const row of rowsOf(database, end, choice)) {
        const next = idOf(row[1]);
        if (next !== id) {
          id = next;
          const before = place;
          while (place < end.marks.length && (end.marks[place] ?? '') <= id) place += 1;
          if (events.length > 0 && (place > before || events.length >= MOST_AT_ONCE)) {
            yield await Promise.resolve({ place: before, events });
            events = [];
          }
        }
        events.push(eventOf(row, this.#upcasters));
      }
      if (events.length > 0) yield { place, events };
    } catch (error) {
      throw asStoreError(error, this.#file, 'nothing-written');
    } finally {
      database.close();
    }
  }

  #reading<T>(read: (database: DatabaseSync) => T): T {
    const database = this.#open();
    try {
      return read(database);
    } catch (error) {
      throw asStoreError(error, this.#file, 'nothing-written');
    } finally {
      database.close();
    }
  }

  #open(): DatabaseSync {
    try {
      const database = new DatabaseSync(this.#file, { readOnly: true });
      database.exec(`PRAGMA cache_size = -${String(ROOM)}`);
      return database;
    } catch (error) {
      throw asStoreError(error, this.#file, 'nothing-written');
    }
  }
}

/** Ids of events that lie evenly among all: nothing is known of how ids are made. */
function marksOf(database: DatabaseSync, last: number): readonly string[] {
  const count = Math.min(MOST_MARKS, Math.floor(last / EVENTS_AT_ONCE));
  const samples = (count + 1) * SAMPLES;
  const at = database.prepare(`SELECT ${ID} AS id FROM event WHERE position = ?`);
  const ids: string[] = [];
  for (let sample = 0; count > 0 && sample < samples; sample += 1) {
    ids.push(String(at.get(1 + Math.floor((sample * last) / samples))?.id));
  }
  ids.sort();
  return [...new Set(ids.filter((_, index) => index > 0 && index % SAMPLES === 0))];
}

/** The events of the streams that were chosen, in the order of their ids. */
function rowsOf(database: DatabaseSync, { position, marks }: LogEnd, choice: StreamChoice): Iterable<Columns> {
  const last = positionNumber(position);
  if ('kind' in choice) {
    // Up to the character that comes after the hyphen.
    return columnsOf(
      database,
      `SELECT ${COLUMNS} FROM event WHERE stream >= ? AND stream < ? AND position <= ? ORDER BY stream, revision`,
      [`${choice.kind}-`, `${choice.kind}.`, last],
    );
  }
  database.exec('CREATE TEMP TABLE mark (id TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID');
  const insert = database.prepare('INSERT INTO temp.mark VALUES (?, ?)');
  for (const [index, id] of marks.entries()) insert.run(id, index + 1);
  const { index, of } = choice.share;
  // Reading in the order of an index would fetch a page of the file for nearly every event.
  return columnsOf(
    database,
    `SELECT ${COLUMNS} FROM event NOT INDEXED WHERE position <= ? AND ${PLACE} % ? = ? ORDER BY ${ID}, position`,
    [last, of, index],
  );
}

function columnsOf(database: DatabaseSync, sql: string, values: readonly SQLInputValue[]): Iterable<Columns> {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement.iterate(...values) as unknown as Iterable<Columns>;
}
