import { longDate } from '../../statute/calendar.js';
import { hasOpenAppeal } from './appeals.js';
import { comesBefore, type Entry } from './case-record.js';
import { alreadyOnRecord, type Check } from './consistency.js';

const isBetween = (entries: readonly Entry[], from: Entry, to: Entry): boolean =>
  entries.some((other) => comesBefore(from, other) && comesBefore(other, to));

/** A case that is reopened was closed by then, and not reopened since. */
export const reopensAClosure: Check = (entry, view) => {
  const reopened = view.of('CaseReopened');
  const closed = view
    .of('CaseClosed')
    .some((closure) => comesBefore(closure, entry) && !isBetween(reopened, closure, entry));
  return closed
    ? undefined
    : {
        code: 'not-closed',
        message: `The case was not closed by ${longDate(entry.data.on)}, so there is nothing to reopen. Record the closure first, give a later day, or confirm that the closure is still to be recorded or taken back.`,
        field: 'on',
        warning: true,
      };
};

/** A case that is closed is not closed again. */
export const closesAnOpenCase: Check = (entry, view) => {
  const reopened = view.of('CaseReopened');
  const closed = view.of('CaseClosed').filter((closure) => {
    const [first, second] = comesBefore(closure, entry) ? [closure, entry] : [entry, closure];
    return closure.number < entry.number && !isBetween(reopened, first, second);
  });
  return alreadyOnRecord(entry, view, closed);
};

/** What must be over before a case of some kind is closed. */
export interface Duties {
  /** The reasons for closing that end the council's duties by themselves. */
  readonly endedBy: readonly string[];
  /** Whether the duties were over, from the milestones before the closure in the order of their days. */
  readonly areOver: (until: readonly Entry[]) => boolean;
  /** What to do instead of closing, as the beginning of a sentence. */
  readonly instead: string;
}

/** Closing a case ends its clocks: while the council still has duties, that is a warning. */
export function closesWhatIsOver({ endedBy, areOver, instead }: Duties): Check {
  return (entry, view) => {
    const { reason } = entry.data as { readonly reason?: string };
    if (reason !== undefined && endedBy.includes(reason)) return undefined;
    const until = view.entries.filter((other) => comesBefore(other, entry));
    if (areOver(until) && !hasOpenAppeal(entry, view)) return undefined;
    return {
      code: 'duties-running',
      message: `Closing the case ends the clocks of the council's duties, which still run on ${longDate(entry.data.on)}. ${instead}, or confirm that the duties have ended.`,
      field: 'reason',
      warning: true,
    };
  };
}
