import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Tracker, TrackerAccess } from './platform/cli/tracker.js';

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const tell = (message: unknown): void => void process.stderr.write(`${String(message)}\n`);
/** Answers go to standard output, so what is wrong goes to the other one. */
const logger: LoggerService = { error: tell, warn: tell, log: () => undefined };

/** Opens the tracker in this process. Its modules are loaded only then: the calculator does not need them. */
export const cliTracker: TrackerAccess = {
  async withTracker<T>(work: (tracker: Tracker) => Promise<T>): Promise<T> {
    const { TrackerModule } = await import('./tracker.module.js');
    const tracker = await NestFactory.createApplicationContext(TrackerModule.configured(), {
      logger,
      abortOnError: false,
    });
    tracker.enableShutdownHooks([...ENDING]);
    const ending = new AbortController();
    const end = (): void => ending.abort();
    ENDING.forEach((signal) => process.once(signal, end));
    try {
      return await work(tracker);
    } catch (error) {
      // The parts are being closed under the work, which then fails: the signal ends the process, not that failure.
      if (ending.signal.aborted) await new Promise(() => undefined);
      throw error;
    } finally {
      ENDING.forEach((signal) => process.off(signal, end));
      await tracker.close();
    }
  },
};
