import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { specify } from '../../testing/decider.js';
import { PERSON } from '../../testing/random-cases.js';
import { planDecider, type PlanCommand } from './plan.decider.js';
import type { PlanMilestone } from './plan.events.js';

const { given } = specify(planDecider);

const milestone = (type: PlanMilestone['type'], on: string, attributes: object = {}): PlanMilestone =>
  ({ type, data: { on: day(on), ...attributes } }) as unknown as PlanMilestone;

const record = (one: PlanMilestone, ...confirm: readonly string[]): PlanCommand => ({
  type: 'Record',
  milestone: one,
  ...(confirm.length === 0 ? {} : { confirm }),
});

const made = milestone('PlanMade', '2024-01-08', { person: PERSON });
const came = milestone('PlanTransferredIn', '2025-01-06', { person: PERSON, madeOn: '2023-05-02' });
const moves = milestone('MoveNotified', '2025-04-01', { movesOn: '2025-05-01' });
const leaves = milestone('PlanTransferredOut', '2025-05-01', { toAuthority: '301' });

describe('A move', () => {
  test('is notified, and the plan goes to the new council', () => {
    given(made).when(record(moves)).then(moves);
    given(made, moves).when(record(leaves)).then(leaves);
  });
  test('that is not on record is asked about when the plan goes', () => {
    given(made).when(record(leaves)).thenAsked('no-move-notified');
  });
  test('that falls through leaves the plan here, and nothing to transfer', () => {
    const off = milestone('MoveCalledOff', '2025-04-20');
    given(made, moves).when(record(off)).then(off);
    given(made).when(record(off)).thenAsked('no-move-notified');
    given(made, moves, off)
      .when(record(milestone('MoveCalledOff', '2025-04-22')))
      .thenAsked('no-move-notified');
    expect(planDecider.milestones(given(made, moves, off).state).map((fact) => fact.milestone)).toEqual(['plan-made']);
    const again = milestone('MoveNotified', '2025-04-20');
    given(made, again, off).when(record(again)).then(again);
  });
  test('to another health body is told between the bodies', () => {
    const learned = milestone('HealthBodyMoveNotified', '2025-03-03', { movesOn: '2025-04-01' });
    const told = milestone('NewHealthBodyNotified', '2025-03-20');
    const responsible = milestone('HealthBodyBecameResponsible', '2025-03-21');
    const asked = milestone('HealthBodyAskedCouncil', '2025-04-04');
    given(made).when(record(learned)).then(learned);
    given(made, learned).when(record(told)).then(told);
    given(made).when(record(told)).thenAsked('no-health-body-move');
    given(made).when(record(responsible)).then(responsible);
    given(made, responsible).when(record(asked)).then(asked);
    given(made).when(record(asked)).thenAsked('no-health-body-responsible');
  });
});

describe('A plan from another council', () => {
  const old = (type: PlanMilestone['type'], attributes: object = {}): PlanMilestone =>
    milestone(type, '2025-01-05', attributes);
  test.each([
    old('AmendmentNoticeSent'),
    old('HealthBodyMoveNotified'),
    old('HealthBodyBecameResponsible'),
    old('MediationContacted'),
    old('AppealLodged', { appeal: 'contents' }),
  ])('brings with it what happened before, once that is confirmed: $type', (one) => {
    given(came).when(record(one)).thenAsked('before-the-transfer');
    given(came)
      .when(record(one, 'before-the-transfer'))
      .then({ ...one, data: { ...one.data, confirmed: ['before-the-transfer'] } } as PlanMilestone);
    given(milestone('PlanMade', '2025-01-06', { person: PERSON }))
      .when(record(one))
      .thenRefused('too-early: on');
  });
  test('was reviewed before on the day that the transfer tells of', () => {
    given(came)
      .when(record(old('PlanReviewed')))
      .thenRefused('reviewed-before-transfer: on');
  });
  test('takes nothing of it after its case was closed', () => {
    const closed = milestone('CaseClosed', '2025-05-01', { reason: 'left' });
    given(came, closed)
      .when(record(milestone('AmendmentNoticeSent', '2025-05-02')))
      .thenRefused('after-closure: on');
    given(came, closed)
      .when(record(milestone('AppealLodged', '2025-05-02', { appeal: 'contents' })))
      .thenRefused('after-closure: on');
  });
  test('is told to the family after its transfer, which is said once', () => {
    given(came)
      .when(record(old('FamilyToldOfTransfer')))
      .thenRefused('too-early: on');
  });
});

describe('A plan that went to another council', () => {
  test.each([
    milestone('TribunalOrdered', '2025-09-15', { order: 'amend-contents' }),
    milestone('MediationAgreed', '2025-09-15', { order: 'amend-contents' }),
    milestone('AppealConceded', '2025-09-15', { appeal: 'contents' }),
  ])('leaves it to that council to carry out what follows ($type)', (one) => {
    const gone = [
      made,
      moves,
      leaves,
      milestone('MediationRequested', '2025-04-20'),
      milestone('AppealLodged', '2025-04-20', { appeal: 'contents' }),
    ];
    given(...gone)
      .when(record(one))
      .thenAsked('after-transfer');
    const told = planDecider.milestones(given(...gone, one).state);
    expect(told.map((fact) => fact.on)).not.toContain('2025-09-15');
  });
});
