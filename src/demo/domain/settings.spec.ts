import { expect, it } from '@jest/globals';
import { Random } from './random.js';
import { settingOtherThan } from './settings.js';

it('A school or college is drawn again where it is among those that are known', () => {
  const drawn = [123_456, 110_000, 123_456, 140_000];
  const random = Object.assign(new Random('1'), { whole: () => drawn.shift() ?? 0 });
  expect(settingOtherThan(new Set(['123456', '110000']), random)).toBe('140000');
  expect(drawn).toEqual([]);
});
