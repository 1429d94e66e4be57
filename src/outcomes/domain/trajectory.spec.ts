import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day } from '../../statute/calendar.js';
import { planMeasure, stated } from '../../testing/plan-measures.js';
import { pointsOf, trajectoryOn } from './trajectory.js';

/** Hull's: 28% when the work began in February 2023, 50% by January 2024. */
const hull = planMeasure({
  baseline: { value: 28, on: stated('2023-02') },
  target: { value: 50 },
  due: stated('2024-01'),
});

describe('A trajectory', () => {
  it('begins with the baseline and ends with the target, each on the last day of what is stated', () => {
    expect(pointsOf(hull)).toEqual([
      { on: '2023-02-28', value: 28 },
      { on: '2024-01-31', value: 50 },
    ]);
  });

  it.each([
    ['before the baseline, it is the baseline', '2023-01-15', 28],
    ['on the day of the baseline', '2023-02-28', 28],
    // 337 days in all; 31 August is the 184th: 28 + 22 x 184 / 337 = 40.01.
    ['between them, on the straight line by days', '2023-08-31', 40],
    ['on the day that it is due', '2024-01-31', 50],
    ['afterwards, it is the target', '2026-11-24', 50],
  ])('%s', (_, on, expected) => {
    expect(trajectoryOn(hull, day(on))).toBe(expected);
  });

  it('passes the milestones', () => {
    const stepped = planMeasure({
      baseline: { value: 40, on: stated('2020') },
      milestones: [{ value: 60, on: stated('2021') }],
      target: { value: 65 },
      due: stated('2022'),
    });
    // The half of a year of 365 days, and so on: 2021-07-02 is the 183rd day.
    expect(trajectoryOn(stepped, day('2021-07-02'))).toBe(50);
    expect(trajectoryOn(stepped, day('2021-12-31'))).toBe(60);
    expect(trajectoryOn(stepped, day('2022-07-02'))).toBe(62.5);
  });

  it('falls where less is better', () => {
    const falling = planMeasure({
      direction: 'down',
      baseline: { value: 100, on: stated('2023-12-31') },
      target: { value: 0 },
      due: stated('2024-04-09'),
    });
    expect(trajectoryOn(falling, day('2024-01-10'))).toBe(90);
  });

  it('is not there where no target is stated', () => {
    expect(
      trajectoryOn(planMeasure({ baseline: { value: 40, on: stated('2020') } }), day('2022-01-01')),
    ).toBeUndefined();
  });

  it('is the target on every day where no day is stated by which it is due', () => {
    expect(trajectoryOn(planMeasure({ target: { value: 100 } }), day('2022-01-01'))).toBe(100);
  });

  it('begins nowhere where no baseline is stated: there is a target on its day, and nothing before', () => {
    const open = planMeasure({ target: { value: 0 }, due: stated('2025-10') });
    expect(trajectoryOn(open, day('2025-10-30'))).toBeUndefined();
    expect(trajectoryOn(open, day('2025-10-31'))).toBe(0);
    expect(trajectoryOn(open, day('2025-11-01'))).toBe(0);
  });

  it('never turns back, and never leaves what lies between baseline and target', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 2_000 }),
        fc.integer({ min: -50, max: 2_100 }),
        (from, to, days, after) => {
          const begins = day('2020-01-01');
          const line = planMeasure({
            baseline: { value: from, on: stated(begins) },
            target: { value: to },
            due: stated(addDays(begins, days)),
          });
          const one = trajectoryOn(line, addDays(begins, after))!;
          const next = trajectoryOn(line, addDays(begins, after + 1))!;
          expect(one).toBeGreaterThanOrEqual(Math.min(from, to));
          expect(one).toBeLessThanOrEqual(Math.max(from, to));
          expect((next - one) * (to - from)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
