import type { CalendarDate } from './calendar.js';
import { lapses } from './clock.js';
import { countsBack } from './counting.js';
import { indexOf, type NameIndex } from './facts.js';
import type { MilestoneName } from './milestones.js';
import type {
  AttributeValue,
  ClockRule,
  Force,
  Limit,
  Met,
  Nature,
  Origin,
  Part,
  Rule,
  Selector,
  Start,
} from './rule.js';
import { annualReviewRules } from './rules/annual-review.js';
import { draftPlanStandard } from './rules/local-standards.js';
import { mediationRules } from './rules/mediation.js';
import { movingAreaRules } from './rules/moving-area.js';
import { needsAssessmentRules } from './rules/needs-assessment.js';
import { phaseTransferRules } from './rules/phase-transfer.js';
import { reassessmentRules } from './rules/reassessment.js';
import { tribunalRules } from './rules/tribunal.js';

/** The clocks that law and guidance set for every council in England, in the order of the rulebook. */
export const nationalRules: readonly Rule[] = [
  ...needsAssessmentRules,
  ...mediationRules,
  ...tribunalRules,
  ...reassessmentRules,
  ...annualReviewRules,
  ...phaseTransferRules,
  ...movingAreaRules,
];

/** The local standards that apply unless a council says otherwise: the draft plan by week 16. */
export const defaultLocalStandards: readonly Rule[] = [draftPlanStandard(16)];

/** A condition on one attribute of a milestone. */
export interface Condition {
  readonly attribute: string;
  readonly values: readonly AttributeValue[];
}

/** A selector whose conditions are listed, so that evaluation need not take it apart each time. */
export interface Pick {
  readonly selector: Selector;
  readonly name: NameIndex;
  readonly wanted: readonly Condition[];
  readonly unwanted: readonly Condition[];
  readonly follows: Pick | undefined;
  readonly unlessFollows: readonly Pick[];
  /** Whether every milestone of the name is meant. */
  readonly unconditional: boolean;
}

/** What ends a clock without meeting it, made ready for evaluation. */
export interface PreparedEnding {
  readonly pick: Pick;
  readonly because: string;
  readonly thisRoundOnly: boolean;
  readonly laterOnly: boolean;
  readonly fromThatDay: boolean;
}

/** One clock of a rule, made ready for evaluation: what the rule leaves to its clocks is settled here. */
export interface PreparedClock {
  readonly rule: Rule;
  readonly clockRule: ClockRule;
  readonly name: string;
  readonly force: Force;
  readonly nature: Nature;
  readonly basis: string;
  readonly startedBy: readonly Pick[];
  /** Only the earliest milestone starts a clock; a later one only after one of `again`. */
  readonly onlyFirst: boolean;
  readonly again: readonly Pick[];
  /** How many days later a milestone must come to begin another round; no rounds where undefined. */
  readonly rounds: number | undefined;
  /** Requests and answers belong together by their ref. */
  readonly paired: boolean;
  /** Why a later milestone that starts such a clock ends this one. */
  readonly restarts: string | undefined;
  /** The due date comes before the day that it is counted from. */
  readonly countsBack: boolean;
  /** What meets it: the last of the first of each group. */
  readonly metBy: readonly (readonly Pick[])[];
  /** What starts the clock can also meet one that was started before, so only a later day meets it. */
  readonly metLater: boolean;
  /** The passing of time meets it. */
  readonly elapses: boolean;
  /** The passing of time ends it. */
  readonly lapses: boolean;
  readonly endedBy: readonly PreparedEnding[];
  readonly whyNoLimit: string;
}

const listed = (values: AttributeValue | readonly AttributeValue[]): readonly AttributeValue[] =>
  Array.isArray(values) ? (values as readonly AttributeValue[]) : [values as AttributeValue];

const conditions = (record: Selector['where']): readonly Condition[] =>
  Object.entries(record ?? {}).map(([attribute, values]) => ({ attribute, values: listed(values) }));

function preparePick(selector: Selector): Pick {
  const { milestone, where, unless, has, follows, unlessFollows } = selector;
  return {
    selector,
    name: indexOf(milestone),
    wanted: conditions(where),
    unwanted: conditions(unless),
    follows: follows && preparePick(follows),
    unlessFollows: (unlessFollows ?? []).map(preparePick),
    unconditional: [where, unless, has, follows, unlessFollows].every((condition) => condition === undefined),
  };
}

