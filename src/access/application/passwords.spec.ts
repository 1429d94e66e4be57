import { describe, expect, it } from '@jest/globals';
import { generatePassword, problemsOfPassword } from './passwords.js';
import { delayAfter } from './tries.js';

const amina = { name: 'Amina Khan-Bellamy', email: 'a.khan-bellamy@example.gov.uk' };
const reasons = (password: string): readonly string[] =>
  problemsOfPassword(password, amina).map(({ reason }) => reason);

describe('A password', () => {
  it.each(['badger thimble orchard', 'ΓΛΩΣΣΑ-και-νερό', '🐝🐞🦋🐌🐛🦗🕷️🦂🐜🪲🪳🦟', 'x'.repeat(124) + 'abcd'])(
    'can be %s',
    (password) => expect(reasons(password)).toEqual([]),
  );

  it.each([
    ['', 'it has fewer than 12 characters'],
    ['elevenchars', 'it has fewer than 12 characters'],
    ['🐝🐞🦋🐌🐛🦗', 'it has fewer than 12 characters'],
    ['abcde'.repeat(26), 'it has more than 128 characters'],
    ['aaaaaaaaaaaaaaaa', 'it repeats a few characters'],
    ['121212121212', 'it repeats a few characters'],
    ['Amina Khan Bellamy', 'it is your own name or email address'],
    ['A.Khan-Bellamy@example.gov.uk', 'it is your own name or email address'],
    ['a.khan.bellamy', 'it is your own name or email address'],
  ])('cannot be "%s"', (password, reason) => expect(reasons(password)).toEqual([reason]));

  it('that is made here can be used, read out, and is never the same', () => {
    const made = Array.from({ length: 200 }, generatePassword);
    for (const one of made) {
      expect(one).toMatch(/^(?:[a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}$/);
      expect(reasons(one)).toEqual([]);
    }
    expect(new Set(made).size).toBe(200);
  });
});

describe('The wait after tries that failed', () => {
  const seconds = (kind: 'account' | 'address', counts: readonly number[]): readonly number[] =>
    counts.map((count) => delayAfter(count, kind) / 1000);

  it('begins after a few, doubles, and ends at a quarter of an hour', () => {
    expect(seconds('account', [0, 4, 5, 6, 7, 8, 12, 13, 1_000_000])).toEqual([0, 0, 5, 10, 20, 40, 640, 900, 900]);
  });

  it('begins later for a place from which a whole office signs in', () => {
    expect(seconds('address', [30, 31, 32])).toEqual([0, 5, 10]);
  });
});
