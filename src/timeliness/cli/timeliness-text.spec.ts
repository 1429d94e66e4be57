import { describe, expect, it } from '@jest/globals';
import { EXAMPLE_CENSUS, EXAMPLE_TIMELINESS } from '../api/examples.js';
import { day } from '../../statute/calendar.js';
import { measureCalled } from '../application/timeliness-request.js';
import type { TimelinessAnswer } from '../application/timeliness.js';
import { figuresOf } from '../domain/figures.js';
import { censusText } from './census-text.js';
import { measureText, overviewText, percent } from './timeliness-text.js';

const plain = { paint: (_: unknown, text: string) => text };

const requests: TimelinessAnswer = {
  measure: measureCalled('requests-received'),
  by: 'month',
  asAt: day('2025-02-03'),
  periods: [
    { period: '2025-01', from: day('2025-01-01'), to: day('2025-01-31'), complete: true, count: 1234 },
    { period: '2025-02', from: day('2025-02-01'), to: day('2025-02-28'), complete: false, count: 9 },
  ],
  total: { count: 1243 },
};

describe('The text of figures', () => {
  it('has counts beside shares, with and without exceptions, on each basis', () => {
    const text = measureText(EXAMPLE_TIMELINESS, plain);
    expect(text).toContain(`
Year  In time   Of     %  In time*  Of*    %*  Late  Over a year
2024      186  465  40.0       136  314  43.3   225           54
`);
    expect(text).toContain(`
Year  In time   Of     %  In time*  Of*    %*  Late  Over a year  Open  Ended late
2024      179  460  38.9       131  337  38.9   237            0    41           3
`);
    expect(text).toContain('* without the cases whose limit an accepted exception excuses');
    expect(text).toContain('Limit: 20 weeks (140 days) from the request (N7).');
    expect(text).toContain('Source: Regulation 13(2)');
  });

  it('says which period is not over, and sums all', () => {
    expect(overviewText([requests], plain)).toBe(`Timeliness. As at 3 February 2025

Requests for a needs assessment received
Month            Number
2025-01           1,234
2025-02 to date       9
All               1,243

One measure with its definition: ehcp timeliness --measure plans-within-20-weeks`);
  });

  it('speaks of exceptions only where there are some, and of no share where nothing counts', () => {
    const nothing = figuresOf(EXAMPLE_TIMELINESS.measure, []);
    const text = measureText(
      { ...EXAMPLE_TIMELINESS, periods: EXAMPLE_TIMELINESS.periods.map((one) => ({ ...one, ...nothing })) },
      plain,
    );
    expect(text).toContain('2024        0   0  -     0            0\n');
    expect(text).not.toContain('*');
    expect(percent(null)).toBe('-');
    expect(percent(40)).toBe('40.0');
  });

  it('has the parts of a split, with the share of each', () => {
    const measure = measureCalled('review-outcomes');
    const figures = figuresOf(measure, [
      { basis: 'issued', band: 'maintain', excepted: false, count: 30 },
      { basis: 'issued', band: 'amend', excepted: false, count: 60 },
      { basis: 'issued', band: 'cease', excepted: false, count: 10 },
    ]);
    const year = { period: '2024', from: day('2024-01-01'), to: day('2024-12-31'), complete: true };
    const periods = [{ ...year, ...figures }];
    expect(measureText({ ...requests, measure, by: 'calendar-year', periods, total: figures }, plain)).toContain(`
Year  Maintain     %  Amend     %  Cease     %  All
2024        30  30.0     60  60.0     10  10.0  100
`);
  });

  it('has who waits, and how long', () => {
    const measure = measureCalled('late-plans-waiting');
    const wait = (waiting: number, longestDays: number | null, medianDays: number | null) => ({
      wait: { on: day('2025-01-31'), waiting, longestDays, medianDays },
    });
    const periods = requests.periods.map((one, place) => ({
      ...one,
      ...(place === 0 ? wait(12, 1400, 31) : wait(0, null, null)),
    }));
    const { total: _, ...asked } = requests;
    const text = measureText({ ...asked, measure, periods }, plain);
    expect(text).toContain(`
Month            Waiting  Longest, days  Median, days
2025-01               12          1,400            31
2025-02 to date        0              -             -
`);
    expect(text).toContain('Limit: 20 weeks (140 days) from the request (N7).');
  });

  it('has the figures of all before those of each value of a cut, which it defines', () => {
    const cuts = [
      { value: 'ASD', name: 'Autistic spectrum disorder', periods: [], total: { count: 1000 } },
      { value: 'not-recorded', name: 'Not recorded', periods: [], total: { count: 243 } },
    ];
    const text = measureText({ ...requests, cut: 'need', cuts }, plain);
    expect(text).toContain(`
All               1,243

Primary need, all periods together
Primary need                Number
Autistic spectrum disorder   1,000
Not recorded                   243
`);
    expect(text).toContain('Primary need: The primary type of need of the child or young person');
    expect(measureText({ ...requests, cut: 'need', cuts: [] }, plain)).toContain('There is nothing to cut.');
  });

  it('says when it was known', () => {
    expect(measureText({ ...requests, knownOn: '2025-02-03T12:00:00Z' }, plain)).toContain(
      'As at 3 February 2025, as known on 2025-02-03T12:00:00Z',
    );
  });
});

describe('The text of a census', () => {
  it('has every count, and the share of decisions within 4 weeks', () => {
    const text = censusText(EXAMPLE_CENSUS, plain);
    expect(text).toContain('Annual reviews on the census day, 16 January 2025');
    expect(text).toMatch(/^Plans maintained +1,717$/m);
    expect(text).toMatch(/^ {2}before 2024 +263$/m);
    expect(text).toMatch(/^ {2}within 4 weeks, % +25\.3$/m);
  });
});
