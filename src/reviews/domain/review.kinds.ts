import { addDays, longDate } from '../../statute/calendar.js';
import { CASE_LIFE_KINDS } from '../../streams/domain/case-life.js';
import { comesBefore, type Entry } from '../../streams/domain/case-record.js';
import {
  follows,
  notBefore,
  oncePerDay,
  shouldFollow,
  type Check,
  type EntryKinds,
  type View,
} from '../../streams/domain/consistency.js';
import { againstADecision, disputesOn } from '../../streams/domain/disputes.js';
import { answersANotice, disputeLeadsTo, leavesTimeToReply, servedSoon } from '../../streams/domain/amendments.js';
import { ceasesByLaw, type Course } from '../../streams/domain/ceasing.js';
import { beforeCancellation, beforeTheEnd, endsOnce, plannedBeforeTheEnd, closesOnceEnded } from './review.ends.js';
import type { ReviewMilestone, ReviewOutcome } from './review.events.js';

type Milestone<T extends ReviewMilestone['type']> = Extract<ReviewMilestone, { readonly type: T }>;

/** A meeting that is reconvened within 12 weeks belongs to the same review as a rule. */
const DAYS_OF_A_REVIEW = 84;

/** It is not before the first meeting, where one is on record. */
const notBeforeTheMeeting: Check = (entry, view) =>
  view.of('ReviewMeetingHeld').length === 0 ? undefined : follows('ReviewMeetingHeld')(entry, view);

/** It follows a meeting. A review can end without one, on paper or where nobody came, but not unawares. */
const afterAMeeting: Check = (entry, view) =>
  view.of('ReviewMeetingHeld').length === 0
    ? shouldFollow('no-review-meeting', 'ReviewMeetingHeld')(entry, view)
    : notBeforeTheMeeting(entry, view);

/** A meeting that is held more than 12 weeks after the first is likely to be another review's; it is a warning. */
const ofThisReview: Check = (entry, view) => {
  const [first] = view.of('ReviewMeetingHeld');
  if (first === undefined || entry.data.on <= addDays(first.data.on, DAYS_OF_A_REVIEW)) return undefined;
  return {
    code: 'another-review',
    message: `The meeting of this review was held on ${longDate(first.data.on)}; one on ${longDate(entry.data.on)} is more than 12 weeks later. If it belongs to another review, open that; else confirm that this review went on so long.`,
    field: 'on',
    warning: true,
  };
};

/** The decision that ends a review comes after its meetings; another that is held or planned for later is a warning. */
const beforeTheDecision: Check = (entry, view) => {
  const planned = entry.type === 'ReviewMeetingPlanned';
  if (view.of('ReviewMeetingHeld')[0]?.number === entry.number) return undefined;
  const decision = view
    .of('ReviewDecisionNotified')
    .find(({ data, number }) => data.on < entry.data.on && (!planned || number < entry.number));
  if (decision === undefined) return undefined;
  return {
    code: 'meeting-after-decision',
    message: `${view.dated(decision).replace(/^t/, 'T')} is on record already, and ${view.called(entry.type)} would come after it. A meeting of the next review needs a review of its own; confirm that this one belongs here.`,
    field: 'on',
    warning: true,
  };
};

const DECISIONS_IN_WORDS: Readonly<Record<ReviewOutcome, string>> = {
  maintain: 'to maintain the plan',
  amend: 'to amend the plan',
  cease: 'to cease to maintain the plan',
};

/** What has been decided by the day of a milestone: by the council, or in a dispute since. */
function standingDecision(
  entry: Entry,
  view: View,
): { readonly by: Entry; readonly outcome: ReviewOutcome } | undefined {
  return view.entries
    .filter(({ data }) => data.on <= entry.data.on)
    .flatMap((by): readonly { readonly by: Entry; readonly outcome: ReviewOutcome }[] => {
      const outcome =
        by.type === 'ReviewDecisionNotified'
          ? (by.data as Milestone<'ReviewDecisionNotified'>['data']).outcome
          : disputeLeadsTo(by);
      return outcome === undefined ? [] : [{ by, outcome }];
    })
    .at(-1);
}

/** An amendment rests on a decision to amend; where there is none, or another, the officer is asked. */
const decidedToAmend: Check = (entry, view) => {
  const decision = standingDecision(entry, view);
  if (decision === undefined) return shouldFollow('no-decision-to-amend', 'ReviewDecisionNotified')(entry, view);
  if (decision.outcome === 'amend') return undefined;
  return {
    code: 'decided-otherwise',
    message: `By ${view.dated(decision.by)} the council is ${DECISIONS_IN_WORDS[decision.outcome]}. If it changed its mind, record the new decision first; or confirm that ${view.called(entry.type)} is recorded without one.`,
    field: 'on',
    warning: true,
  };
};

