import { DatabaseSync } from 'node:sqlite';
import type { NewEvent } from '../src/event-store/event-store.js';

/** The least that an embedded store of events can be: one table, one index, a check of the revision, JSON. */
export interface RawLog {
  /** One transaction. */
  append(stream: string, events: readonly NewEvent[], expected: number): number;
  /** What is asked for in one turn of the event loop is one transaction. */
  appendGrouped(stream: string, events: readonly NewEvent[], expected: number): Promise<number>;
  close(): void;
}

interface Waiting {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: number;
  readonly resolve: (revision: number) => void;
  readonly reject: (reason: unknown) => void;
}

export function openRawLog(file: string): RawLog {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
    PRAGMA wal_autocheckpoint = 16000; PRAGMA temp_store = MEMORY;
    CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL,
      type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, recorded_at INTEGER NOT NULL,
      UNIQUE (stream, revision)) STRICT;
  `);
  const head = database.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?');
  const insert = database.prepare(
    'INSERT INTO events (stream, revision, id, type, data, metadata, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');

  const write = (stream: string, events: readonly NewEvent[], expected: number): number => {
    let revision = Number(head.get(stream)?.revision ?? -1);
    if (revision !== expected) throw new Error('The stream is not as expected.');
    for (const { id, type, data, metadata } of events) {
      revision += 1;
      insert.run(stream, revision, id, type, JSON.stringify(data), JSON.stringify(metadata), Date.now());
    }
    return revision;
  };

  let queue: Waiting[] = [];
  const flush = () => {
    const batch = queue;
    queue = [];
    begin.run();
    const outcomes = batch.map(({ stream, events, expected }) => {
      try {
        return { revision: write(stream, events, expected) };
      } catch (error) {
        return { error };
      }
    });
    commit.run();
    for (const [index, { resolve, reject }] of batch.entries()) {
      const outcome = outcomes[index];
      if (outcome?.revision === undefined) reject(outcome?.error);
      else resolve(outcome.revision);
    }
  };

  return {
    append(stream, events, expected) {
      begin.run();
      const revision = write(stream, events, expected);
      commit.run();
      return revision;
    },
    appendGrouped: (stream, events, expected) =>
      new Promise((resolve, reject) => {
        if (queue.push({ stream, events, expected, resolve, reject }) === 1) setImmediate(flush);
      }),
    close: () => database.close(),
  };
}
