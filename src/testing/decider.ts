import { expect } from '@jest/globals';
import { day } from '../statute/calendar.js';
import { fold, isRefused, type Decider, type Decision } from '../streams/domain/decider.js';

/** The day on which a decision is made, where a specification does not say another. */
export const TODAY = day('2025-12-31');

/** What can be said of a decision. */
export interface Then<E> {
  /** It led to exactly these events, in this order. */
  then(...events: readonly E[]): void;
  /** Everything asked for was on record already. */
  thenNothing(): void;
  /** It was refused for exactly these reasons, each as `code` or as `code: field`. */
  thenRefused(...reasons: readonly string[]): void;
  /** It was refused, unless these warnings are confirmed. */
  thenAsked(...codes: readonly string[]): void;
}

function said<E>(decision: Decision<E>): Then<E> {
  const refusals = isRefused(decision) ? decision.refused : [];
  return {
    then: (...events) => expect(decision).toEqual(events),
    thenNothing: () => expect(decision).toEqual([]),
    thenRefused: (...reasons) => {
      expect(decision).toHaveProperty('refused');
      expect(refusals.filter(({ confirmable }) => confirmable === true)).toEqual([]);
      expect(
        refusals.map(({ code, field }, index) => (reasons[index]?.includes(':') ? `${code}: ${field}` : code)),
      ).toEqual(reasons);
    },
    thenAsked: (...codes) => {
      expect(refusals.map(({ code, confirmable }) => ({ code, confirmable }))).toEqual(
        codes.map((code) => ({ code, confirmable: true })),
      );
    },
  };
}

/** Specifies a decider: `given(...events).when(command).then(...events)`. */
export function specify<Command, State, E>(
  decider: Decider<Command, State, E>,
): {
  given(...events: readonly E[]): {
    when(command: Command, today?: string): Then<E>;
    readonly state: State;
  };
} {
  return {
    given: (...events) => {
      const state = fold(decider, events);
      return {
        state,
        when: (command, today = TODAY) => said(decider.decide(command, state, { today: day(today) })),
      };
    },
  };
}
