import type { DatabaseSync } from 'node:sqlite';

/** Commits that are worth a checkpoint, and the milliseconds after which to look whether there is time for one. */
const COMMITS = 200;
const LATER = 100;

/** Carries what was committed over into the database while nobody waits, so that nobody has to wait for it later. */
export class IdleCheckpoint {
  #commits = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param isIdle whether no append waits */
  constructor(
    private readonly database: DatabaseSync,
    private readonly isIdle: () => boolean,
  ) {}

  /** Told of every commit. */
  committed(): void {
    this.#commits += 1;
    if (this.#commits >= COMMITS) this.#timer ??= setTimeout(() => this.#look(), LATER).unref();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    this.#timer = undefined;
    if (!this.isIdle()) {
      this.committed();
      return;
    }
    this.#commits = 0;
    try {
      this.database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch {
      // Nothing is lost: what was committed stays beside the database, and the next append says what is wrong.
    }
  }
}
