import fc from 'fast-check';
import { alertDecider, type AlertCommand, type Observe } from '../alerts/domain/alert.decider.js';
import type { AlertedClock, AlertEvent } from '../alerts/domain/alert.events.js';
import type { SeenClock } from '../alerts/domain/sighting.js';
import { addDays, day, type CalendarDate } from '../statute/calendar.js';
import { isRefused } from '../streams/domain/decider.js';
import type { PersonId, SealedText } from '../streams/domain/event.js';

/** The day on which random alerts begin. */
const BEGINNING = day('2025-01-06');

const someDay = (min: number, max: number): fc.Arbitrary<CalendarDate> =>
  fc.integer({ min, max }).map((days) => addDays(BEGINNING, days));

/** A clock as a record could show it; often there is none. */
export const randomClocks: fc.Arbitrary<SeenClock | undefined> = fc.option(
  fc.record(
    {
      startedOn: fc.constant(addDays(BEGINNING, -30)),
      dueOn: someDay(0, 40),
      isExcused: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
      metOn: someDay(-10, 60),
      endedOn: someDay(-10, 60),
      metBy: fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: ['startedOn', 'dueOn', 'isExcused'] },
  ),
  { freq: 6, nil: undefined },
);

/** How somebody looks at a clock. */
export function observation(clock: AlertedClock, seen: SeenClock | undefined, undoneBy?: number): Observe {
  return {
    type: 'Observe',
    clock,
    ...(seen === undefined ? {} : { seen }),
    leadDays: 14,
    escalateAfterDays: 7,
    ...(undoneBy === undefined ? {} : { undoneBy }),
  };
}

const acknowledgements: fc.Arbitrary<AlertCommand> = fc.record(
  {
    type: fc.constant('Acknowledge' as const),
    reason: fc.constantFrom('other', 'panel-date'),
    recoveryOn: someDay(20, 90),
    note: fc.constant('sealed' as SealedText),
  },
  { requiredKeys: ['type', 'reason'] },
);

/** What is asked of an alert, with the days that pass before it. */
export const alertCommands = (clock: AlertedClock): fc.Arbitrary<readonly (readonly [number, AlertCommand])[]> => {
  const looks = fc
    .tuple(randomClocks, fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }))
    .map(([seen, undoneBy]): AlertCommand => observation(clock, seen, undoneBy));
  const commands = fc.oneof({ weight: 3, arbitrary: looks }, { weight: 1, arbitrary: acknowledgements });
  return fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), commands), { maxLength: 14 });
};

/** What is appended to the stream of an alert, one append after the other. */
export function randomAlerts(person: PersonId): fc.Arbitrary<readonly (readonly AlertEvent[])[]> {
  const clock: AlertedClock = { case: '018f0000-0000-7000-8000-0000000000a0', caseKind: 'plan', person, rule: 'R1' };
  return alertCommands(clock).map((commands) => {
    let today = BEGINNING;
    let state = alertDecider.initialState;
    const appends: (readonly AlertEvent[])[] = [];
    for (const [days, command] of commands) {
      today = addDays(today, days);
      const decision = alertDecider.decide(command, state, { today });
      if (isRefused(decision) || decision.length === 0) continue;
      appends.push(decision);
      state = decision.reduce(alertDecider.evolve, state);
    }
    return appends;
  });
}
