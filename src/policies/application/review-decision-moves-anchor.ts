import type { RecordedEvent } from '../../event-store/event-store.js';
import { RecordPlanReviewed } from '../../plans/application/record-plan-reviewed.js';
import type { Attributes, CaseReader, TracedEntry } from './case-on-record.js';
import { inLine, only } from './following.js';
import { actorOf, type Findings, type Policy } from './policy.js';
import { missingOnPlans, reviewsOf } from './review-to-plan.js';

const isDecision = ({ type }: TracedEntry): boolean => type === 'ReviewDecisionNotified';

/**
 * The decision after a review moves the plan's anchor: the next 12 months begin with it. Where the council decided more
 * than once in one review, the first decision counts, since it ended the review and gives the earlier day.
 */
export class ReviewDecisionMovesAnchor implements Policy {
  readonly name = 'review-decision-moves-anchor';
  readonly source = 'review';
  readonly concerns = {
    review: new Set(['ReviewDecisionNotified', 'MilestoneCorrected', 'MilestoneRetracted']),
    plan: new Set(['PlanReviewed', 'MilestoneCorrected', 'MilestoneRetracted']),
  };

  constructor(private readonly cases: CaseReader) {}

  sourcesOf(event: RecordedEvent): Promise<readonly string[]> {
    return reviewsOf(event, this.cases, ['PlanReviewed']);
  }

  missing(id: string): Promise<Findings> {
    return missingOnPlans(id, this.cases, isDecision, (review, plan) => {
      const decision = plan.isUnderReview ? review.live.find(isDecision) : undefined;
      const milestones: readonly Attributes[] =
        decision === undefined ? [] : [{ ...only(decision, 'underFive'), review: id }];
      return inLine({
        plan,
        type: 'PlanReviewed',
        review: id,
        milestones,
        // A plan is reviewed once by each review.
        hadMore:
          decision !== undefined ||
          !plan.isUnderReview ||
          review.entries.some((entry) => isDecision(entry) && entry.isGone),
        actor: actorOf(this),
        record: (milestone) => RecordPlanReviewed.of({ case: plan.id, ...milestone }),
      });
    });
  }
}
