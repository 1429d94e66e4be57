import { capital } from '../../statute/sentence.js';
import { day, longDate, type CalendarDate } from '../../statute/calendar.js';
import { CASE_LIFE_KINDS } from '../../streams/domain/case-life.js';
import { comesBefore } from '../../streams/domain/case-record.js';
import {
  closedOn,
  follows,
  notBefore,
  once,
  oncePer,
  oncePerDay,
  shouldFollow,
  type Check,
  type EntryKind,
  type EntryKinds,
} from '../../streams/domain/consistency.js';
import { againstADecision, disputesOn } from '../../streams/domain/disputes.js';
import { answersANotice, leavesTimeToReply, servedSoon } from '../../streams/domain/amendments.js';
import { ceasesByLaw, keepsThePlan, type Course } from '../../streams/domain/ceasing.js';
import {
  beforeTheTransfer,
  callsOffAMove,
  endsOnce,
  plannedWhileMaintained,
  whileMaintained,
  closesOnceEnded,
} from './plan.ends.js';
import type { PlanMilestone } from './plan.events.js';

type Milestone<T extends PlanMilestone['type']> = Extract<PlanMilestone, { readonly type: T }>;

/** What a milestone of the plan alone has to say; one that a review led to is checked with that review. */
function unlessReviewed(check: Check): Check {
  return (entry, view) => ('review' in entry.data ? undefined : check(entry, view));
}

/** A child makes each transfer between schools once; from one college to another there can be several. */
const oncePerPhase: Check = (entry, view) => {
  const { phase } = (entry as { readonly data: Partial<Milestone<'PhaseTransferDue'>['data']> }).data;
  const fault = phase === 'post-16-to-post-16' ? undefined : oncePer('phase')(entry, view);
  if (fault === undefined) return undefined;
  return {
    ...fault,
    message: `${fault.message} Where the child starts a year later or earlier, correct the day of the transfer.`,
  };
};

/** The first day on which there could be EHC plans. */
const COMMENCEMENT = day('2014-09-01');

/** A plan that is older than the law that it is made under is likely to be a slip in its day; it is a warning. */
const madeUnderTheAct: Check = ({ data }) => {
  const { on, madeOn = on } = data as { readonly on: CalendarDate; readonly madeOn?: CalendarDate };
  if (madeOn >= COMMENCEMENT) return undefined;
  return {
    code: 'before-the-act',
    message: `There are EHC plans only since ${longDate(COMMENCEMENT)}, and no limit of the 2014 Regulations runs for one made on ${longDate(madeOn)}. Correct the day, or confirm it.`,
    field: 'madeOn' in data ? 'madeOn' : 'on',
    warning: true,
  };
};

/** It can be older than the plan's transfer to this council: what the old council did, and what it was asked. */
const withItsPast: Check = (entry, view) => {
  const [opening] = view.of('PlanTransferredIn');
  if (opening === undefined) return follows('PlanMade')(entry, view);
  if (entry.data.on >= opening.data.on) return undefined;
  return {
    code: 'before-the-transfer',
    message: `${capital(view.dated(entry))} is before ${view.dated(opening)}. Give another day, or confirm that it comes from the time of the old council.`,
    field: 'on',
    warning: true,
  };
};

/** It is not after the case was closed. */
const whileOpen: Check = (entry, view) => {
  const closure = closedOn(view);
  if (closure === undefined || entry.data.on <= closure.data.on) return undefined;
  const message = `${capital(view.dated(entry))} is later than the day on which the case was closed, ${longDate(closure.data.on)}. Reopen the case first, or give another day.`;
  const fault = { code: 'after-closure', message, field: 'on' };
  return entry.number < closure.number ? { ...fault, warning: true } : fault;
};

/** A kind of milestone that a plan can bring with it from the old council. */
function inherited<K extends EntryKind<never>>(kind: K): K {
  return { ...kind, anyTime: true, checks: [withItsPast, whileOpen, ...(kind.checks ?? [])] };
}

