import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day, type CalendarDate } from '../statute/calendar.js';
import { statusOn } from '../statute/clock.js';
import { isOpened, type caseDecider, type CaseState } from '../streams/domain/case-decider.js';
import { liveEntries, type Entry } from '../streams/domain/case-record.js';
import { isRefused } from '../streams/domain/decider.js';
import type { CaseEvent, MilestoneEvent } from '../streams/domain/event.js';
import { anyCommand, closeDays, played, type MilestoneMakers, type Step } from './random-cases.js';

/** Later than any day on which something of a random case runs out. */
const LONG_AFTER = day('2029-12-31');

/**
 * Specifies of every kind of case, whatever was asked of it in whatever order, that it is read back from its events in
 * one go, and that it can be looked at as it was on a day.
 * @param planned the milestones that are known before their day comes
 */
export function describeLookingBack<Stage extends string, M extends MilestoneEvent>(
  decider: ReturnType<typeof caseDecider<Stage, M>>,
  makers: MilestoneMakers<M>,
  planned: readonly M['type'][] = [],
  numRuns = 200,
): void {
  const cases = fc
    .tuple(makers.opening, fc.array(anyCommand(makers), { minLength: 1, maxLength: 20 }))
    .map(([milestone, commands]) => played(decider, [{ type: 'Record', milestone }, ...commands]));
  const eventsOf = (steps: readonly Step<Stage, M>[]): readonly (M | CaseEvent)[] =>
    steps.flatMap(({ decision }) => (isRefused(decision) ? [] : decision));
  const stateOf = (steps: readonly Step<Stage, M>[]): CaseState<Stage, M> =>
    steps.at(-1)?.after ?? decider.initialState;
  const daysOf = (entries: readonly Entry<M>[]): readonly CalendarDate[] => entries.map(({ data }) => data.on);

  describe('Looking back at a case', () => {
    test('reading all of its events at once gives what taking them one by one gives', () => {
      fc.assert(
        fc.property(cases, fc.nat(), (steps, cut) => {
          const events = eventsOf(steps);
          expect(decider.replay(events)).toStrictEqual(stateOf(steps));
          const some = events.slice(0, cut % (events.length + 1));
          expect(decider.replay(some)).toStrictEqual(some.reduce(decider.evolve, decider.initialState));
        }),
        { numRuns },
      );
    });

    test('events that do not open a case, and those of a later version, lead to what they lead to one by one', () => {
      const later = { type: 'InventedLater', data: { on: '2025-02-03' } } as unknown as CaseEvent;
      fc.assert(
        fc.property(cases, fc.nat(), (steps, place) => {
          const [, ...unopened] = eventsOf(steps);
          const events = unopened.toSpliced(place % (unopened.length + 1), 0, later);
          expect(decider.replay(events)).toStrictEqual(events.reduce(decider.evolve, decider.initialState));
          const opened = eventsOf(steps).toSpliced(place % (unopened.length + 1), 0, later);
          expect(decider.replay(opened)).toStrictEqual(opened.reduce(decider.evolve, decider.initialState));
        }),
        { numRuns: numRuns / 4 },
      );
    });

    test('on the day of its last milestone it stands where it stands', () => {
      fc.assert(
        fc.property(cases, (steps) => {
          const state = stateOf(steps);
          if (!isOpened(state)) return;
          const last = daysOf(state.entries).reduce((latest, on) => (on > latest ? on : latest));
          expect(decider.stageAsAt(state, last)).toBe(state.stage);
          expect(decider.stageAsAt(state, LONG_AFTER)).toBe(state.stage);
        }),
        { numRuns },
      );
    });

    test('on any day it stands where the milestones up to that day, and those that were planned, had brought it', () => {
      fc.assert(
        fc.property(cases, closeDays, (steps, on) => {
          const state = stateOf(steps);
          if (!isOpened(state)) return;
          const known = liveEntries(state)
            .filter(({ type, data }) => data.on <= on || planned.includes(type))
            .toSorted((one, other) => one.number - other.number)
            .map(({ type, data }) => ({ type, data }) as M);
          const then = known.reduce<CaseState<Stage, M>>(decider.evolve, decider.initialState);
          const isBegun = daysOf(liveEntries(state).slice(0, 1)).some((first) => first <= on);
          expect(decider.stageAsAt(state, on)).toBe(isOpened(then) && isBegun ? then.stage : undefined);
        }),
        { numRuns },
      );
    });

    test('long after everything its clocks are those that are on record', () => {
      fc.assert(
        fc.property(cases, (steps) => {
          const state = stateOf(steps);
          expect(decider.evaluateAsAt(state, LONG_AFTER)).toEqual(decider.evaluate(state));
        }),
        { numRuns },
      );
    });

    test('on the day of its last milestone each clock has the status that the record gives it', () => {
      fc.assert(
        fc.property(cases, (steps) => {
          const state = stateOf(steps);
          if (!isOpened(state)) return;
          const last = daysOf(state.entries).reduce((latest, on) => (on > latest ? on : latest));
          const statuses = ({ clocks }: ReturnType<typeof decider.evaluate>): readonly string[] =>
            clocks.map((clock) => `${clock.rule} ${clock.ref ?? ''} ${clock.dueOn} ${statusOn(clock, last)}`).sort();
          expect(statuses(decider.evaluateAsAt(state, last))).toEqual(statuses(decider.evaluate(state)));
        }),
        { numRuns },
      );
    });
  });
}
