import { expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { evaluate } from '../../statute/evaluate.js';
import { MILESTONE_NAMES } from '../../statute/milestones.js';
import { isRefused } from '../../streams/domain/decider.js';
import type { SealedText } from '../../streams/domain/event.js';
import { describeCorrections } from '../../testing/corrections.js';
import { specify, TODAY } from '../../testing/decider.js';
import { clockOf } from '../../testing/facts.js';
import { PERSON } from '../../testing/random-cases.js';
import { reviewDecider, type ReviewCommand } from './review.decider.js';
import type { ReviewEvent, ReviewMilestone } from './review.events.js';
import { REVIEW_KINDS_OF_ENTRY } from './review.kinds.js';

const PLAN = '018f0000-0000-7000-8000-0000000000a1';
const REASON = 'sealed' as SealedText;
const { given } = specify(reviewDecider);

const milestone = (type: ReviewMilestone['type'], on: string, attributes: object = {}): ReviewMilestone =>
  ({ type, data: { on: day(on), ...attributes } }) as unknown as ReviewMilestone;

const opened = milestone('ReviewOpened', '2025-01-06', { person: PERSON, plan: PLAN, kind: 'annual' });
const held = milestone('ReviewMeetingHeld', '2025-02-10', { yearNineOrLater: true });

const amended: readonly ReviewMilestone[] = [
  opened,
  milestone('FamilyInformed', '2025-01-07', { by: 'letter', week: 6, message: REASON }),
  milestone('ReviewMeetingPlanned', '2025-02-03'),
  milestone('ReviewMeetingPlanned', '2025-02-10'),
  milestone('InvitationsSent', '2025-01-20'),
  milestone('AdviceCirculated', '2025-01-24'),
  held,
  milestone('ReviewReportSent', '2025-02-21'),
  milestone('ReviewDecisionNotified', '2025-03-03', { outcome: 'amend', underFive: false }),
  milestone('AmendmentNoticeSent', '2025-03-05', { servedOn: '2025-03-07' }),
  milestone('RepresentationsReceived', '2025-03-17'),
  milestone('FamilyFeedbackAsked', '2025-03-18', { week: 6 }),
  milestone('FamilyFeedbackRecorded', '2025-03-20', { week: 6, satisfaction: 4 }),
  milestone('ExceptionRecorded', '2025-03-21', { ground: 'personal-circumstances' }),
  milestone('AmendedPlanIssued', '2025-04-14', { phaseTransfer: true }),
  milestone('MediationContacted', '2025-04-22'),
  milestone('MediationRequested', '2025-04-24', { issues: 'both' }),
  milestone('HealthBodyNotified', '2025-04-28'),
  milestone('MediationHeld', '2025-05-12'),
  milestone('MediationCertificateIssued', '2025-05-14'),
  milestone('AppealLodged', '2025-05-20', { appeal: 'contents', sentToCouncilOn: '2025-05-23' }),
  milestone('AppealResponded', '2025-06-20'),
  milestone('TribunalOrdered', '2025-07-10', { order: 'amend-contents', appeal: 'contents' }),
  milestone('TribunalRecommended', '2025-07-10', { body: 'health' }),
  milestone('AmendedPlanIssued', '2025-08-04'),
  milestone('RecommendationAnswered', '2025-08-11', { body: 'health' }),
  milestone('CaseClosed', '2025-09-01', { reason: 'other' }),
  milestone('CaseReopened', '2025-09-05', { why: REASON }),
];

const maintained: readonly ReviewMilestone[] = [
  opened,
  held,
  milestone('ReviewDecisionNotified', '2025-03-03', { outcome: 'maintain' }),
  milestone('MediationContacted', '2025-03-10'),
  milestone('MediationDeclined', '2025-03-11'),
  milestone('AppealLodged', '2025-03-20', { appeal: 'refusal-to-amend' }),
  milestone('MediationRequested', '2025-03-24'),
  milestone('MediationAgreed', '2025-04-10', { order: 'amend-setting' }),
  milestone('AgreementNotified', '2025-04-11'),
  milestone('AgreementCarriedOut', '2025-04-24'),
  milestone('AppealConceded', '2025-04-12', { appeal: 'refusal-to-amend' }),
];

const ceasing: readonly ReviewMilestone[] = [
  opened,
  milestone('CeasingProposed', '2025-01-20'),
  held,
  milestone('ReviewDecisionNotified', '2025-03-03', { outcome: 'cease' }),
  milestone('AppealLodged', '2025-04-02', { appeal: 'cease' }),
  milestone('TribunalOrdered', '2025-07-01', { order: 'dismiss' }),
  milestone('PlanCeased', '2025-07-02', { reason: 'paid-employment' }),
];

const notAmended: readonly ReviewMilestone[] = [
  opened,
  held,
  milestone('ReviewDecisionNotified', '2025-03-03', { outcome: 'amend' }),
  milestone('AmendmentNoticeSent', '2025-03-03'),
  milestone('DecidedNotToAmend', '2025-04-22'),
  milestone('AppealLodged', '2025-05-12', { appeal: 'refusal-to-amend' }),
  milestone('AppealWithdrawn', '2025-06-02'),
];

const cancelled: readonly ReviewMilestone[] = [
  opened,
  milestone('ReviewMeetingPlanned', '2025-02-10'),
  milestone('ReviewCancelled', '2025-01-27', { why: REASON }),
];

describeCorrections(reviewDecider, 'A review with an amended plan and an appeal', amended);
describeCorrections(reviewDecider, 'A review that maintains the plan until it is agreed to amend it', maintained);
describeCorrections(reviewDecider, 'A review that ceases the plan', ceasing);
describeCorrections(reviewDecider, 'A review whose amendment is given up', notAmended);
describeCorrections(reviewDecider, 'A review that is cancelled', cancelled);

test('these histories hold every milestone that a review can have', () => {
  const types = [...amended, ...maintained, ...ceasing, ...notAmended, ...cancelled].map(({ type }) => type);
  expect([...new Set(types)].sort()).toEqual(Object.keys(REVIEW_KINDS_OF_ENTRY).sort());
});

test.each([
  ['an amended plan and an appeal', amended],
  ['a decision to maintain and an agreement', maintained],
  ['a decision to cease', ceasing],
  ['an amendment that is given up', notAmended],
  ['a cancellation', cancelled],
])('what the law is told of %s', (_name, history) => {
  expect(reviewDecider.milestones(given(...history).state)).toMatchSnapshot();
});

test('a review tells the law of everything from the planned meeting to the proposal to cease', () => {
  const told = new Set(
    [amended.slice(0, 6), amended, ceasing, notAmended].flatMap((history) =>
      reviewDecider.milestones(given(...history).state).map((fact) => fact.milestone),
    ),
  );
  const [from, to] = ['review-meeting-planned', 'ceasing-proposed'] as const;
  const names = MILESTONE_NAMES.slice(MILESTONE_NAMES.indexOf(from), MILESTONE_NAMES.indexOf(to) + 1);
  expect(names.filter((name) => !told.has(name))).toEqual([]);
});

/** The day on which a duty of a review falls due. */
function dueOn(rule: string, ...events: readonly ReviewEvent[]): string {
  return clockOf(evaluate(reviewDecider.milestones(given(...events).state)), rule).dueOn;
}

/** Everything on record after a command as well. */
function after(events: readonly ReviewEvent[], command: ReviewCommand): readonly ReviewEvent[] {
  const decision = reviewDecider.decide(command, given(...events).state, { today: TODAY });
  if (isRefused(decision)) throw new Error(decision.refused.map(({ message }) => message).join(' '));
  return [...events, ...decision];
}

const meetingMoved: ReviewCommand = { type: 'Correct', entry: 2, to: { on: '2025-02-12' }, reason: REASON };

test('the decision is due 4 weeks after the meeting, and moves with it', () => {
  expect(dueOn('R6', opened, held)).toBe('2025-03-10');
  expect(dueOn('R6', ...after([opened, held], meetingMoved))).toBe('2025-03-12');
});

test('the report is due 2 weeks after the meeting, and moves with it', () => {
  expect(dueOn('R5', opened, held)).toBe('2025-02-24');
  expect(dueOn('R5', ...after([opened, held], meetingMoved))).toBe('2025-02-26');
});

test('the amended plan is due 8 weeks after the notice', () => {
  const events = notAmended.slice(0, 4);
  const noticeMoved: ReviewCommand = { type: 'Correct', entry: 4, to: { on: '2025-03-06' }, reason: REASON };
  const due = (history: readonly ReviewEvent[]): readonly string[] =>
    evaluate(reviewDecider.milestones(given(...history).state))
      .clocks.filter(({ rule, ref }) => rule === 'R9' && ref !== 'outer-marker')
      .map((clock) => clock.dueOn);
  expect(due(events)).toEqual(['2025-04-28']);
  expect(due(after(events, noticeMoved))).toEqual(['2025-05-01']);
});

test('a notice that is retracted starts no clock', () => {
  const events = after(notAmended.slice(0, 4), { type: 'Retract', entry: 4, reason: REASON });
  const { clocks } = evaluate(reviewDecider.milestones(given(...events).state));
  expect(clocks.map(({ rule }) => rule)).not.toContain('R10');
});

test('the invitations are due 2 weeks before the meeting as it is planned last', () => {
  const later = milestone('ReviewMeetingPlanned', '2025-03-10');
  const sooner = milestone('ReviewMeetingPlanned', '2025-02-24');
  expect(dueOn('R3', opened, later)).toBe('2025-02-24');
  expect(dueOn('R3', opened, later, sooner)).toBe('2025-02-10');
  expect(dueOn('R3', ...after([opened, later, sooner], { type: 'Record', milestone: later }))).toBe('2025-02-24');
});

test('a planned meeting that is retracted leaves the one before it', () => {
  const events = after(
    [opened, milestone('ReviewMeetingPlanned', '2025-03-10'), milestone('ReviewMeetingPlanned', '2025-02-24')],
    { type: 'Retract', entry: 3, reason: REASON },
  );
  expect(dueOn('R3', ...events)).toBe('2025-02-24');
});

test('a dismissed appeal has the council cease to maintain the plan at once, and the review shows that it did', () => {
  const t10 = (history: readonly ReviewEvent[]) => clockOf(reviewDecider.evaluate(given(...history).state), 'T10');
  expect(t10(ceasing.slice(0, -1))).not.toHaveProperty('metOn');
  expect(t10(ceasing)).toMatchObject({ metOn: '2025-07-02' });
});

test('the next review is due on the stream of the plan, not on that of the last review', () => {
  const { clocks, duties } = reviewDecider.evaluate(given(...maintained).state);
  const rules = [...clocks, ...duties].map(({ rule }) => rule);
  expect(rules).toContain('R6');
  for (const rule of ['R1', 'R2', 'R11']) expect(rules).not.toContain(rule);
});

test('the clocks of a review know its last planned meeting alone, and no ceasing that was undone', () => {
  const plans = [milestone('ReviewMeetingPlanned', '2025-03-10'), milestone('ReviewMeetingPlanned', '2025-02-24')];
  expect(clockOf(reviewDecider.evaluate(given(opened, ...plans).state), 'R3').dueOn).toBe('2025-02-10');
  const undone = [
    ...ceasing.slice(0, 4),
    milestone('PlanCeased', '2025-04-01', { reason: 'other' }),
    milestone('AppealLodged', '2025-04-02', { appeal: 'cease' }),
    milestone('TribunalOrdered', '2025-07-01', { order: 'maintain' }),
  ];
  expect(reviewDecider.milestones(given(...undone).state).map((fact) => fact.milestone)).not.toContain('plan-ceased');
});