/** The council decides once as a rule, unless a dispute led to something else since. */
const oneDecisionAtATime: Check = (entry, view) => {
  const before = view
    .of('ReviewDecisionNotified')
    .filter((other) => comesBefore(other, entry))
    .at(-1);
  if (before === undefined) return undefined;
  const opened = view.entries.some(
    (other) => other.data.on >= before.data.on && other.data.on <= entry.data.on && disputeLeadsTo(other) !== undefined,
  );
  if (opened) return undefined;
  return {
    code: 'decided-already',
    message: `The council decided already: ${view.dated(before)}. Correct that decision if it was recorded wrongly, or confirm that the council changed its mind.`,
    field: 'on',
    warning: true,
  };
};

/** The council tells and consults the family and the head before it decides to cease (section 45, regulation 31). */
const consultsBeforeCeasing: Check<Milestone<'ReviewDecisionNotified'>> = (entry, view) =>
  entry.data.outcome === 'cease' ? shouldFollow('ceasing-not-proposed', 'CeasingProposed')(entry, view) : undefined;

/** A review that ended with a decision is not cancelled. */
const notDecided: Check = (_entry, view) => {
  const [decision] = view.of('ReviewDecisionNotified');
  if (decision === undefined) return undefined;
  return {
    code: 'decided-already',
    message: `The review ended with ${view.dated(decision)} and cannot be cancelled. Retract that decision first if there was none.`,
    field: 'on',
  };
};

const decidesOnThePlan: Course = ({ type, data }) => {
  if (type !== 'ReviewDecisionNotified') return undefined;
  return (data as Milestone<'ReviewDecisionNotified'>['data']).outcome === 'cease' ? 'cease' : 'keep';
};

const DISPUTES = disputesOn('review');

/** What can be on the record of a review, and what must hold for it. */
export const REVIEW_KINDS_OF_ENTRY: EntryKinds<ReviewMilestone> = {
  ReviewOpened: { called: 'the opening of the review' },
  ReviewMeetingPlanned: {
    called: 'the planned review meeting',
    planned: true,
    // A meeting that is not held stays on record when the review is cancelled or closed before its day.
    anyTime: true,
    checks: [follows('ReviewOpened'), plannedBeforeTheEnd, beforeTheDecision],
  },
  InvitationsSent: { called: 'the invitations', checks: [oncePerDay, beforeTheEnd] },
  AdviceCirculated: { called: 'the advice sent to everyone invited', checks: [oncePerDay, beforeTheEnd] },
  ReviewMeetingHeld: {
    called: 'the review meeting',
    checks: [oncePerDay, ofThisReview, beforeTheEnd, beforeTheDecision],
  },
  // A late report is still owed when the amended plan is out.
  ReviewReportSent: {
    called: 'the report of the review meeting',
    checks: [oncePerDay, afterAMeeting, beforeCancellation],
  },
  CeasingProposed: {
    called: 'the notice that the council is considering ceasing to maintain the plan',
    checks: [oncePerDay, beforeTheEnd],
  },
  ReviewDecisionNotified: {
    called: 'the decision after the review',
    checks: [oneDecisionAtATime, afterAMeeting, consultsBeforeCeasing, beforeTheEnd],
  },
  AmendmentNoticeSent: {
    called: 'the amendment notice',
    pastDays: ['servedOn'],
    checks: [
      oncePerDay,
      notBeforeTheMeeting,
      decidedToAmend,
      beforeTheEnd,
      notBefore('on', 'servedOn', 'The family cannot receive the amendment notice before it was sent'),
      servedSoon,
    ],
  },
  RepresentationsReceived: {
    called: "the family's representations",
    checks: [follows('AmendmentNoticeSent'), oncePerDay, beforeTheEnd],
  },
  AmendedPlanIssued: {
    called: 'the amended plan',
    checks: [
      endsOnce,
      notBeforeTheMeeting,
      decidedToAmend,
      answersANotice('AmendedPlanIssued'),
      leavesTimeToReply('AmendedPlanIssued', 'regulation 22(2)(c)'),
    ],
  },
  DecidedNotToAmend: {
    called: 'the decision not to amend the plan after all',
    checks: [endsOnce, notBeforeTheMeeting, decidedToAmend, answersANotice('AmendedPlanIssued')],
  },
  PlanCeased: {
    called: 'ceasing to maintain the plan',
    checks: [endsOnce, ...ceasesByLaw(decidesOnThePlan, 'Record the decision first')],
  },
  ReviewCancelled: { called: 'the cancellation of the review', checks: [endsOnce, notDecided] },
  ...CASE_LIFE_KINDS,
  CaseClosed: {
    ...CASE_LIFE_KINDS.CaseClosed,
    checks: [...(CASE_LIFE_KINDS.CaseClosed.checks ?? []), closesOnceEnded],
  },
  ...DISPUTES,
  AppealLodged: {
    ...DISPUTES.AppealLodged,
    checks: [
      ...(DISPUTES.AppealLodged.checks ?? []),
      againstADecision({
        'refusal-to-amend': (type, { outcome }) =>
          type === 'DecidedNotToAmend' || (type === 'ReviewDecisionNotified' && outcome === 'maintain'),
        contents: (type) => type === 'AmendedPlanIssued',
        setting: (type) => type === 'AmendedPlanIssued',
        cease: (type, { outcome }) => type === 'ReviewDecisionNotified' && outcome === 'cease',
      }),
    ],
  },
};
