import { sortedByDay, isReopened, liveEntries, type CaseRecord, type Entry } from './case-record.js';
import type { MilestoneEvent } from './event.js';

const withoutUndoneClosures = <M extends MilestoneEvent>(entries: readonly Entry<M>[]): readonly Entry<M>[] =>
  entries.filter((entry) => entry.type !== 'CaseClosed' || !isReopened(entry, entries));

/** The milestones that count, without a closure that was undone by reopening the case. */
export function entriesInEffect<M extends MilestoneEvent>(record: CaseRecord<M>): readonly Entry<M>[] {
  return withoutUndoneClosures(liveEntries(record));
}

/** The milestones that the law is told of: those in effect, and exceptions that counted until they were withdrawn. */
export function entriesForTheLaw<M extends MilestoneEvent>(record: CaseRecord<M>): readonly Entry<M>[] {
  const withdrawn = record.entries.filter(({ withdrawnOn }) => withdrawnOn !== undefined);
  if (withdrawn.length === 0) return entriesInEffect(record);
  const until = withdrawn.map(({ withdrawnOn, data, ...entry }) => ({ ...entry, data: { ...data, withdrawnOn } }));
  return sortedByDay([...entriesInEffect(record), ...until]);
}

/** What the one undoes of the other when it comes later on its day. */
const UNDOES: Readonly<Record<string, string>> = { CaseReopened: 'CaseClosed', CaseClosed: 'CaseReopened' };

/**
 * The milestones that a new one may repeat. A case can be closed, reopened and closed on one day, and the last closure
 * is no repetition of the first.
 */
export function entriesToRepeat<M extends MilestoneEvent>(record: CaseRecord<M>): readonly Entry<M>[] {
  const entries = liveEntries(record);
  const undoing = entries.filter(({ type }) => UNDOES[type] !== undefined);
  return entries.filter(
    (entry) =>
      !undoing.some(
        (other) => UNDOES[other.type] === entry.type && other.data.on === entry.data.on && other.number > entry.number,
      ),
  );
}
