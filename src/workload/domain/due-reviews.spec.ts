import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day, type CalendarDate } from '../../statute/calendar.js';
import { countedReviews, REVIEW_COUNTS, reviewCounts, withDays, type DueReviewDays } from './due-reviews.js';

const MEETING = day('2026-01-14');
const review = (more: Partial<DueReviewDays> = {}): DueReviewDays => ({
  plan: 'plan',
  person: 'child',
  officer: null,
  team: null,
  rule: 'R2',
  dueOn: day('2026-03-31'),
  reviewedOn: null,
  review: null,
  meetingOn: null,
  decisionOn: null,
  outcome: null,
  noticeOn: null,
  finalOn: null,
  ...more,
});
const met = (more: Partial<DueReviewDays> = {}): DueReviewDays =>
  review({ review: 'one', meetingOn: MEETING, ...more });
const decided = (days: number, outcome: string, more: Partial<DueReviewDays> = {}): DueReviewDays => {
  const decisionOn = addDays(MEETING, days);
  return met({ decisionOn, reviewedOn: decisionOn, outcome, ...more });
};
const counted = (one: DueReviewDays): readonly string[] =>
  REVIEW_COUNTS.filter((count) => reviewCounts([withDays(one)])[count] === 1);

describe('An annual review that was due', () => {
  it.each<[string, DueReviewDays, readonly string[]]>([
    ['without a meeting', review(), ['due', 'no-meeting']],
    ['that the plan tells of alone', review({ reviewedOn: day('2026-04-01') }), ['due', 'plan-alone']],
    ['with a meeting and no decision', met(), ['due', 'held', 'undecided']],
    [
      'decided on the last day of the 4 weeks',
      decided(28, 'maintain'),
      ['due', 'held', 'reviewed-in-time', 'decided-in-4-weeks'],
    ],
    ['decided a day later', decided(29, 'cease'), ['due', 'held', 'reviewed-in-time', 'decided-later']],
    ['decided after it was due', decided(90, 'maintain'), ['due', 'held', 'decided-later']],
    [
      'to be amended, with nothing sent',
      decided(20, 'amend'),
      ['due', 'held', 'reviewed-in-time', 'decided-in-4-weeks', 'to-amend', 'no-final'],
    ],
    [
      'amended on the last days',
      decided(20, 'amend', { noticeOn: addDays(MEETING, 28), finalOn: addDays(MEETING, 84) }),
      [
        'due',
        'held',
        'reviewed-in-time',
        'decided-in-4-weeks',
        'to-amend',
        'notice-in-4-weeks',
        'final-in-8-weeks',
        'final-in-12-weeks',
      ],
    ],
    [
      'amended a day after the 12 weeks, and in 8 weeks of a late notice',
      decided(20, 'amend', { noticeOn: addDays(MEETING, 29), finalOn: addDays(MEETING, 85) }),
      ['due', 'held', 'reviewed-in-time', 'decided-in-4-weeks', 'to-amend', 'final-in-8-weeks'],
    ],
  ])('%s is counted so', (_, one, expected) => {
    expect(counted(one)).toEqual(expected);
  });
});

const days: fc.Arbitrary<CalendarDate | null> = fc.option(
  fc.integer({ min: 0, max: 200 }).map((more) => addDays(MEETING, more)),
  { nil: null },
);
const anyReview: fc.Arbitrary<DueReviewDays> = fc
  .record({
    reviewedOn: days,
    meetingOn: days,
    decisionOn: days,
    noticeOn: days,
    finalOn: days,
    outcome: fc.constantFrom('maintain', 'amend', 'cease', null),
  })
  .map((more) => review(more));

describe('The counts of annual reviews', () => {
  it('are the lengths of their lists, and add up', () => {
    fc.assert(
      fc.property(fc.array(anyReview), fc.array(anyReview), (one, other) => {
        const all = [...one, ...other].map(withDays);
        const counts = reviewCounts(all);
        for (const count of REVIEW_COUNTS) {
          expect(countedReviews(all, count)).toHaveLength(counts[count]);
          expect(reviewCounts(one.map(withDays))[count] + reviewCounts(other.map(withDays))[count]).toBe(counts[count]);
        }
        expect(counts.held + counts['no-meeting'] + counts['plan-alone']).toBe(counts.due);
        expect(counts['decided-in-4-weeks'] + counts['decided-later'] + counts.undecided).toBe(counts.held);
        expect(counts['final-in-12-weeks'] + counts['no-final']).toBeLessThanOrEqual(counts['to-amend']);
      }),
    );
  });
});
