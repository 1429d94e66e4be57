import { capital } from '../../statute/sentence.js';
import { longDate } from '../../statute/calendar.js';
import { disputeLeadsTo } from '../../streams/domain/amendments.js';
import { comesBefore, type Entry } from '../../streams/domain/case-record.js';
import { ceasingIsUndone } from '../../streams/domain/ceasing.js';
import { closesWhatIsOver } from '../../streams/domain/closures.js';
import type { Check } from '../../streams/domain/consistency.js';
import { endChecks, inOrderOfDays } from '../../streams/domain/endings.js';

/** What ends the council's duty to maintain a plan. */
const ENDS = ['PlanCeased', 'PlanTransferredOut'];

const checks = endChecks({
  types: ENDS,
  undone: (end, entry, view) => {
    const [first, second] = inOrderOfDays(end, entry);
    return ceasingIsUndone(
      first,
      view.entries.filter((other) => other.data.on <= second.data.on && other.number !== second.number),
    );
  },
  after: (end, later) =>
    end.type === 'PlanCeased'
      ? {
          code: 'after-ceasing',
          message: `The council ceased to maintain the plan on ${longDate(end.data.on)}. ${later}: give another day, or correct the day of ceasing first.`,
        }
      : {
          code: 'after-transfer',
          message: `The plan was transferred to another council on ${longDate(end.data.on)}, which maintains it since. ${later}: give another day, or correct the transfer first.`,
        },
  already: (end, _entry, view) => ({
    code: 'ended-already',
    message: `The council's duty to maintain the plan has ended already with ${view.dated(end)}. If that is wrong, correct or retract it.`,
    field: 'on',
  }),
});

/** It is not after the plan ceased or went to another council. */
export const whileMaintained: Check = checks.before(...ENDS);

/** The duty to maintain a plan ends once, unless the plan has to be maintained after all. */
export const endsOnce: Check = checks.once;

/** Nothing is planned for a day after the end once that is on record; what was planned before may stand. */
export const plannedWhileMaintained: Check = checks.plannedBefore;

/** What an order, agreement or concession has the council do falls to the new council once the plan is there. */
export const beforeTheTransfer: Check = (entry, view) => {
  const [transfer] = view.of('PlanTransferredOut');
  if (transfer === undefined || transfer.data.on >= entry.data.on) return undefined;
  return {
    code: 'after-transfer',
    message: `The plan was transferred to another council on ${longDate(transfer.data.on)}, and what follows from ${view.dated(entry)} is for that council to do. Correct the day or the transfer if they are wrong, or confirm that it is recorded here, where no limit will count from it.`,
    field: 'on',
    warning: true,
  };
};

/** Whether a later milestone took the effect of another away. */
export function isUndone(entry: Entry, live: readonly Entry[]): boolean {
  return entry.type === 'MoveNotified'
    ? live.some((other) => other.type === 'MoveCalledOff' && comesBefore(entry, other))
    : ceasingIsUndone(entry, live);
}

/** Whether something is left to another council, which maintained the plan by then. */
export function isLeftToAnother(entry: Entry, live: readonly Entry[]): boolean {
  return (
    isToBeCarriedOut(entry) && live.some(({ type, data }) => type === 'PlanTransferredOut' && data.on < entry.data.on)
  );
}

function isToBeCarriedOut(entry: Entry): boolean {
  const { order } = entry.data as { readonly order?: string };
  return disputeLeadsTo(entry) !== undefined || (entry.type === 'TribunalOrdered' && order === 'dismiss');
}

/** A move that is called off was notified and did not happen. */
export const callsOffAMove: Check = (entry, view) => {
  const last = view
    .of('MoveNotified', 'MoveCalledOff', 'PlanTransferredOut')
    .filter((other) => comesBefore(other, entry))
    .reduce<Entry | undefined>((one, other) => (one === undefined || comesBefore(one, other) ? other : one), undefined);
  if (last?.type === 'MoveNotified') return undefined;
  return {
    code: 'no-move-notified',
    message: `${capital(view.called('MoveNotified'))} is not on record by ${longDate(entry.data.on)}, so there is no move that could have fallen through. Record the notice first, or confirm that this is recorded without it.`,
    field: 'on',
    warning: true,
  };
};

/** Closing a plan that is maintained is a warning: the duty to maintain it ends with its ceasing or its transfer alone. */
export const closesOnceEnded: Check = closesWhatIsOver({
  endedBy: [],
  areOver: (until) => until.some((entry) => ENDS.includes(entry.type) && !ceasingIsUndone(entry, until)),
  instead: 'Record first that the plan ceased or was transferred to another council',
});
