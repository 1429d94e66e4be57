import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ChildKey } from './child-key.js';

const KEY = Buffer.alloc(32, 7);
const HERE = Buffer.from('here');
const texts = fc.string({ unit: 'grapheme' });

describe('The key of a child', () => {
  test('opens what it sealed', () => {
    fc.assert(
      fc.property(texts, texts, (place, text) => {
        const key = new ChildKey(KEY);
        expect(key.open(Buffer.from(place), key.seal(Buffer.from(place), text))).toBe(text);
      }),
    );
  });

  test('gives the same bytes for the same text in the same context, so that a repeated request is recognised', () => {
    fc.assert(
      fc.property(texts, (text) =>
        expect(new ChildKey(KEY).seal(HERE, text)).toEqual(new ChildKey(KEY).seal(HERE, text)),
      ),
    );
  });

  test('never uses a nonce twice: not for another text, not in another context', () => {
    const inputs = fc.uniqueArray(fc.tuple(texts, texts), {
      selector: ([place, text]) => JSON.stringify([place, text]),
      minLength: 2,
    });
    fc.assert(
      fc.property(inputs, (all) => {
        const key = new ChildKey(KEY);
        const nonces = all.map(([place, text]) => key.seal(Buffer.from(place), text).toString('hex', 0, 12));
        expect(new Set(nonces).size).toBe(all.length);
      }),
    );
  });

  test('tells context from text, so that moving a letter from one to the other changes the nonce', () => {
    const key = new ChildKey(KEY);
    const [one, other] = [key.seal(Buffer.from('ab'), 'c'), key.seal(Buffer.from('a'), 'bc')];
    expect(one.subarray(0, 12)).not.toEqual(other.subarray(0, 12));
  });

  test('opens nothing of which a single bit was changed', () => {
    const key = new ChildKey(KEY);
    const sealed = key.seal(HERE, 'Ada met her teacher.');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(key.open(HERE, changed)).toBeUndefined();
    }
  });

  test('opens nothing that was cut short', () => {
    const key = new ChildKey(KEY);
    const sealed = key.seal(HERE, 'Ada');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(key.open(HERE, sealed.subarray(0, length))).toBeUndefined();
    }
  });

  test('opens nothing of another context or of another key', () => {
    const sealed = new ChildKey(KEY).seal(HERE, 'Ada');
    expect(new ChildKey(KEY).open(Buffer.from('there'), sealed)).toBeUndefined();
    expect(new ChildKey(Buffer.alloc(32, 8)).open(HERE, sealed)).toBeUndefined();
  });

  test('opens nothing once it was wiped', () => {
    const key = new ChildKey(KEY);
    const sealed = key.seal(HERE, 'Ada');
    key.wipe();
    expect(key.open(HERE, sealed)).toBeUndefined();
  });

  test('seals as it always did: what was sealed years ago still opens', () => {
    // Worked out apart from this code, with the cryptography package of Python.
    const sealed = Buffer.from('Aj6HM59A1tUydEIPk4Bcrw9s2BmAeFmLHter0q5iDA', 'base64url');
    expect(new ChildKey(KEY).seal(HERE, 'Ada')).toEqual(sealed);
    expect(new ChildKey(KEY).open(HERE, sealed)).toBe('Ada');
  });
});