const prepared = new WeakMap<readonly Selector[], readonly Pick[]>();

/** The selectors of a rule, made ready for evaluation once. */
export function picksOf(selectors: readonly Selector[]): readonly Pick[] {
  let picks = prepared.get(selectors);
  if (picks === undefined) {
    picks = selectors.map(preparePick);
    prepared.set(selectors, picks);
  }
  return picks;
}

/** What picks the milestones that start a clock for the first time. */
export function startSelectors({ startedBy }: { readonly startedBy: Start }): readonly Selector[] {
  return 'first' in startedBy ? startedBy.first : startedBy.each;
}

function againSelectors({ startedBy }: ClockRule): readonly Selector[] {
  return 'first' in startedBy ? (startedBy.again ?? NO_SELECTORS) : NO_SELECTORS;
}

const NO_SELECTORS: readonly Selector[] = [];

/** What picks the milestones that meet a clock: of each group one is enough, and all groups are needed. */
export function metSelectors({ metBy }: { readonly metBy: Met }): readonly (readonly Selector[])[] {
  if ('allOf' in metBy) return metBy.allOf;
  return ['anyOf' in metBy ? metBy.anyOf : metBy.orSooner];
}

function prepareClock(rule: Rule, clockRule: ClockRule): PreparedClock {
  const { startedBy: start, limit, metBy: met } = clockRule;
  const startedBy = picksOf(startSelectors(clockRule));
  const metBy = metSelectors(clockRule).map(picksOf);
  const starters = new Set(startedBy.map(({ name }) => name));
  const nature = clockRule.nature ?? rule.nature;
  return {
    rule,
    clockRule,
    name: clockRule.name ?? rule.name,
    force: clockRule.force ?? rule.force,
    nature,
    basis: (clockRule.basis ?? rule.basis).map(({ citation }) => citation).join('; '),
    startedBy,
    onlyFirst: 'first' in start,
    again: picksOf(againSelectors(clockRule)),
    rounds: 'each' in start ? start.rounds : undefined,
    paired: 'each' in start && start.paired === true,
    restarts: 'each' in start ? start.restarts : undefined,
    countsBack: countsBack(limit.count),
    metBy,
    metLater: metBy.some((group) => group.some((pick) => starters.has(pick.name))),
    elapses: 'elapses' in met,
    lapses: lapses(nature),
    endedBy: clockRule.endedBy.map(
      ({ by, because, thisRoundOnly = false, laterOnly = false, fromThatDay = false }) => ({
        pick: preparePick(by),
        because,
        thisRoundOnly,
        laterOnly,
        fromThatDay,
      }),
    ),
    whyNoLimit: limit.count === 'none' ? limit.why : '',
  };
}

function originSelectors(origin: Origin): readonly Selector[] {
  if (typeof origin === 'string') return [];
  if ('firstAfter' in origin) return origin.firstAfter;
  return 'lastBefore' in origin ? origin.lastBefore : [];
}

const partsOf = (limit: Limit): readonly Part[] => (limit.count === 'later-of' ? limit.parts : []);

/** What the order of facts reads beside the rules' own milestones ({@link Facts.of}). */
const SETTLED_FROM: Partial<Record<MilestoneName, readonly MilestoneName[]>> = {
  'review-meeting-planned': ['review-meeting-held', 'review-decision', 'last-reviewed'],
  'decision-reversed': [
    'decision-to-assess',
    'decision-to-issue',
    'tribunal-ordered',
    'mediation-agreed',
    'appeal-conceded',
    'request-received',
    'reassessment-requested',
  ],
};

const withFollows = ({ milestone, follows, unlessFollows = [] }: Selector): readonly MilestoneName[] => [
  milestone,
  ...[...(follows === undefined ? [] : [follows]), ...unlessFollows].flatMap(withFollows),
];

function exceptionMilestones({ exceptions, coronavirus }: Rule): readonly MilestoneName[] {
  if (exceptions === undefined) return coronavirus ? ['exception'] : [];
  return exceptions === 'E44' ? ['exception', 'draft-plan-sent'] : ['exception', 'advice-requested'];
}

/**
 * The names of all milestones that a rule's clocks depend on: what starts, meets, ends or moves them, and the
 * exceptions that can excuse them. No other milestone changes them.
 */
