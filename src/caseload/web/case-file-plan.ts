import { caseInWords, stageInWords } from '../../cases/application/words.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import type { CaseItem } from '../application/list-cases.js';
import type { ClockItem } from '../application/list-clocks.js';
import { outcomeInWords, statusTag, type Tag } from './status-words.js';

/** A limit of a plan's cycle. */
export interface CycleLimit {
  readonly name: string;
  readonly day: string;
  readonly tag: Tag;
  readonly outcome: string;
}

/** The plan of a child: when it is reviewed next, by which review, and which transfer lies ahead. */
export interface PlanView {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly made: string;
  readonly isOpen: boolean;
  readonly reviews: readonly CycleLimit[];
  readonly transfers: readonly CycleLimit[];
  /** The reviews that are not finished. */
  readonly underWay: readonly {
    readonly id: string;
    readonly name: string;
    readonly opened: string;
    readonly stage: string;
  }[];
}

/** The yearly reviews, those of children under five, and the first after a move. */
const REVIEW_RULES: ReadonlySet<string> = new Set(['R1', 'R2', 'R11', 'L3']);
const TRANSFER_RULE = /^P\d+$/;

const cycleLimit = (clock: ClockItem, asAt: CalendarDate): CycleLimit => ({
  name: clock.name,
  day: longDate(clock.dueOn),
  tag: statusTag(clock.status),
  outcome: outcomeInWords(clock, asAt),
});

/**
 * The plan of a child with its cycle: the one that is asked for, or the one that is maintained, or else the last; nothing
 * where there is none.
 * @param due the duties that are open in the cases
 */
export function planView(
  cases: readonly CaseItem[],
  due: readonly ClockItem[],
  asAt: CalendarDate,
  wanted?: string,
): PlanView | undefined {
  const plans = cases.filter(({ kind }) => kind === 'plan');
  const plan = plans.find(({ id }) => id === wanted) ?? plans.findLast(({ open }) => open) ?? plans.at(-1);
  if (plan === undefined) return undefined;
  const ofPlan = due.filter((clock) => clock.case === plan.id);
  return {
    id: plan.id,
    name: caseInWords(plan.kind, plan.openedAs),
    stage: stageInWords(plan.kind, plan.stage),
    made: longDate(plan.openedOn),
    isOpen: plan.open,
    reviews: ofPlan.filter(({ rule }) => REVIEW_RULES.has(rule)).map((clock) => cycleLimit(clock, asAt)),
    transfers: ofPlan.filter(({ rule }) => TRANSFER_RULE.test(rule)).map((clock) => cycleLimit(clock, asAt)),
    underWay: cases
      .filter(({ kind, open, origin }) => kind === 'review' && open && origin === plan.id)
      .map(({ id, kind, openedAs, openedOn, stage }) => ({
        id,
        name: caseInWords(kind, openedAs),
        opened: longDate(openedOn),
        stage: stageInWords(kind, stage),
      })),
  };
}
