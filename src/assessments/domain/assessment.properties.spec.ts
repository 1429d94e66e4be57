import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assessmentMakers as makers } from '../../testing/random-assessments.js';
import { describeRandomCases } from '../../testing/random-cases.js';
import { describeLookingBack } from '../../testing/looking-back.js';
import { describeTwoOfficers } from '../../testing/two-officers.js';
import { assessmentDecider } from './assessment.decider.js';
import { ASSESSMENT_KINDS_OF_ENTRY } from './assessment.kinds.js';

test('the random cases have every kind of milestone', () => {
  const types = [makers.opening, ...makers.milestones].map((maker) => fc.sample(maker, 1)[0]?.type);
  expect(new Set(types)).toEqual(new Set(Object.keys(ASSESSMENT_KINDS_OF_ENTRY)));
});

describe('A needs assessment', () => {
  describeRandomCases(assessmentDecider, makers);
  describeTwoOfficers(assessmentDecider, makers);
  describeLookingBack(assessmentDecider, makers);
});
