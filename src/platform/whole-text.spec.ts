import { describe, expect, it } from '@jest/globals';
import { BROKEN_TEXT, CUT_TEXT, wholeText } from './whole-text.js';

const test = wholeText({
  accepted: 'a text',
  fault: (value) => (typeof value === 'string' ? undefined : 'it is no text'),
});

describe('A text that has to be whole', () => {
  it.each([
    ['plain text', 'Ottoline', undefined],
    ['a character in two halves', '\u{1f600}', undefined],
    ['half of a character', 'a\ud83d', BROKEN_TEXT],
    ['a NUL in the middle', 'a\0b', CUT_TEXT],
    ['what is refused already', 1, 'it is no text'],
  ])('%s', (_, value, fault) => {
    expect(test.fault(value, {})).toBe(fault);
  });
});
