import type { CalendarDate } from '../../statute/calendar.js';
import { milestoneKind, type Milestone, type MilestoneName } from '../../statute/milestones.js';
import type { Entry, Opening } from './case-record.js';
import type { MilestoneEvent } from './event.js';

/** What the law is told of each type of milestone. */
export type FactTable<M extends MilestoneEvent> = {
  readonly [T in M['type']]: FactsOf<Extract<M, { readonly type: T }>>;
};

/** What the law is told of a type of milestone where that depends on what it says. */
export interface Telling<M extends MilestoneEvent> {
  /** The names in the law's vocabulary under which it can be told. */
  readonly tells: readonly MilestoneName[];
  /** What is told, from its data and those of the milestone that opened the case. */
  readonly as: (data: M['data'], opening: Opening) => readonly Milestone[];
}

/** A milestone of the law's vocabulary with the same day and attributes; or what follows from it; or nothing. */
export type FactsOf<M extends MilestoneEvent> = MilestoneName | 'none' | Telling<M>;

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
    return typeof fact === 'object' ? fact.as(data, opening) : [factFrom(fact, data)];
  });
}

/** The names in the law's vocabulary under which each type of milestone can be told. */
export function namesTold<M extends MilestoneEvent>(
  facts: FactTable<M>,
): ReadonlyMap<M['type'], readonly MilestoneName[]> {
  const table = Object.entries(facts) as unknown as readonly [M['type'], FactsOf<MilestoneEvent>][];
  return new Map(
    table.map(([type, fact]) => [type, typeof fact === 'object' ? fact.tells : fact === 'none' ? [] : [fact]]),
  );
}
