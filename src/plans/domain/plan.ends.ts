import { longDate } from '../../statute/calendar.js';
import type { Entry } from '../../streams/domain/case-record.js';
import { capital, closedOn, type Check, type Fault, type View } from '../../streams/domain/consistency.js';
import { disputeLeadsTo } from '../../streams/domain/amendments.js';

/** What ends the council's duty to maintain a plan. */
const ENDS = ['PlanCeased', 'PlanTransferredOut'];

/** Whether an order, agreement or concession has the council maintain the plan. */
export function keepsThePlan(entry: Entry): boolean {
  if (disputeLeadsTo(entry) === 'maintain') return true;
  const { order, appeal } = entry.data as { readonly order?: string; readonly appeal?: string };
  return disputeLeadsTo(entry) === 'amend' && (order === 'maintain-and-amend' || appeal === 'cease');
}

/** Whether a plan that ceased has to be maintained after all: an order or agreement came no earlier. */
export function ceasingIsUndone(end: Entry, entries: readonly Entry[]): boolean {
  return end.type === 'PlanCeased' && entries.some((other) => other.data.on >= end.data.on && keepsThePlan(other));
}

/** Whether, of an end and another milestone, the earlier was undone by the day of the later. */
function undone(end: Entry, entry: Entry, view: View): boolean {
  const [first, second] = end.data.on <= entry.data.on ? [end, entry] : [entry, end];
  return ceasingIsUndone(
    first,
    view.entries.filter(({ data }) => data.on <= second.data.on),
  );
}

function afterEnd(entry: Entry, end: Entry, view: View): Fault {
  const later = `${capital(view.dated(entry))} would be later`;
  return end.type === 'PlanCeased'
    ? {
        code: 'after-ceasing',
        message: `The plan ceased on ${longDate(end.data.on)}, so the council no longer maintains it. ${later}: give another day, or correct the ceasing first.`,
        field: 'on',
      }
    : {
        code: 'after-transfer',
        message: `The plan was transferred to another council on ${longDate(end.data.on)}, which maintains it since. ${later}: give another day, or correct the transfer first.`,
        field: 'on',
      };
}

/** It is not after the plan ceased or went to another council. */
export const whileMaintained: Check = (entry, view) => {
  const end = view.of(...ENDS).find((other) => other.data.on < entry.data.on && !undone(other, entry, view));
  return end === undefined ? undefined : afterEnd(entry, end, view);
};

/** The duty to maintain a plan ends once, unless the plan has to be maintained after all. */
export const endsOnce: Check = (entry, view) => {
  const end = view.of(...ENDS).find((other) => other.number < entry.number && !undone(other, entry, view));
  if (end === undefined) return undefined;
  return {
    code: 'ended-already',
    message: `The council's duty to maintain the plan has ended already with ${view.dated(end)}. If that is wrong, correct or retract it.`,
    field: 'on',
  };
};

/** Nothing is planned for a day after the end once that is on record; what was planned before may stand. */
export const plannedWhileMaintained: Check = (entry, view) => {
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
