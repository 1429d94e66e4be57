import type { RecordedEvent } from '../../event-store/event-store.js';
import { everNamed, idOf, type CaseOnRecord, type CaseReader, type TracedEntry } from './case-on-record.js';
import { NOTHING, type Findings, type Step } from './policy.js';

/**
 * The reviews on which an event of a review, or of a plan, bears.
 * @param types the milestones of a plan that name the review which led to them
 */
export async function reviewsOf(
  { stream, type, data }: RecordedEvent,
  cases: CaseReader,
  types: readonly string[],
): Promise<readonly string[]> {
  if (stream.startsWith('review-')) return [idOf(stream)];
  if (types.includes(type)) return typeof data.review === 'string' ? [data.review] : [];
  const plan = await cases.load('plan', idOf(stream));
  return everNamed(plan?.entries ?? [], types, 'review');
}

/** A plan as a review names it; it may not be on record. */
export interface NamedPlan {
  readonly id: string;
  readonly onRecord: CaseOnRecord | undefined;
  /** Whether the review is of this plan now; it was before it was corrected otherwise. */
  readonly isUnderReview: boolean;
}

/**
 * What is missing on the plan under review, and on any other that the review named before it was corrected.
 * @param leadsOn the milestones of a review that lead to something on the plan
 * @param steps what is missing on one plan
 */
export async function missingOnPlans(
  id: string,
  cases: CaseReader,
  leadsOn: (entry: TracedEntry) => boolean,
  steps: (review: CaseOnRecord, plan: NamedPlan) => readonly Step[],
): Promise<Findings> {
  const review = await cases.load('review', id);
  if (!review?.entries.some(leadsOn)) return NOTHING;
  const [opening] = review.entries;
  const plans = everNamed([opening], [opening.type], 'plan');
  const found = await Promise.all(
    plans.map(async (plan) => {
      const onRecord = await cases.load('plan', plan);
      return steps(review, { id: plan, onRecord, isUnderReview: plan === opening.data.plan });
    }),
  );
  return { steps: found.flat(), revision: review.revision };
}