export function milestonesOf(rule: Rule): ReadonlySet<MilestoneName> {
  const names = rule.clocks
    .flatMap((clock) => [
      ...startSelectors(clock),
      ...againSelectors(clock),
      ...metSelectors(clock).flat(),
      ...clock.endedBy.map(({ by }) => by),
      ...partsOf(clock.limit).flatMap(({ of }) => originSelectors(of)),
      ...(clock.marks ?? []).flatMap(({ of }) => originSelectors(of)),
    ])
    .flatMap(withFollows);
  const settled = names.flatMap((name) => SETTLED_FROM[name] ?? []);
  return new Set<MilestoneName>([...names, ...settled, ...exceptionMilestones(rule)]);
}

/** A caseload shows a few hundred combinations of milestones; a caller of the public calculator could send any. */
const REMEMBERED_COMBINATIONS = 2000;

/** How many names a whole number can tell apart exactly. */
const BITS = 52;

/** Rules made ready for evaluation. */
export class Rulebook {
  readonly #clocks: readonly PreparedClock[];
  /** For each name that starts clocks: the clocks, and the place of the name among such names. */
  readonly #starters = new Map<NameIndex, { readonly place: number; readonly clocks: number[] }>();
  readonly #startedByNames = new Map<number | string, readonly PreparedClock[]>();

  /** @throws Error when two versions of a rule are in force on one day */
  constructor(readonly rules: readonly Rule[]) {
    refuseOverlaps(rules);
    this.#clocks = rules.flatMap((rule) => rule.clocks.map((clock) => prepareClock(rule, clock)));
    this.#clocks.forEach((clock, index) => {
      for (const name of new Set(clock.startedBy.map((pick) => pick.name))) {
        const starter = this.#starters.get(name) ?? { place: this.#starters.size, clocks: [] };
        starter.clocks.push(index);
        this.#starters.set(name, starter);
      }
    });
  }

  /** The rules that govern a clock which starts on a day. */
  inForceOn(date: CalendarDate): readonly Rule[] {
    return this.rules.filter((rule) => isInForce(rule, date));
  }

  /** The clocks that milestones of these names can start, in the order of the rulebook. */
  startedBy(names: readonly NameIndex[]): readonly PreparedClock[] {
    const key = this.#keyOf(names);
    let clocks = this.#startedByNames.get(key);
    if (clocks === undefined) {
      const indices = new Set(names.flatMap((name) => this.#starters.get(name)?.clocks ?? []));
      clocks = this.#clocks.filter((_, index) => indices.has(index));
      if (this.#startedByNames.size >= REMEMBERED_COMBINATIONS) this.#startedByNames.clear();
      this.#startedByNames.set(key, clocks);
    }
    return clocks;
  }

  /** A set of names as one number: a bit for each name, as far as the bits of a number reach. */
  #keyOf(names: readonly NameIndex[]): number | string {
    let low = 0;
    let high = 0;
    for (const name of names) {
      const place = this.#starters.get(name)?.place;
      if (place === undefined) continue;
      if (place < BITS) low += 2 ** place;
      else high += 2 ** (place - BITS);
    }
    return high === 0 ? low : `${String(low)} ${String(high)}`;
  }
}

/** Whether this version of a rule governs a clock that starts on a day. */
export function isInForce({ inForce: { from, to } }: Rule, date: CalendarDate): boolean {
  return from <= date && (to === undefined || date <= to);
}

function refuseOverlaps(rules: readonly Rule[]): void {
  rules.forEach((rule, index) => {
    const clash = rules
      .slice(index + 1)
      .find(
        (other) =>
          other.id === rule.id &&
          (rule.inForce.to === undefined || other.inForce.from <= rule.inForce.to) &&
          (other.inForce.to === undefined || rule.inForce.from <= other.inForce.to),
      );
    if (clash !== undefined) throw new Error(`Two rules ${rule.id} are in force on the same day`);
  });
}

/** The national rules with the local standards that apply by default. */
export const rulebook = new Rulebook([...nationalRules, ...defaultLocalStandards]);

/** The national rules with a council's own local standards. */
export function rulebookWith(localStandards: readonly Rule[]): Rulebook {
  return new Rulebook([...nationalRules, ...localStandards]);
}
