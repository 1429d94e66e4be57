import { liveEntries, type CaseRecord, type Entry } from './case-record.js';
import type { MilestoneEvent } from './event.js';

/** The milestones that count, without a closure that was undone by reopening the case. */
export function entriesInEffect<M extends MilestoneEvent>(record: CaseRecord<M>): readonly Entry<M>[] {
  const entries = liveEntries(record);
  const reopened = entries.filter(({ type }) => type === 'CaseReopened');
  if (reopened.length === 0) return entries;
  return entries.filter(
    ({ type, number, data }) =>
      type !== 'CaseClosed' || !reopened.some((other) => other.number > number && other.data.on >= data.on),
  );
}

/**
 * The milestones that a new one may repeat: those in effect, without a reopening that was followed by another closure.
 * A case can be closed, reopened and closed on one day, and the last closure is no repetition of the first.
 */
export function entriesToRepeat<M extends MilestoneEvent>(record: CaseRecord<M>): readonly Entry<M>[] {
  const entries = entriesInEffect(record);
  const closures = entries.filter(({ type }) => type === 'CaseClosed');
  return entries.filter(
    ({ type, number }) => type !== 'CaseReopened' || !closures.some((closure) => closure.number > number),
  );
}
