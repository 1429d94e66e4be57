import { capital } from '../../statute/sentence.js';
import { longDate } from '../../statute/calendar.js';
import { comesBefore, type Entry } from '../../streams/domain/case-record.js';
import type { Check, View } from '../../streams/domain/consistency.js';
import { closesWhatIsOver } from '../../streams/domain/closures.js';
import type { AssessmentMilestone, Requested } from './assessment.events.js';
import { isBetween, lastBefore, roadOf, turns, type Matter } from './assessment.roads.js';

type Milestone<T extends AssessmentMilestone['type']> = Extract<AssessmentMilestone, { readonly type: T }>;

const DECISION: Readonly<Record<Matter, AssessmentMilestone['type']>> = {
  assess: 'DecisionToAssessNotified',
  issue: 'DecisionToIssueNotified',
};

/** What the council does where it does not refuse. */
const IN_WORDS: Readonly<Record<Matter, string>> = { assess: 'assess', issue: 'issue a plan' };

const outcomeOf = ({ data }: Entry): string | undefined => (data as { readonly outcome?: string }).outcome;

const isRefusal = (entry: Entry): boolean => outcomeOf(entry) === 'refuse';

/** A decision in words with its day. */
function decision(entry: Entry, matter: Matter): string {
  const which = isRefusal(entry) ? 'the refusal to' : 'the decision to';
  return `${which} ${IN_WORDS[matter]} (${longDate(entry.data.on)})`;
}

/**
 * A decision stands until a reversal, a concession, an agreement or an order undoes it. The same favourable decision
 * again is refused; another that no such milestone explains is a warning, since what explains it may be recorded later.
 */
export function oneDecisionAtATime(matter: Matter): Check {
  return (entry, view) => {
    const before = lastBefore(view.of(DECISION[matter]), entry);
    if (before === undefined || isBetween(turns(view, matter), before, entry)) return undefined;
    const decided = `The council decided already: ${decision(before, matter)}.`;
    if (!isRefusal(before) && !isRefusal(entry)) {
      return {
        code: 'decided-already',
        message: `${decided} If that is wrong, correct or retract it.`,
        field: 'on',
      };
    }
    return {
      code: 'decided-already',
      message: `${decided} Nothing on record by ${longDate(entry.data.on)} changes it. Record first what did, or confirm that ${decision(entry, matter)} is recorded without it.`,
      field: 'on',
      warning: true,
    };
  };
}

/** What comes after a refusal that still stands is a warning. */
export function notRefused(matter: Matter): Check {
  return (entry, view) => {
    const last = lastBefore(view.of(DECISION[matter]), entry);
    if (last === undefined || !isRefusal(last) || isBetween(turns(view, matter), last, entry)) return undefined;
    return {
      code: `refused-to-${matter}`,
      message: `The council refused to ${IN_WORDS[matter]} on ${longDate(last.data.on)}, and nothing on record by ${longDate(entry.data.on)} changes that. Record first what reversed the refusal, or confirm that ${view.called(entry.type)} is recorded without it.`,
      field: 'on',
      warning: true,
    };
  };
}

/** A plan comes of an assessment: where neither a decision nor an order led to one, it is a warning. */
export const decidedToAssess: Check = (entry, view) => {
  const led = [...view.of(DECISION.assess), ...turns(view, 'assess')].some(({ data }) => data.on <= entry.data.on);
  if (led) return undefined;
  return {
    code: 'no-decision-to-assess',
    message: `${capital(view.called(DECISION.assess))} is not on record by ${longDate(entry.data.on)}. Record it first, or confirm that ${view.called(entry.type)} is recorded without it.`,
    field: 'on',
    warning: true,
  };
};

/** Only a refusal can be reversed, and once. */
export const reversesARefusal: Check<Milestone<'DecisionReversed'>> = (entry, view) => {
  const { stage, on } = entry.data;
  const refusal = view
    .of(DECISION[stage])
    .filter((other) => isRefusal(other) && other.data.on <= on)
    .at(-1);
  if (refusal === undefined) {
    return {
      code: 'no-refusal',
      message: `There is no refusal to ${IN_WORDS[stage]} on record by ${longDate(on)} that could be reversed. Record the refusal first, or say which other refusal was reversed.`,
      field: 'stage',
    };
  }
  const twice = view
    .of('DecisionReversed')
    .some(
      (other) =>
        comesBefore(other, entry) &&
        (other.data as { readonly stage?: string }).stage === stage &&
        other.data.on >= refusal.data.on,
    );
  return twice
    ? {
        code: 'already-on-record',
        message: `The refusal of ${longDate(refusal.data.on)} is on record as reversed already. If that is wrong, correct or retract it.`,
        field: 'on',
      }
    : undefined;
};

