/** Milliseconds between two looks at what other processes have appended. */
const INTERVAL = 50;

/** Wakes those who wait for events to come, whoever appends them. */
export class HeadWatch {
  readonly #waiting = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #seen: number | undefined;

  /** @param version a number that changes when another process has written */
  constructor(private readonly version: () => number) {}

  /** Resolves when something was appended, perhaps, or when the signal asks for it. */
  async changed(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = () => resolve(undefined);
    this.#waiting.add(wake);
    signal.addEventListener('abort', wake);
    // A program with nothing else to do may end.
    this.#timer ??= setInterval(() => this.#look(), INTERVAL).unref();
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', wake);
      this.#waiting.delete(wake);
      if (this.#waiting.size === 0) this.close();
    }
  }

  /** Wakes everybody. */
  wake(): void {
    for (const wake of this.#waiting) wake();
  }

  /** Looks no more. */
  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    let version: number | undefined;
    try {
      version = this.version();
    } catch {
      // Whoever is woken reads, and learns what is wrong.
      version = undefined;
    }
    if (version !== undefined && version === this.#seen) return;
    this.#seen = version;
    this.wake();
  }
}
