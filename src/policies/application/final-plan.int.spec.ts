import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { IssueFinalPlan } from '../../assessments/application/issue-final-plan.js';
import { RequestAssessment } from '../../assessments/application/request-assessment.js';
import { caseFileRow } from '../../caseload/application/case-rows.js';
import { viewOf } from '../../caseload/application/case-view.js';
import { CloseCase } from '../../cases/application/close-case.js';
import { CorrectMilestone } from '../../cases/application/correct-milestone.js';
import { ReopenCase } from '../../cases/application/reopen-case.js';
import { RetractMilestone } from '../../cases/application/retract-milestone.js';
import { MakePlan } from '../../plans/application/make-plan.js';
import { RecordPlanReviewed } from '../../plans/application/record-plan-reviewed.js';
import { HoldReviewMeeting } from '../../reviews/application/hold-review-meeting.js';
import { NotifyReviewDecision } from '../../reviews/application/notify-review-decision.js';
import { day } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { PERSON } from '../../testing/assessments.js';
import { openPolicies, type PoliciesSetting } from '../../testing/policies-setting.js';
import { nextReviewIdOf, planIdOf } from './derived-ids.js';

let setting: PoliciesSetting;
beforeAll(async () => {
  setting = await openPolicies();
});
afterAll(() => setting.close());

const kind = 'assessment';
const reason = 'It was wrong.';

/** An assessment with its final plan on a day, as milestone number 2. */
async function issued(on = '2025-05-20', as: 'initial' | 'reassessment' = 'initial'): Promise<string> {
  const id = v7();
  await setting.does(RequestAssessment.of({ case: id, person: PERSON, on: day('2025-01-06'), kind: as }));
  await setting.does(IssueFinalPlan.of({ case: id, on: day(on) }));
  return id;
}

const planOf = (assessment: string): Promise<readonly string[]> => setting.live(`plan-${planIdOf(assessment)}`);
const retracted = (id: string, entry = 2) => setting.does(RetractMilestone.of({ kind, case: id, entry, reason }));
const corrected = (id: string, on: string, entry = 2) =>
  setting.does(CorrectMilestone.of({ kind, case: id, entry, to: { on }, reason }));

/** What lists show of a case. */
async function openRow(kind: CaseKindName, id: string): Promise<object> {
  const view = viewOf(kind, id, await setting.events(`${kind}-${id}`));
  if (view === undefined) throw new Error('There is no such case.');
  const row = caseFileRow(view, { revision: 0, position: '', createdAt: '', recordedAt: '' });
  const { stage, is_open, next_due_on } = row;
  return { stage, is_open, next_due_on };
}

