import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findFault } from './json-fault.js';
import { readJson, UnreadableJson } from './json-text.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function refusal(text: string): string {
  try {
    readJson(bytes(text));
  } catch (error) {
    if (error instanceof UnreadableJson) return error.reason;
    throw error;
  }
  throw new Error('The text was accepted');
}

describe('a JSON text', () => {
  it('may begin with a byte order mark', () => {
    expect(readJson(bytes('\uFEFF[1]'))).toEqual([1]);
  });

  it('is reported with nothing in it', () => {
    expect(refusal(' \n')).toBe('there is nothing in it; JSON text is needed');
  });

  it.each([
    [
      'a name without quotes',
      '{"a": 1,\n b: 2}',
      'line 2, column 2 there is "b" where a name in double quotes was expected',
    ],
    ['single quotes', "{'a': 1}", 'line 1, column 2 there is "\'" where a name in double quotes or "}" was expected'],
    ['a comma too many', '[1, 2, ]', 'line 1, column 8 there is "]" where a value was expected'],
    ['a missing comma', '{"a": 1 "b": 2}', 'line 1, column 9 there is "\\"" where "," or "}" was expected'],
    ['a missing colon', '{"a" 1}', 'line 1, column 6 there is "1" where ":" was expected'],
    ['text after the end', '{} {}', 'line 1, column 4 there is "{" where the end of the text was expected'],
    ['a leading zero', '[01]', 'line 1, column 2 there is "0" where a value or "]" was expected'],
    ['an open text', '["a', 'line 1, column 2 there is "\\"" where a value or "]" was expected'],
    ['an early end', '{"a": [1,\r\n', 'line 2, column 1 the text ends where a value was expected'],
  ])('is refused with line and column: %s', (_, text, where) => {
    expect(refusal(text)).toBe(`the text is not JSON: at ${where}`);
  });

  it('that is damaged anywhere is refused at or before the damage', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, at) => {
        const place = at % (text.length + 1);
        const damaged = `${text.slice(0, place)}\u0001${text.slice(place)}`;
        expect(() => readJson(bytes(damaged))).toThrow(UnreadableJson);
        expect(findFault(damaged).offset).toBeLessThanOrEqual(place);
      }),
    );
  });

  it('that is right has no fault', () => {
    fc.assert(fc.property(fc.json(), (text) => expect(findFault(text).offset).toBe(text.length)));
  });
});
