import type { Metadata, ServiceError } from '@grpc/grpc-js';
import type { Endpoint } from './errors.js';
import type { EventLog } from './event-log.js';
import type { Faults } from './faults.js';

/** A member of the cluster, as the others see it. */
export interface Member {
  readonly id: string;
  readonly endpoint: Endpoint;
  readonly running: boolean;
}

/** What a node knows while it serves calls. */
export interface Serving {
  readonly self: Member;
  readonly members: () => readonly Member[];
  readonly leader: () => Member;
  readonly log: () => EventLog;
  readonly faults: Faults;
  /** The most bytes of one append. */
  readonly maxAppendSize: number;
  /** Whether the server says when a subscription has caught up; servers before 23.10 do not. */
  readonly saysCaughtUp: boolean;
  /** Told of each event that goes to a subscription. */
  readonly sent: () => void;
  /** @throws ServiceError where the caller does not give the credentials of the server */
  readonly authorise: (metadata: Metadata) => void;
  /**
   * Remembers a long-lived call, so that it can be cut.
   * @returns forgets it
   */
  readonly track: (cut: (error: ServiceError) => void) => () => void;
}
