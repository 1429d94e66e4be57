import { StoreUnavailable } from '../event-store.js';

const ROOM = 'Make room on its disk, or in the quota, and start again.';
const RIGHTS =
  'Let the user that runs this program read and write the file and its directory, on a file system that is not read-only.';
const PATH = 'Name a file in a directory; nothing else may stand in its place or on the way to it.';

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: ROOM,
  EDQUOT: ROOM,
  EFBIG: ROOM,
  EACCES: RIGHTS,
  EPERM: RIGHTS,
  EROFS: RIGHTS,
  EMFILE: 'Let the program have more files open (ulimit -n).',
  ENFILE: 'Let the machine have more files open.',
  EISDIR: PATH,
  ENOTDIR: PATH,
  EEXIST: PATH,
  ENOENT: PATH,
  ELOOP: PATH,
  ENAMETOOLONG: PATH,
};

const isOfTheDisk = (error: unknown): error is NodeJS.ErrnoException & { readonly code: string } =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^E[A-Z0-9]+$/.test(error.code);

/**
 * What to tell the operator of an error of the file system; undefined for any other error.
 * @param file for the message where the error names none
 */
export function diskTrouble(error: unknown, file: string): string | undefined {
  if (!isOfTheDisk(error)) return undefined;
  const advice = ADVICE[error.code] ?? 'Look whether its disk is sound.';
  return `The file ${error.path ?? file} of the event log cannot be used (${error.code}). ${advice}`;
}

/**
 * Works on a file of a log.
 * @throws StoreUnavailable saying what to do, where the file system refuses
 */
export function onDisk<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const trouble = diskTrouble(error, file);
    throw trouble === undefined ? error : new StoreUnavailable(trouble, 'nothing-written', { cause: error });
  }
}
