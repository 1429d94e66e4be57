import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { CloseCase } from '../../cases/application/close-case.js';
import { CorrectMilestone } from '../../cases/application/correct-milestone.js';
import { RecordTribunalOrder } from '../../cases/application/disputes/record-tribunal-order.js';
import { RetractMilestone } from '../../cases/application/retract-milestone.js';
import { CeasePlan } from '../../plans/application/cease-plan.js';
import { MakePlan } from '../../plans/application/make-plan.js';
import { RecordPlanReviewed } from '../../plans/application/record-plan-reviewed.js';
import { TransferPlanIn } from '../../plans/application/transfer-plan-in.js';
import { TransferPlanOut } from '../../plans/application/transfer-plan-out.js';
import { CancelReview } from '../../reviews/application/cancel-review.js';
import { HoldReviewMeeting } from '../../reviews/application/hold-review-meeting.js';
import { NotifyReviewDecision } from '../../reviews/application/notify-review-decision.js';
import { OpenReview } from '../../reviews/application/open-review.js';
import { PlanReviewMeeting } from '../../reviews/application/plan-review-meeting.js';
import { day } from '../../statute/calendar.js';
import { PERSON } from '../../testing/assessments.js';
import { openPolicies, type PoliciesSetting } from '../../testing/policies-setting.js';
import { nextReviewIdOf } from './derived-ids.js';

let setting: PoliciesSetting;
beforeAll(async () => {
  setting = await openPolicies();
});
afterAll(() => setting.close());

const reason = 'It was wrong.';
const does: PoliciesSetting['does'] = (request) => setting.does(request);
const follow = (): Promise<void> => setting.policies.catchUp();

/** A plan, made on a day. */
async function made(on = '2024-03-04'): Promise<string> {
  const id = v7();
  await does(MakePlan.of({ case: id, person: PERSON, on: day(on) }));
  await follow();
  return id;
}

const reviewOf = (plan: string, anchor = 'made'): Promise<readonly string[]> =>
  setting.live(`review-${nextReviewIdOf(plan, anchor)}`);
const decided = async (review: string, on: string): Promise<void> => {
  await does(HoldReviewMeeting.of({ case: review, on: day(on) }));
  await does(NotifyReviewDecision.of({ case: review, on: day(on), outcome: 'maintain' }));
};
const ceased = (plan: string, on: string): Promise<void> =>
  does(CeasePlan.of({ case: plan, on: day(on), reason: 'no-longer-wishes-to-engage' }));
const retractedFrom = (kind: 'plan' | 'review', id: string, entry: number): Promise<void> =>
  does(RetractMilestone.of({ kind, case: id, entry, reason }));

describe('A plan opens its next annual review', () => {
  test('from the day it was made', async () => {
    const plan = await made();
    const [opened] = await setting.events(`review-${nextReviewIdOf(plan, 'made')}`);
    expect(opened).toMatchObject({
      type: 'ReviewOpened',
      data: { person: PERSON, plan, on: '2024-03-04', kind: 'annual' },
      metadata: { actor: 'policy:plan-opens-review' },
    });
  });

  test('from the day it was transferred in', async () => {
    const plan = v7();
    await does(TransferPlanIn.of({ case: plan, person: PERSON, on: day('2024-03-04'), madeOn: day('2021-03-01') }));
    await follow();
    expect(await reviewOf(plan, 'transferred-in')).toEqual(['ReviewOpened 2024-03-04']);
  });

  test('from the decision after the last review, and that review stays as it is', async () => {
    const plan = await made();
    const first = nextReviewIdOf(plan, 'made');
    await decided(first, '2025-02-10');
    await follow();
    expect(await reviewOf(plan, first)).toEqual(['ReviewOpened 2025-02-10']);
    expect(await reviewOf(plan)).toEqual([
      'ReviewOpened 2024-03-04',
      'ReviewMeetingHeld 2025-02-10',
      'ReviewDecisionNotified 2025-02-10',
    ]);
  });

  test('from a review that has no case of its own', async () => {
    const plan = await made();
    await does(RecordPlanReviewed.of({ case: plan, on: day('2025-02-10') }));
    await follow();
    expect(await reviewOf(plan, 'entry-2')).toEqual(['ReviewOpened 2025-02-10']);
  });

  test('and the review follows when the day of the plan is corrected', async () => {
    const plan = await made();
    await does(CorrectMilestone.of({ kind: 'plan', case: plan, entry: 1, to: { on: '2024-03-11' }, reason }));
    await follow();
    expect(await reviewOf(plan)).toEqual(['ReviewOpened 2024-03-11']);
  });

  test('once, also where an officer opened it and says when the work began', async () => {
    const plan = v7();
    const review = nextReviewIdOf(plan, 'made');
    await does(MakePlan.of({ case: plan, person: PERSON, on: day('2024-03-04') }));
    await does(OpenReview.of({ case: review, person: PERSON, plan, on: day('2024-11-04'), kind: 'annual' }));
    await follow();
    expect(await reviewOf(plan)).toEqual(['ReviewOpened 2024-11-04']);
  });

  test('not where it has ended already', async () => {
    const plan = v7();
    await does(MakePlan.of({ case: plan, person: PERSON, on: day('2024-03-04') }));
    await ceased(plan, '2024-09-02');
    await follow();
    expect(await reviewOf(plan)).toEqual([]);
  });
});

