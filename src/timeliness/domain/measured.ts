import { addMonths, type CalendarDate } from '../../statute/calendar.js';
import type { Clock } from '../../statute/clock.js';
import { evaluate } from '../../statute/evaluate.js';
import type { Milestone, MilestoneName } from '../../statute/milestones.js';
import { Rulebook } from '../../statute/rulebook.js';
import { amendmentNoticeStandard } from '../../statute/rules/local-standards.js';
import {
  measureOf,
  MEASURES,
  type Band,
  type CountMeasure,
  type Measure,
  type ShareMeasure,
  type SplitMeasure,
  type TimedBand,
} from './measures.js';

/** A case as the measures see it. */
export interface MeasuredCase {
  readonly kind: 'assessment' | 'plan' | 'review';
  /** The kind of assessment or of review; `made` or `transferred-in` for a plan. */
  readonly openedAs: string;
  /** What the law is told of it, in any order. */
  readonly milestones: readonly Milestone[];
  /** The clocks that its stream keeps. */
  readonly clocks: readonly Clock[];
}

/** What counts of a case in a measure: an act, or a limit with what became of it. */
export interface Counts {
  readonly measure: ShareMeasure | CountMeasure | SplitMeasure;
  /** The last day in time; nothing for an act that has no limit. */
  readonly dueOn: CalendarDate | undefined;
  /** The day on which it was done, or on which the case took another road; nothing while it is open. */
  readonly overOn: CalendarDate | undefined;
  readonly band: Band;
  /** 1 where an accepted exception excuses the limit, whether or not it was needed. */
  readonly excepted: 0 | 1;
}

const NONE: readonly Counts[] = [];
const MONTHS_IN_A_YEAR = 12;

type Kind = MeasuredCase['kind'];

/** The measures that have cases of their own, by a rule whose clocks count and the kind of case that keeps them. */
function byRule(of: Kind): ReadonlyMap<string, readonly ShareMeasure[]> {
  const own = MEASURES.filter(
    (measure): measure is ShareMeasure =>
      measure.kind === 'share' && measure.countsAs === undefined && measure.of === of && !OWN_CLOCKS.has(measure.id),
  );
  const pairs = own.flatMap((measure) => measure.rules.map((rule) => ({ rule, measure })));
  return new Map(
    [...Map.groupBy(pairs, ({ rule }) => rule)].map(([rule, some]) => [rule, some.map(({ measure }) => measure)]),
  );
}

const NOTICE_AFTER_DECISION = 'amendment-notices-within-4-weeks-of-decision';
const WEEKS_TO_THE_NOTICE = 4;
/** Evaluated for every council, also for one that has not made the standard its own. */
const noticeAfterDecision = new Rulebook([amendmentNoticeStandard(WEEKS_TO_THE_NOTICE)]);

/** The measures whose clocks no case keeps. */
const OWN_CLOCKS: ReadonlySet<string> = new Set([NOTICE_AFTER_DECISION]);

const sharesOf: Readonly<Record<Kind, ReadonlyMap<string, readonly ShareMeasure[]>>> = {
  assessment: byRule('assessment'),
  plan: byRule('plan'),
  review: byRule('review'),
};

/** A later clock of the same kind has the number of its turn after the ref: `outer-marker (2)`. */
function refOf({ ref }: Clock): string | undefined {
  const base = ref?.replace(/ ?\(\d+\)$/, '');
  return base === '' ? undefined : base;
}

/** Whether a clock of its rule is one of those that a measure counts; requests for advice have refs of their own. */
function isOf(clock: Clock, { adviser, ref }: ShareMeasure): boolean {
  return adviser === undefined ? refOf(clock) === ref : clock.workings.startedBy.adviser === adviser;
}

/** Whether two clocks of one kind ask for the same, such as a notice and the notice sent again: one act ends both. */
function isSame(one: Clock, other: Clock): boolean {
  return one.rule === other.rule && one.metOn === other.metOn && one.endedOn === other.endedOn;
}

/** Clocks of one kind, without those that ask again for what an earlier one asks for. */
function withoutRepeats(clocks: readonly Clock[]): readonly Clock[] {
  if (clocks.length < 2) return clocks;
  const inOrder = clocks.toSorted((one, other) => (one.startedOn < other.startedOn ? -1 : 1));
  return inOrder.filter((clock, index) => !inOrder.slice(0, index).some((before) => isSame(clock, before)));
}

/** How a limit was kept by a day on which the work was done; over a year means after the corresponding day. */
function bandOf({ startedOn, dueOn }: Clock, metOn: CalendarDate): TimedBand {
  if (metOn <= dueOn) return 'in-time';
  return metOn <= addMonths(startedOn, MONTHS_IN_A_YEAR) ? 'late' : 'late-over-a-year';
}

/** How a limit stands; nothing where the case had taken another road when it fell due. */
function standing(clock: Clock): TimedBand | undefined {
  const { dueOn, metOn, endedOn } = clock;
  if (metOn !== undefined) return bandOf(clock, metOn);
  if (endedOn === undefined) return 'open';
  return endedOn <= dueOn ? undefined : 'ended-late';
}

