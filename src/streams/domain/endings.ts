import { capital } from '../../statute/sentence.js';
import { longDate } from '../../statute/calendar.js';
import type { Entry } from './case-record.js';
import { closedOn, type Check, type Fault, type View } from './consistency.js';

/** What ends a case of some kind by its own milestones, beside its closure. */
export interface Endings {
  /** The milestones that end it. */
  readonly types: readonly string[];
  /** Whether an end does not count for another milestone, since something undid the earlier of the two by the later. */
  readonly undone: (end: Entry, entry: Entry, view: View) => boolean;
  /** The fault of a milestone that is later than an end; `later` says in a clause that it is. */
  readonly after: (end: Entry, later: string, view: View) => Pick<Fault, 'code' | 'message'>;
  /** The fault of a second end. */
  readonly already: (end: Entry, entry: Entry, view: View) => Fault;
}

/** The checks that keep the milestones of a case before its end. */
export interface EndChecks {
  /**
   * It is not after an end.
   * @param types the ends that it cannot follow
   */
  readonly before: (...types: readonly string[]) => Check;
  /** The case ends once. */
  readonly once: Check;
  /** Nothing is planned for a day after an end once that is on record; what was planned before may stand. */
  readonly plannedBefore: Check;
}

/** The milestone that an earlier one and a later one are, by day and, on one day, in the order given. */
export function inOrderOfDays(one: Entry, other: Entry): readonly [earlier: Entry, later: Entry] {
  return one.data.on <= other.data.on ? [one, other] : [other, one];
}

/** The checks of what ends a kind of case. */
export function endChecks({ types, undone, after, already }: Endings): EndChecks {
  const late = (entry: Entry, end: Entry | undefined, view: View): Fault | undefined =>
    end === undefined
      ? undefined
      : { ...after(end, `${capital(view.dated(entry))} would be later`, view), field: 'on' };
  const laterThan = (entry: Entry, other: Entry): boolean =>
    other.number < entry.number && other.data.on < entry.data.on;
  return {
    before:
      (...ends) =>
      (entry, view) => {
        const end = view.of(...ends).find((other) => other.data.on < entry.data.on && !undone(other, entry, view));
        return late(entry, end, view);
      },
    once: (entry, view) => {
      const end = view.of(...types).find((other) => other.number < entry.number && !undone(other, entry, view));
      return end === undefined ? undefined : already(end, entry, view);
    },
    plannedBefore: (entry, view) => {
      const closure = closedOn(view);
      if (closure !== undefined && laterThan(entry, closure)) {
        return {
          code: 'after-closure',
          message: `The case was closed on ${longDate(closure.data.on)}; nothing can be planned for a later day. Reopen the case first.`,
          field: 'on',
        };
      }
      const end = view.of(...types).find((other) => laterThan(entry, other) && !undone(other, entry, view));
      return late(entry, end, view);
    },
  };
}
