import type { Beside } from '../application/beside.js';
import { counterpartsOf } from '../domain/counterparts.js';
import { ENGLAND } from '../domain/england.js';

const MEASURE = 'plans-within-20-weeks';
const YEAR = 2024;

/** What is published of England beside plans within 20 weeks, so that the documentation cannot differ from the program. */
export const EXAMPLE_BENCHMARKS: { readonly beside: readonly Beside[] } = {
  beside: counterpartsOf(MEASURE).flatMap(({ measure, unit, difference }): readonly Beside[] => {
    const known = ENGLAND[measure] ?? [];
    return known
      .filter(({ year }) => year === YEAR)
      .map(({ year, figures, quartiles, source }) => ({
        measure,
        unit,
        year,
        years: known.map((one) => one.year),
        england: figures,
        ...(quartiles === undefined ? {} : { quartile: quartiles }),
        difference,
        notes: ['The figures of authorities and regions have not been imported.'],
        source,
      }));
  }),
};
