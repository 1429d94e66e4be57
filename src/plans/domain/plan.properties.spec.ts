import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planMakers as makers } from '../../testing/random-plans.js';
import { describeRandomCases } from '../../testing/random-cases.js';
import { describeLookingBack } from '../../testing/looking-back.js';
import { describeTwoOfficers } from '../../testing/two-officers.js';
import { planDecider } from './plan.decider.js';
import { PLAN_KINDS_OF_ENTRY } from './plan.kinds.js';

test('the random cases have every kind of milestone', () => {
  const types = [makers.opening, ...makers.milestones].flatMap((maker) => fc.sample(maker, 20).map(({ type }) => type));
  expect(new Set(types)).toEqual(new Set(Object.keys(PLAN_KINDS_OF_ENTRY)));
});

describe('A plan', () => {
  describeRandomCases(planDecider, makers);
  describeTwoOfficers(planDecider, makers);
  describeLookingBack(planDecider, makers, ['PhaseTransferDue']);
});
