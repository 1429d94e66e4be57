import { describe, expect, it } from '@jest/globals';
import { COUNTERPARTS } from './counterparts.js';
import { ENGLAND } from './england.js';

describe("England's figures that come with the tracker", () => {
  it('belong to measures that have a published counterpart', () => {
    const measures = COUNTERPARTS.map(({ measure }) => measure);
    expect(Object.keys(ENGLAND).filter((measure) => !measures.includes(measure))).toEqual([]);
    const withoutFile = COUNTERPARTS.filter(({ file }) => file === undefined).map(({ measure }) => measure);
    expect(withoutFile.filter((measure) => ENGLAND[measure] === undefined)).toEqual([]);
  });

  it.each(Object.entries(ENGLAND))('of %s stand in order of their years, with release and licence', (_, all) => {
    const years = all.map(({ year }) => year);
    expect(years).toEqual([...new Set(years)].sort());
    for (const { source } of all) {
      expect(source).toContain('Department for Education');
      expect(source).toContain('Open Government Licence v3.0');
    }
  });

  it('are 46.4% of plans within 20 weeks in 2024 without exceptions and 45.9% with them, and 46.1% and 45.5% in 2025', () => {
    const years = ENGLAND['plans-within-20-weeks'] ?? [];
    expect(
      years.slice(-2).map(({ year, figures }) => [year, figures.excluding?.value, figures.including?.value]),
    ).toEqual([
      [2024, 46.4, 45.9],
      [2025, 46.1, 45.5],
    ]);
    expect(years[10]?.quartiles).toEqual({ excluding: { lower: 28.9, median: 51.9, upper: 79.3 } });
  });
});
