import { createHash } from 'node:crypto';
import { closeSync, constants, createReadStream, fsyncSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { OperatorError } from '../../platform/operator-error.js';

/** Bytes that are read at once. */
const PIECE = 1024 * 1024;
const OWNER_ONLY = 0o600;

/** A file or directory of a backup, or of the place that it goes to, cannot be used: why, and how to mend it. */
export class FileTrouble extends OperatorError {
  override readonly name = 'FileTrouble';
}

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'Make room on its disk.',
  EDQUOT: 'Make room in the quota.',
  EACCES: 'Let the user that runs this program read and write there.',
  EPERM: 'Let the user that runs this program read and write there.',
  EROFS: 'Name a place that is not read-only.',
  ENOENT: 'Name a directory that exists.',
  ENOTDIR: 'Name a directory; a file stands in its place or on the way to it.',
  EXDEV: 'Name a place on one disk.',
};

/**
 * Works on files.
 * @throws FileTrouble saying what to do, where the file system refuses
 */
export async function onFiles<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, path: at } = error as NodeJS.ErrnoException;
    if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) throw error;
    throw new FileTrouble(
      `${at ?? path} cannot be used (${code}). ${ADVICE[code] ?? 'Look whether its disk is sound.'}`,
      {
        cause: error,
      },
    );
  }
}

/** What a file is, as a manifest tells it. */
export interface Fingerprint {
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/** The size and digest of a file. */
export async function fingerprintOf(file: string, signal?: AbortSignal): Promise<Fingerprint> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(file, { highWaterMark: PIECE, signal })) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/**
 * Copies a file that others than its owner may not read; the copy is on the disk afterwards.
 * @param to a file that does not exist
 * @param copied called with the bytes of each piece
 * @returns what was copied
 */
export async function copyFile(
  from: string,
  to: string,
  copied: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<Fingerprint> {
  const hash = createHash('sha256');
  let bytes = 0;
  const target = await open(to, 'wx', OWNER_ONLY);
  try {
    for await (const piece of createReadStream(from, { highWaterMark: PIECE, signal })) {
      const buffer = piece as Buffer;
      hash.update(buffer);
      await target.writeFile(buffer);
      bytes += buffer.length;
      copied(buffer.length);
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Waits until a file is on the disk. */
export function syncFile(file: string): void {
  sync(file, constants.O_RDWR);
}

/** Makes entries of a directory survive a loss of power. */
export function syncDirectory(directory: string): void {
  sync(directory, constants.O_RDONLY);
}

function sync(path: string, flags: number): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
