import { stringify } from 'csv-stringify/sync';
import { once } from 'node:events';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { Problems } from '../../platform/problem.js';

/** Where rows are written. */
export interface RowOutput {
  write(rows: readonly (readonly string[])[]): Promise<void>;
  /** Everything is written. */
  finish(): void;
  /** It was not written to its end. */
  abandon(): void;
}

const text = (rows: readonly (readonly string[])[]): string => stringify(rows.map((row) => [...row]));

/** Standard output, at the speed at which it is read. */
export function toStandardOutput(): RowOutput {
  return {
    async write(rows) {
      if (!process.stdout.write(text(rows))) await once(process.stdout, 'drain');
    },
    finish: () => undefined,
    abandon: () => undefined,
  };
}

/**
 * A file that others cannot read. It comes to its place when it is whole.
 * @param option the option that names it
 * @throws Problems where it cannot be written
 */
export function toFile(path: string, option: string): RowOutput {
  const part = `${path}.part`;
  const refused = (error: unknown): Problems => {
    const reason = `${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? ''})`;
    return new Problems([{ place: option, reason, accepted: 'the path of a file that this program may write' }]);
  };
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw refused(error);
    }
  };
  const descriptor = attempt(() => openSync(part, 'w', 0o600));
  return {
    write: (rows) => {
      attempt(() => writeSync(descriptor, text(rows)));
      return Promise.resolve();
    },
    finish: () =>
      attempt(() => {
        fsyncSync(descriptor);
        closeSync(descriptor);
        renameSync(part, path);
      }),
    abandon: () => {
      closeSync(descriptor);
      rmSync(part, { force: true });
    },
  };
}
