import { longDate } from '../../statute/calendar.js';
import { belongsOn, followsFromTheAppeal, notOpenAlready, notOrderedAlready, type DisputeHome } from './appeals.js';
import { notBefore, shouldFollow, type Check, type EntryKind, type EntryKinds } from './consistency.js';
import type { FactsOf } from './case-facts.js';
import { AGAINST, type Appeal, type DisputeMilestone } from './dispute-events.js';

export type { Agreement, Appeal, DisputeMilestone, Order } from './dispute-events.js';

const mediation = shouldFollow('no-mediation', 'MediationRequested', 'MediationContacted');
const appeal = shouldFollow('no-appeal', 'AppealLodged');
const agreement = shouldFollow('no-agreement', 'MediationAgreed');

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
  MediationDeclined: { called: "the family's notice that it will not pursue mediation" },
  MediationRequested: { called: "the family's request for mediation" },
  HealthBodyNotified: { called: 'the notice to the health body', checks: [mediation] },
  MediationHeld: { called: 'the mediation', checks: [mediation] },
  MediationCertificateIssued: { called: 'the mediation certificate' },
  MediationAgreed: {
    called: 'the agreement at mediation',
    checks: [mediation, notBefore('on', 'agreedDueOn', 'What is agreed cannot be due before the agreement')],
  },
  AgreementNotified: { called: "the health body's notice of the agreement", checks: [agreement] },
  AgreementCarriedOut: { called: 'carrying out the agreement', checks: [agreement] },
  AppealLodged: {
    called: 'the appeal',
    pastDays: ['sentToCouncilOn'],
    checks: [
      notBefore('on', 'sentToCouncilOn', 'The tribunal cannot send the appeal before it was lodged'),
      notOpenAlready,
    ],
  },
  AppealResponded: { called: "the council's response to the appeal", checks: [appeal] },
  AppealWithdrawn: { called: 'the withdrawal of the appeal', checks: [appeal, followsFromTheAppeal] },
  AppealConceded: { called: 'conceding the appeal', checks: [appeal, followsFromTheAppeal] },
  TribunalOrdered: {
    called: "the tribunal's order",
    checks: [appeal, followsFromTheAppeal, notOrderedAlready],
  },
  TribunalRecommended: { called: "the tribunal's recommendation", checks: [appeal] },
  RecommendationAnswered: {
    called: 'the answer to the recommendation',
    checks: [shouldFollow('no-recommendation', 'TribunalRecommended')],
  },
};

/**
 * The kinds of milestone of mediation and appeals on a kind of case: what belongs on another kind is a warning.
 * @param home the kind of case
 */
export function disputesOn(home: DisputeHome): EntryKinds<DisputeMilestone> {
  const here = <K extends EntryKind<never>>(kind: K): K => ({
    ...kind,
    checks: [...(kind.checks ?? []), belongsOn(home)],
  });
  return {
    ...DISPUTE_KINDS,
    MediationAgreed: here(DISPUTE_KINDS.MediationAgreed),
    AppealWithdrawn: here(DISPUTE_KINDS.AppealWithdrawn),
    AppealConceded: here(DISPUTE_KINDS.AppealConceded),
    TribunalOrdered: here(DISPUTE_KINDS.TribunalOrdered),
  };
}

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
  AppealWithdrawn: 'appeal-withdrawn',
  AppealConceded: 'appeal-conceded',
  TribunalOrdered: 'tribunal-ordered',
  TribunalRecommended: 'tribunal-recommended',
  RecommendationAnswered: 'recommendation-answered',
};
