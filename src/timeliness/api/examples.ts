import { day } from '../../statute/calendar.js';
import type { AnnualReviewCensus } from '../application/annual-review-census.js';
import type { TimelinessAnswer } from '../application/timeliness.js';
import { measureCalled } from '../application/timeliness-request.js';
import { CUT_DEFINITIONS } from '../application/cut-definitions.js';
import type { DescribedCut } from '../domain/cuts.js';
import { figuresOf, type Counted } from '../domain/figures.js';
import type { Measure } from '../domain/measures.js';
import { parsePeriod } from '../domain/periods.js';

const measure = measureCalled('plans-within-20-weeks');

const counted: readonly Counted[] = [
  { basis: 'issued', band: 'in-time', excepted: false, count: 136 },
  { basis: 'issued', band: 'in-time', excepted: true, count: 50 },
  { basis: 'issued', band: 'late', excepted: false, count: 145 },
  { basis: 'issued', band: 'late', excepted: true, count: 80 },
  { basis: 'issued', band: 'late-over-a-year', excepted: false, count: 33 },
  { basis: 'issued', band: 'late-over-a-year', excepted: true, count: 21 },
  { basis: 'due', band: 'in-time', excepted: false, count: 131 },
  { basis: 'due', band: 'in-time', excepted: true, count: 48 },
  { basis: 'due', band: 'late', excepted: false, count: 162 },
  { basis: 'due', band: 'late', excepted: true, count: 75 },
  { basis: 'due', band: 'open', excepted: false, count: 41 },
  { basis: 'due', band: 'ended-late', excepted: false, count: 3 },
];

const figures = figuresOf(measure, counted);

/** A measure, and what figures can be cut by. */
export const EXAMPLE_MEASURES: { readonly measures: readonly Measure[]; readonly cuts: readonly DescribedCut[] } = {
  measures: [measure],
  cuts: [CUT_DEFINITIONS.need].map(({ id, name, definition, source }) => ({ id, name, definition, source })),
};

/** Plans within 20 weeks in 2024, worked out from counts, so that the documentation cannot differ from the program. */
export const EXAMPLE_TIMELINESS: TimelinessAnswer = {
  measure,
  by: 'calendar-year',
  asAt: day('2025-03-03'),
  periods: [parsePeriod('calendar-year', '2024')].flatMap((period) =>
    period === undefined
      ? []
      : [{ period: period.label, from: period.from, to: period.to, complete: true, ...figures }],
  ),
  total: figures,
};

/** The annual reviews of a council as at 16 January 2025. */
export const EXAMPLE_CENSUS: AnnualReviewCensus = {
  census: day('2025-01-16'),
  year: 2024,
  plans: 1717,
  expected: 1370,
  notExpected: 347,
  meetings: { inCensusYear: 0, inYear: 1010, before: 263, held: 1273, notHeld: 97 },
  decisions: { within4Weeks: 219, later: 646, percentWithin4Weeks: 25.3, outstanding: 387, notDue: 21 },
  outcomes: { maintain: 408, amend: 450, cease: 7, none: 408 },
};
