import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day } from '../../statute/calendar.js';
import { fold, isRefused } from '../../streams/domain/decider.js';
import { specify } from '../../testing/decider.js';
import { confirmedOn, outcomeDecider, valuesUpTo, type OutcomeCommand } from './outcome.decider.js';
import type { OutcomeEvent } from './outcome.events.js';
import { STATUSES } from './statuses.js';

const OF = { plan: 'send-strategy-2026', measure: 'psychology-wait' };
const { given } = specify(outcomeDecider);

const march = { value: 14, on: day('2025-03-31'), source: 'Scorecard of March 2025' };
const april = { value: 12, on: day('2025-04-30'), source: 'Scorecard of April 2025' };
const recorded = (value: typeof march): OutcomeEvent => ({ type: 'ValueRecorded', data: { ...OF, ...value } });
const recording = (value: typeof march): OutcomeCommand => ({ type: 'RecordValue', ...OF, ...value });

const confirmed = {
  ...OF,
  status: 'amber',
  proposed: 'red',
  value: 14,
  comment: 'Two psychologists begin in May.',
  on: day('2025-04-02'),
} as const;
const CONFIRMED: OutcomeEvent = { type: 'StatusConfirmed', data: confirmed };

describe('A value of a measure', () => {
  it('is recorded with its day and source, once', () => {
    given().when(recording(march)).then(recorded(march));
    given(recorded(march)).when(recording(march)).thenNothing();
    given(recorded(march)).when(recording(april)).then(recorded(april));
  });

  it('is of a day that has come, and that has no other', () => {
    given().when(recording(march), '2025-03-30').thenRefused('in-the-future: on');
    given(recorded(march))
      .when(recording({ ...march, value: 13 }))
      .thenRefused('day-taken: on');
  });

  it('is corrected with a reason, and what it was before stays on record', () => {
    const to = { ...march, value: 13 };
    const reason = 'A case was counted twice.';
    given(recorded(march))
      .when({ type: 'CorrectValue', entry: 1, reason, ...to })
      .then({ type: 'ValueCorrected', data: { entry: 1, from: march, to, reason } });
    given(recorded(march))
      .when({ type: 'CorrectValue', entry: 1, reason, ...march })
      .thenNothing();
    given(recorded(march), recorded(april))
      .when({ type: 'CorrectValue', entry: 1, reason, ...march, on: april.on })
      .thenRefused('day-taken: on');
    given(recorded(march))
      .when({ type: 'CorrectValue', entry: 2, reason, ...to })
      .thenRefused('no-such-value: entry');
  });

  it('is taken back, and its day is free again', () => {
    const retract: OutcomeCommand = { type: 'RetractValue', entry: 1, reason: 'Of another measure.' };
    const retracted: OutcomeEvent = { type: 'ValueRetracted', data: { entry: 1, reason: 'Of another measure.' } };
    given(recorded(march)).when(retract).then(retracted);
    given(recorded(march), retracted).when(retract).thenNothing();
    given(recorded(march), retracted).when(recording(march)).then(recorded(march));
    given(recorded(march), retracted)
      .when({ type: 'CorrectValue', entry: 1, reason: 'Late.', ...march, value: 1 })
      .thenRefused('no-such-value: entry');
  });

  it('counts from its day on, the earliest first', () => {
    const { state } = given(recorded(april), recorded(march));
    expect(valuesUpTo(state, day('2025-04-29')).map(({ entry }) => entry)).toEqual([2]);
    expect(valuesUpTo(state, day('2025-04-30')).map(({ value }) => value)).toEqual([14, 12]);
  });
});

describe('A status', () => {
  const confirm: OutcomeCommand = { type: 'ConfirmStatus', ...confirmed };

  it('is confirmed with a comment, beside what was proposed and the value that it looked at, once', () => {
    given().when(confirm).then(CONFIRMED);
    given(CONFIRMED).when(confirm).thenNothing();
  });

  it('is of a day that has come, and not before the one that was confirmed last', () => {
    given().when(confirm, '2025-04-01').thenRefused('in-the-future: on');
    given(CONFIRMED)
      .when({ ...confirm, status: 'green', on: day('2025-04-01') })
      .thenRefused('before-the-last: on');
  });

  it('can differ from the proposal, and holds from its day until another is confirmed', () => {
    const green: OutcomeEvent = {
      type: 'StatusConfirmed',
      data: { ...confirmed, status: 'green', comment: 'They began.', on: day('2025-06-02') },
    };
    const { state } = given(CONFIRMED, green);
    expect(confirmedOn(state, day('2025-04-01'))).toBeUndefined();
    expect(confirmedOn(state, day('2025-04-02'))?.status).toBe('amber');
    expect(confirmedOn(state, day('2025-06-01'))?.status).toBe('amber');
    expect(confirmedOn(state, day('2025-06-02'))?.status).toBe('green');
  });
});

describe('Whatever is asked of a measure', () => {
  const anyDay = fc.integer({ min: 0, max: 6 }).map((days) => addDays(day('2025-03-01'), days));
  const value = fc.record({ value: fc.integer({ min: 0, max: 3 }), on: anyDay, source: fc.constantFrom('a', 'b') });
  const entry = fc.integer({ min: 1, max: 4 });
  const commands: fc.Arbitrary<OutcomeCommand> = fc.oneof(
    value.map((one): OutcomeCommand => ({ type: 'RecordValue', ...OF, ...one })),
    fc.record({ value, entry }).map(({ value: one, entry: number }): OutcomeCommand => ({
      type: 'CorrectValue',
      entry: number,
      reason: 'It was wrong.',
      ...one,
    })),
    entry.map((number): OutcomeCommand => ({ type: 'RetractValue', entry: number, reason: 'Not ours.' })),
    fc.record({ status: fc.constantFrom(...STATUSES), on: anyDay }).map(({ status, on }): OutcomeCommand => ({
      type: 'ConfirmStatus',
      ...OF,
      status,
      comment: 'So it stands.',
      on,
    })),
  );

  it('a day has one value at most, the last status is of the latest day, and asked again nothing more is recorded', () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 25 }), (asked) => {
        const context = { today: day('2025-03-05') };
        let state = outcomeDecider.initialState;
        for (const command of asked) {
          const decision = outcomeDecider.decide(command, state, context);
          if (isRefused(decision)) continue;
          state = fold(outcomeDecider, decision, state);
          const again = outcomeDecider.decide(command, state, context);
          expect(isRefused(again) ? [] : again).toEqual([]);
        }
        const days = valuesUpTo(state, day('2025-12-31')).map(({ on }) => on);
        expect(new Set(days).size).toBe(days.length);
        expect(days.every((on) => on <= context.today)).toBe(true);
        const confirmedOns = state.confirmations.map(({ on }) => on);
        expect(confirmedOns).toEqual(confirmedOns.toSorted());
      }),
    );
  });
});

describe('The state of a measure', () => {
  it('takes every event, also one that it does not know', () => {
    const odd = { type: 'SomethingElse', data: {} } as unknown as OutcomeEvent;
    expect(given(odd).state).toEqual(given().state);
  });
});
