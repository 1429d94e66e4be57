import { describe, expect, it } from '@jest/globals';
import { day, dayInLondon } from '../../statute/calendar.js';
import { SimulatedClock } from './simulated-clock.js';

describe('A simulated clock', () => {
  it.each([
    ['2025-01-16', '2025-01-16T08:3'],
    ['2025-07-01', '2025-07-01T07:3'],
  ])('opens at half past eight in London on %s', (on, begins) => {
    const clock = new SimulatedClock();
    clock.begin(day(on), 1_000);
    expect(clock.now().toISOString().startsWith(begins)).toBe(true);
  });

  it('moves on with every look, within the office hours, however often it is looked at', () => {
    const clock = new SimulatedClock();
    clock.begin(day('2025-01-16'), 100);
    const looks = Array.from({ length: 50_000 }, () => clock.now().toISOString());
    expect(new Set(looks).size).toBe(looks.length);
    expect(looks.join()).toBe(looks.toSorted().join());
    expect(looks.at(-1)?.slice(0, 13) ?? '').toBe('2025-01-16T17');
  });

  it('never goes back', () => {
    const clock = new SimulatedClock();
    clock.begin(day('2025-01-17'), 10);
    const late = clock.now();
    clock.begin(day('2025-01-16'), 10);
    expect(clock.now() > late).toBe(true);
    clock.begin(day('2025-01-20'), 10);
    expect(dayInLondon(clock.now())).toBe('2025-01-20');
  });
});
