import { addMonths, type CalendarDate } from '../../statute/calendar.js';
import type { Clock } from '../../statute/clock.js';
import type { Milestone, MilestoneName } from '../../statute/milestones.js';
import { MEASURES, type Band, type Basis, type ShareMeasure, type TimedBand } from './measures.js';

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

/** What one case adds to the counts of a day: always 1. */
export interface Contribution {
  readonly measure: string;
  readonly basis: Basis;
  readonly day: CalendarDate;
  readonly band: Band;
  /** 1 where an accepted exception excuses the limit, whether or not it was needed. */
  readonly excepted: 0 | 1;
}

const NONE: readonly Contribution[] = [];
const MONTHS_IN_A_YEAR = 12;

const shares = MEASURES.filter((measure): measure is ShareMeasure => measure.kind === 'share');

const sharesOf: Readonly<Record<ShareMeasure['of'], readonly ShareMeasure[]>> = {
  assessment: shares.filter(({ of }) => of === 'assessment'),
  review: shares.filter(({ of }) => of === 'review'),
};

/** A later clock of the same kind has the number of its turn after the ref: `outer-marker (2)`. */
function isOf(clock: Clock, { rule, ref }: ShareMeasure): boolean {
  if (clock.rule !== rule) return false;
  const base = clock.ref?.replace(/ ?\(\d+\)$/, '');
  return (base === '' ? undefined : base) === ref;
}

/** Whether two clocks of one kind ask for the same, such as a notice and the notice sent again: one act ends both. */
function isSame(one: Clock, other: Clock): boolean {
  return one.metOn === other.metOn && one.endedOn === other.endedOn;
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

/** How a limit stands that fell due; nothing where the case had taken another road by then. */
function bandAtLimit(clock: Clock): TimedBand | undefined {
  const { dueOn, metOn, endedOn } = clock;
  if (metOn !== undefined) return bandOf(clock, metOn);
  if (endedOn === undefined) return 'open';
  return endedOn <= dueOn ? undefined : 'ended-late';
}

function addShare(measure: ShareMeasure, clock: Clock, to: Contribution[]): void {
  const excepted = clock.excused === undefined ? 0 : 1;
  for (const basis of measure.bases) {
    const day = basis === 'issued' ? clock.metOn : clock.dueOn;
    if (day === undefined) continue;
    const band = basis === 'issued' ? bandOf(clock, day) : bandAtLimit(clock);
    if (band !== undefined) to.push({ measure: measure.id, basis, day, band, excepted });
  }
}

/** The first day of a milestone. */
function firstDay(milestones: readonly Milestone[], name: MilestoneName): CalendarDate | undefined {
  let first: CalendarDate | undefined;
  for (const { milestone, on } of milestones) {
    if (milestone === name && (first === undefined || on < first)) first = on;
  }
  return first;
}

function addCount(measure: string, day: CalendarDate | undefined, to: Contribution[]): void {
  if (day !== undefined) to.push({ measure, basis: 'issued', day, band: 'counted', excepted: 0 });
}

/**
 * What a case adds to the counts of the measures. The counts of a council are the sum over its cases, so that a case
 * that changed takes back what it added before and adds this.
 */
export function contributionsOf({ kind, openedAs, milestones, clocks }: MeasuredCase): readonly Contribution[] {
  if (kind === 'plan') return NONE;
  const found: Contribution[] = [];
  if (kind === 'assessment') {
    if (openedAs !== 'initial') return NONE;
    addCount('requests-received', firstDay(milestones, 'request-received'), found);
    addCount('plans-issued', firstDay(milestones, 'final-plan-issued'), found);
  }
  for (const measure of sharesOf[kind]) {
    for (const clock of withoutRepeats(clocks.filter((one) => isOf(one, measure)))) addShare(measure, clock, found);
  }
  return found;
}
