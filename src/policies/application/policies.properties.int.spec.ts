import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { IssueFinalPlan } from '../../assessments/application/issue-final-plan.js';
import { RequestAssessment } from '../../assessments/application/request-assessment.js';
import { CloseCase } from '../../cases/application/close-case.js';
import { CorrectMilestone } from '../../cases/application/correct-milestone.js';
import { RecordTribunalOrder } from '../../cases/application/disputes/record-tribunal-order.js';
import { ReopenCase } from '../../cases/application/reopen-case.js';
import { RetractMilestone } from '../../cases/application/retract-milestone.js';
import type { EventStore } from '../../event-store/event-store.js';
import { EventStoreDbEventStore } from '../../event-store/eventstoredb/eventstoredb-event-store.js';
import { AmendPlan } from '../../plans/application/amend-plan.js';
import { CeasePlan } from '../../plans/application/cease-plan.js';
import { MakePlan } from '../../plans/application/make-plan.js';
import { RecordPlanReviewed } from '../../plans/application/record-plan-reviewed.js';
import { TransferPlanOut } from '../../plans/application/transfer-plan-out.js';
import { CancelReview } from '../../reviews/application/cancel-review.js';
import { CeasePlanAfterReview } from '../../reviews/application/cease-plan-after-review.js';
import { HoldReviewMeeting } from '../../reviews/application/hold-review-meeting.js';
import { IssueAmendedPlan } from '../../reviews/application/issue-amended-plan.js';
import { NotifyReviewDecision } from '../../reviews/application/notify-review-decision.js';
import { OpenReview } from '../../reviews/application/open-review.js';
import { day, type CalendarDate } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import { PERSON } from '../../testing/assessments.js';
import { openCases, openCasesOn, type CasesSetting } from '../../testing/cases-setting.js';
import { EventStoreDbDouble } from '../../testing/eventstoredb/eventstoredb-double.js';
import { unfollowed } from '../../../test/crash/followed.js';
import { openPolicies, PassingPolicyMemory, policiesOn, type PoliciesSetting } from '../../testing/policies-setting.js';
import { closeDays } from '../../testing/random-cases.js';
import { nextReviewIdOf, planIdOf } from './derived-ids.js';

jest.setTimeout(120_000);

/** The streams of one child: an assessment and what follows from it, and a plan and a review of an officer's own. */
interface Family {
  readonly assessment: string;
  readonly plan: string;
  readonly otherPlan: string;
  readonly reviews: readonly string[];
}

function aFamily(): Family {
  const assessment = v7();
  const plan = planIdOf(assessment);
  const [own, first] = [v7(), nextReviewIdOf(plan, 'made')];
  const reviews = [own, first, nextReviewIdOf(plan, first), nextReviewIdOf(plan, own), nextReviewIdOf(plan, 'entry-2')];
  return { assessment, plan, otherPlan: v7(), reviews };
}

type Act = (family: Family) => CaseRequest | 'follow';

const on = closeDays;
// Most of it on the same few milestones of the same few streams, so that it matters to one another.
const which = fc.constantFrom(0, 0, 0, 1, 1, 1, 2, 3, 4);
const entry = fc.constantFrom(1, 2, 2, 2, 3, 3, 4, 5);
const kinds = fc.constantFrom<CaseKindName>('assessment', 'plan', 'review');
const reason = 'It was wrong.';

const caseOf = ({ assessment, plan, reviews }: Family, kind: CaseKindName, at: number): string =>
  kind === 'assessment' ? assessment : kind === 'plan' ? plan : (reviews[at] ?? '');

const onReview = (make: (id: string, on: CalendarDate) => CaseRequest): fc.Arbitrary<Act> =>
  fc.tuple(which, on).map(
    ([at, when]) =>
      ({ reviews }) =>
        make(reviews[at] ?? '', when),
  );
const onPlan = (make: (id: string, on: CalendarDate, family: Family) => CaseRequest): fc.Arbitrary<Act> =>
  on.map((when) => (family) => make(family.plan, when, family));

