import { assessmentDecider, type AssessmentCommand } from '../assessments/domain/assessment.decider.js';
import type { AssessmentEvent, AssessmentMilestone } from '../assessments/domain/assessment.events.js';
import { day, type CalendarDate } from '../statute/calendar.js';
import { fold, isRefused } from '../streams/domain/decider.js';
import type { Changes, PersonId, SealedText } from '../streams/domain/event.js';
import { TODAY } from './decider.js';

export const PERSON = '018f0000-0000-7000-8000-000000000001' as PersonId;
export const REASON = 'sealed' as SealedText;

type Data<T extends AssessmentMilestone['type']> = Omit<Extract<AssessmentMilestone, { type: T }>['data'], 'on'>;
/** Attributes with their days and sealed texts as plain text. */
type Written<D> = { [K in keyof D]: NonNullable<D[K]> extends CalendarDate | SealedText ? string : D[K] };

/** A milestone in few words: `milestone('DraftPlanSent', '2025-04-22')`. */
export function milestone<T extends AssessmentMilestone['type']>(
  type: T,
  on: string,
  ...[data]: object extends Data<T> ? [Written<Data<T>>?] : [Written<Data<T>>]
): AssessmentMilestone {
  return { type, data: { on: day(on), ...data } } as unknown as AssessmentMilestone;
}

const confirming = (confirm: readonly string[]): { readonly confirm?: readonly string[] } =>
  confirm.length === 0 ? {} : { confirm };

/** Records a milestone, some warnings confirmed. */
export const record = (one: AssessmentMilestone, ...confirm: readonly string[]): AssessmentCommand => ({
  type: 'Record',
  milestone: one,
  ...confirming(confirm),
});

/** Corrects a milestone by its number. */
export const correct = (entry: number, to: Changes, ...confirm: readonly string[]): AssessmentCommand => ({
  type: 'Correct',
  entry,
  to,
  reason: REASON,
  ...confirming(confirm),
});

/** Retracts a milestone by its number. */
export const retract = (entry: number, ...confirm: readonly string[]): AssessmentCommand => ({
  type: 'Retract',
  entry,
  reason: REASON,
  ...confirming(confirm),
});

/** The steps of a needs assessment, and what can come in their place, for short stories. */
export const STEPS = {
  requested: milestone('AssessmentRequested', '2025-01-06', { person: PERSON, kind: 'initial' }),
  agreed: milestone('DecisionToAssessNotified', '2025-02-03', { outcome: 'assess' }),
  refusedToAssess: milestone('DecisionToAssessNotified', '2025-02-03', { outcome: 'refuse' }),
  healthAsked: milestone('AdviceRequested', '2025-02-04', { ref: 'health', adviser: 'health' }),
  healthIn: milestone('AdviceReceived', '2025-03-10', { ref: 'health' }),
  healthBack: milestone('AdviceReturned', '2025-03-17', { ref: 'health' }),
  toIssue: milestone('DecisionToIssueNotified', '2025-04-07', { outcome: 'issue' }),
  refusedToIssue: milestone('DecisionToIssueNotified', '2025-04-07', { outcome: 'refuse' }),
  draft: milestone('DraftPlanSent', '2025-04-22'),
  reply: milestone('RepresentationsReceived', '2025-05-01'),
  consulted: milestone('SettingConsulted', '2025-04-22', { ref: '123456' }),
  final: milestone('FinalPlanIssued', '2025-05-20'),
  closed: milestone('CaseClosed', '2025-05-26', { reason: 'other' }),
} as const;

/**
 * A needs assessment with every milestone that there is: refused, conceded on appeal, assessed, refused again, reversed,
 * a plan, mediation and appeal about its contents, the amended plan,
 * an appeal about the school that is withdrawn, closed and reopened. Nothing in it has to be confirmed.
 */
