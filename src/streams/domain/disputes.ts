import type { CalendarDate } from '../../statute/calendar.js';
import type { MilestoneOf } from '../../statute/milestones.js';
import { longDate } from '../../statute/calendar.js';
import { notBefore, shouldFollow, type Check, type EntryKinds } from './consistency.js';
import type { Dated, MilestoneEvent } from './event.js';
import type { FactsOf } from './case-decider.js';

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
  | MilestoneEvent<
      'AppealConceded',
      Dated & { readonly appeal: Appeal; readonly contentsToo?: boolean; readonly amendmentAgreed?: boolean }
    >
  | MilestoneEvent<'TribunalOrdered', Dated & { readonly order: Order; readonly appeal?: Appeal }>
  | MilestoneEvent<'TribunalRecommended', Recommended>
  | MilestoneEvent<'RecommendationAnswered', Recommended>;

const mediation = shouldFollow('no-mediation', 'MediationRequested', 'MediationContacted');
const appeal = shouldFollow('no-appeal', 'AppealLodged');
const agreement = shouldFollow('no-agreement', 'MediationAgreed');

/** The appeals in words, as the end of "an appeal against". */
const AGAINST: Readonly<Record<Appeal, string>> = {
  'refusal-to-assess': 'the refusal to assess',
  'refusal-to-reassess': 'the refusal to reassess',
  'refusal-to-issue': 'the refusal to issue a plan',
  contents: 'the contents of the plan',
  setting: 'the school or college in the plan',
  'refusal-to-amend': 'the refusal to amend the plan',
  cease: 'the decision to cease the plan',
};

/**
 * An appeal is against a decision that is on record by that day; it is a warning where none is.
 * @param decisions whether a milestone is the decision that can be appealed against, by appeal; an appeal that is not
 *   named here does not belong to this kind of case
 */
export function againstADecision(
  decisions: Readonly<Partial<Record<Appeal, (type: string, data: Readonly<Record<string, unknown>>) => boolean>>>,
): Check<Extract<DisputeMilestone, { readonly type: 'AppealLodged' }>> {
  return (entry, view) => {
    const { appeal: against, on } = entry.data;
    if (against === undefined) return undefined;
    const decides = decisions[against];
    const decided = view.entries.some(({ type, data }) => data.on <= on && decides?.(type, data) === true);
    if (decided) return undefined;
    return {
      code: 'no-decision-to-appeal',
      message: `There is no decision on record by ${longDate(on)} that an appeal against ${AGAINST[against]} could be about. Record that decision first, or confirm that the appeal is recorded without it.`,
      field: 'appeal',
      warning: true,
    };
  };
}

/** The kinds of milestone of mediation and appeals. */
export const DISPUTE_KINDS: EntryKinds<DisputeMilestone> = {
  MediationContacted: { called: "the family's contact with the mediation adviser" },
  MediationDeclined: { called: "the family's word that it will not pursue mediation" },
  MediationRequested: { called: "the family's wish for mediation" },
  HealthBodyNotified: { called: 'the notice to the health body', checks: [mediation] },
  MediationHeld: { called: 'the mediation', checks: [mediation] },
  MediationCertificateIssued: { called: 'the mediation certificate' },
  MediationAgreed: {
    called: 'the agreement at mediation',
    checks: [mediation, notBefore('on', 'agreedDueOn', 'What is agreed cannot be due before the agreement')],
  },
  AgreementNotified: { called: "the health body's word of the agreement", checks: [agreement] },
  AgreementCarriedOut: { called: 'carrying out the agreement', checks: [agreement] },
  AppealLodged: {
    called: 'the appeal',
    pastDays: ['sentToCouncilOn'],
    checks: [notBefore('on', 'sentToCouncilOn', 'The tribunal cannot send the appeal before it was lodged')],
  },
  AppealResponded: { called: "the council's response to the appeal", checks: [appeal] },
  AppealConceded: { called: 'conceding the appeal', checks: [appeal] },
  TribunalOrdered: { called: "the tribunal's order", checks: [appeal] },
  TribunalRecommended: { called: "the tribunal's recommendation", checks: [appeal] },
  RecommendationAnswered: {
    called: 'the answer to the recommendation',
    checks: [shouldFollow('no-recommendation', 'TribunalRecommended')],
  },
};

/** What the law is told of mediation and appeals. */
export const DISPUTE_FACTS: {
  readonly [T in DisputeMilestone['type']]: FactsOf<Extract<DisputeMilestone, { readonly type: T }>>;
} = {
  MediationContacted: 'mediation-contacted',
  MediationDeclined: 'mediation-declined',
  MediationRequested: 'mediation-requested',
  HealthBodyNotified: 'health-duty-notified',
  MediationHeld: 'mediation-held',
  MediationCertificateIssued: 'mediation-certificate-issued',
  MediationAgreed: 'mediation-agreed',
  AgreementNotified: 'agreement-notified',
  AgreementCarriedOut: 'agreement-carried-out',
  AppealLodged: 'appeal-lodged',
  AppealResponded: 'appeal-responded',
  AppealConceded: 'appeal-conceded',
  TribunalOrdered: 'tribunal-ordered',
  TribunalRecommended: 'tribunal-recommended',
  RecommendationAnswered: 'recommendation-answered',
};