const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Act>(() => 'follow') },
  {
    weight: 5,
    arbitrary: on.map(
      (when): Act =>
        ({ assessment }) =>
          IssueFinalPlan.of({ case: assessment, on: when }),
    ),
  },
  {
    weight: 7,
    arbitrary: fc.tuple(kinds, which, entry).map(
      ([kind, at, number]): Act =>
        (family) =>
          RetractMilestone.of({ kind, case: caseOf(family, kind, at), entry: number, reason }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(kinds, which, entry, on).map(
      ([kind, at, number, when]): Act =>
        (family) =>
          CorrectMilestone.of({ kind, case: caseOf(family, kind, at), entry: number, to: { on: when }, reason }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(kinds, which, on).map(
      ([kind, at, when]): Act =>
        (family) =>
          CloseCase.of({ kind, case: caseOf(family, kind, at), on: when, reason: 'other' }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(kinds, which, on).map(
      ([kind, at, when]): Act =>
        (family) =>
          ReopenCase.of({ kind, case: caseOf(family, kind, at), on: when }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom<CaseKindName>('plan', 'review'), which, on).map(
      ([kind, at, when]): Act =>
        (family) =>
          RecordTribunalOrder.of({ kind, case: caseOf(family, kind, at), on: when, order: 'maintain' }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (back): Act =>
        ({ reviews, plan, otherPlan }) =>
          CorrectMilestone.of({
            kind: 'review',
            case: reviews[0] ?? '',
            entry: 1,
            to: { plan: back ? plan : otherPlan },
            reason,
          }),
    ),
  },
  onPlan((plan, when) => RecordPlanReviewed.of({ case: plan, on: when })),
  onPlan((plan, when, { reviews }) => RecordPlanReviewed.of({ case: plan, on: when, review: reviews[0] ?? '' })),
  onPlan((plan, when) => AmendPlan.of({ case: plan, on: when })),
  onPlan((plan, when) => CeasePlan.of({ case: plan, on: when, reason: 'other' })),
  onPlan((plan, when) => TransferPlanOut.of({ case: plan, on: when })),
  onPlan((plan, when) => MakePlan.of({ case: plan, person: PERSON, on: when })),
  {
    weight: 3,
    arbitrary: onReview((review, when) => NotifyReviewDecision.of({ case: review, on: when, outcome: 'maintain' })),
  },
  { weight: 3, arbitrary: onReview((review, when) => IssueAmendedPlan.of({ case: review, on: when })) },
  {
    weight: 2,
    arbitrary: onReview((review, when) => CeasePlanAfterReview.of({ case: review, on: when, reason: 'other' })),
  },
  onReview((review, when) => HoldReviewMeeting.of({ case: review, on: when })),
  onReview((review, when) => CancelReview.of({ case: review, on: when })),
);

/** Does what a random officer does, some of it refused, with the policies running now and then. */
async function play(setting: PoliciesSetting, family: Family, all: readonly Act[], follow: () => Promise<void>) {
  const { assessment, plan, otherPlan, reviews } = family;
  const opened = { person: PERSON, on: day('2025-01-06') };
  await setting.request(RequestAssessment.of({ ...opened, case: assessment, kind: 'initial' }));
  await setting.request(MakePlan.of({ ...opened, case: otherPlan }));
  await setting.request(OpenReview.of({ ...opened, case: reviews[0] ?? '', plan, kind: 'early' }));
  await setting.does(IssueFinalPlan.of({ case: assessment, on: day('2025-01-13') }));
  for (const act of all) {
    const request = act(family);
    if (request === 'follow') await follow();
    else await setting.does(request).catch(() => undefined);
  }
  await follow();
}

/** What should follow from the streams of a family and does not. */
async function faultsOf(setting: PoliciesSetting, { assessment, plan, otherPlan, reviews }: Family) {
  const streams = { assessments: [assessment], plans: [plan, otherPlan], reviews };
  return unfollowed(setting.store, await setting.memory.refusals(), streams);
}

/** Everything that is on record, in few words. */
async function recordOf(store: EventStore): Promise<readonly string[]> {
  const all = await store.readAll(undefined, 100_000);
  return all.map(
    ({ stream, type, data, metadata: { actor } }) => `${stream} ${type} ${JSON.stringify(data)} by ${actor}`,
  );
}

function describeRandomFamilies(name: string, open: () => Promise<CasesSetting>, numRuns: number): void {
  describe(`Whatever officers record, on ${name}`, () => {
    let setting: PoliciesSetting;
    beforeAll(async () => {
      setting = await openPolicies(open());
    });
    afterAll(() => setting.close());

    test('every effect is there once, and policies that begin anew find nothing missing', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(acts, { minLength: 10, maxLength: 30 }), async (all) => {
          const family = aFamily();
          await play(setting, family, all, () => setting.policies.catchUp());
          expect(await faultsOf(setting, family)).toEqual([]);

          const before = await recordOf(setting.store);
          const anew = new PassingPolicyMemory();
          await policiesOn(setting, anew).catchUp();
          expect((await recordOf(setting.store)).slice(before.length)).toEqual([]);
          expect(await anew.essence()).toEqual(await setting.memory.essence());
        }),
        { numRuns },
      );
    });

    test('two processes that follow at once bring about the same', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(acts, { minLength: 10, maxLength: 20 }), async (all) => {
          const family = aFamily();
          const other = policiesOn(setting, setting.memory);
          await play(setting, family, all, async () => {
            await Promise.all([setting.policies.catchUp(), other.catchUp()]);
          });
          expect(await faultsOf(setting, family)).toEqual([]);
          const before = await recordOf(setting.store);
          await policiesOn(setting).catchUp();
          expect((await recordOf(setting.store)).slice(before.length)).toEqual([]);
        }),
        { numRuns: Math.ceil(numRuns / 2) },
      );
    });
  });
}

async function onDouble(): Promise<CasesSetting> {
  const double = await EventStoreDbDouble.start();
  return openCasesOn(await EventStoreDbEventStore.connect({ url: double.url }), () => {
    double.destroy();
    return Promise.resolve();
  });
}

describeRandomFamilies('SQLite', () => openCases(), 40);
describeRandomFamilies('the stand-in for EventStoreDB', onDouble, 8);