export const WHOLE: readonly AssessmentMilestone[] = [
  milestone('AssessmentRequested', '2024-01-08', {
    person: PERSON,
    kind: 'initial',
    source: 'family',
    becameResponsibleOn: '2024-01-01',
    lastAssessedOn: '2023-01-10',
    inYouthAccommodation: false,
  }),
  milestone('FamilyInformed', '2024-01-10', { by: 'letter', week: 6, message: 'sealed-message' }),
  milestone('DecisionToAssessNotified', '2024-02-05', { outcome: 'refuse' }),
  milestone('MediationContacted', '2024-02-12'),
  milestone('MediationDeclined', '2024-02-13'),
  milestone('MediationRequested', '2024-02-14', { issues: 'both' }),
  milestone('HealthBodyNotified', '2024-02-16'),
  milestone('MediationHeld', '2024-03-04'),
  milestone('MediationCertificateIssued', '2024-03-06'),
  milestone('AppealLodged', '2024-03-20', { appeal: 'refusal-to-assess', sentToCouncilOn: '2024-03-22' }),
  milestone('AppealResponded', '2024-04-15'),
  milestone('AppealConceded', '2024-04-22', {
    appeal: 'refusal-to-assess',
    contentsToo: false,
    amendmentAgreed: false,
  }),
  milestone('AdviceRequested', '2024-04-24', {
    ref: 'educational-psychologist',
    adviser: 'educational-psychologist',
    receivedOn: '2024-04-25',
  }),
  milestone('AdviceReceived', '2024-05-20', { ref: 'educational-psychologist' }),
  milestone('AdviceReturned', '2024-05-22', { ref: 'educational-psychologist', why: 'sealed-why' }),
  milestone('AdviceReceived', '2024-06-03', { ref: 'educational-psychologist' }),
  milestone('FamilyFeedbackAsked', '2024-06-04', { week: 16 }),
  milestone('FamilyFeedbackRecorded', '2024-06-10', { week: 16, satisfaction: 2, comment: 'sealed-comment' }),
  milestone('ExceptionRecorded', '2024-06-11', {
    ground: 'absence',
    from: '2024-05-01',
    to: '2024-06-05',
    clocks: ['N4'],
    evidence: 'sealed-evidence',
  }),
  milestone('DecisionToIssueNotified', '2024-06-24', { outcome: 'refuse' }),
  milestone('DecisionReversed', '2024-07-08', { stage: 'issue' }),
  milestone('DraftPlanSent', '2024-07-15', { servedOn: '2024-07-16' }),
  milestone('SettingConsulted', '2024-07-15', { ref: '123456' }),
  milestone('RepresentationsReceived', '2024-07-25'),
  milestone('SettingResponded', '2024-07-29', { ref: '123456', answer: 'can-meet-needs' }),
  milestone('FinalPlanIssued', '2024-08-12'),
  milestone('MediationAgreed', '2024-09-10', {
    order: 'amend-contents',
    agreedDueOn: '2024-10-25',
    healthBodyOnly: false,
  }),
  milestone('AgreementNotified', '2024-09-11'),
  milestone('AgreementCarriedOut', '2024-10-20'),
  milestone('AppealLodged', '2024-10-21', { appeal: 'contents' }),
  milestone('TribunalOrdered', '2025-03-03', { order: 'amend-contents', appeal: 'contents' }),
  milestone('TribunalRecommended', '2025-03-03', { body: 'health' }),
  milestone('AmendedPlanIssued', '2025-03-31'),
  milestone('RecommendationAnswered', '2025-04-04', { body: 'health' }),
  milestone('AppealLodged', '2025-04-07', { appeal: 'setting' }),
  milestone('AppealWithdrawn', '2025-04-28', { appeal: 'setting' }),
  milestone('CaseClosed', '2025-05-01', { reason: 'other', note: 'sealed-note' }),
  milestone('CaseReopened', '2025-06-02', { why: 'sealed-why' }),
];

/** The number of the first milestone of a type in {@link WHOLE}. */
export function numberOf(type: AssessmentMilestone['type']): number {
  return WHOLE.findIndex((one) => one.type === type) + 1;
}

/** The refusals of a command, as an officer reads them. */
export function messages(before: readonly AssessmentEvent[], command: AssessmentCommand): readonly string[] {
  const decision = assessmentDecider.decide(command, fold(assessmentDecider, before), { today: TODAY });
  return isRefused(decision) ? decision.refused.map(({ message }) => message) : [];
}
