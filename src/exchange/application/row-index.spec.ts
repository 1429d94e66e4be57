import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caseHash, RowIndex } from './row-index.js';

describe('An index of rows', () => {
  test('brings the rows of each case together, cases and rows in the order of the file', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 3000 }), (cases) => {
        const index = new RowIndex();
        cases.forEach((number, row) =>
          index.add(caseHash('plan', String(number)), { line: row + 2, offset: row * 2 ** 33, length: row }),
        );
        const groups = index.groups();
        const found = Array.from({ length: groups.count }, (_, group) => [...groups.rowsOf(group)]);
        const expected = [...Map.groupBy(cases.keys(), (row) => cases[row]).values()];
        expect(found).toEqual(expected);
        for (const row of cases.keys()) {
          expect(index.place(row)).toEqual({ line: row + 2, offset: row * 2 ** 33, length: row });
        }
        for (const number of [0, 20, 40, 41]) {
          expect(index.has(caseHash('plan', String(number)))).toBe(cases.includes(number));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('tells a plan from an assessment with the same key', () => {
    expect(caseHash('plan', 'A-1')).not.toBe(caseHash('assessment', 'A-1'));
  });
});
