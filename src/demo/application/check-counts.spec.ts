import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day } from '../../statute/calendar.js';
import { SMALL_COUNCIL } from '../../testing/small-council.js';
import { contradictionsIn, type PublishedCounts } from '../domain/published-counts.js';
import { censusDayOf } from '../domain/school-year.js';
import { checkQuickly, compare, partedByUse } from './check-counts.js';
import { PUBLISHED_2024 } from './published-2024.js';
import type { CountsOfAYear } from '../../timeliness/application/published.js';

const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

const requests = fc
  .record({
    toAssess: upTo(40),
    notToAssess: upTo(20),
    notMade: upTo(12),
    withdrawn: upTo(3),
    more: upTo(14),
    late: upTo(60),
  })
  .map(({ more, late, ...fates }) => {
    const { toAssess, notToAssess, notMade, withdrawn } = fates;
    const notified = Math.max(toAssess + notToAssess > 0 ? 1 : 0, toAssess + notToAssess + more - 4);
    const decidedLater = Math.min(late, notified);
    const received = toAssess + notToAssess + notMade + withdrawn;
    return { received, ...fates, decidedWithin6Weeks: notified - decidedLater, decidedLater };
  });

const band = fc.tuple(upTo(15), upTo(15)).map(([all, some]) => ({ all, withoutExceptions: Math.min(all, some) }));

const plans = fc.tuple(band, band, band).map(([within20Weeks, withinAYear, overAYear]) => {
  const sum = (of: 'all' | 'withoutExceptions'): number => within20Weeks[of] + withinAYear[of] + overAYear[of];
  const issued = { all: sum('all'), withoutExceptions: sum('withoutExceptions') };
  return { issued, within20Weeks, withinAYear, overAYear };
});

const reviews = fc
  .tuple(upTo(6), upTo(40), upTo(30), upTo(20), upTo(60), upTo(100), upTo(100))
  .map(([metInCensusYear, metInYear, metBefore, notMet, notExpected, late, soon]) => {
    const met = metInCensusYear + metInYear + metBefore;
    const decidedLater = Math.min(late, metInYear + metBefore);
    return {
      plans: met + notMet + notExpected,
      expected: met + notMet,
      notExpected,
      metInCensusYear,
      metInYear,
      metBefore,
      met,
      notMet,
      decidedWithin4Weeks: Math.min(soon, met - decidedLater),
      decidedLater,
    };
  });

const anyCounts = fc
  .record({ year: fc.integer({ min: 2019, max: 2026 }), requests, plans, reviews })
  .map((counts): PublishedCounts => ({ authority: 'Anywhere', code: '999', ...counts }));

describe('A caseload', () => {
  it.each(PUBLISHED_2024)(
    'of $authority has the counts published for 2024',
    async (published) => {
      const today = censusDayOf(published.year);
      const { mismatches, leftOut } = await checkQuickly(published, { seed: '1', today, years: 1 });
      expect(mismatches).toEqual([]);
      expect(leftOut).toEqual([]);
    },
    120_000,
  );

  it('has any counts that can be true together, whatever its seed and its last day', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyCounts,
        fc.string({ maxLength: 5 }),
        upTo(900),
        fc.integer({ min: 1, max: 4 }),
        async (counts, seed, later, years) => {
          fc.pre(contradictionsIn(counts).length === 0);
          const today = addDays(censusDayOf(counts.year), later);
          const { mismatches } = await checkQuickly(counts, { seed, today, years });
          expect(mismatches).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  }, 240_000);

  it('can be made on any day, also where many reviews are decided after months', async () => {
    const reviews = { ...SMALL_COUNCIL.reviews, decidedWithin4Weeks: 20, decidedLater: 60 };
    const anyCouncil = fc.constantFrom(SMALL_COUNCIL, { ...SMALL_COUNCIL, reviews });
    const anyDay = upTo(943).map((later) => addDays(day('2025-06-01'), later));
    await fc.assert(
      fc.asyncProperty(anyCouncil, anyDay, fc.string({ maxLength: 5 }), async (counts, today, seed) => {
        expect((await checkQuickly(counts, { seed, today })).mismatches).toEqual([]);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  }, 240_000);
});

const [hackney] = PUBLISHED_2024 as readonly [PublishedCounts];
const counted = hackney as unknown as CountsOfAYear;

describe('A comparison', () => {
  it('names what is not as published', () => {
    const other = { ...counted, requests: { ...counted.requests, received: 600 } };
    expect(compare(hackney, other).mismatches).toEqual([{ count: 'requests.received', published: 622, made: 600 }]);
  });

  it('leaves out a sum that its parts contradict, and says so', () => {
    const { issued } = hackney.plans;
    const published = { ...hackney, plans: { ...hackney.plans, issued: { ...issued, all: 467 } } };
    const { mismatches, leftOut } = compare(published, counted);
    expect(mismatches).toEqual([]);
    expect(leftOut).toEqual([
      {
        leftOut: ['plans.issued.all'],
        reason: 'Plans issued is published as 467, and its parts add up to 465.',
        isFatal: false,
      },
    ]);
  });
});

describe('What the files say', () => {
  const entry = { name: 'Here', code: '111', year: 2024, figures: { 'requests.received': 3 } };
  const reasonsOf = (...missing: readonly string[]): readonly string[] =>
    partedByUse([{ ...entry, missing }]).leftOut.flatMap(({ reasons }) => reasons);

  it('is left out where something was not published, with what it was', () => {
    expect(partedByUse([{ ...entry, missing: ['reviews.met (not available)'] }])).toEqual({
      usable: [],
      leftOut: [{ authority: 'Here', year: 2024, reasons: ['not published: reviews.met (not available)'] }],
    });
    const plans = ['a', 'b', 'c', 'd'].map((name) => `plans.${name} (not available)`);
    expect(reasonsOf('everything about annual reviews', ...plans, 'requests.toAssess (not applicable)')).toEqual([
      'not published: everything about annual reviews, 4 counts of plans, requests.toAssess (not applicable)',
    ]);
  });
});
