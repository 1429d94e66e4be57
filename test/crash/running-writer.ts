import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the acknowledgements of a log are written down: by its writer, and by its visitor. */
export const acknowledgementsOf = (file: string): readonly [writer: string, visitor: string] => [
  `${file}.acks`,
  `${file}.visits`,
];

/** A program of this folder, in a process of its own. */
export class RunningProgram {
  /** Resolves when it has opened what it works on and begins; rejects when it ends before. */
  readonly writing: Promise<unknown>;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #complaint = '';

  constructor(name: string, args: readonly string[]) {
    const program = ['--import', './scripts/bench-hooks.mjs', `test/crash/${name}.ts`];
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...program, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    // A test that fails leaves no writer behind.
    const stop = (): void => void child.kill('SIGKILL');
    process.once('exit', stop);
    child.once('close', () => process.off('exit', stop));
    child.stderr.on('data', (text: Buffer) => (this.#complaint += text.toString()));
    this.#ended = once(child, 'close');
    this.writing = Promise.race([
      once(child.stdout, 'data'),
      this.#ended.then(() => {
        throw new Error(`It ended: ${this.#complaint}`);
      }),
    ]);
    // It may be killed before anybody waits for it.
    this.writing.catch(() => undefined);
  }

  /** Holds it where it is, as it would be found after the power had gone. */
  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  goOn(): void {
    this.#child.kill('SIGCONT');
  }

  /** What it said on stderr, empty unless something went wrong. */
  async kill(): Promise<string> {
    this.#child.kill('SIGKILL');
    await this.#ended;
    return this.#complaint;
  }
}

/** A writer of a log, or a visitor beside it. */
export class RunningWriter extends RunningProgram {
  constructor(kind: 'writer' | 'visitor', file: string, checkpointPages: number) {
    super(kind, [file, acknowledgementsOf(file)[kind === 'writer' ? 0 : 1], String(checkpointPages)]);
  }
}
