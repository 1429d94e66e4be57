import type { CaseKindName } from '../../../streams/application/any-case.js';
import { liveEntries } from '../../../streams/domain/case-record.js';
import type { CaseOnRecord } from '../../application/case-on-record.js';
import { likelyNext } from '../../application/likely-milestones.js';
import { catalogueOf, type CatalogueEntry } from '../../application/milestone-catalogue.js';
import type { MilestoneType } from '../../application/words.js';
import { choicesOf } from './case-choices.js';

/** Milestones that belong together, in the order in which they happen. */
export interface MilestoneGroup {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly CatalogueEntry[];
}

interface Group {
  readonly id: string;
  readonly title: string;
  readonly types: readonly MilestoneType[];
}

const GROUPS: readonly Group[] = [
  {
    id: 'advice',
    title: 'Advice',
    types: ['AdviceRequested', 'AdviceReceived', 'AdviceReturned'],
  },
  {
    id: 'meeting',
    title: 'Review meeting',
    types: [
      'ReviewMeetingPlanned',
      'InvitationsSent',
      'AdviceCirculated',
      'ReviewMeetingHeld',
      'ReviewReportSent',
      'ReviewCancelled',
    ],
  },
  {
    id: 'decisions',
    title: 'Decisions and plan',
    types: [
      'DecisionToAssessNotified',
      'DecisionToIssueNotified',
      'DecisionReversed',
      'DraftPlanSent',
      'RepresentationsReceived',
      'FinalPlanIssued',
      'ReviewDecisionNotified',
      'PlanReviewed',
      'AmendmentNoticeSent',
      'AmendedPlanIssued',
      'PlanAmended',
      'DecidedNotToAmend',
    ],
  },
  {
    id: 'settings',
    title: 'Schools and colleges',
    types: ['SettingConsulted', 'SettingResponded', 'PhaseTransferDue'],
  },
  {
    id: 'ceasing',
    title: 'Ceasing to maintain the plan',
    types: ['CeasingProposed', 'DecisionToCeaseNotified', 'DecidedNotToCease', 'PlanCeased'],
  },
  {
    id: 'moves',
    title: 'Moves to and from other areas',
    types: [
      'FamilyToldOfTransfer',
      'MoveNotified',
      'MoveCalledOff',
      'PlanTransferredOut',
      'HealthBodyMoveNotified',
      'NewHealthBodyNotified',
      'HealthBodyBecameResponsible',
      'HealthBodyAskedCouncil',
    ],
  },
  {
    id: 'family',
    title: 'Family',
    types: ['FamilyInformed', 'FamilyFeedbackAsked', 'FamilyFeedbackRecorded'],
  },
  {
    id: 'disputes',
    title: 'Mediation and appeals',
    types: [
      'MediationContacted',
      'MediationDeclined',
      'MediationRequested',
      'HealthBodyNotified',
      'MediationHeld',
      'MediationCertificateIssued',
      'MediationAgreed',
      'AgreementNotified',
      'AgreementCarriedOut',
      'AppealLodged',
      'AppealResponded',
      'AppealWithdrawn',
      'AppealConceded',
      'TribunalOrdered',
      'TribunalRecommended',
      'RecommendationAnswered',
    ],
  },
  { id: 'case', title: 'The case itself', types: ['ExceptionRecorded', 'CaseClosed', 'CaseReopened'] },
];

/** Everything that can be recorded on a case of a kind that is open, in groups. */
export function groupsOf(kind: CaseKindName): readonly MilestoneGroup[] {
  const known = new Map(catalogueOf(kind).map((entry) => [entry.type, entry]));
  return GROUPS.map(({ id, title, types }) => ({
    id,
    title,
    entries: types.flatMap((type) => known.get(type) ?? []).filter(({ opens }) => !opens),
  })).filter(({ entries }) => entries.length > 0);
}

/** The milestones that are likely to be recorded next on a case. */
export function likelyOn(one: CaseOnRecord): readonly CatalogueEntry[] {
  const { kind, state } = one;
  const advice = choicesOf(one).references('AdviceReceived') ?? [];
  return likelyNext({
    kind,
    stage: state.stage,
    recorded: liveEntries(state).map(({ type }) => type),
    isAdviceAwaited: advice.some(({ isOpen }) => isOpen === true),
  });
}
