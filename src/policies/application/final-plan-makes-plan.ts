import { CloseCase } from '../../cases/application/close-case.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { MakePlan } from '../../plans/application/make-plan.js';
import { latest, type CalendarDate } from '../../statute/calendar.js';
import { isReopened } from '../../streams/domain/case-record.js';
import { everNamed, idOf, type CaseOnRecord, type CaseReader, type TracedEntry } from './case-on-record.js';
import { planIdOf } from './derived-ids.js';
import { corrected, onCase, takenBack } from './following.js';
import { actorOf, NOTHING, type Findings, type Policy, type Step } from './policy.js';

const REASON = 'As it is now on record of the needs assessment.';

/**
 * A final plan makes the plan: the first one of a first assessment, since the child has a plan already where it is a
 * reassessment. The plan follows the corrections of its day. Where the final plan is taken back, the plan is closed as of
 * the day on which it would have been made; where it is recorded again, the closure is taken back.
 */
export class FinalPlanMakesPlan implements Policy {
  readonly name: string = 'final-plan-makes-plan';
  readonly source = 'assessment';
  readonly concerns = {
    assessment: new Set(['FinalPlanIssued', 'MilestoneCorrected', 'MilestoneRetracted']),
    plan: new Set(['PlanMade', 'CaseClosed', 'CaseReopened', 'MilestoneCorrected', 'MilestoneRetracted']),
  };

  constructor(private readonly cases: CaseReader) {}

  async sourcesOf({ stream }: RecordedEvent): Promise<readonly string[]> {
    const id = idOf(stream);
    if (stream.startsWith('assessment-')) return [id];
    const plan = await this.cases.load('plan', id);
    const named = everNamed(plan?.entries ?? [], ['PlanMade'], 'assessment');
    return named.filter((assessment) => planIdOf(assessment) === id);
  }

  async missing(id: string): Promise<Findings> {
    const assessment = await this.cases.load('assessment', id);
    if (assessment === undefined) return NOTHING;
    const [opening] = assessment.entries;
    const isFinalPlan = ({ type }: TracedEntry): boolean => type === 'FinalPlanIssued';
    if (!assessment.entries.some(isFinalPlan)) return NOTHING;
    const final = opening.data.kind === 'initial' ? assessment.live.find(isFinalPlan) : undefined;
    const plan = await this.cases.load('plan', planIdOf(id));
    const { revision } = assessment;
    if (final === undefined) {
      const isTakenBack = assessment.entries.some((entry) => isFinalPlan(entry) && entry.isGone);
      return { steps: plan === undefined ? [] : this.#closed(plan, isTakenBack, id), revision };
    }
    const { on } = final.data;
    if (plan === undefined) {
      const { person } = assessment;
      const request = MakePlan.of({ case: planIdOf(id), person, on, assessment: id });
      return { steps: [{ target: `plan-${planIdOf(id)}`, revision: undefined, request }], revision };
    }
    return { steps: this.#made(plan, on, id), revision };
  }

  /** The plan as it was made, open where this policy had closed it. */
  #made(plan: CaseOnRecord, on: CalendarDate, assessment: string): readonly Step[] {
    const [made] = plan.entries;
    if (made.type !== 'PlanMade') return [];
    const closures = plan.live
      .filter(({ type, recordedBy }) => type === 'CaseClosed' && recordedBy === actorOf(this))
      .filter(() => plan.stage === 'closed')
      .map((closure) => takenBack(plan, closure, REASON));
    return [...closures, ...corrected(plan, made, { ...made.data, on, assessment }, REASON)];
  }

  /** The plan closed, unless it is or an officer opened it again. */
  #closed(plan: CaseOnRecord, isTakenBack: boolean, assessment: string): readonly Step[] {
    const [made] = plan.entries;
    const me = actorOf(this);
    const ours = plan.entries.filter(({ type, recordedBy }) => type === 'CaseClosed' && recordedBy === me);
    const isOverruled = ours.some(
      (closure) =>
        (closure.takenBackBy !== undefined && closure.takenBackBy !== me) ||
        (!closure.isGone && isReopened(closure, plan.live)),
    );
    if (made.type !== 'PlanMade' || plan.stage === 'closed' || isOverruled) return [];
    const isOfAssessment = everNamed([made], ['PlanMade'], 'assessment').includes(assessment);
    if (made.recordedBy !== me && !(isTakenBack && isOfAssessment)) return [];
    // A reopening undoes every closure before it, so the new one cannot be of an earlier day.
    const on = plan.live
      .filter(({ type }) => type === 'CaseReopened')
      .reduce((day, { data }) => latest(day, data.on), made.data.on);
    return [onCase(plan, CloseCase.of({ kind: 'plan', case: plan.id, on, reason: 'other' }))];
  }
}
