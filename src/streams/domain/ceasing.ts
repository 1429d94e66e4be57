import { capital } from '../../statute/sentence.js';
import { addDays, addMonths, latest, longDate, type CalendarDate } from '../../statute/calendar.js';
import { disputeLeadsTo } from './amendments.js';
import { comesBefore, type Entry } from './case-record.js';
import type { Check, View } from './consistency.js';
import type { Dated } from './event.js';

/**
 * Why a plan ceased (SEN2 item 4.6), in the order of its codes 1 to 4 and 6 to 9. Code 5, a transfer to another
 * council, is no ceasing in law: it is a milestone of its own.
 */
export const CEASE_REASONS = [
  'reached-maximum-age',
  'needs-met-without-plan',
  'higher-education',
  'paid-employment',
  'no-longer-wishes-to-engage',
  'moved-outside-england',
  'deceased',
  'other',
] as const;

/** Why a plan ceased. */
export type CeaseReason = (typeof CEASE_REASONS)[number];

/** The plan is no longer maintained. */
export interface Ceased extends Dated {
  readonly reason: CeaseReason;
}

/** The council's duty ends by itself for these reasons, without a decision that could be appealed against. */
const WITHOUT_A_DECISION: readonly CeaseReason[] = ['reached-maximum-age', 'moved-outside-england', 'deceased'];

const reasonOf = ({ data }: Entry): CeaseReason => (data as Ceased).reason;

/** Whether an order, agreement or concession has the council maintain the plan. */
export function keepsThePlan(entry: Entry): boolean {
  if (disputeLeadsTo(entry) === 'maintain') return true;
  const { order, appeal } = entry.data as { readonly order?: string; readonly appeal?: string };
  return disputeLeadsTo(entry) === 'amend' && (order === 'maintain-and-amend' || appeal === 'cease');
}

/** Whether a plan that ceased has to be maintained after all, by what comes after its ceasing. */
export function ceasingIsUndone(end: Entry, entries: readonly Entry[]): boolean {
  return end.type === 'PlanCeased' && entries.some((other) => comesBefore(end, other) && keepsThePlan(other));
}

/** What the council is to do with the plan after a milestone; nothing where that says nothing of it. */
export type Course = (entry: Entry) => 'cease' | 'keep' | undefined;

/** What was decided last before a milestone. */
function standing(
  course: Course,
  entry: Entry,
  view: View,
): { readonly by: Entry; readonly to: 'cease' | 'keep' } | undefined {
  return view.entries
    .filter((other) => comesBefore(other, entry))
    .flatMap((by) => {
      const to = keepsThePlan(by) ? 'keep' : course(by);
      return to === undefined ? [] : [{ by, to }];
    })
    .at(-1);
}

/** The council decides before it ceases to maintain a plan, and no decision to keep the plan came since (section 45). */
function onADecision(course: Course, where: string): Check {
  return (entry, view) => {
    if (WITHOUT_A_DECISION.includes(reasonOf(entry))) return undefined;
    const decided = standing(course, entry, view);
    if (decided?.to === 'cease') return undefined;
    const confirm = 'or confirm that the plan ceased nevertheless';
    return decided === undefined
      ? {
          code: 'no-decision-to-cease',
          message: `There is no decision to cease to maintain the plan on record by ${longDate(entry.data.on)} (section 45(1)). ${where}, ${confirm}.`,
          field: 'on',
          warning: true,
        }
      : {
          code: 'plan-to-be-kept',
          message: `${capital(view.dated(decided.by))} has the council maintain the plan, and no decision to cease came since. ${where}, ${confirm}.`,
          field: 'on',
          warning: true,
        };
  };
}

/** The last day on which the family can appeal: 2 months from the notice, or 1 from the mediation certificate if later. */
function lastDayToAppeal(decision: Entry, entry: Entry, view: View): CalendarDate {
  return view
    .of('MediationCertificateIssued')
    .filter(({ data }) => data.on >= decision.data.on && data.on <= entry.data.on)
    .reduce((last, { data }) => latest(last, addMonths(data.on, 1)), addMonths(decision.data.on, 2));
}

/** What ends an appeal for good. */
const APPEAL_ENDS = ['TribunalOrdered', 'AppealConceded', 'AppealWithdrawn'];

const decidedBetween = (from: Entry, to: Entry, view: View): boolean =>
  view.of(...APPEAL_ENDS).some(({ data }) => data.on >= from.data.on && data.on <= to.data.on);

function appealBy(entry: Entry, view: View): Entry | undefined {
  return view
    .of('AppealLodged')
    .filter(({ data }) => data.on <= entry.data.on && (data as { readonly appeal?: string }).appeal === 'cease')
    .at(-1);
}

/** The plan is maintained until the time to appeal has passed (section 45(4)(a)). */
function outOfTime(course: Course): Check {
  return (entry, view) => {
    if (WITHOUT_A_DECISION.includes(reasonOf(entry))) return undefined;
    const decided = standing(course, entry, view);
    if (decided?.to !== 'cease') return undefined;
    const { by } = decided;
    const appeal = appealBy(entry, view);
    const lastDay = lastDayToAppeal(by, entry, view);
    if (entry.data.on > lastDay || decidedBetween(by, entry, view)) return undefined;
    if (appeal !== undefined && appeal.data.on >= by.data.on) return undefined;
    return {
      code: 'within-time-to-appeal',
      message: `The family can appeal until ${longDate(lastDay)} after ${view.dated(by)}, and the council has to maintain the plan until then (section 45(4)). Give a day from ${longDate(addDays(lastDay, 1))}, or confirm that the plan ceased before.`,
      field: 'on',
      warning: true,
    };
  };
}

/** The plan is maintained until an appeal against ceasing is finally decided (section 45(4)(b)). */
const appealIsDecided: Check = (entry, view) => {
  const appeal = appealBy(entry, view);
  if (reasonOf(entry) === 'deceased' || appeal === undefined || decidedBetween(appeal, entry, view)) return undefined;
  return {
    code: 'appeal-undecided',
    message: `The family appealed on ${longDate(appeal.data.on)} against the decision to cease to maintain the plan, and no end of that appeal is on record by ${longDate(entry.data.on)}: the council has to maintain the plan until then (section 45(4)). Record the order or the withdrawal of the appeal first, or confirm that the plan ceased.`,
    field: 'on',
    warning: true,
  };
};

/**
 * What section 45 asks of ceasing to maintain a plan, as warnings.
 * @param course which milestones of this kind of case decide on the plan, and how
 * @param where how to put a missing decision on record, as the beginning of a sentence
 */
export function ceasesByLaw(course: Course, where: string): readonly Check[] {
  return [onADecision(course, where), outOfTime(course), appealIsDecided];
}
