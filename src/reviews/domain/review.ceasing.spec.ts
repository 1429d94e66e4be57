import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { specify } from '../../testing/decider.js';
import { PERSON } from '../../testing/random-cases.js';
import { reviewDecider, type ReviewCommand } from './review.decider.js';
import type { ReviewEvent, ReviewMilestone } from './review.events.js';

const { given } = specify(reviewDecider);

const milestone = (type: ReviewMilestone['type'], on: string, attributes: object = {}): ReviewMilestone =>
  ({ type, data: { on: day(on), ...attributes } }) as unknown as ReviewMilestone;

const record = (one: ReviewMilestone, ...confirm: readonly string[]): ReviewCommand => ({
  type: 'Record',
  milestone: one,
  ...(confirm.length === 0 ? {} : { confirm }),
});

const plan = '018f0000-0000-7000-8000-0000000000a1';
const opened = milestone('ReviewOpened', '2025-01-06', { person: PERSON, plan, kind: 'annual' });
const held = milestone('ReviewMeetingHeld', '2025-02-10');
const decided = (outcome: string, on = '2025-03-03'): ReviewMilestone =>
  milestone('ReviewDecisionNotified', on, { outcome });
const orderToAmend = milestone('TribunalOrdered', '2025-07-01', { order: 'amend-contents' });

describe('Ceasing to maintain the plan after the review', () => {
  const toCease: readonly ReviewEvent[] = [opened, milestone('CeasingProposed', '2025-01-20'), held, decided('cease')];
  const appealed = milestone('AppealLodged', '2025-04-20', { appeal: 'cease' });
  const ordered = (order: string, on = '2025-07-01'): ReviewMilestone => milestone('TribunalOrdered', on, { order });
  const ceased = (on: string, reason = 'needs-met-without-plan'): ReviewMilestone =>
    milestone('PlanCeased', on, { reason });
  test('ends it once the time to appeal has passed', () => {
    given(...toCease)
      .when(record(ceased('2025-05-04')))
      .then(ceased('2025-05-04'));
    given(...toCease)
      .when(record(ceased('2025-05-03')))
      .thenAsked('within-time-to-appeal');
    expect(given(...toCease, ceased('2025-05-04')).state.stage).toBe('plan-ceased');
  });
  test('waits for the appeal, and follows its dismissal at once', () => {
    given(...toCease, appealed)
      .when(record(ceased('2025-06-30')))
      .thenAsked('appeal-undecided');
    given(...toCease, appealed, ordered('dismiss'))
      .when(record(ceased('2025-07-01')))
      .then(ceased('2025-07-01'));
  });
  test('is asked about without a decision to cease, and where the plan is to be kept', () => {
    given(opened, held)
      .when(record(ceased('2025-07-01')))
      .thenAsked('no-decision-to-cease');
    given(opened, held, decided('maintain'))
      .when(record(ceased('2025-07-01')))
      .thenAsked('plan-to-be-kept');
    given(...toCease, appealed, ordered('maintain'))
      .when(record(ceased('2025-07-01')))
      .thenAsked('plan-to-be-kept');
  });
  test('takes nothing of the review after it', () => {
    given(...toCease, ceased('2025-05-04'))
      .when(record(milestone('InvitationsSent', '2025-05-05')))
      .thenRefused('after-ceasing: on');
    given(...toCease, ceased('2025-05-04'))
      .when(record(milestone('ReviewCancelled', '2025-05-05'), 'decided-already'))
      .thenRefused('ended-already: on', 'decided-already: on');
  });
  test('is undone by an order to keep the plan, and happens again on that very day', () => {
    const early = ceased('2025-07-01');
    const kept = given(...toCease, appealed, early, ordered('maintain'));
    expect(kept.state.stage).toBe('decided-to-maintain');
    kept
      .when(record(early, 'plan-to-be-kept'))
      .then(
        milestone('PlanCeased', '2025-07-01', { reason: 'needs-met-without-plan', confirmed: ['plan-to-be-kept'] }),
      );
    given(...toCease, appealed, early, ordered('maintain-and-amend'))
      .when(record(milestone('AmendedPlanIssued', '2025-08-01')))
      .then(milestone('AmendedPlanIssued', '2025-08-01'));
  });
  test('stays whatever is ordered on the contents', () => {
    expect(given(...toCease, ceased('2025-05-04'), orderToAmend).state.stage).toBe('plan-ceased');
  });
});

describe('Closing the case of a review', () => {
  const closed = milestone('CaseClosed', '2025-09-01', { reason: 'other' });
  const notice = milestone('AmendmentNoticeSent', '2025-03-03');
  const amended = milestone('AmendedPlanIssued', '2025-04-14');
  test.each([
    ['before the decision', [held]],
    ['before the amended plan', [held, decided('amend'), notice]],
    ['after an order to amend', [held, decided('maintain'), orderToAmend]],
  ])('%s is asked about, since its clocks end', (_, history) => {
    given(opened, ...history)
      .when(record(closed))
      .thenAsked('duties-running');
  });
  test.each([
    ['the decision to maintain', [held, decided('maintain')]],
    ['the amended plan', [held, decided('amend'), notice, amended]],
    ['its cancellation', [milestone('ReviewCancelled', '2025-01-27')]],
  ])('after %s is not', (_, history) => {
    given(opened, ...history)
      .when(record(closed))
      .then(closed);
  });
});
