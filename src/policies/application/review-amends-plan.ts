import type { RecordedEvent } from '../../event-store/event-store.js';
import { AmendPlan } from '../../plans/application/amend-plan.js';
import { CeasePlan } from '../../plans/application/cease-plan.js';
import { ceasingIsUndone, type CeaseReason } from '../../streams/domain/ceasing.js';
import type { CaseReader, TracedEntry } from './case-on-record.js';
import { inLine, only } from './following.js';
import { actorOf, type Findings, type Policy } from './policy.js';
import { missingOnPlans, reviewsOf } from './review-to-plan.js';

const isAmendment = ({ type }: TracedEntry): boolean => type === 'AmendedPlanIssued';
const isCeasing = ({ type }: TracedEntry): boolean => type === 'PlanCeased';

/** An amended plan of a review updates the plan, and a plan that ceased after a review is no longer maintained. */
export class ReviewAmendsPlan implements Policy {
  readonly name = 'review-amends-plan';
  readonly source = 'review';
  readonly concerns = {
    review: new Set([
      'AmendedPlanIssued',
      'PlanCeased',
      // An order, an agreement or a concession can have the plan maintained after all.
      'TribunalOrdered',
      'MediationAgreed',
      'AppealConceded',
      'MilestoneCorrected',
      'MilestoneRetracted',
    ]),
    plan: new Set(['PlanAmended', 'PlanCeased', 'MilestoneCorrected', 'MilestoneRetracted']),
  };

  constructor(private readonly cases: CaseReader) {}

  sourcesOf(event: RecordedEvent): Promise<readonly string[]> {
    return reviewsOf(event, this.cases, ['PlanAmended', 'PlanCeased']);
  }

  missing(id: string): Promise<Findings> {
    const leadsOn = (entry: TracedEntry): boolean => isAmendment(entry) || isCeasing(entry);
    return missingOnPlans(id, this.cases, leadsOn, (review, plan) => {
      const live = plan.isUnderReview ? review.live : [];
      const isUndone = (entry: TracedEntry): boolean => ceasingIsUndone(entry, review.live);
      const ceasings = live.filter((entry) => isCeasing(entry) && !isUndone(entry));
      const hadMore = (isOne: (entry: TracedEntry) => boolean): boolean =>
        !plan.isUnderReview || review.entries.some((entry) => isOne(entry) && (entry.isGone || isUndone(entry)));
      const common = { plan, review: id, actor: actorOf(this) };
      return [
        ...inLine({
          ...common,
          type: 'PlanAmended',
          milestones: live.filter(isAmendment).map((entry) => ({ ...only(entry, 'phaseTransfer'), review: id })),
          hadMore: hadMore(isAmendment),
          record: (milestone) => AmendPlan.of({ case: plan.id, ...milestone }),
        }),
        ...inLine({
          ...common,
          type: 'PlanCeased',
          milestones: ceasings.map((entry) => ({ ...only(entry, 'reason'), review: id })),
          hadMore: hadMore(isCeasing),
          record: ({ reason, ...milestone }) =>
            CeasePlan.of({ case: plan.id, ...milestone, reason: reason as CeaseReason }),
        }),
      ];
    });
  }
}
