import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { readMonth, reviewYear, reviewYearOf, yearInWords } from './review-year.js';

describe('A year of annual reviews', () => {
  it('is an academic year from September, or a calendar year, of 12 whole months', () => {
    const academic = reviewYear('academic', 2026);
    expect(academic).toMatchObject({ from: '2026-09-01', to: '2027-08-31' });
    expect(academic.months.map(({ id }) => id).slice(3, 6)).toEqual(['2026-12', '2027-01', '2027-02']);
    expect(academic.months[5]).toEqual({ id: '2027-02', from: '2027-02-01', to: '2027-02-28' });
    expect(reviewYear('calendar', 2026)).toMatchObject({ from: '2026-01-01', to: '2026-12-31' });
  });

  it.each([
    ['academic', '2026-08-31', 2025],
    ['academic', '2026-09-01', 2026],
    ['calendar', '2026-08-31', 2026],
  ] as const)('of the kind %s that %s is in begins in %d', (kind, on, year) => {
    expect(reviewYearOf(kind, day(on)).year).toBe(year);
  });

  it('is written as the council writes it', () => {
    expect(yearInWords(reviewYear('academic', 2026))).toBe('2026/27');
    expect(yearInWords({ kind: 'academic', year: 2099 })).toBe('2099/00');
    expect(yearInWords(reviewYear('calendar', 2026))).toBe('2026');
  });

  it('has months that are written with two digits', () => {
    expect(readMonth('2026-04')).toEqual({ id: '2026-04', from: '2026-04-01', to: '2026-04-30' });
    expect(readMonth('2026-13')).toBeUndefined();
    expect(readMonth('April')).toBeUndefined();
  });
});
