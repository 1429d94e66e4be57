import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const seal = (text: string): string => crc32(text).toString(16).padStart(8, '0');

/**
 * A file of records, each a line with its checksum. A record is on disk once `write` returns; one that was torn by a
 * crash is dropped, with whatever follows it, when the file is opened.
 */
export class LogFile<Entry> {
  private readonly descriptor: number;
  private end = 0;

  private constructor(path: string) {
    this.descriptor = openSync(path, 'a+');
  }

  static open<Entry>(path: string): { readonly file: LogFile<Entry>; readonly entries: readonly Entry[] } {
    const file = new LogFile<Entry>(path);
    return { file, entries: file.recover(path) };
  }

  write(entry: Entry): void {
    const text = JSON.stringify(entry);
    writeSync(this.descriptor, `${seal(text)} ${text}\n`);
    fdatasyncSync(this.descriptor);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private recover(path: string): Entry[] {
    const content = readFileSync(path);
    const entries: Entry[] = [];
    for (let next = content.indexOf('\n'); next >= 0; next = content.indexOf('\n', this.end)) {
      const line = content.toString('utf8', this.end, next);
      const text = line.slice(9);
      if (line.slice(0, 8) !== seal(text)) break;
      entries.push(JSON.parse(text) as Entry);
      this.end = next + 1;
    }
    ftruncateSync(this.descriptor, this.end);
    return entries;
  }
}
