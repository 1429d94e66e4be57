import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { StoreDamaged, StoreUnavailable } from '../event-store.js';
import { pragma, StoreFileRefused } from './connection.js';
import { damagesIn, repairOf, type WholeCheck } from './damage-check.js';
import { EMPTY, Mark, type Head } from './mark.js';
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.js';
import { isCorruption, reasonOf, troubleOf } from './sqlite-errors.js';

/** Milliseconds that a statement waits for another process. */
const PATIENCE = 10_000;
/** Pages of 4 KiB that are copied in one go. */
const PAGES = 2_000;

/** What is told while a log is copied: the part of the work, and how far it has come. */
export interface CopyOptions {
  readonly progress?: (part: 'copy' | 'check', done: number, total: number) => void;
  /** Gives it up early, by what it throws. */
  readonly signal?: AbortSignal;
}

/**
 * Copies a log as it is at one moment, while others may append, and checks the copy whole.
 * @param to a file that does not exist; it and its mark are left for the caller to remove where this throws
 * @returns the last event of the copy
 * @throws StoreFileRefused where there is no event log, or one that this program does not know
 * @throws StoreDamaged where the log is damaged
 * @throws StoreUnavailable where the disk or another process is in the way
 */
export async function copyLog(from: string, to: string, { progress, signal }: CopyOptions = {}): Promise<Head> {
  if (!existsSync(from)) throw new StoreFileRefused(`There is no event log ${from}.`);
  // What is marked before the moment of the copy has to be in it.
  const marked = Mark.read(from);
  const head = await onLog(from, async () => {
    await snapshot(from, to, {
      ...(progress === undefined ? {} : { progress }),
      ...(signal === undefined ? {} : { signal }),
    });
    const copy = new DatabaseSync(to, { timeout: PATIENCE });
    try {
      const check: WholeCheck = {
        progress: (done, total) => progress?.('check', done, total),
        ...(signal === undefined ? {} : { signal }),
      };
      const found = await damagesIn(copy, from, marked, check);
      if (found.damages.length > 0) throw new StoreDamaged([...found.damages, repairOf(from)]);
      return found.head;
    } finally {
      copy.close();
    }
  });
  markClosed(to, head);
  return head;
}

/**
 * Checks a log that nobody uses whole, and that it reaches its mark.
 * @param called what it is called in messages
 * @throws StoreDamaged saying what is wrong
 */
export async function checkLog(file: string, called: string, check: WholeCheck = {}): Promise<Head> {
  return onLog(called, async () => {
    const database = openLog(file, called);
    try {
      const { head, damages } = await damagesIn(database, called, Mark.read(file), check);
      if (damages.length > 0) throw new StoreDamaged(damages);
      return head;
    } finally {
      database.close();
    }
  });
}

/** Opens a log that is there to be read; @throws StoreFileRefused where it is none of this program. */
export function openLog(file: string, called = file): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: PATIENCE });
  try {
    const application = pragma(database, 'application_id');
    const version = pragma(database, 'user_version');
    if (application !== APPLICATION_ID || version !== SCHEMA_VERSION) {
      throw new StoreFileRefused(`${called} is no event log of this version of the program.`);
    }
    database.exec('PRAGMA query_only = ON');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

async function snapshot(from: string, to: string, { progress, signal }: CopyOptions): Promise<void> {
  const source = openLog(from);
  try {
    // The copy is of the moment at which this transaction begins to read, however long it takes.
    source.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
    await backup(source, to, {
      rate: PAGES,
      progress: ({ totalPages, remainingPages }) => {
        signal?.throwIfAborted();
        progress?.('copy', totalPages - remainingPages, totalPages);
      },
    });
    source.exec('ROLLBACK');
  } finally {
    source.close();
  }
  sync(to);
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Marks that a log was closed in order and reaches up to an event. */
function markClosed(log: string, head: Head): void {
  const mark = Mark.open(log, EMPTY);
  try {
    mark.closing(head);
    mark.closed(head);
  } finally {
    mark.release();
  }
}

/** Works on a log, and tells what SQLite says against it in words. */
async function onLog<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const trouble = troubleOf(error, file);
    if (trouble !== undefined) throw new StoreUnavailable(trouble, 'nothing-written', { cause: error });
    if (isCorruption(error)) throw new StoreDamaged([`The file ${file} cannot be read: ${reasonOf(error)}.`]);
    throw error;
  }
}
