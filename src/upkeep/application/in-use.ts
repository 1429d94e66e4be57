import { DatabaseSync } from 'node:sqlite';

/** https://www.sqlite.org/rescode.html */
const BUSY = 5;

/** Whether another process has a database of SQLite open. Nothing in it is changed. */
export function isInUse(file: string): boolean {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    // Nobody gets it all for themselves while another connection, even an idle one, is there.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return false;
  } catch (error) {
    return ((error as { readonly errcode?: number }).errcode ?? 0) % 256 === BUSY;
  } finally {
    database?.close();
  }
}
