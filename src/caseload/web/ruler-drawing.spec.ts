import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addWeeks, day } from '../../statute/calendar.js';
import { drawRuler, type RulerContents } from './ruler-drawing.js';

const from = day('2025-01-06');
const contents = (more: Partial<RulerContents> = {}): RulerContents => ({
  from,
  to: addWeeks(from, 20),
  allowedTo: addWeeks(from, 20),
  marks: [],
  events: [],
  spans: [],
  ...more,
});
const share = (across: string): number => Number(across.slice(0, -1));

describe('The drawing of a ruler', () => {
  it('has a tick for each week, and the days at their share of its width', () => {
    const drawn = drawRuler(contents({ events: [from, addWeeks(from, 5), addWeeks(from, 20)] }));
    expect(drawn.weeks).toHaveLength(21);
    expect(drawn.events.map(({ x, number }) => [x, number])).toEqual([
      ['0.00%', 1],
      ['25.00%', 2],
      ['100.00%', 3],
    ]);
    expect(drawn.axis.width).toBe('100.00%');
  });

  it('goes on beyond what is allowed where that was not enough', () => {
    const allowedTo = addWeeks(from, 20);
    const to = addWeeks(from, 40);
    const drawn = drawRuler(contents({ to, allowedTo, late: { from: allowedTo, to: addWeeks(from, 30) } }));
    expect(drawn.axis.width).toBe('50.00%');
    expect(drawn.late).toEqual({ x: '50.00%', width: '25.00%' });
  });

  it('has fewer ticks where it is long', () => {
    expect(drawRuler(contents({ to: addWeeks(from, 100) })).weeks).toHaveLength(26);
  });

  it('lets no label leave it: they grow away from its ends', () => {
    const marks = [from, addWeeks(from, 10), addWeeks(from, 20)].map((on) => ({ on, label: 'Today' }));
    expect(drawRuler(contents({ marks })).marks.map(({ anchor }) => anchor)).toEqual(['start', 'middle', 'end']);
    const spans = [
      { from, to: addWeeks(from, 2) },
      { from: addWeeks(from, 15), to: addWeeks(from, 20) },
    ];
    expect(drawRuler(contents({ spans })).spans.map(({ label }) => label.anchor)).toEqual(['start', 'end']);
  });

  it('has no two markers that touch, and every one within its height', () => {
    const weeks = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(weeks, fc.uniqueArray(fc.nat(1400), { maxLength: 30 }), (long, days) => {
        const to = addWeeks(from, long);
        const events = days
          .filter((number) => number <= long * 7)
          .sort((one, other) => one - other)
          .map((number) => addDays(from, number));
        const drawn = drawRuler(contents({ to, events, spans: [{ from, to }] }));
        for (const [index, one] of drawn.events.entries()) {
          expect(one.y).toBeGreaterThan(0);
          expect(one.y).toBeLessThan(drawn.axis.y);
          for (const other of drawn.events.slice(index + 1)) {
            const isApart = one.y !== other.y || share(other.x) - share(one.x) >= 9.4;
            expect(isApart).toBe(true);
          }
        }
        for (const { y, height } of drawn.spans) expect(y + height).toBeLessThanOrEqual(drawn.height);
      }),
    );
  });
});
