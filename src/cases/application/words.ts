import type { AssessmentMilestone, AssessmentStage } from '../../assessments/application/assessments.js';
import type { PlanMilestone, PlanStage } from '../../plans/application/plans.js';
import type { ReviewMilestone, ReviewStage } from '../../reviews/application/reviews.js';
import { daysBetween, type CalendarDate } from '../../statute/calendar.js';
import type { Status } from '../../statute/clock.js';
import type { Force } from '../../statute/rule.js';
import type { CaseKindName } from '../../streams/application/any-case.js';

/** What can happen in a case of any kind. */
export type AnyMilestone = AssessmentMilestone | PlanMilestone | ReviewMilestone;

/** The type of an event that records a milestone, whatever the kind of its case. */
export type MilestoneType = AnyMilestone['type'];

/** A table of words by the kind of case. */
export type ByKind<T> = Readonly<Record<CaseKindName, T>>;

/** The kinds of case, to head a page or a row. */
export const KINDS_IN_WORDS: ByKind<string> = {
  assessment: 'Needs assessment',
  plan: 'Plan',
  review: 'Review',
};

/** The kinds of case within a sentence, to follow "the" or "this". */
export const KINDS_IN_SENTENCES: ByKind<string> = { assessment: 'needs assessment', plan: 'plan', review: 'review' };

const OPENED_AS: Readonly<Record<string, string>> = {
  'assessment/initial': 'Needs assessment',
  'assessment/reassessment': 'Reassessment',
  'assessment/reassessment-by-council': 'Reassessment by the council',
  'plan/made': 'Plan',
  'plan/transferred-in': 'Plan transferred in',
  'review/annual': 'Annual review',
  'review/early': 'Early review',
  'review/phase-transfer': 'Phase transfer review',
};

/** A case by its kind and what opened it, such as "Reassessment" or "Annual review". */
export function caseInWords(kind: CaseKindName, openedAs: string): string {
  return OPENED_AS[`${kind}/${openedAs}`] ?? KINDS_IN_WORDS[kind];
}

const STAGES: {
  readonly assessment: Readonly<Record<AssessmentStage, string>>;
  readonly plan: Readonly<Record<PlanStage, string>>;
  readonly review: Readonly<Record<ReviewStage, string>>;
} = {
  assessment: {
    requested: 'Request received, to be decided',
    'refused-to-assess': 'Refused to assess',
    assessing: 'Assessing',
    'refused-to-issue': 'Refused to issue a plan',
    'plan-agreed': 'Plan to be issued',
    'draft-plan-sent': 'Draft plan sent',
    'plan-issued': 'Final plan issued',
    closed: 'Closed',
  },
  plan: {
    maintained: 'Maintained',
    amending: 'Being amended',
    'ceasing-proposed': 'Considering ceasing to maintain',
    'decided-to-cease': 'Decided to cease to maintain',
    ceased: 'Ceased',
    'transferred-out': 'Transferred to another council',
    closed: 'Closed',
  },
  review: {
    opened: 'Opened',
    'meeting-planned': 'Meeting planned',
    'meeting-held': 'Meeting held',
    'decided-to-maintain': 'Decided to maintain the plan',
    'decided-to-amend': 'Decided to amend the plan',
    'decided-to-cease': 'Decided to cease to maintain the plan',
    'amendment-notice-sent': 'Amendment notice sent',
    completed: 'Completed',
    'plan-ceased': 'Plan ceased',
    cancelled: 'Cancelled',
    closed: 'Closed',
  },
};

/** The stages of a kind of case in their order, each with its words. */
export function stagesOf(kind: CaseKindName): readonly { readonly stage: string; readonly words: string }[] {
  return Object.entries(STAGES[kind]).map(([stage, words]) => ({ stage, words }));
}

/** A stage in words; the stage itself where a later version wrote one that is not known here. */
export function stageInWords(kind: CaseKindName, stage: string): string {
  return (STAGES[kind] as Readonly<Record<string, string>>)[stage] ?? stage;
}

