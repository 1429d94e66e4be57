import { describe, expect, it } from '@jest/globals';
import { MEASURES } from '../../timeliness/domain/measures.js';
import { COUNTERPARTS } from '../domain/counterparts.js';
import { RELEASE_COLUMNS } from './release-columns.js';

const measureOf = (id: string) => MEASURES.find((measure) => measure.id === id);

describe('What is published beside a measure', () => {
  it.each(COUNTERPARTS.map((one) => [`${one.measure} ${one.part ?? ''}`.trim(), one] as const))(
    'of %s belongs to a measure that there is, in the same unit, and is made of columns that are kept',
    (_, { measure, part, unit, parts, file }) => {
      const found = measureOf(measure);
      expect(found?.kind).toBe(part !== undefined ? 'split' : unit === 'count' ? 'count' : 'share');
      if (found?.kind === 'split') expect(found.parts.map(({ id }) => id)).toContain(part);
      const kept = RELEASE_COLUMNS.filter((column) => column.file === file).map(({ name }) => name);
      for (const { count, of = [], percent } of Object.values(parts)) {
        expect(kept).toEqual(expect.arrayContaining([...count, ...of, ...(percent === undefined ? [] : [percent])]));
      }
    },
  );

  it('is of every part of a measure that is split', () => {
    const split = MEASURES.filter(
      ({ id, kind }) => kind === 'split' && COUNTERPARTS.some(({ measure }) => measure === id),
    );
    for (const measure of split) {
      const parts = COUNTERPARTS.filter((one) => one.measure === measure.id).map(({ part }) => part);
      expect(measure.kind === 'split' && measure.parts.map(({ id }) => id)).toEqual(parts);
    }
    expect(split).toHaveLength(1);
  });
});
