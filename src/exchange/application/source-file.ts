import { randomUUID } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problems } from '../../platform/problem.js';

/** The most bytes of a file: 1 GiB. */
export const MOST_BYTES = 1024 ** 3;
const CHUNK = 256 * 1024;

const tooLarge = (name: string): Problems =>
  new Problems([{ place: name, reason: 'it is larger than 1 GiB', accepted: 'a smaller file; split it by cases' }]);

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a directory',
};

const unreadable = (name: string, error: unknown): Problems => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return new Problems([
    { place: name, reason: REASONS[code] ?? `it cannot be read (${code})`, accepted: 'a CSV file' },
  ]);
};

/** A file that is read from any place and more than once. */
export class SourceFile {
  readonly #asOpened: string;

  private constructor(
    /** How it is called in messages. */
    readonly name: string,
    private readonly descriptor: number,
  ) {
    this.#asOpened = this.#shape();
  }

  /**
   * Opens a file.
   * @throws Problems where it cannot be read or is too large
   */
  static async open(path: string): Promise<SourceFile> {
    let descriptor: number;
    try {
      descriptor = openSync(path, 'r');
    } catch (error) {
      throw unreadable(path, error);
    }
    const stat = fstatSync(descriptor);
    if (stat.isDirectory() || (stat.isFile() && stat.size > MOST_BYTES)) {
      closeSync(descriptor);
      throw stat.isFile() ? tooLarge(path) : unreadable(path, { code: 'EISDIR' });
    }
    if (stat.isFile()) return new SourceFile(path, descriptor);
    return SourceFile.of(createReadStream(path, { fd: descriptor }), path);
  }

  /**
   * Takes in a stream. It is kept in a file without a name, which is gone when this process ends, however that comes.
   * @param name how it is called in messages
   * @throws Problems where it is too large
   */
  static async of(stream: AsyncIterable<Buffer>, name: string): Promise<SourceFile> {
    const path = join(tmpdir(), `ehcp-${randomUUID()}`);
    const descriptor = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    let size = 0;
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > MOST_BYTES) {
        closeSync(descriptor);
        throw tooLarge(name);
      }
      writeSync(descriptor, chunk);
    }
    return new SourceFile(name, descriptor);
  }

  get size(): number {
    return fstatSync(this.descriptor).size;
  }

  /** Whether someone wrote to the file since it was opened. */
  get isChanged(): boolean {
    return this.#shape() !== this.#asOpened;
  }

  /** All of it, in pieces. */
  *chunks(): Generator<Buffer> {
    for (let offset = 0; ;) {
      const chunk = this.bytes(offset, CHUNK);
      if (chunk.length === 0) return;
      offset += chunk.length;
      yield chunk;
    }
  }

  /** Some of its bytes; fewer at its end. */
  bytes(offset: number, length: number): Buffer {
    const buffer = Buffer.allocUnsafe(length);
    let read = 0;
    while (read < length) {
      const more = readSync(this.descriptor, buffer, read, length - read, offset + read);
      if (more === 0) break;
      read += more;
    }
    return buffer.subarray(0, read);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  #shape(): string {
    const { size, mtimeMs } = fstatSync(this.descriptor);
    return `${String(size)}/${String(mtimeMs)}`;
  }
}
