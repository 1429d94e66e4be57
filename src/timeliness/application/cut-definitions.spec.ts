import { describe, expect, it } from '@jest/globals';
import { cutValueOf, CUTS, inOrderOf } from '../domain/cuts.js';
import { CUT_DEFINITIONS } from './cut-definitions.js';

describe('The age of a child, in figures', () => {
  const ageBand = (bornFrom: number, month: string): string => cutValueOf(CUT_DEFINITIONS['age-band'], bornFrom, month);
  const phase = (bornFrom: number, month: string): string => cutValueOf(CUT_DEFINITIONS.phase, bornFrom, month);

  // Born from 1 September 2019 to 31 August 2020: 4 on 31 August 2024, in Reception from September 2024.
  it.each([
    [2019, '2024-08', 'under-5', 'early-years'],
    [2019, '2024-09', 'under-5', 'primary'],
    [2019, '2025-08', 'under-5', 'primary'],
    [2019, '2025-09', '5-to-10', 'primary'],
    [2019, '2031-08', '5-to-10', 'primary'],
    [2019, '2031-09', '11-to-15', 'secondary'],
    [2019, '2036-08', '11-to-15', 'secondary'],
    [2019, '2036-09', '16-to-19', 'post-16'],
    [2019, '2040-09', '20-to-25', 'post-16'],
    [2019, '2047-09', '20-to-25', 'post-16'],
  ])(
    'is the one on the 31 August before: born from %i, in %s they are in %s and in %s',
    (born, month, band, inPhase) => {
      expect(ageBand(born, month)).toBe(band);
      expect(phase(born, month)).toBe(inPhase);
    },
  );
});

describe('What figures are cut by', () => {
  it('has a value of its own for what is not on record', () => {
    for (const cut of CUTS) expect(cutValueOf(CUT_DEFINITIONS[cut], null, '2025-01')).toBe('not-recorded');
  });

  it('is shown in the order of its list, what is not on that after it, and what is not recorded last', () => {
    const names = (cut: keyof typeof CUT_DEFINITIONS, values: readonly string[]): readonly string[] =>
      inOrderOf(CUT_DEFINITIONS[cut], values).map(({ name }) => name);
    expect(names('need', ['not-recorded', 'OTH', 'NEW', 'ASD', 'ASD'])).toEqual([
      'Autistic spectrum disorder',
      'Other difficulty or disability',
      'NEW',
      'Not recorded',
    ]);
    expect(names('area', ['not-recorded', 'HU10', 'HU5', 'DN1'])).toEqual(['DN1', 'HU5', 'HU10', 'Not recorded']);
    expect(names('age-band', ['20-to-25', 'under-5'])).toEqual(['Under 5', '20 to 25']);
  });
});
