import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { evaluate } from '../../statute/evaluate.js';
import { MILESTONE_NAMES } from '../../statute/milestones.js';
import { isRefused } from '../../streams/domain/decider.js';
import type { SealedText } from '../../streams/domain/event.js';
import { describeCorrections } from '../../testing/corrections.js';
import { specify, TODAY } from '../../testing/decider.js';
import { clockOf } from '../../testing/facts.js';
import { PERSON } from '../../testing/random-cases.js';
import { planDecider, type PlanCommand } from './plan.decider.js';
import type { PlanEvent, PlanMilestone } from './plan.events.js';
import { PLAN_KINDS_OF_ENTRY } from './plan.kinds.js';

const REVIEW = '018f0000-0000-7000-8000-0000000000b1';
const REASON = 'sealed' as SealedText;
const { given } = specify(planDecider);

const milestone = (type: PlanMilestone['type'], on: string, attributes: object = {}): PlanMilestone =>
  ({ type, data: { on: day(on), ...attributes } }) as unknown as PlanMilestone;

const made = milestone('PlanMade', '2024-01-08', { person: PERSON, underFive: true });
const came = milestone('PlanTransferredIn', '2025-01-06', {
  person: PERSON,
  madeOn: '2022-05-02',
  lastReviewedOn: '2024-04-15',
  fromAuthority: '301',
  underFive: false,
});
const moves = milestone('MoveNotified', '2025-06-02', { movesOn: '2025-07-01' });

const staysAfterAll: readonly PlanMilestone[] = [
  made,
  moves,
  milestone('MoveCalledOff', '2025-06-20'),
  milestone('CeasingProposed', '2025-07-07'),
  milestone('DecidedNotToCease', '2025-08-04'),
];

const moved: readonly PlanMilestone[] = [
  made,
  milestone('PlanReviewed', '2025-01-02', { review: REVIEW, underFive: true }),
  milestone('PlanAmended', '2025-02-24', { review: REVIEW, phaseTransfer: false }),
  milestone('AmendmentNoticeSent', '2025-03-03', { servedOn: '2025-03-05' }),
  milestone('RepresentationsReceived', '2025-03-12'),
  milestone('PlanAmended', '2025-03-31'),
  milestone('MediationContacted', '2025-04-07'),
  milestone('MediationRequested', '2025-04-08', { issues: 'health' }),
  milestone('HealthBodyNotified', '2025-04-10'),
  milestone('MediationHeld', '2025-04-24'),
  milestone('MediationCertificateIssued', '2025-04-25'),
  milestone('MediationAgreed', '2025-04-24', { order: 'amend-contents' }),
  milestone('AgreementNotified', '2025-04-25'),
  milestone('AgreementCarriedOut', '2025-05-12'),
  milestone('FamilyFeedbackAsked', '2025-05-20', { week: 20 }),
  milestone('FamilyFeedbackRecorded', '2025-05-28', { satisfaction: 5 }),
  milestone('PhaseTransferDue', '2026-09-01', { phase: 'early-years-to-school' }),
  moves,
  milestone('HealthBodyMoveNotified', '2025-06-04', { movesOn: '2025-07-01' }),
  milestone('NewHealthBodyNotified', '2025-06-10'),
  milestone('HealthBodyBecameResponsible', '2025-06-12'),
  milestone('HealthBodyAskedCouncil', '2025-06-20'),
  milestone('PlanTransferredOut', '2025-07-01', { toAuthority: '302' }),
  milestone('FamilyInformed', '2025-07-02', { by: 'email' }),
  milestone('CaseClosed', '2025-07-31', { reason: 'moved' }),
];

const ceased: readonly PlanMilestone[] = [
  came,
  milestone('FamilyToldOfTransfer', '2025-02-10'),
  milestone('AmendmentNoticeSent', '2025-02-17'),
  milestone('DecidedNotToAmend', '2025-03-10'),
  milestone('ExceptionRecorded', '2025-03-11', { ground: 'personal-circumstances' }),
  milestone('CeasingProposed', '2025-03-17'),
  milestone('PlanReviewed', '2025-04-07'),
  milestone('DecisionToCeaseNotified', '2025-05-06'),
  milestone('MediationDeclined', '2025-05-10'),
  milestone('AppealLodged', '2025-05-20', { appeal: 'cease', sentToCouncilOn: '2025-05-22' }),
  milestone('AppealResponded', '2025-06-20'),
  milestone('TribunalRecommended', '2025-07-07', { body: 'social-care' }),
  milestone('RecommendationAnswered', '2025-08-04', { body: 'social-care' }),
  milestone('TribunalOrdered', '2025-07-07', { order: 'dismiss', appeal: 'cease' }),
  milestone('PlanCeased', '2025-07-31', { reason: 'higher-education' }),
  milestone('CaseClosed', '2025-09-01', { reason: 'left' }),
  milestone('CaseReopened', '2025-09-08', { why: REASON }),
];

