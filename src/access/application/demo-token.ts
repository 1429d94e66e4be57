import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WallClock } from '../../platform/wall-clock.js';
import { addDays, dayInLondon } from '../../statute/calendar.js';
import { SCOPES, USUAL_DAYS } from './token.js';
import type { Tokens } from './tokens.js';

/** Who makes the token of a demonstration. */
const DEMO = 'demo';
const FILE = 'demo-token';

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** The token of a demonstration: it lies beside the data, so that examples can be tried at once. */
export class DemoToken {
  readonly #file: string;

  constructor(
    dataDirectory: string,
    private readonly tokens: Tokens,
    private readonly clock: WallClock,
  ) {
    this.#file = join(dataDirectory, FILE);
  }

  /** Makes sure that there is one that works, and tells the file that holds it. */
  async keep(): Promise<string> {
    const before = contentOf(this.#file);
    if (before === undefined || (await this.tokens.viewerOf(before)) === undefined) await this.#make();
    return this.#file;
  }

  /** Ends those of an earlier demonstration: the data is used in earnest now. */
  async end(): Promise<void> {
    const left = (await this.tokens.list()).filter(({ madeBy, isActive }) => madeBy === DEMO && isActive);
    for (const { id } of left) await this.tokens.revoke(id, DEMO);
    rmSync(this.#file, { force: true });
  }

  async #make(): Promise<void> {
    const lastDay = addDays(dayInLondon(this.clock.now()), USUAL_DAYS);
    const { token } = await this.tokens.add({ name: 'Demonstration', scopes: SCOPES, lastDay }, DEMO);
    const unfinished = `${this.#file}.new`;
    writeFileSync(unfinished, `${token}\n`, { mode: 0o600 });
    renameSync(unfinished, this.#file);
  }
}
