import { addDays, type CalendarDate } from './calendar.js';
import type { Fact, Facts } from './facts.js';
import type { PreparedClock } from './rulebook.js';
import { earliestOf, foundAll, type Found, type Span } from './search.js';

/** A milestone that starts a clock, with its neighbours that start such clocks. */
export interface Trigger extends Found {
  readonly ref: string | undefined;
  readonly next: CalendarDate | undefined;
  readonly previous: CalendarDate | undefined;
  /** The last day of its round; undefined where there are no rounds, or no later one. */
  readonly roundEndsOn: CalendarDate | undefined;
  /** Whether no other milestone starts such a clock. */
  readonly only: boolean;
  /** Whether no other request was made of the same adviser or body. */
  readonly onlyOfAdviser: boolean;
}

const keyOf = (fact: Fact): string | undefined => (fact.ref ?? fact.adviser ?? fact.body) as string | undefined;

const adviserOf = (fact: Fact): unknown => fact.adviser ?? fact.body ?? fact.ref;

/**
 * Whether an answer belongs to a request: by its ref, by its adviser or body where that is clear, or because there is
 * only one request.
 */
export function answers({ fact: request, only, onlyOfAdviser }: Trigger, answer: Fact): boolean {
  if (answer.ref !== undefined) return answer.ref === keyOf(request);
  const from = answer.adviser ?? answer.body;
  if (from === undefined) return only;
  return onlyOfAdviser && from === adviserOf(request);
}

/** Whether an appeal can be against a notice: one that it opens, or, where the appeal does not say, one of its round. */
export function appealsAgainst({ pick, roundEndsOn }: Trigger, appeal: Fact): boolean {
  if (typeof appeal.appeal === 'string') return pick.selector.appeals?.includes(appeal.appeal) ?? true;
  return roundEndsOn === undefined || appeal.on <= roundEndsOn;
}

/** From a day to the end of the clock's round. */
export function roundFrom(from: CalendarDate, { roundEndsOn }: Trigger): Span {
  return { from, to: roundEndsOn };
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
  return {
    on: found.on,
    fact: found.fact,
    pick: found.pick,
    ref: groupOf(clock, found) ?? clock.clockRule.ref,
    next: undefined,
    previous: undefined,
    roundEndsOn: undefined,
    only: true,
    onlyOfAdviser: true,
  };
}

/** The first, and each later one that comes after what lets the clock start again. */
function firsts(clock: PreparedClock, found: readonly Found[], facts: Facts): readonly Found[] {
  const starts: Found[] = [];
  for (const one of found) {
    const before = starts.at(-1);
    const again =
      before === undefined ||
      (one.on > before.on &&
        clock.again.some((pick) => earliestOf(pick, facts, before.on, one.on, (fact) => fact !== one.fact)));
    if (again) starts.push(one);
  }
  return starts;
}

/** The milestones that start clocks of a rule, earliest first; two on one day that mean the same start one clock. */
export function triggersOf(clock: PreparedClock, facts: Facts): readonly Trigger[] {
  const all = foundAll(clock.startedBy, facts);
  const found = clock.onlyFirst && all.length > 1 ? firsts(clock, all, facts) : all;
  const [first] = found;
  if (first === undefined) return [];
  return found.length === 1 ? [alone(clock, first)] : several(clock, found);
}

function several(clock: PreparedClock, found: readonly Found[]): readonly Trigger[] {
  const distinct = found
    .map((one) => ({ on: one.on, fact: one.fact, pick: one.pick, group: groupOf(clock, one) }))
    .filter((one, index, all) => !all.slice(0, index).some((o) => o.on === one.on && o.group === one.group));
  const times = new Map<string | undefined, number>();
  return distinct.map(({ on, fact, pick, group }) => {
    const alike = clock.paired ? distinct.filter((other) => other.group === group) : distinct;
    const time = (times.get(group) ?? 0) + 1;
    times.set(group, time);
    return {
      on,
      fact,
      pick,
      ref: refOf(group ?? clock.clockRule.ref, time),
      next: alike.find((other) => other.on > on)?.on,
      previous: alike.findLast((other) => other.on < on)?.on,
      roundEndsOn: endOfRound(clock, on, alike),
      only: distinct.length === 1,
      onlyOfAdviser: !distinct.some((o) => o.group !== group && adviserOf(o.fact) === adviserOf(fact)),
    };
  });
}

function endOfRound({ rounds }: PreparedClock, on: CalendarDate, alike: readonly Found[]): CalendarDate | undefined {
  if (rounds === undefined) return undefined;
  const nextRound = alike.find((other) => other.on > addDays(on, rounds));
  return nextRound === undefined ? undefined : addDays(nextRound.on, -1);
}
