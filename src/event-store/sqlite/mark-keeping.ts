import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../event-store.js';
import { onDisk } from './disk-errors.js';
import { lastEvent } from './last-event.js';
import { Mark, type Head } from './mark.js';
import { patiently } from './patience.js';
import { troubleOf } from './sqlite-errors.js';

/** Works with the last event on record while no other process can write to the log, or open or close it. */
function whileNobodyWrites<T>(database: DatabaseSync, work: (head: Head) => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    return work(lastEvent(database));
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

/**
 * Takes a line in the mark beside a log that was found whole.
 * @throws StoreDamaged where the mark cannot be read
 * @throws StoreUnavailable where the disk or another process is in the way
 */
export async function openMark(database: DatabaseSync, file: string): Promise<Mark> {
  try {
    return await patiently(() => whileNobodyWrites(database, (head) => Mark.open(file, head)));
  } catch (error) {
    const trouble = troubleOf(error, file);
    throw trouble === undefined ? error : new StoreUnavailable(trouble, 'nothing-written', { cause: error });
  }
}

/**
 * Closes a log, and marks it as closed if no other process has it open.
 * @throws StoreUnavailable where the disk does not take the mark
 */
export function closeLog(database: DatabaseSync, mark: Mark, file: string): void {
  let head: Head | undefined;
  try {
    head = whileNobodyWrites(database, (last) => {
      mark.closing(last);
      return last;
    });
  } catch {
    // The mark goes on to say that the log is open, so that the next start checks all of it.
  }
  try {
    database.close();
    // SQLite removes the journal when the last connection of all processes is closed and all is carried over.
    const last = existsSync(`${file}-wal`) ? undefined : head;
    if (last !== undefined) onDisk(Mark.fileOf(file), () => mark.closed(last));
  } finally {
    mark.release();
  }
}
