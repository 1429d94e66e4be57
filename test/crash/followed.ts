import type { EventStore } from '../../src/event-store/event-store.js';
import { CaseReader, type CaseOnRecord, type TracedEntry } from '../../src/policies/application/case-on-record.js';
import { nextReviewIdOf, planIdOf } from '../../src/policies/application/derived-ids.js';
import type { PolicyRefusal } from '../../src/policies/application/policy-memory.js';

type Days = readonly string[];

const daysOf = (entries: readonly TracedEntry[], type: string): Days =>
  entries.filter((entry) => entry.type === type).map(({ data }) => data.on);

const firstOf = (days: Days): Days => days.slice(0, 1);

/** Streams that policies follow, by their ids. */
export interface Followed {
  readonly assessments: readonly string[];
  readonly plans: readonly string[];
  readonly reviews: readonly string[];
}

/**
 * What does not follow once from the record of some streams, though it should and was not refused; said in words.
 * It knows nothing of how the policies work: it looks at what is there once they have done so.
 */
export async function unfollowed(
  store: EventStore,
  refusals: readonly PolicyRefusal[],
  { assessments, plans, reviews }: Followed,
): Promise<readonly string[]> {
  const cases = new CaseReader(store);
  const faults: string[] = [];
  const check = (what: string, stream: string, policy: string, found: Days, wanted: Days): void => {
    const isRefused = refusals.some((refusal) => refusal.policy === policy && refusal.stream === stream);
    if (!isRefused && found.toSorted().join() !== wanted.toSorted().join())
      faults.push(`${what}: ${found.join(', ')} instead of ${wanted.join(', ')}`);
  };

  for (const id of assessments) {
    const source = await cases.load('assessment', id);
    const made = await cases.load('plan', planIdOf(id));
    const final = firstOf(daysOf(source?.live ?? [], 'FinalPlanIssued'));
    const days = daysOf(made?.entries ?? [], 'PlanMade');
    if (final.length > 0) check('the plan', `assessment-${id}`, 'final-plan-makes-plan', days, final);
  }

  for (const id of reviews) {
    const review = await cases.load('review', id);
    if (review === undefined) continue;
    const plan = await cases.load('plan', String(review.entries[0].data.plan));
    const ofReview = (plan?.live ?? []).filter(({ data }) => data.review === id);
    const tell = (type: string, policy: string, from: string, wanted: Days): void => {
      // What an officer told the plan alone is left as it is.
      if (review.entries.some((entry) => entry.type === from))
        check(type, `review-${id}`, policy, daysOf(ofReview, type), wanted);
    };
    const { live } = review;
    const decision = firstOf(daysOf(live, 'ReviewDecisionNotified'));
    tell('PlanReviewed', 'review-decision-moves-anchor', 'ReviewDecisionNotified', decision);
    tell('PlanAmended', 'review-amends-plan', 'AmendedPlanIssued', daysOf(live, 'AmendedPlanIssued'));
    const ceased = daysOf(live, 'PlanCeased');
    const maintained = daysOf(live, 'TribunalOrdered');
    const stands = ceased.filter((day) => !maintained.some((order) => order > day));
    // An order of the same day undoes what was recorded before it, which days alone do not tell.
    if (!maintained.some((order) => ceased.includes(order)))
      tell('PlanCeased', 'review-amends-plan', 'PlanCeased', stands);
  }

  for (const id of plans) {
    const plan = await cases.load('plan', id);
    if (plan === undefined) continue;
    const open = !['closed', 'ceased', 'transferred-out'].includes(plan.stage);
    const anchor = plan.live.findLast(({ type }) => ['PlanMade', 'PlanReviewed'].includes(type));
    const reviewed = typeof anchor?.data.review === 'string' ? anchor.data.review : `entry-${String(anchor?.number)}`;
    const name = anchor?.type === 'PlanMade' ? 'made' : reviewed;
    const review = await cases.load('review', nextReviewIdOf(id, name));
    if (open && review === undefined && !refusals.some(({ stream }) => stream === `plan-${id}`))
      faults.push('no next review');
    if (!open && review !== undefined && isWaiting(review) && review.entries[0].data.plan === id)
      if (!refusals.some(({ stream }) => stream === `plan-${id}`)) faults.push('a review of a plan that ended');
  }
  return faults;
}

/** Whether a review waits for its meeting or decision, and no officer took its cancellation back. */
function isWaiting({ stage, entries }: CaseOnRecord): boolean {
  const isOverruled = entries.some(
    ({ type, takenBackBy }) => type === 'ReviewCancelled' && takenBackBy?.startsWith('policy:') === false,
  );
  return ['opened', 'meeting-planned', 'meeting-held'].includes(stage) && !isOverruled;
}
