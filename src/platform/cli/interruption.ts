const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does work that may be asked to end, as by Ctrl-C. It is told by a signal and ends in order; then the process ends as
 * it was asked to. Asked a second time, the process ends at once.
 */
export async function interruptible<T>(work: (ending: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  let asked: NodeJS.Signals | undefined;
  const end = (signal: NodeJS.Signals): void => {
    asked = signal;
    release();
    ending.abort();
  };
  const release = (): void => ENDING.forEach((signal) => process.off(signal, end));
  ENDING.forEach((signal) => process.once(signal, end));
  try {
    return await work(ending.signal);
  } finally {
    release();
    if (asked !== undefined) {
      process.kill(process.pid, asked);
      // The signal ends the process; what the work came to is told to nobody.
      await new Promise(() => undefined);
    }
  }
}