const keptAfterAll: readonly PlanMilestone[] = [
  made,
  milestone('PlanReviewed', '2025-01-02'),
  milestone('CeasingProposed', '2025-01-06'),
  milestone('DecisionToCeaseNotified', '2025-01-20'),
  milestone('PlanCeased', '2025-04-07', { reason: 'other' }),
  milestone('AppealLodged', '2025-04-10', { appeal: 'cease' }),
  milestone('AppealConceded', '2025-05-01', { appeal: 'cease', amendmentAgreed: true }),
  milestone('PlanAmended', '2025-05-28'),
  milestone('AppealLodged', '2025-06-09', { appeal: 'contents' }),
  milestone('AppealWithdrawn', '2025-07-07', { appeal: 'contents' }),
];

describeCorrections(planDecider, 'A plan that is amended and goes to another council', moved);
describeCorrections(planDecider, 'A plan that came from another council and ceases', ceased);
describeCorrections(planDecider, 'A plan that has to be maintained after all', keptAfterAll);
describeCorrections(planDecider, 'A plan that the council keeps, of a child who stays', staysAfterAll);

test('these histories hold every milestone that a plan can have', () => {
  const types = [...moved, ...ceased, ...keptAfterAll, ...staysAfterAll].map(({ type }) => type);
  expect([...new Set(types)].sort()).toEqual(Object.keys(PLAN_KINDS_OF_ENTRY).sort());
});

test.each([
  ['a plan that is amended and goes to another council', moved],
  ['a plan that came from another council and ceases', ceased],
  ['a plan that has to be maintained after all', keptAfterAll],
  ['a plan that the council keeps, of a child who stays', staysAfterAll],
])('what the law is told of %s', (_name, history) => {
  expect(planDecider.milestones(given(...history).state)).toMatchSnapshot();
});

test('a plan tells the law of everything from its making to the move', () => {
  const told = new Set(
    [moved, ceased, staysAfterAll]
      .flatMap((history) =>
        history.flatMap((_one, index) => planDecider.milestones(given(...history.slice(0, index + 1)).state)),
      )
      .map((fact) => fact.milestone),
  );
  const ofReviews = MILESTONE_NAMES.filter((name) => /^(?:review-|invitations-sent|advice-circulated)/.test(name));
  const fromPlan = MILESTONE_NAMES.slice(MILESTONE_NAMES.indexOf('plan-made'), MILESTONE_NAMES.indexOf('term-starts'));
  expect(fromPlan.filter((name) => !told.has(name))).toEqual(ofReviews);
});

/** The day on which a duty on a plan falls due. */
function dueOn(rule: string, events: readonly PlanEvent[], ref?: string): string {
  return clockOf(evaluate(planDecider.milestones(given(...events).state)), rule, ref).dueOn;
}

/** Everything on record after a command as well. */
function after(events: readonly PlanEvent[], command: PlanCommand): readonly PlanEvent[] {
  const decision = planDecider.decide(command, given(...events).state, { today: TODAY });
  if (isRefused(decision)) throw new Error(decision.refused.map(({ message }) => message).join(' '));
  return [...events, ...decision];
}

const correct = (entry: number, to: object): PlanCommand => ({
  type: 'Correct',
  entry,
  to: { ...to },
  reason: REASON,
});

test('the first review is due within 12 months that begin with the making, and moves with it', () => {
  expect(dueOn('R1', [made])).toBe('2025-01-07');
  expect(dueOn('R1', after([made], correct(1, { on: '2024-01-15' })))).toBe('2025-01-14');
});

test('the next review is due within 12 months that begin with the last', () => {
  expect(dueOn('R2', [made, milestone('PlanReviewed', '2025-01-02')])).toBe('2026-01-01');
});