/** The reviews of the old council are told of by their last day alone, from which this council's first review counts. */
const reviewedHere: Check = (entry, view) => {
  const [opening] = view.of('PlanTransferredIn');
  if (opening === undefined) return follows('PlanMade')(entry, view);
  if (entry.data.on >= opening.data.on) return undefined;
  return {
    code: 'reviewed-before-transfer',
    message: `The plan came to this council on ${longDate(opening.data.on)}; a review before that was the old council's. Correct the transfer instead, and give this day as that of the last review.`,
    field: 'on',
  };
};

const neededOnce: Check = (entry, view) =>
  view.of('PlanTransferredIn').length === 0 ? follows('PlanTransferredIn')(entry, view) : once(entry, view);

/** A notice of a decision to cease stands until the council, or a dispute, keeps the plan. */
const oneDecisionToCease: Check = (entry, view) => {
  const before = view
    .of('DecisionToCeaseNotified')
    .filter((other) => comesBefore(other, entry))
    .at(-1);
  if (before === undefined) return undefined;
  const kept = view.entries.some(
    (other) =>
      comesBefore(before, other) &&
      comesBefore(other, entry) &&
      (other.type === 'DecidedNotToCease' || keepsThePlan(other)),
  );
  if (kept) return undefined;
  return {
    code: 'decided-already',
    message: `The council decided already: ${view.dated(before)}. Correct that decision if it is wrong, or confirm that it gave notice again.`,
    field: 'on',
    warning: true,
  };
};

/** Where the decision to appeal against is not on the plan it is on a review, and its appeal belongs there too. */
const appealedHere: Check<Milestone<'AppealLodged'>> = (entry, view) => {
  // What a plan says can be appealed against from its first day.
  const fault = againstADecision({
    contents: () => true,
    setting: () => true,
    'refusal-to-amend': (type) => type === 'DecidedNotToAmend',
    cease: (type) => type === 'DecisionToCeaseNotified',
  })(entry, view);
  const { appeal } = entry.data;
  if (fault === undefined || (appeal !== 'cease' && appeal !== 'refusal-to-amend')) return fault;
  const decision = appeal === 'cease' ? 'to cease to maintain the plan' : 'not to amend the plan';
  return {
    ...fault,
    message: `No decision ${decision} is on record on this plan by ${longDate(entry.data.on)}. If it was made after a review, record the appeal on that review; else record that decision first, or confirm that the appeal is recorded without it.`,
  };
};

const DISPUTES = disputesOn('plan');

const INHERITED_DISPUTES = Object.fromEntries(
  Object.entries(DISPUTES).map(([type, kind]) => [type, inherited(kind as EntryKind<never>)]),
) as unknown as typeof DISPUTES;

function carriedOutHere<K extends EntryKind<never>>(kind: K): K {
  return { ...kind, checks: [...(kind.checks ?? []), beforeTheTransfer] };
}

/** A review decides on the plan too, but how it decided stands on the review. */
const decidesOnThePlan: Course = ({ type }) => {
  if (type === 'DecisionToCeaseNotified' || type === 'PlanReviewed') return 'cease';
  return type === 'DecidedNotToCease' ? 'keep' : undefined;
};

