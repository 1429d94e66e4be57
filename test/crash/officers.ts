import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { v7 } from 'uuid';
import { IssueFinalPlan } from '../../src/assessments/application/issue-final-plan.js';
import { RequestAssessment } from '../../src/assessments/application/request-assessment.js';
import { CorrectMilestone } from '../../src/cases/application/correct-milestone.js';
import { RetractMilestone } from '../../src/cases/application/retract-milestone.js';
import { RegisterPerson } from '../../src/people/application/register-person.js';
import { CeasePlan } from '../../src/plans/application/cease-plan.js';
import { nextReviewIdOf, planIdOf } from '../../src/policies/application/derived-ids.js';
import { CeasePlanAfterReview } from '../../src/reviews/application/cease-plan-after-review.js';
import { HoldReviewMeeting } from '../../src/reviews/application/hold-review-meeting.js';
import { IssueAmendedPlan } from '../../src/reviews/application/issue-amended-plan.js';
import { NotifyReviewDecision } from '../../src/reviews/application/notify-review-decision.js';
import { addDays, day, type CalendarDate } from '../../src/statute/calendar.js';
import type { CaseRequest } from '../../src/streams/application/case-request.js';
import type { Outcome } from '../../src/streams/application/outcome.js';
import { onBehalfOf } from '../../src/streams/application/request-context.js';
import type { PersonId } from '../../src/streams/domain/event.js';

const FIRST = day('2022-01-10');
const YEAR = 350;
/** How often an officer looks whether a review is there, and milliseconds between two looks. */
const LOOKS = { most: 200, pause: 5 };

const REASON = 'It was recorded wrongly.';
const oneIn = (times: number): boolean => randomInt(times) === 0;

/** Records one child after the other, each with what the policies have to follow. */
export async function recordWithoutEnd(tracker: INestApplicationContext): Promise<never> {
  const commands = tracker.get(CommandBus);
  /** Confirms every warning; whether it is on record then. */
  const does = (request: CaseRequest): Promise<boolean> =>
    onBehalfOf({ actor: 'officer-1' }, async () => {
      const asked = await commands.execute<CaseRequest, Outcome>(request);
      if (asked.outcome !== 'refused') return true;
      request.confirm = asked.refused.map(({ code }) => code);
      return (await commands.execute<CaseRequest, Outcome>(request)).outcome !== 'refused';
    });
  /** Does it when the policies have made what it is recorded on. */
  const doesInTime = async (request: () => CaseRequest): Promise<boolean> => {
    for (let look = 0; look < LOOKS.most; look += 1) {
      if (await does(request())) return true;
      await delay(LOOKS.pause);
    }
    return false;
  };

  const review = async (id: string, on: CalendarDate): Promise<boolean> => {
    if (!(await doesInTime(() => HoldReviewMeeting.of({ case: id, on })))) return false;
    const outcome = oneIn(4) ? 'maintain' : 'amend';
    await does(NotifyReviewDecision.of({ case: id, on: addDays(on, 21), outcome }));
    if (outcome === 'amend') await does(IssueAmendedPlan.of({ case: id, on: addDays(on, 70) }));
    if (oneIn(4)) {
      const to = { on: addDays(on, 22) };
      await does(CorrectMilestone.of({ kind: 'review', case: id, entry: 3, to, reason: REASON }));
    }
    if (oneIn(6))
      await does(RetractMilestone.of({ kind: 'review', case: id, entry: 3 + randomInt(2), reason: REASON }));
    return true;
  };

  for (;;) {
    const [person, assessment] = [v7() as PersonId, randomUUID()];
    const made = addDays(FIRST, randomInt(200));
    await onBehalfOf({ actor: 'officer-1' }, () =>
      commands.execute(RegisterPerson.of({ person, surname: 'Doe', forename: 'Sam', dateOfBirth: day('2014-05-01') })),
    );
    await does(RequestAssessment.of({ case: assessment, person, on: addDays(made, -140), kind: 'initial' }));
    await does(IssueFinalPlan.of({ case: assessment, on: made }));
    if (oneIn(4)) {
      const to = { on: addDays(made, 7) };
      await does(CorrectMilestone.of({ kind: 'assessment', case: assessment, entry: 2, to, reason: REASON }));
    }
    const plan = planIdOf(assessment);
    const first = nextReviewIdOf(plan, 'made');
    if (!(await review(first, addDays(made, YEAR)))) continue;
    const second = nextReviewIdOf(plan, first);
    if (oneIn(3)) await does(CeasePlan.of({ case: plan, on: addDays(made, YEAR + 100), reason: 'higher-education' }));
    else if (oneIn(2) && (await review(second, addDays(made, 2 * YEAR)))) {
      await does(CeasePlanAfterReview.of({ case: second, on: addDays(made, 2 * YEAR + 90), reason: 'other' }));
    }
    if (oneIn(6)) await does(RetractMilestone.of({ kind: 'assessment', case: assessment, entry: 2, reason: REASON }));
  }
}