/** The milestones by the type of their event, as the field calls them. */
export const MILESTONES_IN_WORDS: Readonly<Record<MilestoneType, string>> = {
  AssessmentRequested: 'Request for a needs assessment received',
  DecisionToAssessNotified: 'Decision whether to assess notified',
  AdviceRequested: 'Advice requested',
  AdviceReceived: 'Advice received',
  AdviceReturned: 'Advice returned for its quality',
  DecisionToIssueNotified: 'Decision whether to issue a plan notified',
  DraftPlanSent: 'Draft plan sent',
  RepresentationsReceived: 'Representations received',
  SettingConsulted: 'School or college consulted',
  SettingResponded: 'School or college replied',
  FinalPlanIssued: 'Final plan issued',
  AmendedPlanIssued: 'Amended plan issued',
  DecisionReversed: 'Refusal reversed by the council',

  FamilyInformed: 'Family informed',
  FamilyFeedbackAsked: 'Family asked for feedback',
  FamilyFeedbackRecorded: 'Family feedback received',
  ExceptionRecorded: 'Exception recorded',
  CaseClosed: 'Case closed',
  CaseReopened: 'Case reopened',

  MediationContacted: 'Mediation adviser contacted',
  MediationDeclined: 'Mediation declined',
  MediationRequested: 'Mediation requested',
  HealthBodyNotified: 'Health body told of the health issues',
  MediationHeld: 'Mediation held',
  MediationCertificateIssued: 'Mediation certificate issued',
  MediationAgreed: 'Agreement reached at mediation',
  AgreementNotified: 'Council told of the agreement',
  AgreementCarriedOut: 'Agreement carried out',
  AppealLodged: 'Appeal lodged',
  AppealResponded: 'Response to the appeal sent',
  AppealWithdrawn: 'Appeal withdrawn or struck out',
  AppealConceded: 'Appeal conceded',
  TribunalOrdered: 'Tribunal order made',
  TribunalRecommended: 'Tribunal recommendation made',
  RecommendationAnswered: 'Tribunal recommendation answered',

  PlanMade: 'Plan first made',
  PlanTransferredIn: 'Plan transferred in',
  FamilyToldOfTransfer: 'Family told of the transfer',
  PlanReviewed: 'Plan reviewed',
  AmendmentNoticeSent: 'Amendment notice sent',
  PlanAmended: 'Amended plan issued',
  DecidedNotToAmend: 'Decided not to amend',
  PhaseTransferDue: 'Phase transfer',
  MoveNotified: 'Move to another area notified',
  MoveCalledOff: 'Move called off',
  PlanTransferredOut: 'Plan transferred to another council',
  HealthBodyMoveNotified: 'Health body notified of the move',
  NewHealthBodyNotified: 'New health body notified',
  HealthBodyBecameResponsible: 'New health body became responsible',
  HealthBodyAskedCouncil: 'New health body asked to assess or review',
  CeasingProposed: 'Family told that ceasing is considered',
  DecisionToCeaseNotified: 'Decision to cease to maintain notified',
  DecidedNotToCease: 'Decided to keep the plan',
  PlanCeased: 'Plan ceased',

  ReviewOpened: 'Review opened',
  ReviewMeetingPlanned: 'Review meeting planned',
  InvitationsSent: 'Invitations sent',
  AdviceCirculated: 'Advice circulated',
  ReviewMeetingHeld: 'Review meeting held',
  ReviewReportSent: 'Review report sent',
  ReviewDecisionNotified: 'Decision after the review notified',
  ReviewCancelled: 'Review cancelled',
};

type OutcomeOf<T extends MilestoneType> = Extract<AnyMilestone, { readonly type: T }>['data'] extends {
  readonly outcome: infer O extends string;
}
  ? O
  : never;

/** What was decided, for the milestones that are a decision. */
const DECISIONS: {
  readonly [T in MilestoneType as OutcomeOf<T> extends never ? never : T]: Readonly<Record<OutcomeOf<T>, string>>;
} = {
  DecisionToAssessNotified: {
    assess: 'Decision to assess notified',
    refuse: 'Refusal to assess notified',
  },
  DecisionToIssueNotified: {
    issue: 'Decision to issue a plan notified',
    refuse: 'Refusal to issue a plan notified',
  },
  ReviewDecisionNotified: {
    maintain: 'Decision to maintain the plan notified',
    amend: 'Decision to amend the plan notified',
    cease: 'Decision to cease to maintain the plan notified',
  },
};

/**
 * A milestone in words by the type of its event; the type itself where a later version wrote one not known here.
 * @param outcome what was decided, where it is on record
 */
export function milestoneInWords(type: string, outcome?: unknown): string {
  const decided = (DECISIONS as Readonly<Record<string, Readonly<Record<string, string>>>>)[type];
  return decided?.[String(outcome)] ?? (MILESTONES_IN_WORDS as Readonly<Record<string, string>>)[type] ?? type;
}

/** The statuses of clocks. */
export const STATUSES_IN_WORDS: Readonly<Record<Status, string>> = {
  'not-started': 'Not started',
  running: 'Running',
  'due-soon': 'Due soon',
  overdue: 'Overdue',
  excused: 'Excused',
  ended: 'Ended',
  met: 'Met',
  'met-late': 'Met late',
};

/** How far limits bind. */
export const FORCES_IN_WORDS: Readonly<Record<Force, string>> = {
  statutory: 'Law',
  guidance: 'Statutory guidance',
  local: 'Local standard',
};

/** A number of days, such as "1 day". */
export function daysInWords(days: number): string {
  return `${days.toLocaleString('en-GB')} day${days === 1 ? '' : 's'}`;
}

/** How far a day is from a due date, within a sentence: "3 days left", "due today" or "12 days late". */
export function daysLeftOrLate(on: CalendarDate, dueOn: CalendarDate): string {
  const left = daysBetween(on, dueOn);
  if (left === 0) return 'due today';
  return left > 0 ? `${daysInWords(left)} left` : `${daysInWords(-left)} late`;
}
