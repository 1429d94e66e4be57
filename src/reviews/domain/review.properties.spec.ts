import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reviewMakers as makers } from '../../testing/random-reviews.js';
import { describeRandomCases } from '../../testing/random-cases.js';
import { describeLookingBack } from '../../testing/looking-back.js';
import { describeTwoOfficers } from '../../testing/two-officers.js';
import { reviewDecider } from './review.decider.js';
import { REVIEW_KINDS_OF_ENTRY } from './review.kinds.js';

test('the random cases have every kind of milestone', () => {
  const types = [makers.opening, ...makers.milestones].flatMap((maker) => fc.sample(maker, 20).map(({ type }) => type));
  expect(new Set(types)).toEqual(new Set(Object.keys(REVIEW_KINDS_OF_ENTRY)));
});

describe('A review', () => {
  describeRandomCases(reviewDecider, makers);
  describeTwoOfficers(reviewDecider, makers);
  describeLookingBack(reviewDecider, makers, ['ReviewMeetingPlanned']);
});