function addClock(measure: ShareMeasure, clock: Clock, to: Counts[]): void {
  const { dueOn, metOn, endedOn, excused } = clock;
  const band = standing(clock);
  if (band === undefined || (metOn === undefined && !measure.bases.includes('due'))) return;
  to.push({ measure, dueOn, overOn: metOn ?? endedOn, band, excepted: excused === undefined ? 0 : 1 });
}

/** The first milestone of a name that is one of those that are meant. */
function firstOf<N extends MilestoneName>(
  milestones: readonly Milestone[],
  name: N,
  isMeant: (milestone: Extract<Milestone, { readonly milestone: N }>) => boolean = () => true,
): Extract<Milestone, { readonly milestone: N }> | undefined {
  let first: Extract<Milestone, { readonly milestone: N }> | undefined;
  for (const milestone of milestones) {
    if (milestone.milestone !== name) continue;
    const one = milestone as Extract<Milestone, { readonly milestone: N }>;
    if (isMeant(one) && (first === undefined || one.on < first.on)) first = one;
  }
  return first;
}

function own<K extends Measure['kind']>(id: string, kind: K): Extract<Measure, { readonly kind: K }> {
  const measure = measureOf(id);
  if (measure?.kind !== kind) throw new Error(`There is no measure ${id} of the kind ${kind}.`);
  return measure as Extract<Measure, { readonly kind: K }>;
}

const REQUESTS = own('requests-received', 'count');
const DECISIONS_TO_ASSESS = own('decisions-to-assess', 'count');
const PLANS = own('plans-issued', 'count');
const CEASED = own('plans-ceased', 'count');
const OUTCOMES = own('review-outcomes', 'split');
const NOTICES = own(NOTICE_AFTER_DECISION, 'share');

function addAct(
  measure: CountMeasure | SplitMeasure,
  act: Milestone | undefined,
  to: Counts[],
  band: Band = 'counted',
): void {
  if (act !== undefined) to.push({ measure, dueOn: undefined, overOn: act.on, band, excepted: 0 });
}

function addActs({ kind, milestones }: MeasuredCase, to: Counts[]): void {
  switch (kind) {
    case 'assessment':
      addAct(REQUESTS, firstOf(milestones, 'request-received'), to);
      addAct(
        DECISIONS_TO_ASSESS,
        firstOf(milestones, 'decision-to-assess', ({ outcome }) => outcome === 'assess'),
        to,
      );
      addAct(PLANS, firstOf(milestones, 'final-plan-issued'), to);
      return;
    case 'plan':
      addAct(CEASED, firstOf(milestones, 'plan-ceased'), to);
      return;
    case 'review': {
      const decision = firstOf(milestones, 'review-decision');
      addAct(OUTCOMES, decision, to, decision?.outcome);
    }
  }
}

/** What another council missed before the plan came here is not this council's. */
function ownClocks({ kind, milestones, clocks }: MeasuredCase): readonly Clock[] {
  if (kind !== 'plan') return clocks;
  const arrived = firstOf(milestones, 'plan-transferred-in');
  if (arrived === undefined) return clocks;
  return clocks.filter(({ rule, startedOn }) => rule === 'L3' || startedOn > arrived.on || !BEFORE_THE_MOVE.has(rule));
}

const BEFORE_THE_MOVE: ReadonlySet<string> = new Set(['R1', 'R2']);

/** The clocks that count in each measure. */
function clocksByMeasure(one: MeasuredCase): ReadonlyMap<ShareMeasure, Clock[]> {
  const found = new Map<ShareMeasure, Clock[]>();
  for (const clock of ownClocks(one)) {
    for (const measure of sharesOf[one.kind].get(clock.rule) ?? []) {
      if (!isOf(clock, measure)) continue;
      const some = found.get(measure);
      if (some === undefined) found.set(measure, [clock]);
      else some.push(clock);
    }
  }
  return found;
}

/** What counts of a case, in each measure. */
export function measuredIn(one: MeasuredCase): readonly Counts[] {
  const { kind, openedAs, milestones } = one;
  if (kind === 'assessment' && openedAs !== 'initial') return NONE;
  const found: Counts[] = [];
  addActs(one, found);
  for (const [measure, clocks] of clocksByMeasure(one)) {
    // Every request for advice is to be answered, however many there are of one adviser.
    const some = measure.adviser === undefined ? withoutRepeats(clocks) : clocks;
    for (const clock of some) addClock(measure, clock, found);
  }
  if (kind === 'review' && firstOf(milestones, 'review-decision', ({ outcome }) => outcome === 'amend') !== undefined) {
    const { clocks } = evaluate(milestones, { rulebook: noticeAfterDecision });
    for (const clock of withoutRepeats(clocks)) addClock(NOTICES, clock, found);
  }
  return found;
}
