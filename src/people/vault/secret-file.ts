import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Problems } from '../../platform/problem.js';

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
/** How the name of a file that is not yet in its place ends, after the name of the one that it is for. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown error';

/** What has to be there for a file to be written. */
const neededToWrite = (error: unknown, otherwise: string): string =>
  ['ENOSPC', 'EDQUOT'].includes(codeOf(error)) ? 'room on its disk' : otherwise;

const refused = (setting: string, reason: string, accepted: string): Problems =>
  new Problems([{ place: setting, reason, accepted }]);

function openForReading(setting: string, file: string): number | undefined {
  try {
    return openSync(file, constants.O_RDONLY);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw refused(setting, `${file} cannot be read (${codeOf(error)})`, 'a file that this program may read');
  }
}

/**
 * Reads a file that holds a secret.
 * @param setting what names the file, for the message
 * @returns its text; undefined where there is no such file
 * @throws Problems where others than its owner may read it, or nobody can
 */
export function readSecretFile(setting: string, file: string): string | undefined {
  const descriptor = openForReading(setting, file);
  if (descriptor === undefined) return undefined;
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw refused(setting, `${file} is not a file`, 'the path of a file');
    if ((stat.mode & OTHERS) !== 0) {
      throw refused(
        setting,
        `${file} is open to other users of this machine (mode ${(stat.mode & 0o777).toString(8)})`,
        `a file that only its owner may read; mend it with: chmod 600 ${file}`,
      );
    }
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, constants.O_RDONLY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const unwritable = (setting: string, file: string, error: unknown): Problems =>
  refused(
    setting,
    `${file} cannot be written (${codeOf(error)})`,
    neededToWrite(error, 'a place that this program may write to'),
  );

/** Writes the text to a new file beside the one it is for, and puts it in its place once it is on the disk. */
function place(file: string, text: string, put: (temporary: string) => void): void {
  const temporary = `${file}.${randomUUID()}`;
  try {
    const descriptor = openSync(temporary, 'wx', OWNER_ONLY);
    try {
      writeFileSync(descriptor, `${text}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    put(temporary);
  } finally {
    rmSync(temporary, { force: true });
  }
  syncDirectory(dirname(file));
}

/**
 * Makes a file with a secret that only its owner may read; it is on the disk afterwards. It appears whole or not at
 * all, and of several processes that make it at once one succeeds.
 * @returns whether this call made it; otherwise there is one already
 * @throws Problems where it cannot be written
 */
export function createSecretFile(setting: string, file: string, text: string): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    place(file, text, (temporary) => linkSync(temporary, file));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw unwritable(setting, file, error);
  }
}

/**
 * Puts a secret in the place of the one that a file holds; it is on the disk afterwards. At any moment the file holds
 * one of them whole.
 * @throws Problems where it cannot be written
 */
export function replaceSecretFile(setting: string, file: string, text: string): void {
  try {
    place(file, text, (temporary) => renameSync(temporary, file));
  } catch (error) {
    throw unwritable(setting, file, error);
  }
}

/**
 * Removes what is left beside a file of a secret when a process was killed while it wrote one. The caller makes sure
 * that nobody writes one now: theirs would be removed too, and they would be told that it cannot be written.
 * @throws Problems where it cannot be removed
 */
export function removeLeftovers(setting: string, file: string): void {
  const directory = dirname(file);
  const start = `${basename(file)}.`;
  for (const name of namesIn(directory)) {
    if (!name.startsWith(start) || !UUID.test(name.slice(start.length))) continue;
    const left = join(directory, name);
    try {
      rmSync(left, { force: true });
      syncDirectory(directory);
    } catch (error) {
      throw refused(
        setting,
        `${left} was left when this program was killed, holds a secret and cannot be removed (${codeOf(error)})`,
        'a directory without that file; remove it',
      );
    }
  }
}

/** The names in a directory; none where it cannot be listed, for then this program does not write there either. */
function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** Makes a file, empty where it is new, that only its owner may read, and the way to it. */
export function createOwnFile(setting: string, file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', OWNER_ONLY));
    chmodSync(file, OWNER_ONLY);
    syncDirectory(dirname(file));
  } catch (error) {
    throw refused(
      setting,
      `${file} cannot be written (${codeOf(error)})`,
      neededToWrite(error, 'a directory that this program may write to'),
    );
  }
}
