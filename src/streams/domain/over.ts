import type { CalendarDate } from '../../statute/calendar.js';
import { lapses, type Clock, type Duty, type Evaluation } from '../../statute/clock.js';
import type { EvaluationOptions } from '../../statute/evaluate.js';
import type { Milestone, MilestoneName } from '../../statute/milestones.js';
import type { Selector } from '../../statute/rule.js';
import { rulebook as standardRulebook } from '../../statute/rulebook.js';

/** What ends a case for good. What was undone by a reopening, an order or a concession is not told to the law. */
const ENDS: ReadonlySet<MilestoneName> = new Set<MilestoneName>(['closed', 'plan-ceased', 'plan-transferred-out']);

function selects({ milestone, where = {} }: Selector, end: Milestone): boolean {
  const attributes = end as unknown as Readonly<Record<string, unknown>>;
  return (
    milestone === end.milestone &&
    Object.entries(where).every(([name, values]) => [values].flat().includes((attributes[name] ?? null) as never))
  );
}

/** Whether it was time alone that ended a clock, or will: as at a day before that it is still open. */
const hasLapsed = (one: Clock | Duty): boolean =>
  'dueOn' in one && lapses(one.nature) && one.endedOn !== undefined && one.endedOn > one.dueOn;

/** Whether nothing that happened met or ended it. */
const isOpen = (one: Clock | Duty): boolean =>
  (one.endedOn === undefined || hasLapsed(one)) && (one.metOn === undefined || 'elapsed' in one);

/**
 * Leaves out the clocks and duties that would begin after the case had ended, and that its end would have ended: on a plan
 * that is closed as of an earlier day no review and no transfer is due. The law itself looks forward from the start of each
 * clock, since a list of facts can tell of several requests.
 * @param milestones the facts of one case
 * @param asAt the day that is looked at, where it is not the end of all days
 */
export function withoutWhatIsOver(
  evaluation: Evaluation,
  milestones: readonly Milestone[],
  { rulebook = standardRulebook }: EvaluationOptions = {},
  asAt?: CalendarDate,
): Evaluation {
  const ends = milestones.filter(({ milestone, on }) => ENDS.has(milestone) && (asAt === undefined || on <= asAt));
  if (ends.length === 0) return evaluation;
  const endsClocksOf = (id: string, end: Milestone): boolean =>
    rulebook.rules.some(
      (rule) => rule.id === id && rule.clocks.some(({ endedBy }) => endedBy.some(({ by }) => selects(by, end))),
    );
  const begins = (one: Clock | Duty): boolean =>
    !isOpen(one) || !ends.some((end) => end.on < one.startedOn && endsClocksOf(one.rule, end));
  return { ...evaluation, clocks: evaluation.clocks.filter(begins), duties: evaluation.duties.filter(begins) };
}