/** What can be on the record of a plan, and what must hold for it. */
export const PLAN_KINDS_OF_ENTRY: EntryKinds<PlanMilestone> = {
  PlanMade: { called: 'the first final plan', checks: [madeUnderTheAct] },
  PlanTransferredIn: {
    called: "the plan's transfer to this council",
    checks: [
      madeUnderTheAct,
      notBefore('madeOn', 'lastReviewedOn', 'The plan cannot be reviewed before it was made'),
      notBefore('madeOn', 'on', 'The plan was made before its transfer, or on its day'),
      notBefore('lastReviewedOn', 'on', 'The plan was last reviewed before its transfer, or on its day'),
    ],
  },
  FamilyToldOfTransfer: {
    called: 'telling the family of the transfer',
    checks: [neededOnce, whileMaintained],
  },
  PlanReviewed: {
    called: 'the review of the plan',
    anyTime: true,
    checks: [reviewedHere, whileOpen, oncePerDay, whileMaintained],
  },
  AmendmentNoticeSent: inherited({
    called: 'the amendment notice',
    pastDays: ['servedOn'],
    checks: [
      oncePerDay,
      whileMaintained,
      notBefore('on', 'servedOn', 'The family cannot receive the amendment notice before it was sent'),
      servedSoon,
    ],
  }),
  RepresentationsReceived: inherited({
    called: "the family's representations",
    checks: [follows('AmendmentNoticeSent'), oncePerDay, whileMaintained],
  }),
  PlanAmended: inherited({
    called: 'the amended plan',
    checks: [
      oncePerDay,
      whileMaintained,
      unlessReviewed(answersANotice('PlanAmended')),
      unlessReviewed(leavesTimeToReply('PlanAmended', 'regulation 22(2)(c), as regulation 28 applies it')),
    ],
  }),
  DecidedNotToAmend: inherited({
    called: 'the decision not to amend the plan after all',
    checks: [oncePerDay, whileMaintained, answersANotice('PlanAmended')],
  }),
  PhaseTransferDue: {
    called: 'the transfer to the next phase',
    planned: true,
    // A transfer that is still to come stays on record when the plan ceases or its case is closed.
    anyTime: true,
    checks: [follows('PlanMade', 'PlanTransferredIn'), oncePerPhase, plannedWhileMaintained],
  },
  MoveNotified: { called: 'the notice of the move', checks: [oncePerDay, whileMaintained] },
  MoveCalledOff: {
    called: 'the notice that the move fell through',
    checks: [oncePerDay, callsOffAMove, whileMaintained],
  },
  PlanTransferredOut: {
    called: "the plan's transfer to another council",
    checks: [endsOnce, shouldFollow('no-move-notified', 'MoveNotified')],
  },
  HealthBodyMoveNotified: inherited({
    called: "the health body's notice of the move",
    checks: [oncePerDay, whileMaintained],
  }),
  NewHealthBodyNotified: inherited({
    called: 'the notice to the new health body',
    checks: [oncePerDay, whileMaintained, shouldFollow('no-health-body-move', 'HealthBodyMoveNotified')],
  }),
  HealthBodyBecameResponsible: inherited({
    called: 'the notice to the new health body that it is responsible',
    checks: [oncePerDay, whileMaintained],
  }),
  HealthBodyAskedCouncil: inherited({
    called: "the new health body's request to assess or review",
    checks: [oncePerDay, whileMaintained, shouldFollow('no-health-body-responsible', 'HealthBodyBecameResponsible')],
  }),
  CeasingProposed: {
    called: 'the notice that the council is considering ceasing to maintain the plan',
    checks: [oncePerDay, whileMaintained],
  },
  DecisionToCeaseNotified: {
    called: 'the decision to cease to maintain the plan',
    checks: [oncePerDay, whileMaintained, oneDecisionToCease, shouldFollow('ceasing-not-proposed', 'CeasingProposed')],
  },
  DecidedNotToCease: {
    called: 'the decision to keep the plan',
    checks: [
      oncePerDay,
      whileMaintained,
      shouldFollow('ceasing-not-proposed', 'CeasingProposed', 'DecisionToCeaseNotified'),
    ],
  },
  PlanCeased: {
    called: 'ceasing to maintain the plan',
    checks: [
      endsOnce,
      ...ceasesByLaw(decidesOnThePlan, 'Record the decision, or the review after which it was made, first'),
    ],
  },
  ...CASE_LIFE_KINDS,
  CaseClosed: {
    ...CASE_LIFE_KINDS.CaseClosed,
    checks: [...(CASE_LIFE_KINDS.CaseClosed.checks ?? []), closesOnceEnded],
  },
  ...INHERITED_DISPUTES,
  AppealLodged: {
    ...INHERITED_DISPUTES.AppealLodged,
    checks: [...(INHERITED_DISPUTES.AppealLodged.checks ?? []), appealedHere],
  },
  MediationAgreed: carriedOutHere(INHERITED_DISPUTES.MediationAgreed),
  AppealConceded: carriedOutHere(INHERITED_DISPUTES.AppealConceded),
  TribunalOrdered: carriedOutHere(INHERITED_DISPUTES.TribunalOrdered),
};
