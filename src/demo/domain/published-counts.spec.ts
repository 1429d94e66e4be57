import { describe, expect, it } from '@jest/globals';
import { contradictionsIn, figuresOf, type PublishedCounts } from './published-counts.js';

const counts: PublishedCounts = {
  authority: 'Anywhere',
  code: '999',
  year: 2024,
  requests: {
    received: 100,
    toAssess: 60,
    notToAssess: 25,
    notMade: 14,
    withdrawn: 1,
    decidedWithin6Weeks: 80,
    decidedLater: 9,
  },
  plans: {
    issued: { all: 50, withoutExceptions: 40 },
    within20Weeks: { all: 30, withoutExceptions: 25 },
    withinAYear: { all: 18, withoutExceptions: 13 },
    overAYear: { all: 2, withoutExceptions: 2 },
  },
  reviews: {
    plans: 400,
    expected: 340,
    notExpected: 60,
    metInCensusYear: 5,
    metInYear: 200,
    metBefore: 95,
    met: 300,
    notMet: 40,
    decidedWithin4Weeks: 100,
    decidedLater: 150,
  },
};

const reasons = (change: Partial<PublishedCounts>): readonly string[] =>
  contradictionsIn({ ...counts, ...change }).map(({ reason, isFatal }) => `${isFatal ? 'fatal: ' : ''}${reason}`);

describe('Published counts', () => {
  it('have a name each', () => {
    expect(Object.keys(figuresOf(counts))).toHaveLength(25);
    expect(figuresOf(counts)).toMatchObject({
      'requests.received': 100,
      'plans.withinAYear.withoutExceptions': 13,
      'reviews.metBefore': 95,
    });
  });

  it('agree with each other as a rule', () => {
    expect(contradictionsIn(counts)).toEqual([]);
  });

  it('can be sums that their parts contradict; the parts are kept', () => {
    const { requests, plans, reviews } = counts;
    expect(reasons({ requests: { ...requests, received: 99 } })).toEqual([
      'Requests received is published as 99, and its parts add up to 100.',
    ]);
    expect(reasons({ plans: { ...plans, issued: { all: 52, withoutExceptions: 41 } } })).toEqual([
      'Plans issued is published as 52, and its parts add up to 50.',
      'Plans issued, without exceptions, is published as 41, and its parts add up to 40.',
    ]);
    expect(reasons({ reviews: { ...reviews, met: 299 } })).toHaveLength(2);
  });

  it('can be what no caseload has', () => {
    const { requests, plans, reviews } = counts;
    expect(reasons({ requests: { ...requests, notMade: -3 } })).toEqual([
      'fatal: requests.notMade is published as -3, which is no count.',
    ]);
    expect(reasons({ plans: { ...plans, overAYear: { all: 2, withoutExceptions: 3 } } })).toContain(
      'fatal: plans.overAYear is larger without exceptions (3) than with them (2).',
    );
    expect(reasons({ reviews: { ...reviews, decidedLater: 201 } })).toEqual([
      'fatal: 301 decisions are published after 300 review meetings.',
    ]);
    expect(reasons({ reviews: { ...reviews, decidedWithin4Weeks: 0, decidedLater: 296 } })).toEqual([
      'fatal: 296 decisions are published as made more than 4 weeks after the meeting, and 295 meetings were that early.',
    ]);
    expect(reasons({ requests: { ...requests, decidedWithin6Weeks: 0, decidedLater: 0 } })).toEqual([
      'fatal: 85 requests were decided, and no decision was notified.',
    ]);
  });
});
