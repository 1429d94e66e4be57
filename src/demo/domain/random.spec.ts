import { describe, expect, it } from '@jest/globals';
import { Random } from './random.js';

const many = <T>(draw: () => T, count = 4_000): T[] => Array.from({ length: count }, draw);
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

describe('Random numbers', () => {
  it('are the same for the same seed, for ever', () => {
    const random = new Random('a seed');
    expect(many(() => random.whole(0, 999), 5)).toEqual([832, 230, 170, 372, 584]);
  });

  it('of a fork depend on its name alone, not on what was drawn', () => {
    const one = new Random('a');
    const fork = one.fork('b').next();
    many(() => one.next(), 10);
    expect(one.fork('b').next()).toBe(fork);
    expect(one.fork('c').next()).not.toBe(fork);
  });

  it('spread over their range', () => {
    const random = new Random('1');
    expect(mean(many(() => random.next()))).toBeCloseTo(0.5, 1);
    expect(new Set(many(() => random.whole(3, 5)))).toEqual(new Set([3, 4, 5]));
    expect(mean(many(() => (random.chance(0.2) ? 1 : 0)))).toBeCloseTo(0.2, 1);
  });

  it('around a usual value stay within their bounds and near it', () => {
    const random = new Random('2');
    const drawn = many(() => random.around(10, 30, 100));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(100);
    expect(mean(drawn)).toBeCloseTo((10 + 30 + 100) / 3, -1);
  });

  it('pick what has more weight more often, and nothing that has none', () => {
    const random = new Random('3');
    const drawn = many(() =>
      random.weighted([
        ['often', 3],
        ['seldom', 1],
        ['never', 0],
      ]),
    );
    expect(drawn.filter((one) => one === 'often').length / drawn.length).toBeCloseTo(0.75, 1);
    expect(drawn).not.toContain('never');
  });

  it('shuffle without losing anything', () => {
    const values = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = new Random('4').shuffled(values);
    expect(shuffled).not.toEqual(values);
    expect(shuffled.toSorted((one, other) => one - other)).toEqual(values);
  });

  it('make ids that are UUIDs of version 7, of their day, all different', () => {
    const random = new Random('5');
    const ids = many(() => random.uuid(20_000), 500);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(500);
    expect(parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16)).toBeGreaterThanOrEqual(20_000 * 86_400_000);
  });
});
