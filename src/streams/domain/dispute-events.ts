import type { CalendarDate } from '../../statute/calendar.js';
import type { MilestoneOf } from '../../statute/milestones.js';
import type { Dated, MilestoneEvent } from './event.js';

/** What is appealed against. */
export type Appeal = MilestoneOf<'appeal-conceded'>['appeal'];
/** What the tribunal orders. */
export type Order = MilestoneOf<'tribunal-ordered'>['order'];
/** What is agreed at mediation, in the words of the order that it stands for. */
export type Agreement = MilestoneOf<'mediation-agreed'>['order'];

interface Recommended extends Dated {
  readonly body?: 'health' | 'social-care';
}

/** Mediation and appeals: on a needs assessment, a plan or a review, whichever the decision belongs to. */
export type DisputeMilestone =
  | MilestoneEvent<'MediationContacted'>
  | MilestoneEvent<'MediationDeclined'>
  | MilestoneEvent<'MediationRequested', Dated & { readonly issues?: 'education' | 'health' | 'both' }>
  | MilestoneEvent<'HealthBodyNotified'>
  | MilestoneEvent<'MediationHeld'>
  | MilestoneEvent<'MediationCertificateIssued'>
  | MilestoneEvent<
      'MediationAgreed',
      Dated & { readonly order: Agreement; readonly agreedDueOn?: CalendarDate; readonly healthBodyOnly?: boolean }
    >
  | MilestoneEvent<'AgreementNotified'>
  | MilestoneEvent<'AgreementCarriedOut'>
  | MilestoneEvent<'AppealLodged', Dated & { readonly appeal?: Appeal; readonly sentToCouncilOn?: CalendarDate }>
  | MilestoneEvent<'AppealResponded'>
  | MilestoneEvent<'AppealWithdrawn', Dated & { readonly appeal?: Appeal }>
  | MilestoneEvent<
      'AppealConceded',
      Dated & { readonly appeal: Appeal; readonly contentsToo?: boolean; readonly amendmentAgreed?: boolean }
    >
  | MilestoneEvent<'TribunalOrdered', Dated & { readonly order: Order; readonly appeal?: Appeal }>
  | MilestoneEvent<'TribunalRecommended', Recommended>
  | MilestoneEvent<'RecommendationAnswered', Recommended>;

/** The appeals in words, as the end of "an appeal against". */
export const AGAINST: Readonly<Record<Appeal, string>> = {
  'refusal-to-assess': 'the refusal to assess',
  'refusal-to-reassess': 'the refusal to reassess',
  'refusal-to-issue': 'the refusal to issue a plan',
  contents: 'the contents of the plan',
  setting: 'the school or college in the plan',
  'refusal-to-amend': 'the refusal to amend the plan',
  cease: 'the decision to cease to maintain the plan',
};

/** Orders and agreements in words, as the end of "the order" or "the agreement". */
export const AGREED_OR_ORDERED: Readonly<Record<Order | Agreement, string>> = {
  assess: 'to assess',
  'make-plan': 'to make a plan',
  reconsider: 'to reconsider the refusal to issue a plan',
  'amend-contents': 'to amend the contents of the plan',
  'amend-setting': 'to amend the school or college in the plan',
  maintain: 'to maintain the plan',
  'maintain-and-amend': 'to maintain and amend the plan',
  dismiss: 'to dismiss the appeal',
  other: 'on other matters',
};
