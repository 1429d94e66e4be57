import { addDays, type CalendarDate } from './calendar.js';
import type { Fact, Facts } from './facts.js';
import type { PreparedClock } from './rulebook.js';
import { foundAll, type Found, type Span } from './search.js';

/** A milestone that starts a clock, with its neighbours that start such clocks. */
export interface Trigger extends Found {
  readonly ref: string | undefined;
  /** The day of the next milestone that starts such a clock: this clock's round ends on the day before. */
  readonly next: CalendarDate | undefined;
  readonly previous: CalendarDate | undefined;
  /** Whether no other milestone starts such a clock. */
  readonly only: boolean;
}

const keyOf = (fact: Fact): string | undefined => (fact.ref ?? fact.adviser ?? fact.body) as string | undefined;

/** Whether an answer belongs to a request: by its ref, by its adviser or body, or because there is only one request. */
export function answers({ fact: request, only }: Trigger, answer: Fact): boolean {
  if (answer.ref !== undefined) return answer.ref === keyOf(request);
  const from = answer.adviser ?? answer.body;
  if (from === undefined) return only;
  return from === (request.adviser ?? request.body ?? request.ref);
}

/** From a day to the day before the next clock of the kind starts. */
export function roundFrom(from: CalendarDate, { next }: Trigger): Span {
  return { from, to: next === undefined ? undefined : addDays(next, -1) };
}

/** What tells clocks of one rule apart: the request that an answer is paired with, or the notice that opens a right. */
function groupOf({ paired }: PreparedClock, { fact, pick }: Found): string | undefined {
  return paired ? keyOf(fact) : pick.selector.as;
}

/** The ref of the first clock of its kind, or of a later one; brackets cannot stand in a ref that an officer gives. */
function refOf(base: string | undefined, time: number): string | undefined {
  if (time === 1) return base;
  return base === undefined ? `(${String(time)})` : `${base} (${String(time)})`;
}

function alone(clock: PreparedClock, found: Found): Trigger {
  const { on, fact, pick } = found;
  const ref = groupOf(clock, found) ?? clock.clockRule.ref;
  return { on, fact, pick, ref, next: undefined, previous: undefined, only: true };
}

/** The milestones that start clocks of a rule, earliest first; two on one day that mean the same start one clock. */
export function triggersOf(clock: PreparedClock, facts: Facts): readonly Trigger[] {
  const found = foundAll(clock.startedBy, facts);
  const [first] = found;
  if (first === undefined) return [];
  if (found.length === 1 || clock.onlyFirst) return [alone(clock, first)];
  return several(clock, found);
}

function several(clock: PreparedClock, found: readonly Found[]): readonly Trigger[] {
  const distinct = found
    .map((one) => ({ ...one, group: groupOf(clock, one) }))
    .filter((one, index, all) => !all.slice(0, index).some((o) => o.on === one.on && o.group === one.group));
  const times = new Map<string | undefined, number>();
  return distinct.map(({ on, fact, pick, group }) => {
    const sameRound = distinct.filter((other) => !clock.paired || other.group === group);
    const time = (times.get(group) ?? 0) + 1;
    times.set(group, time);
    return {
      on,
      fact,
      pick,
      ref: refOf(group ?? clock.clockRule.ref, time),
      next: sameRound.find((other) => other.on > on)?.on,
      previous: sameRound.findLast((other) => other.on < on)?.on,
      only: distinct.length === 1,
    };
  });
}
