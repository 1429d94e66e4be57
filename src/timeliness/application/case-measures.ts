import type { MeasureCaseRow, PlanSpanRow, ReviewStepRow } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Milestone, MilestoneName } from '../../statute/milestones.js';
import type { Counts, MeasuredCase } from '../domain/measured.js';

export { contributionsFrom, contributionsOf, type Contribution } from '../domain/contributions.js';
export { measuredIn, type MeasuredCase } from '../domain/measured.js';

/** A case as the tables of plans and of reviews see it. */
export interface CaseView extends MeasuredCase {
  /** The id of the case, a UUID. */
  readonly id: string;
  /** The id of the child or young person. */
  readonly person: string;
  /** For a review the plan under review. */
  readonly origin: string | undefined;
  /** The day of the milestone that opened it. */
  readonly openedOn: string;
  /** The team that it was given to last. */
  readonly team: string | null;
}

type Told = (milestone: Milestone) => boolean;

const called =
  (...names: readonly MilestoneName[]): Told =>
  ({ milestone }) =>
    names.includes(milestone);

function first(milestones: readonly Milestone[], told: Told): CalendarDate | null {
  let day: CalendarDate | null = null;
  for (const milestone of milestones) {
    if (told(milestone) && (day === null || milestone.on < day)) day = milestone.on;
  }
  return day;
}

function last(milestones: readonly Milestone[], told: Told): CalendarDate | null {
  let day: CalendarDate | null = null;
  for (const milestone of milestones) {
    if (told(milestone) && (day === null || milestone.on > day)) day = milestone.on;
  }
  return day;
}

const MADE = called('plan-made');
const TRANSFERRED_IN = called('plan-transferred-in');
const REVIEWED = called('last-reviewed');
/** What counts of a case in the measures, a row each. */
export function measureCaseRows(
  { id, person, team }: Pick<CaseView, 'id' | 'person' | 'team'>,
  counts: readonly Counts[],
): MeasureCaseRow[] {
  return counts.map(({ measure, dueOn, overOn, band, excepted }, ordinal) => ({
    case_id: id,
    ordinal,
    measure: measure.id,
    person,
    team,
    due_on: dueOn ?? null,
    over_on: overOn ?? null,
    band,
    excepted,
  }));
}

/** A plan whose file is closed is on nobody's caseload; opened again, it is. */
const OVER = called('plan-ceased', 'plan-transferred-out', 'closed');

/** From when to when the council maintains a plan; nothing for a case that is no plan. */
export function planSpanOf({ kind, id, person, openedOn, milestones }: CaseView): PlanSpanRow | undefined {
  if (kind !== 'plan') return undefined;
  const made = first(milestones, MADE);
  return {
    plan: id,
    person,
    from_on: first(milestones, TRANSFERRED_IN) ?? made ?? openedOn,
    made_on: made,
    last_reviewed_on: last(milestones, REVIEWED),
    ended_on: first(milestones, OVER),
  };
}

const MEETING = called('review-meeting-held');
const DECISION = called('review-decision');
const NOTICE = called('amendment-notice-sent');
const AMENDED = called('amended-plan-issued');
const CANCELLED: Told = (milestone) => milestone.milestone === 'closed' && milestone.reason === 'cancelled';

function outcomeOn(milestones: readonly Milestone[], day: CalendarDate | null): string | null {
  for (const milestone of milestones) {
    if (milestone.milestone === 'review-decision' && milestone.on === day) return milestone.outcome;
  }
  return null;
}

/** The day of each step of a review: its first meeting, decision, notice and amended plan; nothing for another case. */
export function reviewStepOf({
  kind,
  id,
  origin,
  openedAs,
  openedOn,
  milestones,
}: CaseView): ReviewStepRow | undefined {
  if (kind !== 'review' || origin === undefined) return undefined;
  const decision = first(milestones, DECISION);
  return {
    review: id,
    plan: origin,
    review_kind: openedAs,
    opened_on: openedOn,
    meeting_on: first(milestones, MEETING),
    decision_on: decision,
    outcome: outcomeOn(milestones, decision),
    notice_on: first(milestones, NOTICE),
    final_on: first(milestones, AMENDED),
    cancelled_on: first(milestones, CANCELLED),
  };
}
