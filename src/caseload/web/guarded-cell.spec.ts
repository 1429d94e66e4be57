import { describe, expect, it } from '@jest/globals';
import { guardedCell } from './guarded-cell.js';

describe('A cell of an export', () => {
  it.each(['=1+1', '+44', '-1', '@SUM(A1)', '\t=1', '\r=1'])('is no formula: %j', (text) => {
    expect(guardedCell(text)).toBe(`'${text}`);
  });

  it.each(['', 'Okonkwo, Tamsin', 'a=b', '3 days late', "'=1"])('stays as it is otherwise: %j', (text) => {
    expect(guardedCell(text)).toBe(text);
  });
});
