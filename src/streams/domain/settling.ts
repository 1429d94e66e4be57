import { capital } from '../../statute/sentence.js';
import type { CaseRecord } from './case-record.js';
import { datedBy, faultsOf, kindOf, type EntryKinds, type Fault } from './consistency.js';
import type { Decision, Refusal } from './decider.js';
import type { MilestoneEvent } from './event.js';

/** What a command does to a record. */
export interface Change<M extends MilestoneEvent> {
  /** The record before it; none where it opens the case. */
  readonly before: CaseRecord<M> | undefined;
  readonly after: CaseRecord<M>;
  /** The number of the milestone that it records, corrects or takes back. */
  readonly entry: number;
  /** That milestone no longer counts afterwards. */
  readonly removes?: true;
}

interface Found {
  readonly entry: number;
  readonly fault: Fault;
}

/** What would be wrong after a change that is not wrong before it. */
function newFaults<M extends MilestoneEvent>({ before, after }: Change<M>, kinds: EntryKinds<M>): readonly Found[] {
  const key = ({ entry, fault }: Found): string => `${fault.code} ${String(entry)}`;
  const known = new Set(before === undefined ? [] : faultsOf(before, kinds).map(key));
  return faultsOf(after, kinds).filter((found) => !known.has(key(found)));
}

/** Whether a fault that a change brings may be confirmed. */
function isWarning<M extends MilestoneEvent>({ entry, fault }: Found, { entry: own, removes }: Change<M>): boolean {
  return fault.warning === true || (fault.warningElsewhere === true && entry !== own && removes !== true);
}

/** A fault in the words of the officer's own command, which may be about another milestone than the fault. */
function told<M extends MilestoneEvent>(found: Found, change: Change<M>, kinds: EntryKinds<M>): Refusal {
  const { entry, fault } = found;
  const { code, message, field, warningElsewhere, takeBack = 'Retract or correct that first.' } = fault;
  const { after, entry: own, removes } = change;
  const warning = isWarning(found, change);
  const open = warning ? { confirmable: true as const } : {};
  const other = after.entries[entry - 1];
  if (entry === own || other === undefined) return { code, message, field, ...open };
  const which = `${datedBy(kindOf(kinds, other.type)?.called ?? other.type, other)}, milestone number ${String(entry)}`;
  if (warningElsewhere === true && removes !== true) {
    const message = `${capital(which)}, would answer nothing any more. Confirm, and correct that next.`;
    return { code, message, field, ...open };
  }
  if (removes !== true) return { code, message: `${message} This is about ${which}.`, field, ...open };
  return warning
    ? { code, message: `${message} This is about ${which}.`, field: 'entry', ...open }
    : { code, message: `${capital(which)}, depends on it. ${takeBack}`, field: 'entry' };
}

/** Goes on when a change brings nothing that is wrong, or every warning is confirmed; tells the confirmed ones. */
export function settled<M extends MilestoneEvent, E>(
  change: Change<M>,
  kinds: EntryKinds<M>,
  confirm: readonly string[] = [],
  go: (confirmed: { readonly confirmed?: readonly string[] }) => readonly E[],
): Decision<E> {
  const found = newFaults(change, kinds);
  const open = found.filter((one) => !isWarning(one, change) || !confirm.includes(one.fault.code));
  if (open.length > 0) {
    const refusals = open.map((one) => told(one, change, kinds));
    return {
      refused: [
        ...refusals.filter(({ confirmable }) => confirmable !== true),
        ...refusals.filter(({ confirmable }) => confirmable === true),
      ],
    };
  }
  const codes = [...new Set(found.map(({ fault }) => fault.code))].sort();
  return go(codes.length === 0 ? {} : { confirmed: codes });
}
