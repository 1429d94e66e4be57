import { describe, expect, it } from '@jest/globals';
import { guarded, unguarded } from './formula-guard.js';

describe('A cell of an export', () => {
  it.each(['=1+1', '+44', '-1', '@SUM(A1)', '\t=1', '\r=1'])('is no formula: %j', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
  });

  it.each(['', 'Okonkwo, Tamsin', 'a=b', '3 days late'])('stays as it is otherwise: %j', (text) => {
    expect(guarded(text)).toBe(text);
  });

  it.each(['=1', "'=1", "''+1", "'quoted'", '', 'plain'])('is given back as it was: %j', (text) => {
    expect(unguarded(guarded(text))).toBe(text);
  });
});
