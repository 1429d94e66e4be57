import type { CaseReader } from './case-on-record.js';
import { FinalPlanMakesPlan } from './final-plan-makes-plan.js';
import { PlanOpensReview } from './plan-opens-review.js';
import type { Policy } from './policy.js';
import { ReviewAmendsPlan } from './review-amends-plan.js';
import { ReviewDecisionMovesAnchor } from './review-decision-moves-anchor.js';

/** Every policy, in the order in which they are told of events. */
export function policiesOver(cases: CaseReader): readonly Policy[] {
  return [
    new FinalPlanMakesPlan(cases),
    new ReviewDecisionMovesAnchor(cases),
    new ReviewAmendsPlan(cases),
    new PlanOpensReview(cases),
  ];
}
