import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ConcurrencyConflict, EventIdReused, type Appended, type Expected } from '../event-store.js';
import { isExpected, type WrittenEvent } from '../proposal.js';
import { digestOf } from './digest.js';
import { positionText } from './event-reader.js';
import { EMPTY, type Head } from './mark.js';

/** What is to be appended to a stream. */
export interface Proposal {
  readonly stream: string;
  readonly events: readonly WrittenEvent[];
  readonly expected: Expected;
}

/** What became of it. */
export type Outcome = { readonly appended: Appended } | { readonly refused: ConcurrencyConflict | EventIdReused };

/** What became of several, and the last event on record if any were written. */
export interface Written {
  readonly outcomes: readonly Outcome[];
  readonly head: Head | undefined;
}

interface Place {
  readonly revision: number;
  readonly position: number;
}

/** Writes appends into the log, many in one transaction. */
export class Journal {
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #last: StatementSync;
  readonly #revision: StatementSync;
  readonly #place: StatementSync;
  readonly #insert: StatementSync;

  constructor(private readonly database: DatabaseSync) {
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#last = database.prepare('SELECT position, digest FROM event ORDER BY position DESC LIMIT 1');
    this.#revision = database.prepare('SELECT max(revision) AS revision FROM event WHERE stream = ?');
    this.#place = database.prepare('SELECT revision, position FROM event WHERE stream = ? AND id = ?');
    this.#insert = database.prepare(
      `INSERT INTO event (position, stream, revision, id, type, data, metadata, recorded_at, digest)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /**
   * Writes what is proposed in one transaction, each under its own check: one that is refused leaves the others alone.
   * When this returns, what was appended is on the disk.
   * @param recordedAt milliseconds since 1970 UTC
   * @param committing told just before the transaction is committed; an error before then wrote nothing
   */
  write(proposals: readonly Proposal[], recordedAt: number, committing: () => void): Written {
    this.#begin.run();
    try {
      // Read here, since another process may have appended.
      const row = this.#last.get();
      const start: Head = row === undefined ? EMPTY : { position: Number(row.position), digest: String(row.digest) };
      let head = start;
      const outcomes = proposals.map((proposal): Outcome => {
        const { stream, events, expected } = proposal;
        const at = this.#revision.get(stream)?.revision;
        let revision = typeof at === 'number' ? at : -1;
        const known = revision === -1 ? undefined : this.#recognise(proposal);
        if (known !== undefined) return known;
        if (!isExpected(expected, revision)) {
          return { refused: new ConcurrencyConflict(stream, expected, revision === -1 ? 'no-stream' : revision) };
        }
        for (const { id, type, data, metadata } of events) {
          revision += 1;
          const position = head.position + 1;
          const digest = digestOf(head.digest, { position, stream, revision, id, type, data, metadata, recordedAt });
          this.#insert.run(position, stream, revision, id, type, data, metadata, recordedAt, digest);
          head = { position, digest };
        }
        return { appended: { revision, position: positionText(head.position) } };
      });
      committing();
      this.#commit.run();
      return { outcomes, head: head === start ? undefined : head };
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * The first answer, when the same events are on record at the place where they are wanted. The stream is looked
   * through: it holds tens of events, and an index of all ids would cost every append a page more.
   */
  #recognise({ stream, events, expected }: Proposal): Outcome | undefined {
    const places = events.map(({ id }) => this.#place.get(stream, id) as Place | undefined);
    const known = places.findIndex((place) => place !== undefined);
    if (known === -1) return undefined;
    const first = places[0];
    const last = places.at(-1);
    const isSame = places.every((place, index) => place?.revision === (first?.revision ?? 0) + index);
    if (isSame && first !== undefined && last !== undefined && isExpected(expected, first.revision - 1)) {
      return { appended: { revision: last.revision, position: positionText(last.position) } };
    }
    return { refused: new EventIdReused(stream, events[known]?.id ?? '') };
  }
}
