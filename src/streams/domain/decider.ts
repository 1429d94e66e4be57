import type { CalendarDate } from '../../statute/calendar.js';

/** Why a command is not carried out, for the person who gave it. */
export interface Refusal {
  /** A stable name, such as `in-the-future`. */
  readonly code: string;
  /** What is wrong and what would be accepted, in sentences. */
  readonly message: string;
  /** The field of the command that has to change. */
  readonly field: string;
  /** Whether the officer may go on nevertheless by confirming this code. */
  readonly confirmable?: true;
}

/** A command that is not carried out: all the reasons, those that cannot be confirmed first. */
export interface Refused {
  readonly refused: readonly Refusal[];
}

/** What a command leads to: events, none when everything it asks for is on record already, or a refusal. */
export type Decision<E> = readonly E[] | Refused;

/** Whether a decision is a refusal. */
export function isRefused<E>(decision: Decision<E>): decision is Refused {
  return 'refused' in decision;
}

/** Refuses for one reason. */
export function refuse(code: string, message: string, field: string): Refused {
  return { refused: [{ code, message, field }] };
}

/** What a decision may know beside the command and the stream. */
export interface Context {
  /** Today in Europe/London. */
  readonly today: CalendarDate;
}

/** How one kind of stream decides: pure, without clock, ids or chance. */
export interface Decider<Command, State, E> {
  readonly initialState: State;
  /** The state after an event. Total: it accepts every event, reads no clock and never throws. */
  readonly evolve: (state: State, event: E) => State;
  /** What a command leads to. The same command again leads to nothing. */
  readonly decide: (command: Command, state: State, context: Context) => Decision<E>;
}

/** The state after events, oldest first. */
export function fold<Command, State, E>(
  { evolve, initialState }: Decider<Command, State, E>,
  events: readonly E[],
  from: State = initialState,
): State {
  return events.reduce((state, event) => evolve(state, event), from);
}
