import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { specify } from '../../testing/decider.js';
import { PERSON } from '../../testing/random-cases.js';
import { planDecider, type PlanCommand } from './plan.decider.js';
import type { PlanMilestone } from './plan.events.js';

const REVIEW = '018f0000-0000-7000-8000-0000000000b1';
const { given } = specify(planDecider);

const milestone = (type: PlanMilestone['type'], on: string, attributes: object = {}): PlanMilestone =>
  ({ type, data: { on: day(on), ...attributes } }) as unknown as PlanMilestone;

const record = (one: PlanMilestone, ...confirm: readonly string[]): PlanCommand => ({
  type: 'Record',
  milestone: one,
  ...(confirm.length === 0 ? {} : { confirm }),
});

const made = milestone('PlanMade', '2024-01-08', { person: PERSON });
const reviewed = milestone('PlanReviewed', '2025-01-02', { review: REVIEW });
const proposed = milestone('CeasingProposed', '2025-04-01');
const toCease = milestone('DecisionToCeaseNotified', '2025-05-15');
const ceased = milestone('PlanCeased', '2025-07-31', { reason: 'needs-met-without-plan' });
const appealed = milestone('AppealLodged', '2025-05-20', { appeal: 'cease' });

describe('Ceasing to maintain the plan by law', () => {
  const end = (on: string, reason = 'needs-met-without-plan'): PlanMilestone => milestone('PlanCeased', on, { reason });
  const order = (to: string, on = '2025-07-10'): PlanMilestone => milestone('TribunalOrdered', on, { order: to });
  test('without a decision on record is asked about', () => {
    given(made, proposed).when(record(ceased)).thenAsked('no-decision-to-cease');
    given(made, proposed)
      .when(record(ceased, 'no-decision-to-cease'))
      .then(
        milestone('PlanCeased', '2025-07-31', {
          reason: 'needs-met-without-plan',
          confirmed: ['no-decision-to-cease'],
        }),
      );
  });
  test('may follow a review, after which the decision was made', () => {
    given(made, reviewed).when(record(ceased)).then(ceased);
  });
  test.each(['reached-maximum-age', 'moved-outside-england', 'deceased'])('needs no decision: %s', (reason) => {
    given(made)
      .when(record(end('2025-07-31', reason)))
      .then(end('2025-07-31', reason));
  });
  test('waits until the time to appeal has passed', () => {
    given(made, toCease)
      .when(record(end('2025-07-15')))
      .thenAsked('within-time-to-appeal');
    given(made, toCease)
      .when(record(end('2025-07-16')))
      .then(end('2025-07-16'));
    const certificate = milestone('MediationCertificateIssued', '2025-07-01');
    given(made, toCease, certificate)
      .when(record(end('2025-08-01')))
      .thenAsked('within-time-to-appeal');
    given(made, toCease, certificate)
      .when(record(end('2025-08-02')))
      .then(end('2025-08-02'));
  });
  test('does not wait once the appeal is dismissed', () => {
    given(made, toCease, appealed, order('dismiss'))
      .when(record(end('2025-07-11')))
      .then(end('2025-07-11'));
  });
  test.each([
    order('maintain'),
    order('maintain-and-amend'),
    milestone('AppealConceded', '2025-07-10', { appeal: 'cease' }),
    milestone('DecidedNotToCease', '2025-07-10'),
  ])('is asked about where the plan is to be kept ($type), until it is decided anew', (kept) => {
    given(made, toCease, appealed, kept)
      .when(record(ceased))
      .thenAsked(...asked(kept));
    const anew = milestone('DecisionToCeaseNotified', '2025-08-01');
    given(made, toCease, appealed, kept, order('dismiss', '2025-07-11'), anew)
      .when(record(end('2025-10-02')))
      .then(end('2025-10-02'));
  });
  function asked({ type }: PlanMilestone): readonly string[] {
    return type === 'DecidedNotToCease' ? ['plan-to-be-kept', 'appeal-undecided'] : ['plan-to-be-kept'];
  }
  test('does not wait for an appeal when the child has died', () => {
    given(made, toCease, appealed)
      .when(record(end('2025-07-01', 'deceased')))
      .then(end('2025-07-01', 'deceased'));
  });
  test('is decided and notified outside a review, after the family was told that it is considered', () => {
    given(made, proposed).when(record(toCease)).then(toCease);
    given(made).when(record(toCease)).thenAsked('ceasing-not-proposed');
    given(made, proposed, toCease)
      .when(record(milestone('DecisionToCeaseNotified', '2025-05-20')))
      .thenAsked('decided-already');
  });
  test('is not pursued where the council decides to keep the plan', () => {
    const kept = milestone('DecidedNotToCease', '2025-06-02');
    given(made, proposed).when(record(kept)).then(kept);
    given(made, proposed, toCease).when(record(kept)).then(kept);
    given(made).when(record(kept)).thenAsked('ceasing-not-proposed');
    const anew = milestone('DecisionToCeaseNotified', '2025-06-20');
    given(made, proposed, toCease, kept).when(record(anew)).then(anew);
  });
  test('and an order to keep the plan on one day are taken in the order of recording', () => {
    const maintain = order('maintain', '2025-07-31');
    const kept = given(made, toCease, ceased, maintain);
    expect(kept.state.stage).toBe('maintained');
    expect(planDecider.milestones(kept.state).map((fact) => fact.milestone)).not.toContain('plan-ceased');
    const over = given(made, toCease, maintain, ceased);
    expect(over.state.stage).toBe('ceased');
    expect(planDecider.milestones(over.state).map((fact) => fact.milestone)).toContain('plan-ceased');
    kept.when(record(ceased, 'plan-to-be-kept')).then({
      ...ceased,
      data: { ...ceased.data, confirmed: ['plan-to-be-kept'] },
    } as PlanMilestone);
  });
});

describe('Closing the case of a plan', () => {
  const closed = (reason: string): PlanMilestone => milestone('CaseClosed', '2025-09-01', { reason });
  const decided = [made, proposed, toCease];
  const toMaintain = milestone('TribunalOrdered', '2025-08-25', { order: 'maintain' });
  test.each(['left', 'died', 'other'])('while the council maintains it is asked about: %s', (reason) => {
    given(made)
      .when(record(closed(reason)))
      .thenAsked('duties-running');
    given(...decided, ceased, appealed, toMaintain)
      .when(record(closed(reason)))
      .thenAsked('duties-running');
  });
  test('after it ceased or was transferred is not', () => {
    given(...decided, ceased)
      .when(record(closed('left')))
      .then(closed('left'));
    const left = milestone('PlanTransferredOut', '2025-08-01', { toAuthority: '302' });
    given(made, left)
      .when(record(closed('moved')))
      .then(closed('moved'));
  });
});
