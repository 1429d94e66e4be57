import { OperatorError } from '../platform/operator-error.js';

/** https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_NOMEM = 7;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
const PRIMARY_CODE = 0xff;

const codeOf = (error: unknown): number | undefined => {
  const code = (error as { readonly errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & PRIMARY_CODE : undefined;
};

const has = (error: unknown, codes: readonly number[]): boolean => codes.includes(codeOf(error) ?? -1);

/** Whether a database could not do its work for a reason that passes or that an operator mends, and the rows are not at fault. */
export function isBusy(error: unknown): boolean {
  return has(error, [SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM, SQLITE_FULL, SQLITE_IOERR]);
}

/**
 * Whether something was in the way that says nothing of what was being projected: the event store, the keys, the disk
 * or the file of the read models.
 */
export function isTrouble(error: unknown): boolean {
  return (
    error instanceof OperatorError ||
    isBusy(error) ||
    has(error, [SQLITE_READONLY, SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_NOTADB])
  );
}
