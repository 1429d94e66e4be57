import { StoreDamaged, StoreUnavailable } from '../event-store.js';

/** https://www.sqlite.org/rescode.html */
const BUSY = 5;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const NOT_A_DATABASE = 26;

/** The primary result code of an error of SQLite; undefined for any other error. */
export function resultCode(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}

/** Whether another process is writing now. */
export const isBusy = (error: unknown): boolean => resultCode(error) === BUSY;

/** Whether the device may have taken some of what was written, and it is not known what. */
export const isInputOutputError = (error: unknown): boolean => resultCode(error) === IO_ERROR;

/** Whether an error says that the file's content is wrong. */
export const isCorruption = (error: unknown): boolean => {
  const code = resultCode(error);
  return code === CORRUPT || code === NOT_A_DATABASE;
};

/** What an error says. */
export const reasonOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

/** What a caller of the store is told of an error of SQLite while the store runs. */
export function asStoreError(error: unknown, file: string, outcome: 'nothing-written' | 'unknown'): Error {
  if (isCorruption(error)) {
    return new StoreDamaged([
      `The event log ${file} cannot be read: ${reasonOf(error)}. Stop the program and start it again: it then checks the log and says what is missing.`,
    ]);
  }
  const advice =
    resultCode(error) === FULL
      ? `There is no room for the event log ${file}: make room on its disk.`
      : `The event log ${file} cannot be used now: ${reasonOf(error)}.`;
  return new StoreUnavailable(advice, outcome, { cause: error });
}
