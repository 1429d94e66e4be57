import { Buffer } from 'node:buffer';
import { closeSync, constants, existsSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { StoreDamaged } from '../event-store.js';
import { GENESIS } from './digest.js';

/** The last event of a log: its position, 0 where there is none, and its digest. */
export interface Head {
  readonly position: number;
  readonly digest: string;
}

/** A log without events. */
export const EMPTY: Head = { position: 0, digest: GENESIS };

/** What a mark says. */
export interface Marked extends Head {
  /** Whether the store was closed after this event; otherwise it is open, or the program was killed. */
  readonly closed: boolean;
}

const TITLE = 'ehcp event log';
const LINE = /^ehcp event log (\d{16}) ([0-9a-f]{64}) (open {2}|closed) ([0-9a-f]{8})\n$/;
const LENGTH = TITLE.length + 1 + 16 + 1 + 64 + 1 + 6 + 1 + 8 + 1;
/** Another process may be writing while this one reads. */
const ATTEMPTS = 100;

function line({ position, digest }: Head, closed: boolean): string {
  const text = `${TITLE} ${String(position).padStart(16, '0')} ${digest} ${closed ? 'closed' : 'open  '}`;
  return `${text} ${crc32(text).toString(16).padStart(8, '0')}\n`;
}

/** Makes a new entry of a directory survive a loss of power. */
export function syncDirectoryOf(file: string): void {
  const descriptor = openSync(dirname(file), constants.O_RDONLY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The mark beside a log: how far it was acknowledged. It is written in place after every commit and before the
 * acknowledgement, and not waited for on the disk, so it is never ahead of a healthy log; a log that ends before its
 * mark has lost events that somebody relies on.
 */
export class Mark {
  readonly #descriptor: number;
  readonly #buffer = Buffer.alloc(LENGTH);

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** The file that holds the mark of a log. */
  static fileOf(log: string): string {
    return `${log}-mark`;
  }

  /**
   * What is marked for a log; undefined where there is no mark.
   * @throws StoreDamaged where there is one that cannot be read
   */
  static read(log: string): Marked | undefined {
    const file = Mark.fileOf(log);
    if (!existsSync(file)) return undefined;
    const descriptor = openSync(file, constants.O_RDONLY);
    try {
      const buffer = Buffer.alloc(LENGTH + 1);
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const text = buffer.toString('latin1', 0, readSync(descriptor, buffer, 0, buffer.length, 0));
        const [, position, digest, state] = LINE.exec(text) ?? [];
        if (position === undefined || digest === undefined) continue;
        const marked = { position: Number(position), digest, closed: state === 'closed' };
        if (text === line(marked, marked.closed)) return marked;
      }
    } finally {
      closeSync(descriptor);
    }
    throw new StoreDamaged([
      `The mark ${file} cannot be read, so it is not known up to where the event log was acknowledged.`,
      `Restore ${log} from the backup. Or, to go on with the log as it is, remove ${file}: the log is then checked whole, but events missing at its end are not noticed.`,
    ]);
  }

  /** Opens the mark of a log for writing and marks the log as open. */
  static open(log: string, head: Head): Mark {
    const file = Mark.fileOf(log);
    const isNew = !existsSync(file);
    const mark = new Mark(openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600));
    mark.write(head);
    if (isNew) {
      fsyncSync(mark.#descriptor);
      syncDirectoryOf(file);
    }
    return mark;
  }

  /** Marks how far the log was acknowledged. */
  write(head: Head): void {
    this.#write(head, false);
  }

  /** Marks that the log was closed, waits until the mark is on the disk, and lets go of the file. */
  close(head: Head): void {
    try {
      this.#write(head, true);
      ftruncateSync(this.#descriptor, LENGTH);
      fsyncSync(this.#descriptor);
    } finally {
      closeSync(this.#descriptor);
    }
  }

  #write(head: Head, closed: boolean): void {
    this.#buffer.write(line(head, closed), 'latin1');
    writeSync(this.#descriptor, this.#buffer, 0, LENGTH, 0);
  }
}
