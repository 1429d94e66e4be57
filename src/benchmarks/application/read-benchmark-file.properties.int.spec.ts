import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  authority,
  columnsOf,
  csvOf,
  england,
  figure,
  problemsIn,
  readAsFile,
  releaseCsv,
  rowsOf,
  yearsOf,
} from '../../testing/benchmark-files.js';

describe('Any file of the release', () => {
  const names = ['Ashford, County of', 'Birchley', 'Coombe "Vale"', 'Dunmoor', 'Élan'];
  const cells = fc.constantFrom('x', 'z', 'c', 'low', ':', '0', '7', '1,204', '93');
  const rows = fc.uniqueArray(
    fc.record({ name: fc.constantFrom(...names), year: fc.integer({ min: 2019, max: 2026 }), cell: cells }),
    {
      selector: ({ name, year }) => `${name}/${String(year)}`,
      minLength: 1,
      maxLength: 12,
    },
  );
  const made = rows.map((all) =>
    rowsOf(
      'plans',
      all.map(({ name, year, cell }) => authority(year, name, 'East', { plans_issued_den: cell })),
    ),
  );
  const order = fc.array(fc.nat(), { minLength: columnsOf('plans').length, maxLength: columnsOf('plans').length });
  const endings = fc.constantFrom('\r\n', '\n');

  it('says the same with its columns and rows in any order, other columns between them, and any line endings', async () => {
    await fc.assert(
      fc.asyncProperty(made, order, endings, fc.boolean(), async (all, keys, ending, inCapitals) => {
        const places = keys
          .map((key, at) => ({ key, at }))
          .sort((one, other) => one.key - other.key || one.at - other.at);
        const [head = [], ...body] = all.map((row) => places.map(({ at }) => row[at] ?? ''));
        const shuffled = [
          [...head.map((name) => (inCapitals ? name.toUpperCase() : name)), 'provisional'],
          ...body.toReversed().map((row) => [...row, '']),
        ];
        const text = csvOf(shuffled).replaceAll('\r\n', ending);
        const [asPublished, read] = [await readAsFile(csvOf(all)), await readAsFile(text)];
        expect(problemsIn(read)).toEqual([]);
        const figures = yearsOf(read).map(({ columns, ...rest }) => ({ ...rest, columns: [...columns] }));
        expect(figures).toEqual(yearsOf(asPublished));
      }),
      { numRuns: 40 },
    );
  });

  it('with any fault is refused or told of, and never read in silence as another number', async () => {
    const faults = fc.oneof(
      fc.constantFrom('-1', '1e3', '٣', '1.5', 'NaN', '1 000', "'7", '0x10', '12345678901'),
      fc.string({ minLength: 1, maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(faults, async (fault) => {
        const read = await readAsFile(releaseCsv('plans', [england(2024, { plans_issued_den: fault })]));
        const found = read.content?.kind === 'release' ? figure(read, 2024, 'England', 'plans.issued.all') : undefined;
        const isPlain = /^\s*-?\d{1,9}\s*$/.test(fault) || /^\s*\d{1,3}(,\d{3})*\s*$/.test(fault);
        if (typeof found === 'number') expect(isPlain).toBe(true);
        else if (!/^\s*([xzck:-]|low|\.\.)?\s*$/i.test(fault)) expect(read.problems.count).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});
