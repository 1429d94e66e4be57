import { OperatorError } from '../../platform/operator-error.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import type { PersonStanding } from '../../streams/application/sealer.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { ChildKey } from './child-key.js';
import type { MasterKey } from './master-key.js';

/** What has to be recorded of an erasure, as plain JSON without anything that says who the child was. */
export type ErasureNote = Readonly<Record<string, unknown>>;

/** A key that is gone, while the events do not say so yet. */
export interface UnrecordedErasure {
  readonly person: PersonId;
  readonly note: ErasureNote;
}

/** An event up to which erasures were carried out, with what tells it from an event of another store. */
export type FollowedEvent = Pick<RecordedEvent, 'stream' | 'revision' | 'id' | 'position'>;

/** What a re-wrapping did. */
export interface Rewrapping {
  /** How many keys it wrapped anew. */
  readonly count: number;
  /**
   * `finished` where only the new master key counts now; `variable` where it counts as soon as the operator has put it
   * into the environment; `nothing` where the keys were wrapped under it already.
   */
  readonly outcome: 'finished' | 'variable' | 'nothing';
}

/** Keeps a key for each child, wrapped under the master key. What has been erased cannot come back. */
export abstract class KeyVault {
  /** Makes a key for a person where there is none and none was ever erased; it is durable afterwards. */
  abstract create(person: PersonId): Promise<Exclude<PersonStanding, 'unknown'>>;

  /** Whether a person has a key. */
  abstract standing(person: PersonId): Promise<PersonStanding>;

  /**
   * Does something with the key of a person; nothing where there is no key.
   * @param work it must not hold on to the key
   * @throws KeysUnusable where the key cannot be unwrapped
   */
  abstract use<T>(person: PersonId, work: (key: ChildKey) => T): Promise<T | undefined>;

  /**
   * Erases the key of a person for good, also where there was none: from now on nobody gets it from the vault. Doing it
   * again changes nothing. What is left of it in the files is for {@link clearRemains}.
   * @param note kept until {@link erasureRecorded}, so that an interrupted erasure can be finished
   */
  abstract erase(person: PersonId, note?: ErasureNote): Promise<void>;

  /**
   * Clears what is left of erased keys: afterwards the vault's files hold nothing of them.
   * @param signal gives it up early
   * @throws KeysUnusable where remains may be left because another program reads the files; clear them again then
   */
  abstract clearRemains(signal?: AbortSignal): Promise<void>;

  /** The erasures of which nobody said yet that they are recorded. */
  abstract unrecordedErasures(): Promise<readonly UnrecordedErasure[]>;

  /** Says that an erasure is recorded. */
  abstract erasureRecorded(person: PersonId): Promise<void>;

  /**
   * Up to which event the recorded erasures were carried out here; from the start where it is undefined. The store may
   * be another one now, or an older state of the same.
   */
  abstract erasedUpTo(): Promise<FollowedEvent | undefined>;

  /** Says up to which event the recorded erasures are carried out here. */
  abstract setErasedUpTo(event: FollowedEvent): Promise<void>;

  /**
   * Wraps every key anew under another master key, and puts that in the place of the old one where it can. It may be
   * cut short at any moment: both master keys open the vault until it is finished, and calling it again finishes it.
   * @param progress called with the keys done and the keys to do, at the start and after each part
   * @throws Problems where another re-wrapping is not finished
   */
  abstract rewrap(to: MasterKey, progress?: (done: number, total: number) => void): Promise<Rewrapping>;

  /** Lets go of the files and forgets every key. */
  abstract close(): void;
}

/** The keys cannot be used now: why, and how to mend it. */
export class KeysUnusable extends OperatorError {
  override readonly name = 'KeysUnusable';
}
