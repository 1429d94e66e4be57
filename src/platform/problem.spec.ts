import { describe, expect, it } from '@jest/globals';
import { withPointer } from './http/problem-details.js';
import { choice, echo, placeOf, problemText } from './problem.js';

describe('a problem', () => {
  it('is told in one line: place, reason, and what is accepted', () => {
    const reason = '2025-02-30 is not a date: February 2025 has 28 days';
    expect(problemText({ place: 'milestones[2].on', reason, accepted: 'a day written YYYY-MM-DD' })).toBe(
      'milestones[2].on: 2025-02-30 is not a date: February 2025 has 28 days. Accepted: a day written YYYY-MM-DD.',
    );
  });

  it.each([
    ['milestones[2].on', '/milestones/2/on'],
    ['milestones[0]["a/b~c d"]', '/milestones/0/a~1b~0c d'],
    ['facts', ''],
    [placeOf('', 'x'.repeat(100)), undefined],
  ])('at %s points to %s', (place, pointer) => {
    expect(withPointer({ place, reason: '' }).pointer).toBe(pointer);
  });
});

describe('what is repeated from the input', () => {
  it.each([
    ['refuse', 'refuse'],
    ['', '""'],
    ['\u001b[31m', '"\\u001b[31m"'],
    ['a\u202eb', '"a\\u202eb"'],
    [null, 'null'],
    [[1], 'an array'],
    [{}, 'an object'],
    [5, '5'],
    [undefined, 'nothing'],
    ['x'.repeat(61), `${'x'.repeat(60)}...`],
    ['😀'.repeat(61), `"${'😀'.repeat(60)}..."`],
  ])('%j is shown as %s', (value, shown) => {
    expect(echo(value)).toBe(shown);
  });
});

describe('a choice', () => {
  it.each([
    [['a'], 'a'],
    [['a', 'b'], 'a or b'],
    [['a', 'b', 'c'], 'a, b or c'],
  ])('%j reads %s', (names, text) => {
    expect(choice(names)).toBe(text);
  });
});
