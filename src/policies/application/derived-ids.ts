import { v5 } from 'uuid';

/** A namespace for the ids of streams that follow from other streams. */
const STREAM_IDS = '5b1f6f0e-6a0c-5e3b-9d0e-0d2f3a6c7e11';

/** The plan that follows from the final plan of a needs assessment: always the same id for the same assessment. */
export function planIdOf(assessment: string): string {
  return v5(`plan/${assessment}`, STREAM_IDS);
}

/**
 * The annual review that a plan opens next.
 * @param plan the id of the plan
 * @param anchor what the 12 months begin with: `made` for the plan itself, the id of the review before, or for a review
 *   that has no stream here the number of its milestone on the plan
 */
export function nextReviewIdOf(plan: string, anchor: string): string {
  return v5(`review/${plan}/${anchor}`, STREAM_IDS);
}
