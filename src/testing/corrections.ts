import { describe, expect, test } from '@jest/globals';
import { addDays, type CalendarDate } from '../statute/calendar.js';
import type { CaseCommand, CaseState } from '../streams/domain/case-decider.js';
import { fold, isRefused } from '../streams/domain/decider.js';
import type { MilestoneEvent } from '../streams/domain/event.js';
import { confirming, played, REASON, step, type CaseDecider, type Step } from './random-cases.js';

/** Carries a command out, confirming what can be confirmed. */
const carriedOut = <Stage extends string, M extends MilestoneEvent>(
  decider: CaseDecider<Stage, M>,
  before: CaseState<Stage, M>,
  command: CaseCommand<M>,
): Step<Stage, M> => {
  const asked = step(decider, before, command);
  const confirmed = confirming(asked);
  return confirmed === undefined ? asked : step(decider, before, confirmed);
};

/**
 * Specifies what holds for every milestone of a history when it is corrected or retracted.
 * @param name what the history is about
 * @param history milestones in the order of their recording, the opening first; each is acceptable as it comes
 */
export function describeCorrections<Stage extends string, M extends MilestoneEvent>(
  decider: CaseDecider<Stage, M>,
  name: string,
  history: readonly M[],
): void {
  const state = fold(decider, history);
  const facts = decider.milestones(state);
  const entries = history.map(({ type, data }, index) => ({ type, on: data.on, entry: index + 1 }));

  describe(name, () => {
    test('is recorded as it comes', () => {
      const steps = played(
        decider,
        history.map((milestone) => ({ type: 'Record', milestone })),
      );
      expect(steps.map(({ decision }) => decision)).toEqual(history.map((milestone) => [milestone]));
    });

    test.each(entries)('$type ($on), corrected by a day and back, gives the first facts again', ({ entry, on }) => {
      const correct = (to: CalendarDate): CaseCommand<M> => ({
        type: 'Correct',
        entry,
        to: { on: to },
        reason: REASON,
      });
      const accepted = [addDays(on, 1), addDays(on, -1)]
        .map((other) => ({ other, step: carriedOut(decider, state, correct(other)) }))
        .filter(({ step: { decision } }) => !isRefused(decision));
      expect(accepted).not.toEqual([]);
      for (const { other, step: corrected } of accepted) {
        expect(corrected.decision).toMatchObject([
          { type: 'MilestoneCorrected', data: { entry, from: { on }, to: { on: other } } },
        ]);
        const back = carriedOut(decider, corrected.after, correct(on));
        expect(back.decision).toHaveLength(1);
        expect(decider.milestones(back.after)).toEqual(facts);
      }
    });

    test.each(entries)('$type ($on), retracted, takes its facts away, or it is said why it stays', ({ entry }) => {
      const { decision, after } = carriedOut(decider, state, { type: 'Retract', entry, reason: REASON });
      if (isRefused(decision)) {
        for (const { message } of decision.refused.filter(({ confirmable }) => confirmable !== true)) {
          expect(message).toMatch(
            /depends on it\. Retract or correct that first\.$|opened the case and cannot be retracted/,
          );
        }
      } else {
        const others = history.filter((_milestone, index) => index !== entry - 1);
        expect(decider.milestones(after)).toEqual(decider.milestones(fold(decider, others)));
      }
    });
  });
}
