import type { Position } from '../../event-store/event-store.js';
import type { Refused } from '../domain/decider.js';

/** A command was carried out. */
export interface Done {
  /** Whether anything was recorded: `unchanged` when everything asked for was on record already. */
  readonly outcome: 'recorded' | 'unchanged';
  /** The id of the case or the person. */
  readonly id: string;
  /** The revision of its stream now, for a later request to say what it was based on. */
  readonly revision: number;
  /** Up to where a read model must have come to show what was recorded. */
  readonly position: Position;
}

/** A command was not carried out; nothing was recorded. */
export interface NotDone extends Refused {
  readonly outcome: 'refused';
}

/** What came of a command. */
export type Outcome = Done | NotDone;
