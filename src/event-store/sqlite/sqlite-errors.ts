import { StoreDamaged, StoreUnavailable } from '../event-store.js';
import { diskTrouble } from './disk-errors.js';

/** https://www.sqlite.org/rescode.html */
const CODE = {
  permission: 3,
  busy: 5,
  locked: 6,
  noMemory: 7,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  protocol: 15,
  notADatabase: 26,
} as const;
/** Input and output as such went well; what was read is wrong. */
const SHORT_READ = CODE.inputOutput | (2 << 8);
const CORRUPT_FILE_SYSTEM = CODE.inputOutput | (33 << 8);

const LOOK_AT_DISK =
  'Make room on its disk, of which it needs some also to start, and look whether the disk is sound. Nothing says that the log is damaged.';
const LET_USE =
  'Let the user that runs this program read and write the file and its directory, on a file system that is not read-only.';

/** What to do about errors that say nothing of the content of the file. */
const ADVICE: Readonly<Record<number, string>> = {
  [CODE.permission]: LET_USE,
  [CODE.busy]: 'Another process is using it: try again when it has ended.',
  [CODE.locked]: 'Another process is using it: try again when it has ended.',
  [CODE.noMemory]: 'Let the program have more memory.',
  [CODE.readOnly]: LET_USE,
  [CODE.inputOutput]: LOOK_AT_DISK,
  [CODE.full]: LOOK_AT_DISK,
  [CODE.cannotOpen]: LET_USE,
  [CODE.protocol]: 'Other processes are opening it: try again.',
};

/** The extended result code of an error of SQLite; undefined for any other error. */
function extendedCode(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : undefined;
}

function resultCode(error: unknown): number | undefined {
  const code = extendedCode(error);
  return code === undefined ? undefined : code & 0xff;
}

/** Whether another process is writing now. */
export const isBusy = (error: unknown): boolean => resultCode(error) === CODE.busy;

/** Whether the device may have taken some of what was written, and it is not known what. */
export const isInputOutputError = (error: unknown): boolean => resultCode(error) === CODE.inputOutput;

/** Whether an error says that the file's content is wrong. */
export const isCorruption = (error: unknown): boolean => {
  const [code, extended] = [resultCode(error), extendedCode(error)];
  return (
    code === CODE.corrupt || code === CODE.notADatabase || extended === SHORT_READ || extended === CORRUPT_FILE_SYSTEM
  );
};

/** What an error says. */
export const reasonOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

/**
 * What to tell the operator of an error that says nothing of the content of the file: no room, no rights, a disk that
 * fails, another process. Undefined for any other error.
 */
export function troubleOf(error: unknown, file: string): string | undefined {
  const code = resultCode(error);
  if (code === undefined) return diskTrouble(error, file);
  const advice = isCorruption(error) ? undefined : ADVICE[code];
  return advice === undefined
    ? undefined
    : `The event log ${file} cannot be used now: ${reasonOf(error)} (SQLite ${String(extendedCode(error))}). ${advice}`;
}

/** What a caller of the store is told of an error of SQLite while the store runs. */
export function asStoreError(error: unknown, file: string, outcome: 'nothing-written' | 'unknown'): Error {
  if (isCorruption(error)) {
    return new StoreDamaged([
      `The event log ${file} cannot be read: ${reasonOf(error)}. Stop the program and start it again: it then checks the log and says what is missing.`,
    ]);
  }
  const sentence =
    resultCode(error) === CODE.full
      ? `There is no room for the event log ${file}: make room on its disk.`
      : (troubleOf(error, file) ?? `The event log ${file} cannot be used now: ${reasonOf(error)}.`);
  return new StoreUnavailable(sentence, outcome, { cause: error });
}
