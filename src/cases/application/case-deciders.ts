import { assessmentDecider } from '../../assessments/application/assessments.js';
import { planDecider } from '../../plans/application/plans.js';
import { reviewDecider } from '../../reviews/application/reviews.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { CaseLifeMilestone } from '../../streams/domain/case-life.js';
import type { caseDecider } from '../../streams/domain/case-decider.js';
import type { DisputeMilestone } from '../../streams/domain/disputes.js';

/** How cases of some kind decide, as far as what all kinds have in common goes. */
export type AnyCaseDecider = ReturnType<typeof caseDecider<string, CaseLifeMilestone | DisputeMilestone>>;

// Each kind is asked only with its own commands and events, so the common type serves for all of them.
const DECIDERS = {
  assessment: assessmentDecider,
  plan: planDecider,
  review: reviewDecider,
} as unknown as Readonly<Record<CaseKindName, AnyCaseDecider>>;

/** How the cases of a kind decide, fold and are evaluated. */
export function deciderOf(kind: CaseKindName): AnyCaseDecider {
  return DECIDERS[kind];
}
