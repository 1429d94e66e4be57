import { Buffer } from 'node:buffer';
import { closeSync, constants, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { StoreDamaged } from '../event-store.js';
import { GENESIS } from './digest.js';
import { onDisk } from './disk-errors.js';

/** The last event of a log: its position, 0 where there is none, and its digest. */
export interface Head {
  readonly position: number;
  readonly digest: string;
}

/** A log without events. */
export const EMPTY: Head = { position: 0, digest: GENESIS };

/** What a mark says. */
export interface Marked extends Head {
  /** Whether the last store on the log was closed in order; otherwise one is open, or its program was killed. */
  readonly closed: boolean;
}

/** What one store has written into the mark. */
interface Line extends Head {
  /** Stores that open or close a log draw numbers, each higher than all before. */
  readonly number: number;
  /** Whether this store was the last to close, so that no store with a lower number is there any more. */
  readonly closed: boolean;
}

const TITLE = 'ehcp event log';
const LINE = /^ehcp event log (\d{16}) ([0-9a-f]{64}) (\d{12}) (open {2}|closed) {3}([0-9a-f]{8})\n$/;
/** A line lies within one page of the file, so that it is written whole or not at all. */
const LENGTH = 128;
/** Another process may be writing while this one reads. */
const ATTEMPTS = 100;

function textOf({ position, digest, number, closed }: Line): string {
  const numbers = [String(position).padStart(16, '0'), digest, String(number).padStart(12, '0')];
  const text = `${TITLE} ${numbers.join(' ')} ${closed ? 'closed' : 'open  '}`;
  return `${text}${crc32(text)
    .toString(16)
    .padStart(8, '0')
    .padStart(LENGTH - 1 - text.length)}\n`;
}

function lineOf(text: string): Line | undefined {
  const [, position, digest, number, state] = LINE.exec(text) ?? [];
  if (position === undefined || digest === undefined) return undefined;
  const line = { position: Number(position), digest, number: Number(number), closed: state === 'closed' };
  return text === textOf(line) ? line : undefined;
}

/** The lines of a mark, none where there is no mark; undefined where one of them cannot be read. */
function linesOf(file: string): readonly Line[] | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const text = existsSync(file) ? readFileSync(file, 'latin1') : '';
    const lines: Line[] = [];
    for (let at = 0; at < text.length; at += LENGTH) {
      const line = lineOf(text.slice(at, at + LENGTH));
      if (line === undefined) break;
      lines.push(line);
    }
    if (lines.length * LENGTH === text.length) return lines;
  }
  return undefined;
}

/** @throws StoreDamaged where the mark cannot be read */
function readLines(log: string): readonly Line[] {
  const file = Mark.fileOf(log);
  const lines = onDisk(file, () => linesOf(file));
  if (lines !== undefined) return lines;
  throw new StoreDamaged([
    `The mark ${file} cannot be read, so it is not known up to where the event log was acknowledged.`,
    `Restore ${log} from the backup. Or, to go on with the log as it is, remove ${file}: the log is then checked whole, but events missing at its end are not noticed.`,
  ]);
}

const later = (one: Head, other: Head): Head => (other.position > one.position ? other : one);
const numberIn = (lines: readonly Line[]): number => Math.max(0, ...lines.map(({ number }) => number));
/** Whether the store that drew the highest number was the last and closed in order. */
const isClosed = (lines: readonly Line[]): boolean => {
  const highest = numberIn(lines);
  return lines.some(({ number, closed }) => closed && number === highest);
};

/** Makes a new entry of a directory survive a loss of power. */
export function syncDirectoryOf(file: string): void {
  const descriptor = openSync(dirname(file), constants.O_RDONLY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Puts a mark of one line in the place of what is there, whole or not at all. */
function replace(file: string, line: Line): void {
  const draft = `${file}-new`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeWhole(descriptor, Buffer.from(textOf(line), 'latin1'), 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  syncDirectoryOf(file);
}

function writeWhole(descriptor: number, buffer: Buffer, at: number): void {
  if (writeSync(descriptor, buffer, 0, buffer.length, at) !== buffer.length) {
    throw Object.assign(new Error('the mark of the event log could be written only in part'), { code: 'ENOSPC' });
  }
}

/**
 * The mark beside a log: how far it was acknowledged. Every store on the log has a line of its own, which it writes in
 * place after every commit and before the acknowledgement, and does not wait for on the disk; the highest line counts.
 * So the mark is never ahead of a healthy log and no store lowers what another one has marked; a log that ends before
 * its mark has lost events that somebody relies on.
 */
export class Mark {
  readonly #buffer = Buffer.alloc(LENGTH);
  #number: number;

  private constructor(
    private readonly log: string,
    private readonly descriptor: number,
    private readonly place: number,
    number: number,
  ) {
    this.#number = number;
  }

  /** The file that holds the mark of a log. */
  static fileOf(log: string): string {
    return `${log}-mark`;
  }

  /**
   * What is marked for a log; undefined where there is no mark, or an empty one.
   * @throws StoreDamaged where there is one that cannot be read
   * @throws StoreUnavailable where the disk does not let it be read
   */
  static read(log: string): Marked | undefined {
    const lines = readLines(log);
    const [first] = lines;
    if (first === undefined) return undefined;
    const { position, digest } = lines.reduce<Head>(later, first);
    return { position, digest, closed: isClosed(lines) };
  }

  /**
   * Takes a line in the mark of a log, which is then open. Only while no other store can write to the log or open it:
   * within a transaction that writes.
   * @param head the last event on record
   * @throws StoreDamaged where the mark cannot be read
   * @throws StoreUnavailable where the disk does not let it be written
   */
  static open(log: string, head: Head): Mark {
    const file = Mark.fileOf(log);
    const lines = readLines(log);
    // A closed mark begins anew, else it would have a line for every opening. Never in place: a store that has just
    // closed may still be about to write into the old one.
    const kept = isClosed(lines) ? [] : lines;
    const number = numberIn(lines) + 1;
    const line = { ...lines.reduce(later, head), number, closed: false };
    return onDisk(file, () => {
      if (kept.length === 0) replace(file, line);
      const mark = new Mark(log, openSync(file, constants.O_RDWR), kept.length * LENGTH, number);
      mark.#write(line, false);
      return mark;
    });
  }

  /** Marks how far the log was acknowledged. */
  write(head: Head): void {
    this.#write(head, false);
  }

  /**
   * Marks the last event on record, and that all stores which have opened the log before are older. Only within a
   * transaction that writes.
   */
  closing(head: Head): void {
    const lines = readLines(this.log);
    this.#number = numberIn(lines) + 1;
    this.#write(lines.reduce(later, head), false);
  }

  /**
   * Marks that the log was closed and waits until that is on the disk. Only after `closing`, and when no store has been
   * left on the log.
   */
  closed(head: Head): void {
    this.#write(head, true);
    fsyncSync(this.descriptor);
  }

  /** Lets go of the file. */
  release(): void {
    closeSync(this.descriptor);
  }

  #write({ position, digest }: Head, closed: boolean): void {
    this.#buffer.write(textOf({ position, digest, number: this.#number, closed }), 'latin1');
    writeWhole(this.descriptor, this.#buffer, this.place);
  }
}
