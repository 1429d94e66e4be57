import type { INestApplicationContext } from '@nestjs/common';
import type { Environment } from '../configuration.js';

/** The parts of the tracker, by their class or token, while it is open. */
export type Tracker = Pick<INestApplicationContext, 'get'>;

/** How a command of the command line comes to the tracker: it is opened only for those that ask for it. */
export abstract class TrackerAccess {
  /**
   * Opens the tracker that the environment configures, does some work with it, and closes it in order, also where the
   * work fails or the process is asked to end. The server may run meanwhile.
   * @param work its signal says that the process was asked to end; the tracker is closed a few seconds later
   * @param over takes the place of what the environment says
   * @throws Problems where a setting cannot be used
   * @throws OperatorError where a part of the tracker cannot be opened
   */
  abstract withTracker<T>(work: (tracker: Tracker, ending: AbortSignal) => Promise<T>, over?: Environment): Promise<T>;

  /**
   * Starts the server in this process; it runs until the process is asked to end.
   * @param over takes the place of what the environment says
   * @throws Problems where a setting cannot be used
   * @throws OperatorError where a part of the tracker cannot be opened
   */
  abstract startServer(over?: Environment): Promise<void>;
}
