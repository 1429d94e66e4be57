import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { interruptible } from './platform/cli/interruption.js';
import type { Tracker, TrackerAccess } from './platform/cli/tracker.js';
import type { Environment } from './platform/configuration.js';

/** Milliseconds that work has to end in order after the process was asked to end. */
const GRACE = 5_000;

const tell = (message: unknown): void => void process.stderr.write(`${String(message)}\n`);
/** Answers go to standard output, so what is wrong goes to the other one. */
const logger: LoggerService = { error: tell, warn: tell, log: () => undefined };

/** Rejects when work that was asked to end has had its time. */
async function graceAfter(ending: AbortSignal): Promise<never> {
  if (!ending.aborted) await once(ending, 'abort');
  await setTimeout(GRACE);
  throw new Error('The work did not end when it was asked to.');
}

/** Opens the tracker in this process. Its modules are loaded only then: the calculator does not need them. */
export const cliTracker: TrackerAccess = {
  withTracker: <T>(work: (tracker: Tracker, ending: AbortSignal) => Promise<T>, over: Environment = {}): Promise<T> =>
    interruptible(async (ending) => {
      const { TrackerModule } = await import('./tracker.module.js');
      const tracker = await NestFactory.createApplicationContext(TrackerModule.configured(over), {
        logger,
        abortOnError: false,
      });
      try {
        return await Promise.race([work(tracker, ending), graceAfter(ending)]);
      } finally {
        await tracker.close();
      }
    }),

  async startServer(over: Environment = {}): Promise<void> {
    const { startServer } = await import('./server.js');
    await startServer(over);
  },
};
