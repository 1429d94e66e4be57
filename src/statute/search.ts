import { FIRST_DAY, type CalendarDate } from './calendar.js';
import { inTextOrder, type Fact, type Facts } from './facts.js';
import type { AttributeValue } from './rule.js';
import type { Condition, Pick } from './rulebook.js';

/** Something that happened, on the day that counts for the selector that found it. */
export interface Found {
  readonly on: CalendarDate;
  readonly fact: Fact;
  readonly pick: Pick;
}

/** The days in which a search looks, both inclusive; without an end where `to` is undefined. */
export interface Span {
  readonly from: CalendarDate;
  readonly to: CalendarDate | undefined;
}

/** The day that counts for a selector: the milestone's own, or the one that an attribute states. */
function dayOf(fact: Fact, { selector: { day } }: Pick): CalendarDate {
  return day === undefined ? fact.on : ((fact[day] as CalendarDate | undefined) ?? fact.on);
}

/** How many of the conditions a milestone meets. */
function countMet(fact: Fact, conditions: readonly Condition[]): number {
  let count = 0;
  for (const { attribute, values } of conditions) {
    if (values.includes((fact[attribute] as AttributeValue | undefined) ?? null)) count += 1;
  }
  return count;
}

/** Whether a selector finds a milestone on a day or before. */
function happenedBy(on: CalendarDate, pick: Pick, facts: Facts): boolean {
  return facts.numbered(pick.name).some((fact) => fact.on <= on && matches(fact, pick, facts));
}

/** Whether a milestone is one that a selector means. */
function matches(fact: Fact, pick: Pick, facts: Facts): boolean {
  if (pick.unconditional) return true;
  const { selector, follows } = pick;
  return (
    countMet(fact, pick.wanted) === pick.wanted.length &&
    countMet(fact, pick.unwanted) === 0 &&
    (selector.has === undefined || selector.has.every((attribute) => fact[attribute] !== undefined)) &&
    (follows === undefined || happenedBy(fact.on, follows, facts)) &&
    !pick.unlessFollows.some((before) => happenedBy(fact.on, before, facts))
  );
}

/** The first milestone in a span of days that a selector means. */
export function earliestOf(
  pick: Pick,
  facts: Facts,
  from: CalendarDate,
  to: CalendarDate | undefined,
  accepts?: (fact: Fact) => boolean,
): Found | undefined {
  let best: Found | undefined;
  for (const fact of facts.numbered(pick.name)) {
    const on = dayOf(fact, pick);
    if (on < from || (to !== undefined && on > to) || (best !== undefined && on >= best.on)) continue;
    if (matches(fact, pick, facts) && (accepts === undefined || accepts(fact))) best = { on, fact, pick };
  }
  return best;
}

/** The first milestone in a span of days that one of the selectors means; on one day, the selector named first. */
export function earliest(
  picks: readonly Pick[],
  facts: Facts,
  { from, to }: Span,
  accepts?: (fact: Fact) => boolean,
): Found | undefined {
  let best: Found | undefined;
  for (const pick of picks) {
    const found = earliestOf(pick, facts, pick.selector.evenBefore ? FIRST_DAY : from, to, accepts);
    if (found !== undefined && (best === undefined || found.on < best.on)) best = found;
  }
  return best;
}

/** The last day up to a day, inclusive, on which one of the selectors finds a milestone. */
export function latestUpTo(picks: readonly Pick[], facts: Facts, to: CalendarDate): CalendarDate | undefined {
  let best: CalendarDate | undefined;
  for (const pick of picks) {
    for (const fact of facts.numbered(pick.name)) {
      const on = dayOf(fact, pick);
      if (on <= to && (best === undefined || on > best) && matches(fact, pick, facts)) best = on;
    }
  }
  return best;
}

/** Every milestone that one of the selectors means, earliest first. */
export function foundAll(picks: readonly Pick[], facts: Facts): Found[] {
  const found: Found[] = [];
  for (const pick of picks) {
    for (const fact of facts.numbered(pick.name)) {
      if (matches(fact, pick, facts)) found.push({ on: dayOf(fact, pick), fact, pick });
    }
  }
  return found.length < 2 ? found : found.sort((a, b) => inTextOrder(a.on, b.on));
}
