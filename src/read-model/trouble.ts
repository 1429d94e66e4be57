const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_IOERR = 10;
const PRIMARY_CODE = 0xff;

/** Whether a database could not do its work for a reason that passes or that an operator mends, and the rows are not at fault. */
export function isBusy(error: unknown): boolean {
  const code = (error as { readonly errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' && [SQLITE_BUSY, SQLITE_FULL, SQLITE_IOERR].includes(code & PRIMARY_CODE);
}