/** The last final plan before a milestone, unless a plan has to be made again by an order since. */
function finalPlanBefore(entry: Entry, view: View): Entry | undefined {
  const plan = lastBefore(view.of('FinalPlanIssued'), entry);
  if (plan === undefined) return undefined;
  const again = turns(view, 'assess', 'issue').some(
    (other) => other.number !== entry.number && comesBefore(plan, other) && comesBefore(other, entry),
  );
  return again ? undefined : plan;
}

/** The final plan ends the assessment; a step of it that comes afterwards is a warning. */
export const beforeFinalPlan: Check = (entry, view) => {
  const plan = finalPlanBefore(entry, view);
  if (plan === undefined) return undefined;
  return {
    code: 'after-final-plan',
    message: `The final plan was issued already, on ${longDate(plan.data.on)}. Correct the day that is wrong, or confirm that ${view.called(entry.type)} came after it.`,
    field: 'on',
    warning: true,
  };
};

/** What has the council assess or make a plan comes before the final plan; it is a warning where it does not. */
export const turnsBeforeFinalPlan: Check = (entry, view) => {
  const road = roadOf(entry);
  return road === 'assess' || road === 'issue' ? beforeFinalPlan(entry, view) : undefined;
};

/** There is one final plan, unless an order has one made again; a second, such as a corrected copy, is a warning. */
export const oneFinalPlan: Check = (entry, view) => {
  const plan = finalPlanBefore(entry, view);
  if (plan === undefined) return undefined;
  return {
    code: 'issued-already',
    message: `The final plan was issued already, on ${longDate(plan.data.on)}. If the plan was amended after an order, an agreement or a concession, record that it was amended. If that day is wrong, correct it; or confirm that the final plan was issued again.`,
    field: 'on',
    warning: true,
  };
};

/** A reassessment that nobody asked for cannot be refused: no notice is owed and nobody can appeal. */
export const refusesARequest: Check<Milestone<'DecisionToAssessNotified'>> = (entry, view) => {
  const [opening] = view.of('AssessmentRequested');
  const kind = (opening?.data as Partial<Requested> | undefined)?.kind;
  if (entry.data.outcome !== 'refuse' || kind !== 'reassessment-by-council') return undefined;
  return {
    code: 'no-request-to-refuse',
    message:
      'Nobody asked for this reassessment: the council considered it by itself, so there is no request to refuse. If the family asked for it, correct the kind of the assessment; if the council does not reassess, close the case.',
    field: 'outcome',
  };
};

/** The plan is amended here only because an order, an agreement or a concession says so; it is a warning otherwise. */
export const amendsAsDecided: Check = (entry, view) => {
  const last = lastBefore(view.of(entry.type), entry);
  const led = view.entries.some(
    (other) =>
      roadOf(other) === 'amend' &&
      other.data.on <= entry.data.on &&
      (last === undefined || other.data.on >= last.data.on),
  );
  if (led) return undefined;
  return {
    code: 'nothing-to-carry-out',
    message: `No order, agreement or concession to amend the plan is on record by ${longDate(entry.data.on)} that is still to be carried out. Record it first; record an amendment that follows a review on the review, and any other on the plan; or confirm that ${view.called(entry.type)} is recorded without it.`,
    field: 'on',
    warning: true,
  };
};

/** Whether a milestone, by its type, is a plan that the council issued: the final plan or an amended one. */
export const isPlanIssued = (type: string): boolean => type === 'FinalPlanIssued' || type === 'AmendedPlanIssued';

/** Whether the council has done with an assessment: it refused, or the plan is there as it was last ordered. */
function isDone(until: readonly Entry[]): boolean {
  const last = until.findLast(
    (entry) =>
      entry.type === DECISION.assess ||
      entry.type === DECISION.issue ||
      isPlanIssued(entry.type) ||
      roadOf(entry) !== undefined,
  );
  return last !== undefined && (isPlanIssued(last.type) || isRefusal(last));
}

/** Closing a needs assessment that is under way is a warning, unless the child or the family is no longer there for it. */
export const closesWhatIsDone: Check = closesWhatIsOver({
  endedBy: ['withdrawn', 'moved', 'left', 'died', 'cancelled'],
  areOver: isDone,
  instead: 'Record first the decision or the plan with which the assessment ended',
});
