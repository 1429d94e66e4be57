import type { PublishedCounts } from '../demo/domain/published-counts.js';

/** The counts of a small council, in the proportions of a real one. */
export const SMALL_COUNCIL: PublishedCounts = {
  authority: 'Anywhere',
  code: '999',
  year: 2024,
  requests: {
    received: 120,
    toAssess: 82,
    notToAssess: 28,
    notMade: 9,
    withdrawn: 1,
    decidedWithin6Weeks: 100,
    decidedLater: 15,
  },
  plans: {
    issued: { all: 90, withoutExceptions: 70 },
    within20Weeks: { all: 40, withoutExceptions: 30 },
    withinAYear: { all: 42, withoutExceptions: 34 },
    overAYear: { all: 8, withoutExceptions: 6 },
  },
  reviews: {
    plans: 620,
    expected: 520,
    notExpected: 100,
    metInCensusYear: 8,
    metInYear: 300,
    metBefore: 130,
    met: 438,
    notMet: 82,
    decidedWithin4Weeks: 90,
    decidedLater: 200,
  },
};
