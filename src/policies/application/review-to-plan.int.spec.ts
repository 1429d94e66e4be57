import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { CorrectMilestone } from '../../cases/application/correct-milestone.js';
import { RecordTribunalOrder } from '../../cases/application/disputes/record-tribunal-order.js';
import { RetractMilestone } from '../../cases/application/retract-milestone.js';
import { CeasePlan } from '../../plans/application/cease-plan.js';
import { MakePlan } from '../../plans/application/make-plan.js';
import { RecordPlanReviewed } from '../../plans/application/record-plan-reviewed.js';
import { CeasePlanAfterReview } from '../../reviews/application/cease-plan-after-review.js';
import { HoldReviewMeeting } from '../../reviews/application/hold-review-meeting.js';
import { IssueAmendedPlan } from '../../reviews/application/issue-amended-plan.js';
import { NotifyReviewDecision } from '../../reviews/application/notify-review-decision.js';
import { OpenReview } from '../../reviews/application/open-review.js';
import { day } from '../../statute/calendar.js';
import type { Changes } from '../../streams/domain/event.js';
import { PERSON } from '../../testing/assessments.js';
import { openPolicies, type PoliciesSetting } from '../../testing/policies-setting.js';

let setting: PoliciesSetting;
beforeAll(async () => {
  setting = await openPolicies();
});
afterAll(() => setting.close());

const reason = 'It was wrong.';
const does: PoliciesSetting['does'] = (request) => setting.does(request);
const follow = (): Promise<void> => setting.policies.catchUp();

async function aPlan(): Promise<string> {
  const plan = v7();
  await does(MakePlan.of({ case: plan, person: PERSON, on: day('2024-03-04') }));
  return plan;
}

/** A plan and a review of it with its meeting, and the decision as milestone number 3. */
async function reviewed(outcome: 'maintain' | 'amend' | 'cease' = 'amend'): Promise<{ plan: string; review: string }> {
  const plan = await aPlan();
  const review = v7();
  await does(OpenReview.of({ case: review, person: PERSON, plan, on: day('2025-01-06'), kind: 'annual' }));
  await does(HoldReviewMeeting.of({ case: review, on: day('2025-02-03') }));
  await does(NotifyReviewDecision.of({ case: review, on: day('2025-02-24'), outcome, underFive: true }));
  await follow();
  return { plan, review };
}

const correct = (kind: 'plan' | 'review', id: string, entry: number, to: Changes): Promise<void> =>
  does(CorrectMilestone.of({ kind, case: id, entry, to, reason }));
const retract = (kind: 'plan' | 'review', id: string, entry: number): Promise<void> =>
  does(RetractMilestone.of({ kind, case: id, entry, reason }));
const onPlan = async (plan: string): Promise<readonly string[]> => (await setting.live(`plan-${plan}`)).slice(1);
const lastOn = async (plan: string): Promise<unknown> => (await setting.events(`plan-${plan}`)).at(-1);

describe('The decision after a review', () => {
  test('is told to the plan, whose next 12 months begin with it', async () => {
    const { plan, review } = await reviewed();
    expect(await lastOn(plan)).toMatchObject({
      type: 'PlanReviewed',
      data: { on: '2025-02-24', underFive: true, review },
      metadata: { actor: 'policy:review-decision-moves-anchor' },
    });
  });

  test('takes the plan with it when it is corrected', async () => {
    const { plan, review } = await reviewed();
    await correct('review', review, 3, { on: '2025-02-20', underFive: null });
    await follow();
    expect(await lastOn(plan)).toMatchObject({
      type: 'MilestoneCorrected',
      data: { to: { on: '2025-02-20', underFive: null } },
    });
  });

  test('is taken back on the plan when it is on the review, and told again when it is recorded again', async () => {
    const { plan, review } = await reviewed();
    await retract('review', review, 3);
    await follow();
    expect(await onPlan(plan)).toEqual([]);
    await does(NotifyReviewDecision.of({ case: review, on: day('2025-02-27'), outcome: 'amend' }));
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-27']);
  });

  test('counts from the first notice where the council changed its mind', async () => {
    const { plan, review } = await reviewed('amend');
    await does(NotifyReviewDecision.of({ case: review, on: day('2025-03-10'), outcome: 'maintain' }));
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24']);
  });

  test('is the same review that an officer recorded on the plan for that day', async () => {
    const plan = await aPlan();
    await does(RecordPlanReviewed.of({ case: plan, on: day('2025-02-24') }));
    const review = v7();
    await does(OpenReview.of({ case: review, person: PERSON, plan, on: day('2025-01-06'), kind: 'annual' }));
    await does(NotifyReviewDecision.of({ case: review, on: day('2025-02-24'), outcome: 'maintain' }));
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24']);
    expect(await lastOn(plan)).toMatchObject({ data: { entry: 2, to: { review } } });
  });

  test('moves to the other plan when the review turns out to be of that', async () => {
    const { plan, review } = await reviewed();
    const other = await aPlan();
    await correct('review', review, 1, { plan: other });
    await follow();
    expect(await onPlan(plan)).toEqual([]);
    expect(await onPlan(other)).toEqual(['PlanReviewed 2025-02-24']);
  });

  test('is put right on the plan again after an officer changed it there alone', async () => {
    const { plan } = await reviewed();
    await retract('plan', plan, 2);
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24']);
    await correct('plan', plan, 3, { on: '2025-02-25' });
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24']);
  });

  test('is told to the plan once, also where an officer told it of another day beside it', async () => {
    const { plan, review } = await reviewed();
    await does(RecordPlanReviewed.of({ case: plan, on: day('2025-02-25'), review }));
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24']);
  });

  test('that an officer told the plan before it is on the review is left alone', async () => {
    const plan = await aPlan();
    const review = v7();
    await does(RecordPlanReviewed.of({ case: plan, on: day('2025-02-24'), review }));
    await does(OpenReview.of({ case: review, person: PERSON, plan, on: day('2025-01-06'), kind: 'annual' }));
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24']);
  });
});

