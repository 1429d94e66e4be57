import { longDate } from '../../statute/calendar.js';
import { disputeLeadsTo } from '../../streams/domain/amendments.js';
import { ceasingIsUndone } from '../../streams/domain/ceasing.js';
import { closesWhatIsOver } from '../../streams/domain/closures.js';
import type { Entry } from '../../streams/domain/case-record.js';
import type { Check, View } from '../../streams/domain/consistency.js';
import { endChecks, inOrderOfDays } from '../../streams/domain/endings.js';

/** What ends a review for good: the answer to the amendment notice, the end of the plan, or its cancellation. */
const ENDS = ['AmendedPlanIssued', 'DecidedNotToAmend', 'PlanCeased', 'ReviewCancelled'];

/** Whether an order, agreement or concession on the plan lies between an end and another milestone. */
function undone(end: Entry, entry: Entry, view: View): boolean {
  if (end.type === 'ReviewCancelled' || entry.type === 'ReviewCancelled') return false;
  const [first, second] = inOrderOfDays(end, entry);
  const between = view.entries.filter(
    (other) => other.data.on >= first.data.on && other.data.on <= second.data.on && other.number !== second.number,
  );
  return first.type === 'PlanCeased'
    ? ceasingIsUndone(first, between)
    : between.some((other) => disputeLeadsTo(other) === 'amend');
}

const checks = endChecks({
  types: ENDS,
  undone,
  after: (end, later, view) => {
    switch (end.type) {
      case 'ReviewCancelled':
        return {
          code: 'after-cancellation',
          message: `The review was cancelled on ${longDate(end.data.on)}. ${later}: record it on the review that it is about, or retract the cancellation first.`,
        };
      case 'PlanCeased':
        return {
          code: 'after-ceasing',
          message: `The council ceased to maintain the plan on ${longDate(end.data.on)}. ${later}: give another day, or correct the day of ceasing first.`,
        };
      default:
        return {
          code: 'after-completion',
          message: `The review was completed with ${view.dated(end)}. ${later}: record it on the review that it is about, or correct the day that is wrong.`,
        };
    }
  },
  already: (end, entry, view) =>
    end.type === 'AmendedPlanIssued' && entry.type === end.type
      ? {
          code: 'issued-already',
          message: `The plan was amended already: ${view.dated(end)}. If that is wrong, correct or retract it; else confirm that the amended plan was issued again, such as to put a slip right.`,
          field: 'on',
          warning: true,
        }
      : {
          code: 'ended-already',
          message: `The review has ended already with ${view.dated(end)}. If that is wrong, correct or retract it.`,
          field: 'on',
        },
});

/** It is not after the review was completed or cancelled. */
export const beforeTheEnd: Check = checks.before(...ENDS);

/** It is not after the review was cancelled; it can still come once the review is completed. */
export const beforeCancellation: Check = checks.before('ReviewCancelled');

/** A review ends once, unless a dispute led to an amendment since, or the amended plan is issued again. */
export const endsOnce: Check = checks.once;

/** A meeting is not planned for a day after the end once that is on record; one that was planned before may stand. */
export const plannedBeforeTheEnd: Check = checks.plannedBefore;

/** What decides whether the council has more to do after a review. */
const isDone = (entry: Entry): boolean | undefined => {
  if (ENDS.includes(entry.type)) return true;
  if (entry.type === 'ReviewDecisionNotified') return (entry.data as { readonly outcome?: string }).outcome !== 'amend';
  const course = disputeLeadsTo(entry);
  return course === undefined ? undefined : course === 'maintain';
};

/** Closing a review that is under way is a warning, unless the child or the family is no longer there for it. */
export const closesOnceEnded: Check = closesWhatIsOver({
  endedBy: ['withdrawn', 'moved', 'left', 'died', 'cancelled'],
  areOver: (until) => until.flatMap((entry) => isDone(entry) ?? []).at(-1) ?? false,
  instead: 'Record first the decision, the amended plan or the cancellation with which the review ended',
});
