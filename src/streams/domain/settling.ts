import type { CaseRecord } from './case-record.js';
import { capital, datedBy, faultsOf, kindOf, type EntryKinds, type Fault } from './consistency.js';
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

/** A fault in the words of the officer's own command, which may be about another milestone than the fault. */
function told<M extends MilestoneEvent>(
  { entry, fault: { code, message, field, warning } }: Found,
  { after, entry: own, removes }: Change<M>,
  kinds: EntryKinds<M>,
): Refusal {
  const open = warning === true ? { confirmable: true as const } : {};
  const other = after.entries[entry - 1];
  if (entry === own || other === undefined) return { code, message, field, ...open };
  const which = `${datedBy(kindOf(kinds, other.type)?.called ?? other.type, other)}, milestone number ${String(entry)}`;
  if (removes !== true) return { code, message: `${message} This is about ${which}.`, field, ...open };
  return warning === true
    ? { code, message: `${message} This is about ${which}.`, field: 'entry', ...open }
    : { code, message: `${capital(which)}, depends on it. Retract or correct that first.`, field: 'entry' };
}

/** Goes on when a change brings nothing that is wrong, or every warning is confirmed; tells the confirmed ones. */
export function settled<M extends MilestoneEvent, E>(
  change: Change<M>,
  kinds: EntryKinds<M>,
  confirm: readonly string[] = [],
  go: (confirmed: { readonly confirmed?: readonly string[] }) => readonly E[],
): Decision<E> {
  const found = newFaults(change, kinds);
  const open = found.filter(({ fault: { code, warning } }) => warning !== true || !confirm.includes(code));
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
