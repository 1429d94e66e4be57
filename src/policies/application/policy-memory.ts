import type { Position } from '../../event-store/event-store.js';
import { OperatorError } from '../../platform/operator-error.js';

/** Something that a policy wanted recorded and that was refused; it is tried again when either stream changes. */
export interface PolicyRefusal {
  readonly policy: string;
  /** The stream from which it follows. */
  readonly stream: string;
  /** The stream on which it was refused. */
  readonly target: string;
  /** The id of the event after which it was tried. */
  readonly event: string;
  /** The codes of the refusals, in the order of the alphabet. */
  readonly codes: readonly string[];
  /** An instant, ISO 8601 in UTC. */
  readonly refusedAt: string;
}

/** Where a policy stopped, and why. */
export interface PolicyStop {
  /** The id of the event. */
  readonly event: string;
  /** What went wrong; nothing of what the event says. */
  readonly reason: string;
  /** An instant, ISO 8601 in UTC. */
  readonly stoppedAt: string;
}

/** What policies remember cannot be read or written now. */
export class PolicyMemoryUnavailable extends OperatorError {
  override readonly name = 'PolicyMemoryUnavailable';
}

/**
 * How far each policy has come, and what it was refused. Nothing in it is needed for what is right: a policy that has
 * forgotten everything begins at the first event and finds nothing missing.
 */
export abstract class PolicyMemory {
  /**
   * Up to which event a policy has done its work; nothing before the first.
   * @throws PolicyMemoryUnavailable
   */
  abstract checkpointOf(policy: string): Promise<Position | undefined>;

  /**
   * Moves a checkpoint, if it stands where it is expected; says whether it did.
   * @throws PolicyMemoryUnavailable
   */
  abstract moveCheckpoint(policy: string, from: Position | undefined, to: Position): Promise<boolean>;

  /**
   * Everything that was refused and did not go through since, oldest first.
   * @throws PolicyMemoryUnavailable
   */
  abstract refusals(): Promise<readonly PolicyRefusal[]>;

  /**
   * Keeps a refusal, in the place of what the same policy was refused before because of the same stream.
   * @throws PolicyMemoryUnavailable
   */
  abstract keepRefusal(refusal: PolicyRefusal): Promise<void>;

  /**
   * Removes what a policy was refused because of a stream.
   * @throws PolicyMemoryUnavailable
   */
  abstract removeRefusal(policy: string, stream: string): Promise<void>;

  /**
   * Where a policy stopped; nothing where it goes on.
   * @throws PolicyMemoryUnavailable
   */
  abstract stopOf(policy: string): Promise<PolicyStop | undefined>;

  /**
   * Keeps where a policy stopped, so that every process can tell; or that it goes on.
   * @throws PolicyMemoryUnavailable
   */
  abstract keepStop(policy: string, stop: PolicyStop | undefined): Promise<void>;

  /**
   * Forgets everything, such as when another event log was put in place: the policies begin at its first event.
   * @throws PolicyMemoryUnavailable
   */
  abstract forget(): Promise<void>;
}
