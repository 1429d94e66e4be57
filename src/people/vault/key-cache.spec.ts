import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { PersonId } from '../../streams/domain/event.js';
import { ChildKey } from './child-key.js';
import { KeyCache } from './key-cache.js';

const person = (number: number): PersonId => `person ${String(number)}` as PersonId;
const WRAPPED = Buffer.from('wrapped');
const key = (): ChildKey => new ChildKey(Buffer.alloc(32, 1));
const isWiped = (one: ChildKey): boolean => {
  const here = Buffer.from('here');
  return one.open(here, key().seal(here, 'text')) === undefined;
};

describe('Unwrapped keys are kept', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  test('only as long as the wrapped key is the same', () => {
    const cache = new KeyCache();
    const first = key();
    cache.put(person(1), WRAPPED, first);
    expect(cache.get(person(1), Buffer.from(WRAPPED))).toBe(first);
    expect(cache.get(person(1), Buffer.from('anew'))).toBeUndefined();
    expect(isWiped(first)).toBe(true);
  });

  test('in a bounded number: the one kept longest makes room', () => {
    const cache = new KeyCache({ most: 3, lifetime: 1000 });
    const first = key();
    cache.put(person(1), WRAPPED, first);
    for (const number of [2, 3, 4]) cache.put(person(number), WRAPPED, key());
    expect(cache.size).toBe(3);
    expect(cache.get(person(1), WRAPPED)).toBeUndefined();
    expect(isWiped(first)).toBe(true);
    expect(cache.get(person(4), WRAPPED)).toBeDefined();
  });

  test('for a short time, and are wiped then though nobody asks for them', () => {
    const cache = new KeyCache({ most: 3, lifetime: 1000 });
    const first = key();
    cache.put(person(1), WRAPPED, first);
    jest.advanceTimersByTime(999);
    expect(cache.get(person(1), WRAPPED)).toBe(first);
    jest.advanceTimersByTime(1001);
    expect(cache.size).toBe(0);
    expect(isWiped(first)).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('until they are dropped', () => {
    const cache = new KeyCache();
    const first = key();
    cache.put(person(1), WRAPPED, first);
    cache.drop(person(1));
    expect(isWiped(first)).toBe(true);
    expect(cache.size).toBe(0);
  });
});
