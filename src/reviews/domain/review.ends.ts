import { longDate } from '../../statute/calendar.js';
import type { Entry } from '../../streams/domain/case-record.js';
import { capital, closedOn, type Check, type Fault, type View } from '../../streams/domain/consistency.js';
import { disputeLeadsTo } from '../../streams/domain/amendments.js';

/** What ends a review for good: the answer to the amendment notice, or its cancellation. */
const ENDS = ['AmendedPlanIssued', 'DecidedNotToAmend', 'ReviewCancelled'];

/** Whether an order, agreement or concession to amend the plan lies between an end and another milestone. */
function undone(end: Entry, entry: Entry, view: View): boolean {
  if (end.type === 'ReviewCancelled' || entry.type === 'ReviewCancelled') return false;
  const [first, second] = end.data.on <= entry.data.on ? [end, entry] : [entry, end];
  return view.entries.some(
    (other) => other.data.on >= first.data.on && other.data.on <= second.data.on && disputeLeadsTo(other) === 'amend',
  );
}

function afterEnd(entry: Entry, end: Entry, view: View): Fault {
  const later = `${capital(view.dated(entry))} would be later`;
  return end.type === 'ReviewCancelled'
    ? {
        code: 'after-cancellation',
        message: `The review was cancelled on ${longDate(end.data.on)}. ${later}: record it on the review that it is about, or retract the cancellation first.`,
        field: 'on',
      }
    : {
        code: 'after-completion',
        message: `The review was completed with ${view.dated(end)}. ${later}: record it on the review that it is about, or correct the day that is wrong.`,
        field: 'on',
      };
}

function endBefore(entry: Entry, view: View, types: readonly string[]): Fault | undefined {
  const end = view.of(...types).find((other) => other.data.on < entry.data.on && !undone(other, entry, view));
  return end === undefined ? undefined : afterEnd(entry, end, view);
}

/** It is not after the review was completed or cancelled. */
export const beforeTheEnd: Check = (entry, view) => endBefore(entry, view, ENDS);

/** It is not after the review was cancelled; it can still come once the review is completed. */
export const beforeCancellation: Check = (entry, view) => endBefore(entry, view, ['ReviewCancelled']);

/** A review ends once, unless a dispute led to an amendment since. */
export const endsOnce: Check = (entry, view) => {
  const end = view.of(...ENDS).find((other) => other.number < entry.number && !undone(other, entry, view));
  if (end === undefined) return undefined;
  return {
    code: 'ended-already',
    message: `The review has ended already with ${view.dated(end)}. If that is wrong, correct or retract it.`,
    field: 'on',
  };
};

/** A meeting is not planned for a day after the end once that is on record; one that was planned before may stand. */
export const plannedBeforeTheEnd: Check = (entry, view) => {
  const laterThan = (other: Entry): boolean => other.number < entry.number && other.data.on < entry.data.on;
  const closure = closedOn(view);
  if (closure !== undefined && laterThan(closure)) {
    return {
      code: 'after-closure',
      message: `The case was closed on ${longDate(closure.data.on)}; nothing can be planned for a later day. Reopen the case first.`,
      field: 'on',
    };
  }
  const end = view.of(...ENDS).find((other) => laterThan(other) && !undone(other, entry, view));
  return end === undefined ? undefined : afterEnd(entry, end, view);
};
