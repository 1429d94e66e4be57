import { isOpened, type CaseState } from './case-decider.js';
import { liveEntries, type Entry } from './case-record.js';
import type { MilestoneEvent } from './event.js';

/** A case without the milestones that others took back, while they stay on record. */
export function without<Stage extends string, M extends MilestoneEvent>(
  state: CaseState<Stage, M>,
  isTakenBack: (entry: Entry<M>, live: readonly Entry<M>[]) => boolean,
): CaseState<Stage, M> {
  if (!isOpened(state)) return state;
  const live = liveEntries(state);
  const back = new Set(live.filter((entry) => isTakenBack(entry, live)).map(({ number }) => number));
  if (back.size === 0) return state;
  const entries = state.entries.map((entry) =>
    back.has(entry.number) ? { ...entry, gone: 'withdrawn' as const } : entry,
  );
  return { ...state, entries };
}

/** A case as a new milestone may repeat it: what was undone on the day of that milestone can happen again on it. */
export function toRepeat<Stage extends string, M extends MilestoneEvent>(
  state: CaseState<Stage, M>,
  { type, data: { on } }: M,
  isUndone: (entry: Entry<M>, live: readonly Entry<M>[]) => boolean,
): CaseState<Stage, M> {
  return without(state, (entry, live) => {
    const sameDay = live.filter((other) => other.data.on === on);
    return entry.type === type && entry.data.on === on && isUndone(entry, sameDay);
  });
}
