import { describe, expect, it } from '@jest/globals';
import { v4, v7 } from 'uuid';
import { SeenIds } from './seen-ids.js';

describe('the ids that were seen', () => {
  it('are known again, however many there are, and others are not', () => {
    const seen = new SeenIds();
    const ids = Array.from({ length: 200_000 }, (_, index) => (index % 2 === 0 ? v4() : v7()));
    expect(ids.filter((id) => seen.add(id))).toEqual([]);
    expect(ids.every((id) => seen.add(id))).toBe(true);
    expect(seen.add(v4())).toBe(false);
  });

  it('may hold an id of zeros', () => {
    const seen = new SeenIds();
    const zeros = '00000000-0000-0000-0000-000000000000';
    expect([seen.add(zeros), seen.add(zeros)]).toEqual([false, true]);
  });
});
