import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day, type CalendarDate } from '../../statute/calendar.js';
import type { PersonId } from '../../streams/domain/event.js';
import { alertCommands, observation, randomClocks } from '../../testing/random-alerts.js';
import { isRefused } from '../../streams/domain/decider.js';
import { isOpenAlert, isRaised, type AlertState } from './alert.js';
import { alertDecider, type AlertCommand } from './alert.decider.js';
import type { AlertedClock, AlertEvent } from './alert.events.js';
import { standingOf } from './sighting.js';

const BEGINNING = day('2025-01-06');
const CLOCK: AlertedClock = {
  case: '018f0000-0000-7000-8000-0000000000a1',
  caseKind: 'plan',
  person: '018f0000-0000-7000-8000-000000000001' as PersonId,
  rule: 'R1',
};

interface Played {
  readonly state: AlertState;
  readonly events: readonly AlertEvent[];
}

function carriedOut({ state, events }: Played, command: AlertCommand, today: CalendarDate): Played {
  const decision = alertDecider.decide(command, state, { today });
  if (isRefused(decision)) return { state, events };
  return { state: decision.reduce(alertDecider.evolve, state), events: [...events, ...decision] };
}

/** What came of commands, each some days after the one before. */
function played(commands: readonly (readonly [number, AlertCommand])[]): Played & { readonly today: CalendarDate } {
  let today = BEGINNING;
  let one: Played = { state: alertDecider.initialState, events: [] };
  for (const [days, command] of commands) {
    today = addDays(today, days);
    one = carriedOut(one, command, today);
  }
  return { ...one, today };
}

const histories = alertCommands(CLOCK).map(played);
const observe = (seen: Parameters<typeof observation>[1]): AlertCommand => observation(CLOCK, seen);

describe('Whatever happened to a clock, an alert', () => {
  test('is not changed by being looked at twice', () => {
    fc.assert(
      fc.property(histories, randomClocks, ({ state, events, today }, seen) => {
        const once = carriedOut({ state, events }, observe(seen), today);
        expect(carriedOut(once, observe(seen), today).events).toEqual(once.events);
      }),
    );
  });

  test('is open exactly where its clock is due soon or missed as the last look shows it, with the right day', () => {
    fc.assert(
      fc.property(histories, randomClocks, ({ state, events, today }, seen) => {
        const { state: after } = carriedOut({ state, events }, observe(seen), today);
        const known = isRaised(after) && after.foundOn > today ? after.foundOn : today;
        const standing = standingOf(seen, known, 14);
        // A shorter look ahead takes nothing back: one that was due soon stays while its day stands.
        if (standing.is === 'quiet') return;
        expect(isOpenAlert(after)).toBe(standing.is === 'due-soon' || standing.is === 'missed');
        if (standing.is !== 'due-soon' && standing.is !== 'missed') return;
        expect(after).toMatchObject({ level: standing.is, on: standing.on, dueOn: standing.dueOn });
      }),
    );
  });

  test('comes to the same whoever of two looks first, and however many days one of them lags behind', () => {
    const lags = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(histories, randomClocks, lags, ({ state, events, today }, seen, lag) => {
        const look = (one: Played, days: number): Played => carriedOut(one, observe(seen), addDays(today, -days));
        const alone = look({ state, events }, 0);
        const first = look(look({ state, events }, lag), 0);
        const second = look(look(alone, lag), 0);
        const essence = ({ state: end }: Played): unknown =>
          isOpenAlert(end) ? { level: end.level, on: end.on, dueOn: end.dueOn } : 'not open';
        expect(essence(first)).toEqual(essence(alone));
        expect(essence(second)).toEqual(essence(alone));
        if (isOpenAlert(alone.state)) expect(second.events).toEqual(alone.events);
      }),
    );
  });

  test('is never raised twice as missed without having been resolved between, and never resolved twice alike', () => {
    fc.assert(
      fc.property(histories, ({ events }) => {
        let last: string | undefined;
        for (const { type, data } of events) {
          const what = type === 'AlertRaised' ? data.level : type === 'AlertResolved' ? data.because : undefined;
          if (what === undefined) continue;
          expect(what).not.toBe(last);
          last = what;
        }
      }),
    );
  });
});
