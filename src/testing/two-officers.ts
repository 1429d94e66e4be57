import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate } from '../statute/evaluate.js';
import { isOpened, type CaseCommand, type CaseState } from '../streams/domain/case-decider.js';
import { changed } from '../streams/domain/case-record.js';
import { isRefused } from '../streams/domain/decider.js';
import type { Changes, MilestoneEvent, SealedText } from '../streams/domain/event.js';
import { entriesInEffect } from '../streams/domain/in-effect.js';
import {
  anyCommand,
  confirming,
  played,
  step,
  type CaseDecider,
  type MilestoneMakers,
  type Step,
} from './random-cases.js';

const REASON = 'sealed-reason' as SealedText;

/** A command as an officer gives it who confirms what can be confirmed. */
function done<Stage extends string, M extends MilestoneEvent>(
  decider: CaseDecider<Stage, M>,
  before: CaseState<Stage, M>,
  command: CaseCommand<M>,
): Step<Stage, M> {
  const asked = step(decider, before, command);
  const confirmed = confirming(asked);
  return confirmed === undefined ? asked : step(decider, before, confirmed);
}

const isAccepted = <Stage extends string, M extends MilestoneEvent>({ decision }: Step<Stage, M>): boolean =>
  !isRefused(decision) && decision.length > 0;

/** The milestone that an accepted command recorded: its number and what it says. */
function recordedBy<Stage extends string, M extends MilestoneEvent>(
  one: Step<Stage, M>,
): { readonly number: number; readonly data: object } | undefined {
  if (one.command.type !== 'Record' || !isAccepted(one) || !isOpened(one.after)) return undefined;
  return one.after.entries.at(-1);
}

const touches = <M extends MilestoneEvent>(command: CaseCommand<M>, entry: number): boolean =>
  'entry' in command && command.entry === entry;

/** Whether what a command asks for is on record. */
function holds<Stage extends string, M extends MilestoneEvent>(
  { initialState }: CaseDecider<Stage, M>,
  command: CaseCommand<M>,
  state: CaseState<Stage, M>,
): boolean {
  if (!isOpened(state)) return state === initialState;
  switch (command.type) {
    case 'Record': {
      const { type, data } = command.milestone;
      const wanted = { ...data, confirmed: undefined };
      return entriesInEffect(state).some(
        (entry) => entry.type === type && isEqual({ ...entry.data, confirmed: undefined }, wanted),
      );
    }
    case 'Correct': {
      const entry = state.entries[command.entry - 1];
      return entry !== undefined && isEqual(entry.data, changed(entry.data, command.to));
    }
    case 'Retract':
      return state.entries[command.entry - 1]?.gone === 'retracted';
    case 'WithdrawException':
      return state.entries[command.entry - 1]?.gone === 'withdrawn';
    case 'Assign':
      return state.assigned?.officer === command.officer && state.assigned.team === command.team;
    case 'AddNote':
      return state.notes.some(({ note }) => note === command.note);
  }
}

function isEqual(one: object, other: object): boolean {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
}

/**
 * Specifies that what one officer records is not lost to what another does at the same time, and that a correction can
 * be undone.
 * @param numRuns how many random cases are tried for each property
 */
export function describeTwoOfficers<Stage extends string, M extends MilestoneEvent>(
  decider: CaseDecider<Stage, M>,
  makers: MilestoneMakers<M>,
  numRuns = 200,
): void {
  const commands = anyCommand(makers);
  const corrections = commands.filter(({ type }) => type === 'Correct');
  const cases = fc
    .tuple(makers.opening, fc.array(commands, { minLength: 1, maxLength: 15 }))
    .map(([milestone, more]) => played(decider, [{ type: 'Record', milestone }, ...more]).at(-1)!.after);

  describe('Two officers on one case', () => {
    test('lose no milestone of one another, whoever comes first', () => {
      fc.assert(
        fc.property(cases, commands, commands, (state, one, other) => {
          for (const [first, second] of [
            [one, other],
            [other, one],
          ] as const) {
            const before = done(decider, state, first);
            const after = done(decider, before.after, second);
            const milestone = recordedBy(before);
            if (milestone !== undefined && isOpened(after.after) && !touches(second, milestone.number)) {
              expect(after.after.entries[milestone.number - 1]).toEqual(milestone);
            }
            const late = recordedBy(after);
            if (late !== undefined && isOpened(after.after)) expect(after.after.entries.at(-1)).toEqual(late);
            // What was recorded before either of them is only changed by the one that names it.
            if (!isOpened(state) || !isOpened(after.after)) continue;
            for (const entry of state.entries) {
              if (touches(first, entry.number) || touches(second, entry.number)) continue;
              expect(after.after.entries[entry.number - 1]).toEqual(entry);
            }
          }
        }),
        { numRuns },
      );
    });

    test('are refused or find on record what they ask for, where nothing is recorded', () => {
      fc.assert(
        fc.property(cases, commands, commands, (state, one, other) => {
          const second = done(decider, done(decider, state, one).after, other);
          if (isAccepted(second) || isRefused(second.decision)) return;
          expect(holds(decider, other, second.after)).toBe(true);
        }),
        { numRuns },
      );
    });
  });

  test('correcting any milestone and correcting it back leaves the clocks as they were', () => {
    fc.assert(
      fc.property(cases, corrections, (state, command) => {
        const corrected = done(decider, state, command);
        if (!isAccepted(corrected) || isRefused(corrected.decision)) return;
        const [event] = corrected.decision;
        const { entry, from } = event?.data as unknown as { readonly entry: number; readonly from: Changes };
        const back = done(decider, corrected.after, { type: 'Correct', entry, to: from, reason: REASON });
        expect(isRefused(back.decision)).toBe(false);
        expect(evaluate(decider.milestones(back.after))).toEqual(evaluate(decider.milestones(state)));
      }),
      { numRuns },
    );
  });
}
