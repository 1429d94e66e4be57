import type { ReviewCount } from '../domain/due-reviews.js';

/** What is counted of the annual reviews: as a column is headed, and as a list is. */
export const REVIEW_COUNT_NAMES: Readonly<Record<ReviewCount, { readonly column: string; readonly list: string }>> = {
  due: { column: 'Due', list: 'Annual reviews due' },
  held: { column: 'Meeting held', list: 'Annual reviews with a meeting held' },
  'no-meeting': { column: 'No meeting recorded', list: 'Annual reviews with no meeting recorded' },
  'plan-alone': { column: 'Told by the plan alone', list: 'Reviews told by the plan alone, without a meeting' },
  'reviewed-in-time': { column: 'Reviewed in time', list: 'Annual reviews completed in time' },
  'decided-in-4-weeks': { column: 'Decision in 4 weeks', list: 'Annual reviews decided within 4 weeks of the meeting' },
  'decided-later': { column: 'Decision later', list: 'Annual reviews decided after the 4 weeks' },
  undecided: { column: 'No decision', list: 'Annual reviews with a meeting and no decision' },
  'to-amend': { column: 'To amend', list: 'Annual reviews after which the plan is to be amended' },
  'notice-in-4-weeks': { column: 'Notice in 4 weeks', list: 'Amendment notices sent within 4 weeks of the meeting' },
  'final-in-8-weeks': { column: 'Final in 8 weeks', list: 'Amended plans issued within 8 weeks of the notice' },
  'final-in-12-weeks': { column: 'Final in 12 weeks', list: 'Amended plans issued within 12 weeks of the meeting' },
  'no-final': { column: 'No final', list: 'Annual reviews to amend without an amended plan' },
};
