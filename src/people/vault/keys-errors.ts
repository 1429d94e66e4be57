/** https://www.sqlite.org/rescode.html */
const PERMISSION = 3;
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

/** An error that comes from SQLite. */
interface SqliteError {
  readonly message: string;
  readonly errcode: number;
}

/** Whether an error comes from SQLite. */
export const isOfSqlite = (error: unknown): error is SqliteError =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number';

/**
 * What the file of keys needs before it can be used, after an error of SQLite. A backup is named only where the content
 * of the file is wrong: in any other case it would take the place of keys that are whole, and newer ones would be lost.
 */
export function neededAfter(error: unknown): string {
  switch (isOfSqlite(error) ? error.errcode & 0xff : undefined) {
    case CORRUPT:
    case NOT_A_DATABASE:
      return 'the keys, restored from their backup';
    case BUSY:
    case LOCKED:
      return 'that no other program holds it; end that one, or try again';
    case FULL:
      return 'room on its disk; leave the file as it is';
    case PERMISSION:
    case READ_ONLY:
    case CANNOT_OPEN:
      return 'a file and a directory that this program may read and write; leave the file as it is';
    default:
      return 'a disk with room that can be read and written; see whether it is full or failing, and leave the file as it is';
  }
}
