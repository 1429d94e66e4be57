import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { OperatorError } from '../../platform/operator-error.js';

/** A directory in which a demo caseload cannot be made: why, and what to do. */
export class DemoRefused extends OperatorError {
  override readonly name = 'DemoRefused';
}

const EVENTS = 'events.db';

function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * A directory that appears under its name only when everything in it is finished; until then it lies beside that
 * under another name. What an interrupted making left there is removed by the next.
 */
export class NewDirectory {
  readonly #unfinished: string;

  private constructor(
    readonly path: string,
    unfinished: string,
  ) {
    this.#unfinished = unfinished;
  }

  /**
   * Begins.
   * @param wanted the directory; it may be there and empty
   * @throws DemoRefused where it holds files, or nothing can be written beside it
   */
  static begin(wanted: string): NewDirectory {
    const path = resolve(wanted);
    refuseFull(path, wanted);
    const [parent, prefix] = [dirname(path), `${basename(path)}.unfinished-`];
    try {
      mkdirSync(parent, { recursive: true });
      for (const name of readdirSync(parent)) {
        const number = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : NaN;
        if (Number.isInteger(number) && !isRunning(number))
          rmSync(join(parent, name), { recursive: true, force: true });
      }
      const unfinished = join(parent, `${prefix}${String(process.pid)}`);
      rmSync(unfinished, { recursive: true, force: true });
      mkdirSync(unfinished, { mode: 0o700 });
      return new NewDirectory(path, unfinished);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DemoRefused(
        `The demo caseload cannot be made beside ${wanted}: ${reason}. Choose another place with --into <directory>.`,
        { cause: error },
      );
    }
  }

  /** Where the files are written meanwhile. */
  get unfinished(): string {
    return this.#unfinished;
  }

  /**
   * Puts it in its place; its files are closed and on the disk then.
   * @throws DemoRefused where something was put in its place meanwhile
   */
  finish(): void {
    for (const name of readdirSync(this.#unfinished)) onDisk(join(this.#unfinished, name));
    onDisk(this.#unfinished);
    refuseFull(this.path, this.path);
    if (existsSync(this.path)) rmdirSync(this.path);
    renameSync(this.#unfinished, this.path);
    onDisk(dirname(this.path));
  }

  /** Removes what is unfinished; nothing where it was finished. */
  abandon(): void {
    rmSync(this.#unfinished, { recursive: true, force: true });
  }
}

function onDisk(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function refuseFull(path: string, called: string): void {
  if (!existsSync(path)) return;
  let names: string[];
  try {
    names = readdirSync(path);
  } catch {
    throw new DemoRefused(`${called} is no directory that can be read. Choose another with --into <directory>.`);
  }
  if (names.length === 0) return;
  const what = names.includes(EVENTS)
    ? 'holds an event log already, and a demo caseload is never mixed with what is on record'
    : `holds files already (${names.slice(0, 3).join(', ')}${names.length > 3 ? ', ...' : ''})`;
  throw new DemoRefused(
    `${called} ${what}. Nothing was changed. Name a directory that is empty or not there yet: ehcp demo --into <directory>.`,
  );
}
