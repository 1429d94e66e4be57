import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day } from '../../statute/calendar.js';
import { planMeasure, stated } from '../../testing/plan-measures.js';
import type { PlanMeasure, Unit } from './send-plan.js';
import { proposedStatus, type Proposal, type Reading } from './status.js';

const reading = (on: string, value: number, complete = true): Reading => ({ on: day(on), value, complete });

/** From 28% at the end of February 2023 to 50% at the end of January 2024: 40% at the end of August 2023. */
const hull = planMeasure({
  baseline: { value: 28, on: stated('2023-02') },
  target: { value: 50 },
  start: stated('2023-02'),
  due: stated('2024-01'),
});
const AUGUST = day('2023-08-31');

const proposed = (one: PlanMeasure, readings: readonly Reading[], on = AUGUST, unit: Unit = 'percent'): Proposal =>
  proposedStatus(one, unit, readings, on);

describe('The status that the rules propose', () => {
  it('is not due yet before work begins, whatever the value', () => {
    expect(proposed(hull, [reading('2023-01-20', 60)], day('2023-01-31'))).toEqual({
      status: 'not-due-yet',
      because: 'not-begun',
    });
    expect(proposed(hull, [reading('2023-01-20', 60)], day('2023-02-01')).status).toBe('green');
  });

  it.each([
    ['it is judged', planMeasure({ measuredBy: { by: 'judgement' } }), [], 'judged'],
    ['no target is stated', planMeasure({}), [reading('2023-08-31', 40)], 'no-target'],
    ['no value is known', hull, [], 'no-value'],
  ] as const)('is none where %s', (_, one, readings, because) => {
    const { status, because: said } = proposed(one, readings);
    expect([status, said]).toEqual([undefined, because]);
  });

  it.each([
    ['at the trajectory', 40, 'green', 'on-trajectory'],
    ['just behind it', 39.9, 'amber', 'within-margin'],
    ['behind by the margin of 5 points', 35, 'amber', 'within-margin'],
    ['behind by more', 34.9, 'red', 'behind'],
    ['at the target', 50, 'green', 'met'],
  ] as const)('%s: %d%% is %s', (_, value, status, because) => {
    expect(proposed(hull, [reading('2023-08-31', value)])).toMatchObject({ status, because, expected: 40, margin: 5 });
  });

  it('goes by the margin that the plan states', () => {
    expect(proposed({ ...hull, margin: 10 }, [reading('2023-08-31', 30)]).status).toBe('amber');
    expect(proposed({ ...hull, margin: 0 }, [reading('2023-08-31', 39.9)]).status).toBe('red');
  });

  it('takes a tenth of what the trajectory asks for as the margin where it is no share', () => {
    const places = planMeasure({ measuredBy: { by: 'hand', unit: 'count' }, target: { value: 300 } });
    expect(proposed(places, [reading('2023-08-31', 270)], AUGUST, 'count').status).toBe('amber');
    expect(proposed(places, [reading('2023-08-31', 269)], AUGUST, 'count').status).toBe('red');
  });

  describe('where the target is met', () => {
    const months = ['2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31'];
    const values = (...numbers: number[]): Reading[] => numbers.map((value, index) => reading(months[index]!, value));
    const now = day('2024-06-10');

    it('is completed once three values have met it', () => {
      expect(proposed(hull, values(50, 51), now)).toMatchObject({ status: 'green', because: 'met' });
      expect(proposed(hull, values(50, 51, 50), now)).toMatchObject({ status: 'purple', because: 'sustained' });
      expect(proposed(hull, values(49, 50, 51, 50), now)).toMatchObject({ status: 'purple' });
      expect(proposed(hull, values(50, 49, 51, 50), now)).toMatchObject({ status: 'green', because: 'met' });
    });

    it('counts periods that are over alone, and the one that runs has to meet it too', () => {
      const running = (value: number): Reading => reading('2024-06-10', value, false);
      expect(proposed(hull, [...values(50, 51), running(52)], now)).toMatchObject({ status: 'green' });
      expect(proposed(hull, [...values(50, 51, 52), running(52)], now)).toMatchObject({ status: 'purple' });
      expect(proposed(hull, [...values(50, 51, 52), running(49)], now)).toMatchObject({ status: 'amber' });
    });

    it('asks for two where each is a year', () => {
      const yearly = (period: string): PlanMeasure => ({
        ...hull,
        measuredBy: { by: 'tracker', measure: 'plans-within-20-weeks', period },
      });
      expect(proposed(yearly('calendar-year'), values(50, 51), now)).toMatchObject({ status: 'purple' });
      expect(proposed(yearly('calendar-year'), values(51), now)).toMatchObject({ status: 'green' });
      expect(proposed(yearly('quarter'), values(50, 51), now)).toMatchObject({ status: 'green' });
    });

    it('asks for as many as the plan says', () => {
      expect(proposed({ ...hull, heldFor: 1 }, values(50), now)).toMatchObject({ status: 'purple' });
    });
  });

  it('is none behind a target that is not due yet where no baseline is stated, and red once it is due', () => {
    const waits = planMeasure({ direction: 'down', target: { value: 0 }, due: stated('2025-10'), margin: 0 });
    const value = [reading('2025-09-30', 12)];
    expect(proposed(waits, value, day('2025-10-30'), 'count')).toMatchObject({ because: 'no-line' });
    expect(proposed(waits, value, day('2025-10-31'), 'count')).toMatchObject({ status: 'red', because: 'behind' });
  });

  it('looks at less as better where the plan does', () => {
    const falling = planMeasure({ direction: 'down', target: { value: 10 } });
    expect(proposed(falling, [reading('2023-08-31', 10)], AUGUST, 'weeks').status).toBe('green');
    expect(proposed(falling, [reading('2023-08-31', 11)], AUGUST, 'weeks').status).toBe('amber');
    expect(proposed(falling, [reading('2023-08-31', 12)], AUGUST, 'weeks').status).toBe('red');
  });

  it('is never worse for a better value', () => {
    const RANKS = { red: 0, amber: 1, green: 2, purple: 3, 'not-due-yet': 0 } as const;
    const rank = ({ status }: Proposal): number => (status === undefined ? 0 : RANKS[status]);
    const value = fc.integer({ min: 0, max: 100 });
    const begins = day('2022-06-30');
    fc.assert(
      fc.property(
        fc.record({
          direction: fc.constantFrom('up' as const, 'down' as const),
          baseline: fc.option(value, { nil: undefined }),
          target: value,
          due: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
          margin: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
          heldFor: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
        }),
        fc.array(fc.tuple(value, fc.integer({ min: 0, max: 30 }), fc.boolean()), { minLength: 1, maxLength: 6 }),
        fc.constantFrom<Unit>('percent', 'count', 'days', 'weeks'),
        fc.integer({ min: 0, max: 1_000 }),
        ({ baseline, target, due, margin, heldFor, direction }, values, unit, after) => {
          const one = planMeasure({
            direction,
            target: { value: target },
            ...(baseline === undefined ? {} : { baseline: { value: baseline, on: stated(begins) } }),
            ...(due === undefined ? {} : { due: stated(addDays(begins, due)) }),
            ...(margin === undefined ? {} : { margin }),
            ...(heldFor === undefined ? {} : { heldFor }),
          });
          const better = direction === 'up' ? 1 : -1;
          const readings = (gain: 0 | 1): Reading[] =>
            values.map(([amount, more, complete], index) => ({
              on: addDays(begins, index),
              value: amount + gain * better * more,
              complete,
            }));
          const on = addDays(begins, after);
          expect(rank(proposedStatus(one, unit, readings(1), on))).toBeGreaterThanOrEqual(
            rank(proposedStatus(one, unit, readings(0), on)),
          );
        },
      ),
    );
  });
});