describe('An amended plan of a review', () => {
  test('amends the plan, each time it is issued', async () => {
    const { plan, review } = await reviewed();
    await does(IssueAmendedPlan.of({ case: review, on: day('2025-04-07'), phaseTransfer: true }));
    await does(IssueAmendedPlan.of({ case: review, on: day('2025-04-14') }));
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24', 'PlanAmended 2025-04-07', 'PlanAmended 2025-04-14']);
    const events = await setting.events(`plan-${plan}`);
    expect(events[2]).toMatchObject({
      data: { on: '2025-04-07', phaseTransfer: true, review },
      metadata: { actor: 'policy:review-amends-plan' },
    });
  });

  test('takes the plan with it when it is corrected or taken back', async () => {
    const { plan, review } = await reviewed();
    await does(IssueAmendedPlan.of({ case: review, on: day('2025-04-07') }));
    await follow();
    await correct('review', review, 4, { on: '2025-04-08' });
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24', 'PlanAmended 2025-04-08']);
    await retract('review', review, 4);
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24']);
  });
});

describe('Ceasing after a review', () => {
  test('ends the plan, for its reason, with no warning left to confirm but those that the review had', async () => {
    const { plan, review } = await reviewed('cease');
    await does(CeasePlanAfterReview.of({ case: review, on: day('2025-07-31'), reason: 'needs-met-without-plan' }));
    await follow();
    const events = await setting.events(`plan-${plan}`);
    expect(events.map(({ type }) => type)).toEqual(['PlanMade', 'PlanReviewed', 'PlanCeased']);
    expect(events[2]?.data).toEqual({ on: '2025-07-31', reason: 'needs-met-without-plan', review });
  });

  test('is taken back on the plan when an order on the review has it maintained', async () => {
    const { plan, review } = await reviewed('cease');
    await does(CeasePlanAfterReview.of({ case: review, on: day('2025-07-31'), reason: 'other' }));
    await follow();
    await does(RecordTribunalOrder.of({ kind: 'review', case: review, on: day('2025-10-06'), order: 'maintain' }));
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24']);
  });

  test('is the same that an officer recorded on the plan for that day', async () => {
    const { plan, review } = await reviewed('cease');
    await does(CeasePlan.of({ case: plan, on: day('2025-07-31'), reason: 'other' }));
    await does(CeasePlanAfterReview.of({ case: review, on: day('2025-07-31'), reason: 'needs-met-without-plan' }));
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24', 'PlanCeased 2025-07-31']);
    expect(await lastOn(plan)).toMatchObject({ data: { to: { reason: 'needs-met-without-plan', review } } });
  });

  test('is refused and kept where the plan ended otherwise, and goes through when that is taken back', async () => {
    const { plan, review } = await reviewed('cease');
    await does(CeasePlan.of({ case: plan, on: day('2025-06-02'), reason: 'other' }));
    await does(CeasePlanAfterReview.of({ case: review, on: day('2025-07-31'), reason: 'other' }));
    await follow();
    const cause = (await setting.events(`review-${review}`)).at(-1);
    expect(await setting.memory.refusals()).toEqual([
      {
        policy: 'review-amends-plan',
        stream: `review-${review}`,
        target: `plan-${plan}`,
        event: cause?.id,
        codes: ['ended-already'],
        refusedAt: '2025-12-31T09:00:00.000Z',
      },
    ]);
    await retract('plan', plan, 3);
    await follow();
    expect(await onPlan(plan)).toEqual(['PlanReviewed 2025-02-24', 'PlanCeased 2025-07-31']);
    expect(await setting.memory.refusals()).toEqual([]);
  });
});