describe('A final plan', () => {
  test('makes the plan, of that day and after that assessment', async () => {
    const id = await issued();
    await setting.policies.catchUp();
    const [made] = await setting.events(`plan-${planIdOf(id)}`);
    const [, final] = await setting.events(`assessment-${id}`);
    expect(made).toMatchObject({
      type: 'PlanMade',
      data: { person: PERSON, on: '2025-05-20', assessment: id },
      metadata: {
        actor: 'policy:final-plan-makes-plan',
        causationId: final?.id,
        correlationId: final?.metadata.correlationId,
      },
    });
  });

  test('of a reassessment makes none, since the child has a plan', async () => {
    const id = await issued('2025-05-20', 'reassessment');
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual([]);
  });

  test('that was issued again makes no other, and the first day stays', async () => {
    const id = await issued();
    await setting.does(IssueFinalPlan.of({ case: id, on: day('2025-06-02') }));
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual(['PlanMade 2025-05-20']);
  });

  test('that is corrected to another day takes the plan with it', async () => {
    const id = await issued();
    await setting.policies.catchUp();
    await corrected(id, '2025-05-27');
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual(['PlanMade 2025-05-27']);
    await corrected(id, '2025-05-13');
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual(['PlanMade 2025-05-13']);
  });

  test('that is taken back closes the plan as of the day it would have been made', async () => {
    const id = await issued();
    await setting.policies.catchUp();
    await retracted(id);
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual(['PlanMade 2025-05-20', 'CaseClosed 2025-05-20']);
    expect((await setting.events(`plan-${planIdOf(id)}`)).at(-1)).toMatchObject({ data: { reason: 'other' } });
  });

  test('that is taken back after a review of the plan leaves no duty running and no review open', async () => {
    const id = await issued('2025-02-03');
    await setting.policies.catchUp();
    const plan = planIdOf(id);
    const first = nextReviewIdOf(plan, 'made');
    await setting.does(HoldReviewMeeting.of({ case: first, on: day('2025-09-01') }));
    await setting.does(NotifyReviewDecision.of({ case: first, on: day('2025-09-08'), outcome: 'maintain' }));
    await setting.policies.catchUp();
    await retracted(id);
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual(['PlanMade 2025-02-03', 'CaseClosed 2025-02-03', 'PlanReviewed 2025-09-08']);
    expect(await openRow('plan', plan)).toEqual({ stage: 'closed', is_open: 0, next_due_on: null });
    expect(await openRow('review', nextReviewIdOf(plan, first))).toMatchObject({ stage: 'cancelled', is_open: 0 });
    await setting.does(IssueFinalPlan.of({ case: id, on: day('2025-02-04') }));
    await setting.policies.catchUp();
    expect(await openRow('plan', plan)).toEqual({ stage: 'maintained', is_open: 1, next_due_on: '2026-09-07' });
    expect(await openRow('review', nextReviewIdOf(plan, first))).toMatchObject({ stage: 'opened', is_open: 1 });
  });

  test.each([
    ['the review of its plan', '2025-09-15', 'The review of the plan (8 September 2025)'],
    ['the meeting of the review that its plan opened', '2025-09-05', 'The review meeting (1 September 2025)'],
  ])('cannot be corrected to a day after %s, and the refusal says so', async (_, on, inTheWay) => {
    const id = await issued('2025-02-03');
    await setting.policies.catchUp();
    const first = nextReviewIdOf(planIdOf(id), 'made');
    await setting.does(HoldReviewMeeting.of({ case: first, on: day('2025-09-01') }));
    await setting.does(NotifyReviewDecision.of({ case: first, on: day('2025-09-08'), outcome: 'maintain' }));
    await setting.policies.catchUp();
    const outcome = await setting.request(CorrectMilestone.of({ kind, case: id, entry: 2, to: { on }, reason }));
    expect(outcome).toMatchObject({ refused: [{ code: 'plan-would-not-follow', field: 'on' }] });
    expect(JSON.stringify(outcome)).toContain(inTheWay);
    expect(outcome).not.toHaveProperty('refused.0.confirmable');
    await corrected(id, '2025-03-03');
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual(['PlanMade 2025-03-03', 'PlanReviewed 2025-09-08']);
    expect((await setting.policies.status()).flatMap(({ refusals }) => refusals)).toEqual([]);
  });

  test('that is taken back and recorded again cannot be of a day after the review of its plan', async () => {
    const id = await issued('2025-02-03');
    await setting.policies.catchUp();
    await setting.does(RecordPlanReviewed.of({ case: planIdOf(id), on: day('2025-09-08') }));
    await retracted(id);
    await setting.policies.catchUp();
    await expect(setting.does(IssueFinalPlan.of({ case: id, on: day('2025-09-15') }))).rejects.toThrow(
      /^The final plan made the plan, which would move to 15 September 2025 with it and cannot: .*The review of the plan/,
    );
  });

  test('that is recorded again, on any day, opens the plan again on that day', async () => {
    const id = await issued();
    await setting.policies.catchUp();
    for (const [entry, on] of [
      [2, '2025-06-03'],
      [3, '2025-04-29'],
    ] as const) {
      await retracted(id, entry);
      await setting.policies.catchUp();
      await setting.does(IssueFinalPlan.of({ case: id, on: day(on) }));
      await setting.policies.catchUp();
      expect(await planOf(id)).toEqual([`PlanMade ${on}`]);
    }
  });

  test('that is taken back before anybody looked makes no plan', async () => {
    const id = await issued();
    await retracted(id);
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual([]);
  });

  test('finds a plan that an officer made under its id, and puts its day right', async () => {
    const id = await issued();
    const plan = planIdOf(id);
    await setting.does(MakePlan.of({ case: plan, person: PERSON, on: day('2025-05-21'), underFive: true }));
    await setting.policies.catchUp();
    const events = await setting.events(`plan-${plan}`);
    expect(events.map(({ type }) => type)).toEqual(['PlanMade', 'MilestoneCorrected']);
    expect(events[1]?.data.to).toEqual({ on: '2025-05-20', assessment: id });
  });
});

describe('A plan whose final plan was taken back', () => {
  test('stays open where an officer opened it again', async () => {
    const id = await issued();
    await setting.policies.catchUp();
    await retracted(id);
    await setting.policies.catchUp();
    const plan = { kind: 'plan', case: planIdOf(id) } as const;
    await setting.does(ReopenCase.of({ ...plan, on: day('2025-06-02') }));
    await setting.policies.catchUp();
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual(['PlanMade 2025-05-20', 'CaseClosed 2025-05-20', 'CaseReopened 2025-06-02']);
  });

  test('stays open where an officer took its closure back', async () => {
    const id = await issued();
    await setting.policies.catchUp();
    await retracted(id);
    await setting.policies.catchUp();
    await setting.does(RetractMilestone.of({ kind: 'plan', case: planIdOf(id), entry: 2, reason }));
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual(['PlanMade 2025-05-20']);
  });

  test('stays closed where an officer had closed it, also when the final plan is recorded again', async () => {
    const id = await issued();
    await setting.policies.catchUp();
    await setting.does(CloseCase.of({ kind: 'plan', case: planIdOf(id), on: day('2025-08-04'), reason: 'died' }));
    await retracted(id);
    await setting.policies.catchUp();
    await setting.does(IssueFinalPlan.of({ case: id, on: day('2025-05-20') }));
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual(['PlanMade 2025-05-20', 'CaseClosed 2025-08-04']);
  });

  test('that an officer made by hand, before any final plan is on record, is left alone', async () => {
    const id = v7();
    await setting.does(RequestAssessment.of({ case: id, person: PERSON, on: day('2025-01-06'), kind: 'initial' }));
    const made = { case: planIdOf(id), person: PERSON, on: day('2025-05-20'), assessment: id };
    await setting.does(MakePlan.of(made));
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual(['PlanMade 2025-05-20']);
  });
});
