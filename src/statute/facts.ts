import { daysBetween, type CalendarDate } from './calendar.js';
import { MILESTONE_NAMES, type Milestone, type MilestoneName, type MilestoneOf } from './milestones.js';

/** A milestone whose attributes can be looked up by name. */
export type Fact = Milestone & Readonly<Record<string, unknown>>;

/** A fact of one kind. */
export type FactOf<N extends MilestoneName> = MilestoneOf<N> & Fact;

/** The number of a milestone's name in the vocabulary. */
export type NameIndex = number;

const indices = new Map<MilestoneName, NameIndex>(MILESTONE_NAMES.map((name, index) => [name, index]));

/** The number of a milestone's name, by which facts are looked up quickly. */
export function indexOf(name: MilestoneName): NameIndex {
  return indices.get(name) ?? MILESTONE_NAMES.length;
}

const written = (fact: Fact): string => JSON.stringify(Object.entries(fact).sort(([a], [b]) => inTextOrder(a, b)));

function inOrder(one: Fact, other: Fact): number {
  if (one.on !== other.on) return inTextOrder(one.on, other.on);
  if (one.milestone !== other.milestone) return indexOf(one.milestone) - indexOf(other.milestone);
  // Requests for advice on one day differ in their ref; writing milestones out, which is slow, is left to true twins.
  return inTextOrder(text(one.ref), text(other.ref)) || inTextOrder(written(one), written(other));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Orders texts, and so calendar dates, as {@link Array.sort} asks. */
export function inTextOrder(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function sorted(facts: readonly Fact[]): readonly Fact[] {
  // Streams give their milestones in order, so that most often there is nothing to sort.
  const inPlace = facts.every((fact, index) => {
    const before = facts[index - 1];
    return before === undefined || inOrder(before, fact) <= 0;
  });
  return inPlace ? facts : facts.toSorted(inOrder);
}

const NONE: readonly Fact[] = [];

/** The milestones of a case in one order, whatever order they were given in, and by name. */
export class Facts {
  /** All of them, by day and, on one day, in the order of the vocabulary. */
  readonly all: readonly Fact[];
  /** The names that there are, each once. */
  readonly names: readonly NameIndex[];
  readonly #byName: (Fact[] | undefined)[] = [];

  private constructor(all: readonly Fact[]) {
    this.all = all;
    const names: NameIndex[] = [];
    for (const fact of all) {
      const name = indexOf(fact.milestone);
      const same = this.#byName[name];
      if (same === undefined) {
        this.#byName[name] = [fact];
        names.push(name);
      } else same.push(fact);
    }
    this.names = names;
  }

  /**
   * Puts the milestones of a case in order and settles what follows from them: a later decision to assess or issue
   * that no dispute explains reverses the refusal before it, and a planned meeting gives way to the one held.
   */
  static of(milestones: readonly Milestone[]): Facts {
    const facts = new Facts(sorted(milestones));
    const reversals = [...impliedReversals(facts, 'assess'), ...impliedReversals(facts, 'issue')];
    const replaced = replacedMeetings(facts);
    if (reversals.length === 0 && replaced.length === 0) return facts;
    const kept = facts.all.filter((fact) => !replaced.includes(fact));
    return new Facts(sorted([...kept, ...(reversals as unknown as Fact[])]));
  }

  /** The milestones of one name, earliest first. */
  named<N extends MilestoneName>(name: N): readonly FactOf<N>[] {
    return this.numbered(indexOf(name)) as readonly FactOf<N>[];
  }

  /** Whether there is any milestone of a name, given as its number. */
  has(name: NameIndex): boolean {
    return this.#byName[name] !== undefined;
  }

  /** The milestones of one name, given as its number, earliest first. */
  numbered(name: NameIndex): readonly Fact[] {
    return this.#byName[name] ?? NONE;
  }
}

/** What explains a decision that differs from the refusal before it, other than a change of mind. */
const OTHER_ROADS: Readonly<Partial<Record<MilestoneName, (fact: Fact) => boolean>>> = {
  'decision-reversed': () => true,
  'tribunal-ordered': startsAssessment,
  'mediation-agreed': startsAssessment,
  'appeal-conceded': ({ appeal }) =>
    appeal === 'refusal-to-assess' || appeal === 'refusal-to-reassess' || appeal === 'refusal-to-issue',
  'request-received': () => true,
  'reassessment-requested': () => true,
};

/** An order or agreement on other matters, or one of the health body alone, gives the assessment no limits of its own. */
function startsAssessment({ order, healthBodyOnly }: Fact): boolean {
  if (healthBodyOnly === true) return false;
  return order === 'assess' || order === 'make-plan' || order === 'reconsider';
}

function isExplained(from: CalendarDate, to: CalendarDate, facts: Facts): boolean {
  return facts.all.some((fact) => fact.on >= from && fact.on <= to && OTHER_ROADS[fact.milestone]?.(fact) === true);
}

function impliedReversals(facts: Facts, stage: 'assess' | 'issue'): MilestoneOf<'decision-reversed'>[] {
  const decisions = facts.named(stage === 'assess' ? 'decision-to-assess' : 'decision-to-issue');
  const reversals: MilestoneOf<'decision-reversed'>[] = [];
  let refusedOn: CalendarDate | undefined;
  for (const decision of decisions) {
    if (decision.outcome === 'refuse') {
      refusedOn = decision.on;
    } else if (refusedOn !== undefined && decision.on > refusedOn) {
      if (!isExplained(refusedOn, decision.on, facts))
        reversals.push({ milestone: 'decision-reversed', on: decision.on, stage });
      refusedOn = undefined;
    }
  }
  return reversals;
}

/** A meeting planned for later than this is the next review's, whether or not the last one was decided. */
const HALF_A_YEAR_IN_DAYS = 182;

function replacedMeetings(facts: Facts): readonly Fact[] {
  const planned = facts.named('review-meeting-planned');
  const latest = planned.at(-1);
  if (latest === undefined) return NONE;
  const held = facts.named('review-meeting-held').at(-1);
  const reviewed = [...facts.named('review-decision'), ...facts.named('last-reviewed')];
  const stillToCome =
    held === undefined ||
    daysBetween(held.on, latest.on) > HALF_A_YEAR_IN_DAYS ||
    (latest.on > held.on && reviewed.some(({ on }) => on >= held.on && on <= latest.on));
  return stillToCome ? planned.slice(0, -1) : planned;
}
