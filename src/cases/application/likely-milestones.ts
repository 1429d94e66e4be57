import type { AssessmentStage } from '../../assessments/application/assessments.js';
import type { PlanStage } from '../../plans/application/plans.js';
import type { ReviewStage } from '../../reviews/application/reviews.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { catalogueOf, type CatalogueEntry } from './milestone-catalogue.js';
import type { MilestoneType } from './words.js';

const AFTER_A_REFUSAL: readonly MilestoneType[] = [
  'MediationRequested',
  'MediationCertificateIssued',
  'AppealLodged',
  'DecisionReversed',
];

const ASSESSMENT: Readonly<Record<AssessmentStage, readonly MilestoneType[]>> = {
  requested: ['DecisionToAssessNotified', 'AdviceRequested', 'FamilyInformed'],
  'refused-to-assess': AFTER_A_REFUSAL,
  assessing: ['AdviceReceived', 'AdviceRequested', 'DecisionToIssueNotified', 'DraftPlanSent'],
  'refused-to-issue': AFTER_A_REFUSAL,
  'plan-agreed': ['DraftPlanSent', 'SettingConsulted', 'FinalPlanIssued'],
  'draft-plan-sent': ['RepresentationsReceived', 'SettingConsulted', 'SettingResponded', 'FinalPlanIssued'],
  'plan-issued': ['FamilyFeedbackAsked', 'FamilyFeedbackRecorded', 'MediationRequested', 'AppealLodged'],
  closed: ['CaseReopened'],
};

const PLAN: Readonly<Record<PlanStage, readonly MilestoneType[]>> = {
  maintained: ['PlanReviewed', 'AmendmentNoticeSent', 'PhaseTransferDue', 'MoveNotified'],
  amending: ['RepresentationsReceived', 'PlanAmended', 'DecidedNotToAmend'],
  'ceasing-proposed': ['DecisionToCeaseNotified', 'DecidedNotToCease'],
  'decided-to-cease': ['PlanCeased', 'DecidedNotToCease', 'AppealLodged'],
  ceased: ['AppealLodged', 'CaseClosed'],
  'transferred-out': ['CaseClosed'],
  closed: ['CaseReopened'],
};

const REVIEW: Readonly<Record<ReviewStage, readonly MilestoneType[]>> = {
  opened: ['ReviewMeetingPlanned', 'InvitationsSent', 'ReviewMeetingHeld'],
  'meeting-planned': ['InvitationsSent', 'AdviceCirculated', 'ReviewMeetingHeld', 'ReviewMeetingPlanned'],
  'meeting-held': ['ReviewReportSent', 'ReviewDecisionNotified', 'AmendmentNoticeSent'],
  'decided-to-maintain': ['ReviewReportSent', 'MediationRequested', 'AppealLodged'],
  'decided-to-amend': ['AmendmentNoticeSent', 'ReviewReportSent', 'DecidedNotToAmend'],
  'decided-to-cease': ['PlanCeased', 'MediationRequested', 'AppealLodged'],
  'amendment-notice-sent': ['RepresentationsReceived', 'AmendedPlanIssued', 'DecidedNotToAmend', 'ReviewReportSent'],
  completed: ['FamilyFeedbackAsked', 'FamilyFeedbackRecorded', 'AppealLodged'],
  'plan-ceased': ['AppealLodged', 'CaseClosed'],
  cancelled: ['CaseClosed'],
  closed: ['CaseReopened'],
};

const LIKELY: Readonly<Record<CaseKindName, Readonly<Record<string, readonly MilestoneType[]>>>> = {
  assessment: ASSESSMENT,
  plan: PLAN,
  review: REVIEW,
};

/** Milestones that happen once in a round, so that one which is on record is unlikely to be next. */
const ONCE: ReadonlySet<string> = new Set<MilestoneType>([
  'ReviewReportSent',
  'InvitationsSent',
  'AdviceCirculated',
  'RepresentationsReceived',
  'PhaseTransferDue',
]);

/** What is known of a case beside its stage. */
export interface Standing {
  readonly kind: CaseKindName;
  readonly stage: string;
  /** The types of the milestones that count. */
  readonly recorded: readonly string[];
  /** Whether advice that was asked for is outstanding. */
  readonly isAdviceAwaited: boolean;
}

/** The milestones that are likely to be recorded next on a case, the most likely first. */
export function likelyNext({ kind, stage, recorded, isAdviceAwaited }: Standing): readonly CatalogueEntry[] {
  const done = new Set(recorded.filter((type) => ONCE.has(type)));
  const awaited = new Set<string>(isAdviceAwaited ? [] : ['AdviceReceived']);
  const likely = (LIKELY[kind][stage] ?? []).filter((type) => !done.has(type) && !awaited.has(type));
  const entries = new Map(catalogueOf(kind).map((entry) => [entry.type, entry]));
  return likely.flatMap((type) => entries.get(type) ?? []);
}