test('the first review after a move counts from the last one elsewhere, or 3 months from the transfer', () => {
  expect(dueOn('L3', [came])).toBe('2025-04-14');
  expect(dueOn('L3', after([came], correct(1, { lastReviewedOn: '2024-09-02' })))).toBe('2025-09-01');
  expect(dueOn('L3', after([came], correct(1, { lastReviewedOn: null, madeOn: null })))).toBe('2025-04-05');
});

test("the yearly reviews that the other council owed are not this one's to be late with", () => {
  const { clocks } = evaluate(planDecider.milestones(given(came).state));
  expect(
    clocks
      .filter(({ rule }) => rule === 'R1' || rule === 'R2')
      .map(({ rule, metOn, endedOn }) => [rule, metOn ?? endedOn]),
  ).toEqual([
    ['R1', '2024-04-15'],
    ['R2', '2025-01-06'],
  ]);
});

test('an amendment without a review is due 8 weeks after its notice, and moves with it', () => {
  const events = [made, milestone('AmendmentNoticeSent', '2025-03-03')];
  expect(dueOn('M1', events, 'final')).toBe('2025-04-28');
  expect(dueOn('M1', after(events, correct(2, { on: '2025-03-05' })), 'final')).toBe('2025-04-30');
});

test('the plan goes on the day of the move', () => {
  expect(dueOn('L1', [made, moves])).toBe('2025-07-01');
});

test('a transfer to secondary school is due before 15 February of its year, and goes with its phase', () => {
  const events = [made, milestone('PhaseTransferDue', '2026-09-01', { phase: 'primary-to-secondary' })];
  expect(dueOn('P2', events)).toBe('2026-02-14');
  expect(dueOn('P1', after(events, correct(2, { phase: 'secondary-to-post-16' })))).toBe('2026-03-30');
});

describe('A plan that has ended', () => {
  const reviewed = milestone('PlanReviewed', '2025-01-02');
  const due = milestone('PhaseTransferDue', '2027-09-01', { phase: 'primary-to-secondary' });
  const begun = (...events: readonly PlanEvent[]) => {
    const { clocks, duties } = planDecider.evaluate(given(...events).state);
    return [...clocks, ...duties].filter(({ metOn, endedOn }) => metOn === undefined && endedOn === undefined);
  };

  test.each([
    ['was closed', milestone('CaseClosed', '2024-06-03', { reason: 'other' })],
    ['ceased', milestone('PlanCeased', '2024-06-03', { reason: 'no-longer-wishes-to-engage' })],
    ['went to another council', milestone('PlanTransferredOut', '2024-06-03')],
  ])('has no clock running where it %s before the day of a review, or of a transfer to come', (_, end) => {
    expect(begun(made, reviewed, due).map(({ rule }) => rule)).toEqual(expect.arrayContaining(['R2', 'P2']));
    expect(begun(made, reviewed, due, end)).toEqual([]);
  });

  test('had its clocks until then, and has them again where it is open again', () => {
    const closed = milestone('CaseClosed', '2024-06-03', { reason: 'other' });
    const { clocks } = planDecider.evaluateAsAt(given(made, due, closed).state, day('2024-06-02'));
    expect(clocks.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['R1', 'P2']));
    const reopened = milestone('CaseReopened', '2024-07-01');
    expect(begun(made, reviewed, due, closed, reopened)).toEqual(begun(made, reviewed, due));
  });
});

test('the yearly review of a plan that is kept after all goes on', () => {
  const kept = [...keptAfterAll.slice(0, 6), milestone('AppealConceded', '2025-05-01', { appeal: 'cease' })];
  const { clocks } = evaluate(planDecider.milestones(given(...kept).state));
  expect(clocks.find(({ rule }) => rule === 'R2')).toMatchObject({ dueOn: '2026-01-01' });
  expect(clocks.find(({ rule }) => rule === 'R2')).not.toHaveProperty('endedOn');
});

test('clocks of the plan run on where its ceasing was undone, and none for a move that fell through', () => {
  const { clocks } = planDecider.evaluate(given(...keptAfterAll).state);
  expect(clocks.find(({ rule }) => rule === 'R2')).not.toHaveProperty('endedOn');
  const stays = planDecider.evaluate(given(...staysAfterAll).state);
  expect(stays.clocks.map(({ rule }) => rule)).not.toContain('L1');
});