describe("The plan's end cancels the open review", () => {
  test.each([
    ['when the council ceases to maintain it', (plan: string) => ceased(plan, '2024-09-02')],
    [
      'when another council takes it over',
      (plan: string) => does(TransferPlanOut.of({ case: plan, on: day('2024-09-02') })),
    ],
    [
      'when its case is closed',
      (plan: string) => does(CloseCase.of({ kind: 'plan', case: plan, on: day('2024-09-02'), reason: 'died' })),
    ],
  ])('%s', async (_when, ends) => {
    const plan = await made();
    await ends(plan);
    await follow();
    expect(await reviewOf(plan)).toEqual(['ReviewOpened 2024-03-04', 'ReviewCancelled 2024-09-02']);
  });

  test('on the day of its last milestone where that is later, whatever is planned', async () => {
    const plan = await made();
    const review = nextReviewIdOf(plan, 'made');
    await does(PlanReviewMeeting.of({ case: review, on: day('2026-03-02') }));
    await does(HoldReviewMeeting.of({ case: review, on: day('2024-10-07') }));
    await ceased(plan, '2024-09-02');
    await follow();
    expect(await reviewOf(plan)).toEqual([
      'ReviewOpened 2024-03-04',
      'ReviewMeetingHeld 2024-10-07',
      'ReviewCancelled 2024-10-07',
      'ReviewMeetingPlanned 2026-03-02',
    ]);
  });

  test('but not one with a decision', async () => {
    const plan = await made();
    const review = nextReviewIdOf(plan, 'made');
    await decided(review, '2025-02-10');
    await ceased(plan, '2025-06-02');
    await follow();
    expect((await reviewOf(plan)).at(-1)).toBe('ReviewDecisionNotified 2025-02-10');
  });

  test('on another day when that is corrected, and not at all when the end is taken back', async () => {
    const plan = await made();
    await ceased(plan, '2024-09-02');
    await follow();
    await does(CorrectMilestone.of({ kind: 'plan', case: plan, entry: 2, to: { on: '2024-09-09' }, reason }));
    await follow();
    expect(await reviewOf(plan)).toEqual(['ReviewOpened 2024-03-04', 'ReviewCancelled 2024-09-09']);
    await retractedFrom('plan', plan, 2);
    await follow();
    expect(await reviewOf(plan)).toEqual(['ReviewOpened 2024-03-04']);
  });

  test('and it opens again when the tribunal orders that the plan be maintained', async () => {
    const plan = await made();
    await ceased(plan, '2024-09-02');
    await follow();
    await does(RecordTribunalOrder.of({ kind: 'plan', case: plan, on: day('2025-01-06'), order: 'maintain' }));
    await follow();
    expect(await reviewOf(plan)).toEqual(['ReviewOpened 2024-03-04']);
  });

  test('unless an officer takes the cancellation back, such as to record a decision late', async () => {
    const plan = await made();
    const review = nextReviewIdOf(plan, 'made');
    await ceased(plan, '2024-09-02');
    await follow();
    await retractedFrom('review', review, 2);
    await follow();
    expect(await reviewOf(plan)).toEqual(['ReviewOpened 2024-03-04']);
  });

  test('when its decision is taken back after the end', async () => {
    const plan = await made();
    const review = nextReviewIdOf(plan, 'made');
    await decided(review, '2025-02-10');
    await follow();
    await ceased(plan, '2025-06-02');
    await follow();
    await retractedFrom('review', review, 3);
    await follow();
    expect((await reviewOf(plan)).at(-1)).toBe('ReviewCancelled 2025-06-02');
  });
});

describe('A review that another came before', () => {
  /** An early review of a plan, decided on a day. */
  async function early(plan: string, on: string): Promise<string> {
    const id = v7();
    await does(OpenReview.of({ case: id, person: PERSON, plan, on: day('2024-05-06'), kind: 'early' }));
    await decided(id, on);
    await follow();
    return id;
  }

  test('is cancelled from the day on which the anchor moved, where nothing was done on it', async () => {
    const plan = await made();
    const other = await early(plan, '2024-07-01');
    expect(await reviewOf(plan)).toEqual(['ReviewOpened 2024-03-04', 'ReviewCancelled 2024-07-01']);
    expect(await reviewOf(plan, other)).toEqual(['ReviewOpened 2024-07-01']);
  });

  test('goes on where something was done on it', async () => {
    const plan = await made();
    await does(PlanReviewMeeting.of({ case: nextReviewIdOf(plan, 'made'), on: day('2025-02-03') }));
    await early(plan, '2024-07-01');
    expect(await reviewOf(plan)).toEqual(['ReviewOpened 2024-03-04', 'ReviewMeetingPlanned 2025-02-03']);
  });

  test('opens again, and the next is cancelled, when the decision that moved the anchor is taken back', async () => {
    const plan = await made();
    const other = await early(plan, '2024-07-01');
    await retractedFrom('review', other, 3);
    await follow();
    expect(await reviewOf(plan)).toEqual(['ReviewOpened 2024-03-04']);
    expect(await reviewOf(plan, other)).toEqual(['ReviewOpened 2024-07-01', 'ReviewCancelled 2024-07-01']);
  });

  test('stays cancelled where an officer had cancelled it', async () => {
    const plan = await made();
    await does(CancelReview.of({ case: nextReviewIdOf(plan, 'made'), on: day('2024-06-03') }));
    const other = await early(plan, '2024-07-01');
    await retractedFrom('review', other, 3);
    await follow();
    expect(await reviewOf(plan)).toEqual(['ReviewOpened 2024-03-04', 'ReviewCancelled 2024-06-03']);
  });
});
