import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { Problems } from '../../platform/problem.js';
import { KeysUnusable } from './key-vault.js';
import { isOfSqlite, neededAfter } from './keys-errors.js';
import { createOwnFile } from './secret-file.js';

/** Where the keys are in the data directory. */
export const keysFileIn = (dataDirectory: string): string => join(dataDirectory, 'keys.db');

/** Milliseconds that a statement waits for another process; each holds the file for one short transaction. */
const PATIENCE = 10_000;
/** Milliseconds that one attempt at emptying the write-ahead log waits: nothing else is done here meanwhile. */
const ATTEMPT = 20;
/** Milliseconds between two of these attempts. */
const PAUSE = 50;

/** Says in a file's header that it holds keys of this program: "EHCK" in ASCII. */
const APPLICATION_ID = 0x4548434b;
const SCHEMA_VERSION = 1;

/**
 * `master`: one row for the master key in use; a second one while keys are wrapped anew. The older one then holds each
 * of the two master keys wrapped under the other. `person_key`: a row without a key is a person who was erased; it
 * stays, so that no key is made for them again. `unrecorded` is what the events do not say yet. `followed`: the event up
 * to which erasures were carried out, as JSON with what tells it from the event of another store at the same position.
 */
const SCHEMA = `
CREATE TABLE master (
  generation  INTEGER PRIMARY KEY,
  check_value BLOB    NOT NULL,
  newer       BLOB,
  older       BLOB
) STRICT;
CREATE TABLE person_key (
  number      INTEGER PRIMARY KEY,
  person      TEXT    NOT NULL UNIQUE,
  generation  INTEGER REFERENCES master,
  wrapped     BLOB,
  unrecorded  TEXT,
  CHECK ((generation IS NULL) = (wrapped IS NULL))
) STRICT;
CREATE INDEX person_key_generation ON person_key (generation);
CREATE INDEX person_key_unrecorded ON person_key (person) WHERE unrecorded IS NOT NULL;
CREATE TABLE followed (erased_up_to TEXT NOT NULL) STRICT;
CREATE TRIGGER erased_stays_erased BEFORE UPDATE ON person_key WHEN old.wrapped IS NULL AND new.wrapped IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'A person who was erased gets no key again.'); END;
CREATE TRIGGER person_is_not_removed BEFORE DELETE ON person_key
BEGIN SELECT RAISE(ABORT, 'The row of a person is not removed.'); END;
PRAGMA application_id = ${String(APPLICATION_ID)};
PRAGMA user_version = ${String(SCHEMA_VERSION)};
`;

const refused = (reason: string, accepted: string): Problems =>
  new Problems([{ place: 'DATA_DIRECTORY', reason, accepted }]);

const pragma = (database: DatabaseSync, name: string): unknown =>
  Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];

/** Does work in a transaction that keeps other processes from writing. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** The file of keys: `<file>`, with `-wal` and `-shm` beside it while it is open. */
export class KeysFile {
  readonly path: string;
  readonly #database: DatabaseSync;
  readonly #patience: number;

  private constructor(path: string, database: DatabaseSync, patience: number) {
    this.path = path;
    this.#database = database;
    this.#patience = patience;
  }

  /**
   * Opens the file, created if it is missing.
   * @param patience milliseconds that a statement waits for other processes
   * @throws Problems where it is none of this program, cannot be read, or is of a newer version
   */
  static open(path: string, patience = PATIENCE): KeysFile {
    createOwnFile('DATA_DIRECTORY', path);
    for (const beside of [`${path}-wal`, `${path}-shm`])
      if (existsSync(beside)) createOwnFile('DATA_DIRECTORY', beside);
    let database: DatabaseSync | undefined;
    try {
      database = new DatabaseSync(path, { timeout: patience });
      prepare(database, path);
      return new KeysFile(path, database, patience);
    } catch (error) {
      database?.close();
      if (error instanceof Problems) throw error;
      throw refused(`${path} cannot be opened (${(error as Error).message})`, neededAfter(error));
    }
  }

  /**
   * Does work on the file.
   * @throws KeysUnusable where the file cannot be read or written
   */
  use<T>(work: (database: DatabaseSync) => T): T {
    try {
      return work(this.#database);
    } catch (error) {
      if (!isOfSqlite(error)) throw error;
      throw new KeysUnusable(
        `The keys in ${this.path} cannot be used now (${error.message}). What is needed: ${neededAfter(error)}.`,
        { cause: error },
      );
    }
  }

  /** Does work in a transaction of its own. */
  change<T>(work: (database: DatabaseSync) => T): T {
    return this.use((database) => inTransaction(database, () => work(database)));
  }

  /**
   * Empties the write-ahead log, so that nothing of what was changed or erased is left in it.
   * @param signal gives it up early
   * @throws KeysUnusable where another process keeps it from being emptied for as long as the file's patience
   */
  async emptyLog(signal?: AbortSignal): Promise<void> {
    const end = performance.now() + this.#patience;
    while (!this.#emptiesLog()) {
      if (performance.now() >= end || signal?.aborted === true) {
        throw new KeysUnusable(
          `What was changed or erased is done, but the old content may still be found in ${this.path}-wal, because ` +
            'another program reads the keys. End that program, then do the same again, or start this one again.',
        );
      }
      await setTimeout(PAUSE);
    }
  }

  #emptiesLog(): boolean {
    if (!this.#database.isOpen) return false;
    return this.use((database) => {
      database.exec(`PRAGMA busy_timeout = ${String(Math.min(ATTEMPT, this.#patience))}`);
      try {
        return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
      } finally {
        database.exec(`PRAGMA busy_timeout = ${String(this.#patience)}`);
      }
    });
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

function prepare(database: DatabaseSync, path: string): void {
  const version = pragma(database, 'user_version');
  const application = pragma(database, 'application_id');
  const isEmpty = version === 0 && application === 0 && pragma(database, 'schema_version') === 0;
  if (!isEmpty && application !== APPLICATION_ID) {
    throw refused(`${path} is a database of another program`, 'a directory of its own');
  }
  if (Number(version) > SCHEMA_VERSION) {
    throw refused(`${path} was written by a newer version of this program`, 'that version, or a newer one');
  }
  const mode = pragma(database, 'journal_mode = WAL');
  if (mode !== 'wal') {
    throw refused(`${path} is on a file system without shared memory`, 'a directory on a local disk');
  }
  database.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
  `);
  inTransaction(database, () => {
    if (pragma(database, 'user_version') === 0) database.exec(SCHEMA);
  });
}
