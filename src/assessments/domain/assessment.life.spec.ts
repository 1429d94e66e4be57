import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { statusOn } from '../../statute/clock.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import { specify } from '../../testing/decider.js';
import { assessmentDecider, type AssessmentCommand } from './assessment.decider.js';
import type { AssessmentEvent, AssessmentMilestone } from './assessment.events.js';

const PERSON = '018f0000-0000-7000-8000-000000000001' as PersonId;
const REASON = 'sealed' as SealedText;
const { given } = specify(assessmentDecider);

const milestone = (type: AssessmentMilestone['type'], on: string, attributes: object = {}): AssessmentMilestone =>
  ({ type, data: { on: day(on), ...attributes } }) as unknown as AssessmentMilestone;

const confirming = (codes: readonly string[]): object => (codes.length === 0 ? {} : { confirm: codes });

const record = (one: AssessmentMilestone, ...confirm: readonly string[]): AssessmentCommand => ({
  type: 'Record',
  milestone: one,
  ...confirming(confirm),
});
const retract = (entry: number, ...confirm: readonly string[]): AssessmentCommand => ({
  type: 'Retract',
  entry,
  reason: REASON,
  ...confirming(confirm),
});
const correct = (entry: number, to: object, ...confirm: readonly string[]): AssessmentCommand => ({
  type: 'Correct',
  entry,
  to: { ...to },
  reason: REASON,
  ...confirming(confirm),
});
const confirmed = (one: AssessmentMilestone, ...codes: readonly string[]): AssessmentEvent =>
  ({ ...one, data: { ...one.data, confirmed: codes } }) as AssessmentMilestone;
const retracted = (entry: number, ...codes: readonly string[]): AssessmentEvent => ({
  type: 'MilestoneRetracted',
  data: { entry, reason: REASON, ...(codes.length === 0 ? {} : { confirmed: codes }) },
});

const requested = milestone('AssessmentRequested', '2025-01-06', { person: PERSON, kind: 'initial' });
const agreed = milestone('DecisionToAssessNotified', '2025-07-01', { outcome: 'assess' });
const closed = milestone('CaseClosed', '2025-02-03', { reason: 'moved' });
const reopened = milestone('CaseReopened', '2025-06-02');

describe('A closure and a reopening that are recorded late', () => {
  test('the closure before what is on record can be confirmed, and the reopening recorded next', () => {
    given(requested, agreed).when(record(closed)).thenAsked('after-closure');
    given(requested, agreed).when(record(closed, 'after-closure')).then(confirmed(closed, 'after-closure'));
    const { state } = given(requested, agreed, confirmed(closed, 'after-closure'), reopened);
    expect(state.stage).toBe('assessing');
    expect(assessmentDecider.evaluate(state).clocks).toEqual(
      assessmentDecider.evaluate(given(requested, closed, reopened, agreed).state).clocks,
    );
  });
  test('the reopening first can be confirmed too, and the closure recorded next', () => {
    given(requested, agreed).when(record(reopened)).thenAsked('not-closed');
    given(requested, agreed, confirmed(reopened, 'not-closed')).when(record(closed)).then(closed);
    expect(given(requested, agreed, confirmed(reopened, 'not-closed'), closed).state.stage).toBe('assessing');
  });
  test('nothing that is recorded after the closure is for a later day, until the case is reopened', () => {
    given(requested, closed).when(record(agreed)).thenRefused('after-closure: on');
    given(requested, closed, reopened).when(record(agreed)).then(agreed);
  });
});

describe('A closure and a reopening that were recorded wrongly', () => {
  const history = [requested, closed, reopened, agreed];
  test('can both be taken back, the closure first', () => {
    given(...history)
      .when(retract(2))
      .thenAsked('not-closed');
    given(...history)
      .when(retract(2, 'not-closed'))
      .then(retracted(2, 'not-closed'));
    given(...history, retracted(2, 'not-closed'))
      .when(retract(3))
      .then(retracted(3));
  });
  test('and the refusal to take back the reopening alone says so', () => {
    const decision = assessmentDecider.decide(retract(3), given(...history).state, { today: day('2025-12-31') });
    expect(decision).toMatchObject({
      refused: [
        {
          code: 'after-closure',
          field: 'entry',
          message:
            'The decision whether to assess (1 July 2025), milestone number 4, depends on it. If the case was never closed, retract the closure first.',
        },
      ],
    });
  });
});

describe('Closing and reopening', () => {
  const again = milestone('CaseReopened', '2025-06-09');
  test('a case is not reopened twice without a closure between', () => {
    given(requested, closed, reopened).when(record(again)).thenAsked('not-closed');
    given(requested, closed, reopened, milestone('CaseClosed', '2025-06-04', { reason: 'moved' }))
      .when(record(again))
      .then(again);
  });
  test('a case is not closed twice without a reopening between', () => {
    given(requested, closed)
      .when(record(milestone('CaseClosed', '2025-01-20', { reason: 'left' })))
      .thenRefused('already-on-record: on');
  });
  test('the same day can hold a closure, a reopening and the closure again', () => {
    const undone = milestone('CaseReopened', '2025-02-03');
    given(requested, closed, undone).when(record(closed)).then(closed);
    expect(given(requested, closed, undone, closed).state.stage).toBe('closed');
  });
});

