import type { CalendarDate } from '../../statute/calendar.js';
import { milestoneKind, type Milestone, type MilestoneName } from '../../statute/milestones.js';
import type { Entry, Opening } from './case-record.js';
import type { MilestoneEvent } from './event.js';

/** What the law is told of each type of milestone. */
export type FactTable<M extends MilestoneEvent> = {
  readonly [T in M['type']]: FactsOf<Extract<M, { readonly type: T }>>;
};

/**
 * A milestone of the law's vocabulary with the same day and attributes; or a function of its data and of those of the
 * milestone that opened the case; or nothing that the law knows.
 */
export type FactsOf<M extends MilestoneEvent> =
  MilestoneName | 'none' | ((data: M['data'], opening: Opening) => readonly Milestone[]);

/** The fact of a name with the day, and those of the attributes that the law's vocabulary knows. */
export function factFrom(name: MilestoneName, data: object & { readonly on: CalendarDate }): Milestone {
  const known = Object.keys(milestoneKind(name).attributes ?? {});
  const given = data as Readonly<Record<string, unknown>>;
  const attributes = known.flatMap((key): [string, unknown][] => (given[key] === undefined ? [] : [[key, given[key]]]));
  const fact: unknown = { milestone: name, on: data.on, ...Object.fromEntries(attributes) };
  return fact as Milestone;
}

/** What the law is told of milestones, in their order. */
export function factsOf<M extends MilestoneEvent>(
  facts: FactTable<M>,
  entries: readonly Entry<M>[],
): readonly Milestone[] {
  const opening = entries.find(({ data }) => 'person' in data)?.data as Opening;
  const table = facts as unknown as Readonly<Record<string, FactsOf<MilestoneEvent> | undefined>>;
  return entries.flatMap(({ type, data }) => {
    const fact = table[type] ?? 'none';
    if (fact === 'none') return [];
    return typeof fact === 'function' ? fact(data, opening) : [factFrom(fact, data)];
  });
}
