import { describe, expect, test } from '@jest/globals';
import { milestone, record, WHOLE } from '../../testing/assessments.js';
import { specify } from '../../testing/decider.js';
import { assessmentDecider } from './assessment.decider.js';
import { ASSESSMENT_KINDS_OF_ENTRY } from './assessment.kinds.js';

const { given } = specify(assessmentDecider);

const steps = WHOLE.map((one, index) => ({
  name: `${one.type} on ${one.data.on}`,
  one,
  before: WHOLE.slice(0, index),
}));

describe('A needs assessment with everything that can be on record', () => {
  test('has every kind of milestone', () => {
    expect(new Set(WHOLE.map(({ type }) => type))).toEqual(new Set(Object.keys(ASSESSMENT_KINDS_OF_ENTRY)));
  });

  test.each(steps)('records $name', ({ one, before }) => {
    given(...before)
      .when(record(one))
      .then(one);
  });

  test.each(steps)('takes $name as said when it is said again', ({ one, before }) => {
    given(...before, one)
      .when(record(one))
      .thenNothing();
  });

  test.each(steps)('refuses $name on a day that has not come', ({ one, before }) => {
    const yesterday = '2024-01-07';
    given(...before)
      .when(record(one), yesterday)
      .thenRefused('in-the-future: on');
  });

  test.each(steps.slice(1))('refuses $name where there is no case', ({ one }) => {
    given().when(record(one)).thenRefused('unknown-case: case');
  });
});

test.each([
  ['AdviceRequested', { ref: 'health', adviser: 'health', receivedOn: '2025-06-11' }, 'receivedOn'],
  ['DraftPlanSent', { servedOn: '2025-06-11' }, 'servedOn'],
  ['AppealLodged', { appeal: 'contents', sentToCouncilOn: '2025-06-11' }, 'sentToCouncilOn'],
] as const)('%s cannot tell of a day that has not come', (type, data, field) => {
  given(...WHOLE)
    .when(record(milestone(type, '2025-06-10', data as never)), '2025-06-10')
    .thenRefused(`in-the-future: ${field}`);
});

test('a milestone that belongs on another kind of case is refused', () => {
  const foreign = { type: 'ReviewMeetingHeld', data: { on: WHOLE[0]!.data.on } } as never;
  given(...WHOLE)
    .when(record(foreign))
    .thenRefused('not-of-this-case: kind');
  given().when(record(foreign)).thenRefused('not-of-this-case: kind');
});

test('an event that is not known, such as one of a later version, changes nothing', () => {
  const { state } = given(...WHOLE);
  const unknown = { type: 'FamilySurveyed', data: { on: '2025-01-01' } } as never;
  expect(assessmentDecider.evolve(state, unknown)).toEqual(state);
});