describe('Closing a needs assessment', () => {
  const other = (on: string): AssessmentMilestone => milestone('CaseClosed', on, { reason: 'other' });
  const assess = milestone('DecisionToAssessNotified', '2025-02-03', { outcome: 'assess' });
  const refused = milestone('DecisionToAssessNotified', '2025-02-03', { outcome: 'refuse' });
  const plan = milestone('FinalPlanIssued', '2025-05-20');
  const appealed = milestone('AppealLodged', '2025-03-03', { appeal: 'refusal-to-assess' });
  test.each([
    ['before any decision', []],
    ['while it assesses', [assess]],
    ['once a refusal was reversed', [refused, milestone('DecisionReversed', '2025-03-03', { stage: 'assess' })]],
    ['while the family appeals', [refused, appealed]],
    [
      'once an order to amend the plan was made',
      [assess, plan, milestone('TribunalOrdered', '2025-05-21', { order: 'amend-contents' })],
    ],
  ] as const)('%s is asked about, since its clocks end', (_, history) => {
    given(requested, ...history)
      .when(record(other('2025-05-22')))
      .thenAsked('duties-running');
  });
  test.each([
    ['a refusal', [refused]],
    ['a refusal whose appeal was withdrawn', [refused, appealed, milestone('AppealWithdrawn', '2025-04-07')]],
    ['the final plan', [assess, plan]],
  ] as const)('after %s is not', (_, history) => {
    given(requested, ...history)
      .when(record(other('2025-05-22')))
      .then(other('2025-05-22'));
  });
  test.each(['withdrawn', 'moved', 'left', 'died', 'cancelled'])(
    'because the child or family is gone is not: %s',
    (reason) => {
      const end = milestone('CaseClosed', '2025-05-22', { reason });
      given(requested, assess).when(record(end)).then(end);
    },
  );
});

describe('An exception that is withdrawn', () => {
  const illness = milestone('ExceptionRecorded', '2025-02-10', {
    ground: 'personal-circumstances',
    from: '2025-01-20',
    to: '2025-05-30',
  });
  const decided = milestone('DecisionToAssessNotified', '2025-03-03', { outcome: 'assess' });
  const withdrawal = (on: string): AssessmentEvent => ({
    type: 'ExceptionWithdrawn',
    data: { entry: 2, on: day(on), reason: REASON },
  });
  const excused = (...events: readonly AssessmentEvent[]): readonly string[] =>
    assessmentDecider
      .evaluate(given(...events).state)
      .clocks.flatMap((one) => (one.excused === undefined ? [] : one.rule));

  test('still excuses what fell due by then, and nothing that falls due later', () => {
    const before = [requested, illness, decided];
    expect(excused(...before)).toEqual(expect.arrayContaining(['N1', 'N3', 'N7']));
    expect(excused(...before, withdrawal('2025-03-10'))).toEqual(['N1']);
    expect(excused(...before, withdrawal('2025-02-16'))).toEqual([]);
  });
  test('leaves a clock excused on the days before the withdrawal', () => {
    const late = assessmentDecider
      .evaluate(given(requested, illness, withdrawal('2025-03-10')).state)
      .clocks.find(({ rule }) => rule === 'N1');
    if (late === undefined) throw new Error('There is no clock N1.');
    expect(statusOn(late, day('2025-03-05'))).toBe('excused');
  });
});

describe('A reference that is mistyped', () => {
  const consulted = milestone('SettingConsulted', '2025-04-01', { ref: '123465' });
  const responded = milestone('SettingResponded', '2025-04-10', { ref: '123465' });
  const to = { ref: '123456' };
  test('can be corrected once it was answered, first in the request and then in the answer', () => {
    given(requested, consulted, responded).when(correct(2, to)).thenAsked('nothing-to-answer');
    const first: AssessmentEvent = {
      type: 'MilestoneCorrected',
      data: { entry: 2, from: { ref: '123465' }, to, reason: REASON, confirmed: ['nothing-to-answer'] },
    };
    given(requested, consulted, responded)
      .when(correct(2, to, 'nothing-to-answer'))
      .then(first);
    given(requested, consulted, responded, first)
      .when(correct(3, to))
      .then({ type: 'MilestoneCorrected', data: { entry: 3, from: { ref: '123465' }, to, reason: REASON } });
  });
  test('is not taken in the answer alone', () => {
    given(requested, consulted, responded).when(correct(3, to)).thenRefused('nothing-to-answer: ref');
    given(requested, consulted, responded).when(retract(2)).thenRefused('nothing-to-answer: entry');
  });
  test('the question names the answer that is to be corrected next', () => {
    const decision = assessmentDecider.decide(correct(2, to), given(requested, consulted, responded).state, {
      today: day('2025-12-31'),
    });
    expect(decision).toMatchObject({
      refused: [
        {
          message:
            'The answer of the school or college (10 April 2025), milestone number 3, would answer nothing any more. Confirm, and correct that next.',
        },
      ],
    });
  });
});

describe('One day', () => {
  const asked = milestone('AdviceRequested', '2025-02-04', { ref: 'ep', adviser: 'educational-psychologist' });
  const received = milestone('AdviceReceived', '2025-03-10', { ref: 'ep' });
  const returned = milestone('AdviceReturned', '2025-03-10', { ref: 'ep' });
  test('can hold advice that is received, returned and received again', () => {
    given(requested, asked, received, returned).when(record(received)).then(received);
    given(requested, asked, received, returned, received).when(record(received)).thenNothing();
  });
  test('can hold a question for feedback for each week', () => {
    const week = (number: number): AssessmentMilestone =>
      milestone('FamilyFeedbackAsked', '2025-05-26', { week: number });
    given(requested, week(16))
      .when(record(week(20)))
      .then(week(20));
    given(requested, week(16), week(20))
      .when(record(week(16)))
      .thenNothing();
    given(requested, week(16), week(20))
      .when(correct(3, { week: 16 }))
      .thenRefused('already-on-record: on');
  });
});
