import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day } from '../../statute/calendar.js';
import { percentOf } from '../domain/figures.js';
import { HIDDEN } from '../domain/protected.js';
import type { AnnualReviewCensus } from './annual-review-census.js';
import { hiddenInCensus, protectedCensus } from './protected-census.js';

/** A census from the counts of plans that are alike. */
function censusOf(
  notExpected: number,
  [inCensusYear = 0, inYear = 0, before = 0]: readonly number[],
  notHeld: number,
  [within4Weeks = 0, outstanding = 0]: readonly number[],
  [maintain = 0, amend = 0]: readonly number[],
): AnnualReviewCensus {
  const held = inCensusYear + inYear + before;
  const decided = Math.min(held, maintain + amend);
  const none = held - decided;
  const within = Math.min(within4Weeks, decided);
  const open = Math.min(outstanding, none);
  return {
    census: day('2025-01-16'),
    year: 2024,
    plans: held + notHeld + notExpected,
    expected: held + notHeld,
    notExpected,
    meetings: { inCensusYear, inYear, before, held, notHeld },
    decisions: {
      within4Weeks: within,
      later: decided - within,
      percentWithin4Weeks: percentOf(within, decided),
      outstanding: open,
      notDue: none - open,
    },
    outcomes: { maintain: Math.min(maintain, decided), amend: decided - Math.min(maintain, decided), cease: 0, none },
  };
}

describe('The annual reviews that are published', () => {
  it('are exact where no number is small', () => {
    const census = censusOf(40, [10, 60, 30], 20, [30, 15], [50, 20]);
    expect(protectedCensus(census, hiddenInCensus(census))).toEqual(census);
  });

  it('hide few that are outstanding with those that are not due, since both together are known', () => {
    const census = censusOf(40, [10, 60, 30], 20, [30, 3], [50, 20]);
    const { decisions, outcomes } = protectedCensus(census, hiddenInCensus(census));
    expect(decisions).toMatchObject({ within4Weeks: 30, later: 40, outstanding: HIDDEN, notDue: HIDDEN });
    expect(outcomes.none).toBe(30);
  });

  it('hide how many were held where few were not', () => {
    const census = censusOf(40, [10, 60, 30], 2, [30, 15], [50, 20]);
    const { expected, meetings, decisions } = protectedCensus(census, hiddenInCensus(census));
    expect(expected).toBe(102);
    expect(meetings).toMatchObject({ held: HIDDEN, notHeld: HIDDEN });
    expect(decisions).toMatchObject({ within4Weeks: HIDDEN, percentWithin4Weeks: HIDDEN });
  });

  it('never have a number of 1 to 4, nor one that two others leave', () => {
    const few = fc.nat(12);
    const some = fc.array(few, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(few, some, few, some, some, (notExpected, held, notHeld, decisions, outcomes) => {
        const census = censusOf(notExpected, held, notHeld, decisions, outcomes);
        const shown = protectedCensus(census, hiddenInCensus(census));
        const { meetings, decisions: decided, outcomes: ended } = shown;
        const numbers = [shown.plans, shown.expected, shown.notExpected];
        const all = [...numbers, ...Object.values(meetings), ...Object.values(ended)];
        const { percentWithin4Weeks, ...counts } = decided;
        for (const number of [...all, ...Object.values(counts)]) {
          expect(number === HIDDEN || number === 0 || number >= 5).toBe(true);
        }
        const sums: readonly (readonly unknown[])[] = [
          [shown.plans, shown.expected, shown.notExpected],
          [shown.expected, meetings.held, meetings.notHeld],
          [ended.none, counts.outstanding, counts.notDue],
        ];
        for (const sum of sums) expect(sum.filter((number) => number === HIDDEN).length).not.toBe(1);
        if (counts.later === HIDDEN) expect([HIDDEN, null]).toContain(percentWithin4Weeks);
      }),
    );
  });
});
