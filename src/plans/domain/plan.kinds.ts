import { longDate } from '../../statute/calendar.js';
import { CASE_LIFE_KINDS } from '../../streams/domain/case-life.js';
import {
  follows,
  notBefore,
  once,
  oncePer,
  oncePerDay,
  shouldFollow,
  type Check,
  type EntryKinds,
} from '../../streams/domain/consistency.js';
import { againstADecision, DISPUTE_KINDS } from '../../streams/domain/disputes.js';
import { answersANotice, leavesTimeToReply } from '../../streams/domain/amendments.js';
import { endsOnce, plannedWhileMaintained, whileMaintained } from './plan.ends.js';
import type { PlanMilestone } from './plan.events.js';

type Milestone<T extends PlanMilestone['type']> = Extract<PlanMilestone, { readonly type: T }>;

/** What a milestone of the plan alone has to say; one that a review led to is checked with that review. */
function unlessReviewed(check: Check): Check {
  return (entry, view) => ('review' in entry.data ? undefined : check(entry, view));
}

/** A child makes each transfer between schools once; from one college to another there can be several. */
const oncePerPhase: Check = (entry, view) =>
  (entry as { readonly data: Partial<Milestone<'PhaseTransferDue'>['data']> }).data.phase === 'post-16-to-post-16'
    ? undefined
    : oncePer('phase')(entry, view);

/** The plan is maintained until an appeal against ceasing is finally decided (section 45(4)). */
const appealIsDecided: Check = (entry, view) => {
  const appeal = view
    .of('AppealLodged')
    .filter(({ data }) => data.on <= entry.data.on && (data as { readonly appeal?: string }).appeal === 'cease')
    .at(-1);
  if (appeal === undefined) return undefined;
  const decided = view
    .of('TribunalOrdered', 'AppealConceded')
    .some(({ data }) => data.on >= appeal.data.on && data.on <= entry.data.on);
  if (decided) return undefined;
  return {
    code: 'appeal-undecided',
    message: `The family appealed on ${longDate(appeal.data.on)} against the decision to cease, and no order is on record by ${longDate(entry.data.on)}: the council has to maintain the plan until the appeal is decided (section 45(4)). Record the order first, or confirm that the plan ceased.`,
    field: 'on',
    warning: true,
  };
};

/** What can be on the record of a plan, and what must hold for it. */
export const PLAN_KINDS_OF_ENTRY: EntryKinds<PlanMilestone> = {
  PlanMade: { called: 'the making of the plan' },
  PlanTransferredIn: {
    called: "the plan's transfer to this council",
    checks: [
      notBefore('madeOn', 'lastReviewedOn', 'The plan cannot be reviewed before it was made'),
      notBefore('madeOn', 'on', 'The plan was made before its transfer, or on its day'),
      notBefore('lastReviewedOn', 'on', 'The plan was last reviewed before its transfer, or on its day'),
    ],
  },
  FamilyToldOfTransfer: {
    called: 'telling the family of the transfer',
    checks: [follows('PlanTransferredIn'), once, whileMaintained],
  },
  PlanReviewed: { called: 'the review of the plan', checks: [oncePerDay, whileMaintained] },
  AmendmentNoticeSent: {
    called: 'the amendment notice',
    pastDays: ['servedOn'],
    checks: [
      oncePerDay,
      whileMaintained,
      notBefore('on', 'servedOn', 'The family cannot receive the amendment notice before it was sent'),
    ],
  },
  RepresentationsReceived: {
    called: "the family's reply",
    checks: [follows('AmendmentNoticeSent'), oncePerDay, whileMaintained],
  },
  PlanAmended: {
    called: 'the amended plan',
    checks: [
      oncePerDay,
      whileMaintained,
      unlessReviewed(answersANotice('PlanAmended')),
      unlessReviewed(leavesTimeToReply('PlanAmended', 'regulation 22(2)(c), as regulation 28 applies it')),
    ],
  },
  DecidedNotToAmend: {
    called: 'the decision not to amend the plan after all',
    checks: [oncePerDay, whileMaintained, answersANotice('PlanAmended')],
  },
  PhaseTransferDue: {
    called: 'the transfer to the next phase',
    planned: true,
    // A transfer that is still to come stays on record when the plan ceases or its case is closed.
    anyTime: true,
    checks: [follows('PlanMade', 'PlanTransferredIn'), oncePerPhase, plannedWhileMaintained],
  },
  MoveNotified: { called: 'word of the move', checks: [oncePerDay, whileMaintained] },
  PlanTransferredOut: {
    called: "the plan's transfer to another council",
    checks: [endsOnce, shouldFollow('no-move-notified', 'MoveNotified')],
  },
  HealthBodyMoveNotified: {
    called: "the health body's word of the move",
    checks: [oncePerDay, whileMaintained],
  },
  NewHealthBodyNotified: {
    called: 'the notice to the new health body',
    checks: [oncePerDay, whileMaintained, shouldFollow('no-health-body-move', 'HealthBodyMoveNotified')],
  },
  HealthBodyBecameResponsible: {
    called: 'word that the new health body is responsible',
    checks: [oncePerDay, whileMaintained],
  },
  HealthBodyAskedCouncil: {
    called: "the new health body's request to assess or review",
    checks: [oncePerDay, whileMaintained, shouldFollow('no-health-body-responsible', 'HealthBodyBecameResponsible')],
  },
  CeasingProposed: { called: 'the proposal to cease the plan', checks: [oncePerDay, whileMaintained] },
  PlanCeased: { called: 'ceasing the plan', checks: [endsOnce, appealIsDecided] },
  ...CASE_LIFE_KINDS,
  ...DISPUTE_KINDS,
  AppealLodged: {
    ...DISPUTE_KINDS.AppealLodged,
    checks: [
      ...(DISPUTE_KINDS.AppealLodged.checks ?? []),
      // What a plan says can be appealed against from its first day. It knows that a review was completed, not what was
      // decided; that stands on the review.
      againstADecision({
        contents: () => true,
        setting: () => true,
        'refusal-to-amend': (type) => type === 'DecidedNotToAmend' || type === 'PlanReviewed',
        cease: (type) => type === 'PlanReviewed' || type === 'PlanCeased',
      }),
    ],
  },
};
