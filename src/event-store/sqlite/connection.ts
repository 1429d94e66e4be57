import { closeSync, existsSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OperatorError } from '../../platform/operator-error.js';
import { StoreDamaged, StoreUnavailable } from '../event-store.js';
import { repairOf } from './damage-check.js';
import { onDisk } from './disk-errors.js';
import { syncDirectoryOf, type Marked } from './mark.js';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.js';
import { isCorruption, reasonOf, troubleOf } from './sqlite-errors.js';

/** Milliseconds that opening may wait for another process; afterwards waiting would hold everybody up. */
const PATIENCE_AT_START = 10_000;
/** Milliseconds that one statement may wait for another process while the store runs. */
const PATIENCE = 5;

/** So many that a burst of appends is rarely held up; the pages are carried over when there is nothing else to do. */
const CHECKPOINT_PAGES = 16_000;

/** How to open the file. */
interface ConnectionOptions {
  /** How many pages of 4 KiB may wait beside the database until a commit carries them over. */
  readonly checkpointPages?: number;
  /** Whether a commit waits for the disk; it does unless set. */
  readonly isDurable?: boolean;
}

/** A file is there that is no event log of this program, or one of a newer program. */
export class StoreFileRefused extends OperatorError {
  override readonly name = 'StoreFileRefused';
}

/** The value of a pragma. */
export function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/**
 * Creates the file of a log if it is missing, so that nobody else may read it, and the way to it.
 * @returns the file itself where a link was given, so that everybody finds the same files beside it
 * @throws StoreUnavailable where the file system refuses
 */
export function locate(file: string): string {
  return onDisk(file, () => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // A file that is there is not opened: closing it would let go of the locks that this process has on it.
    if (!existsSync(file)) {
      closeSync(openSync(file, 'a', 0o600));
      syncDirectoryOf(realpathSync(file));
    }
    return realpathSync(file);
  });
}

/** Creates the schema unless another process has just done so. */
function createSchema(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    if (pragma(database, 'user_version') === 0) database.exec(SCHEMA);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function prepare(
  database: DatabaseSync,
  file: string,
  marked: Marked | undefined,
  { checkpointPages = CHECKPOINT_PAGES, isDurable = true }: ConnectionOptions,
): void {
  const version = pragma(database, 'user_version');
  const application = pragma(database, 'application_id');
  const isEmpty = version === 0 && application === 0 && pragma(database, 'schema_version') === 0;
  if ((isEmpty || application !== APPLICATION_ID) && (marked?.position ?? 0) > 0) {
    throw new StoreDamaged([
      `The file ${file} has lost its events: positions 1 to ${String(marked?.position)} were acknowledged.`,
      repairOf(file),
    ]);
  }
  if (!isEmpty && application !== APPLICATION_ID) {
    throw new StoreFileRefused(
      `${file} is a database of another program. Name a file that does not exist yet, or the event log.`,
    );
  }
  if (typeof version === 'number' && version > SCHEMA_VERSION) {
    throw new StoreFileRefused(
      `${file} was written by a newer version of this program (schema ${String(version)}, known here: ${String(SCHEMA_VERSION)}). Start that version.`,
    );
  }
  const mode = pragma(database, 'journal_mode = WAL');
  if (mode !== 'wal') {
    throw new StoreFileRefused(
      `${file} is on a file system that has no shared memory (journal mode ${String(mode)}). Use a local disk.`,
    );
  }
  database.exec(`
    PRAGMA synchronous = ${isDurable ? 'FULL' : 'OFF'};
    PRAGMA cache_size = -65536;
    PRAGMA wal_autocheckpoint = ${String(checkpointPages)};
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
  `);
  if (isEmpty) createSchema(database);
}

/** From now on a statement does not wait for other processes: those who call wait without holding others up. */
export function stopWaiting(database: DatabaseSync): void {
  database.exec(`PRAGMA busy_timeout = ${String(PATIENCE)}`);
}

/** From now on a statement waits for other processes, as at the start. */
export function waitForOthers(database: DatabaseSync): void {
  database.exec(`PRAGMA busy_timeout = ${String(PATIENCE_AT_START)}`);
}

/**
 * Opens the file of a log for writing, durably unless the options say otherwise. Statements wait for other processes until `stopWaiting`.
 * @param file as `locate` says
 * @param marked what the mark beside it says
 * @throws StoreFileRefused where the file is none of this program
 * @throws StoreDamaged where it was one and its content is wrong
 * @throws StoreUnavailable where the disk, rights or another process are in the way
 */
export function openConnection(
  file: string,
  marked: Marked | undefined,
  options: ConnectionOptions = {},
): DatabaseSync {
  const isWritten = onDisk(file, () => statSync(file).size > 0);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: PATIENCE_AT_START });
    prepare(database, file, marked, options);
    return database;
  } catch (error) {
    database?.close();
    const trouble = troubleOf(error, file);
    if (trouble !== undefined) throw new StoreUnavailable(trouble, 'nothing-written', { cause: error });
    if (!isCorruption(error)) throw error;
    const reason = reasonOf(error);
    if (isWritten && marked === undefined) {
      throw new StoreFileRefused(
        `${file} is no event log that can be read (${reason}). Name a file that does not exist yet, or the event log.`,
        { cause: error },
      );
    }
    throw new StoreDamaged([`The file ${file} cannot be read: ${reason}.`, repairOf(file)]);
  }
}
