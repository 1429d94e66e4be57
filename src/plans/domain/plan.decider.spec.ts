import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { CEASE_REASONS } from '../../streams/domain/ceasing.js';
import type { SealedText } from '../../streams/domain/event.js';
import { specify } from '../../testing/decider.js';
import { PERSON } from '../../testing/random-cases.js';
import { planDecider, type PlanCommand } from './plan.decider.js';
import type { PlanEvent, PlanMilestone } from './plan.events.js';

const REASON = 'sealed' as SealedText;
const REVIEW = '018f0000-0000-7000-8000-0000000000b1';
const { given } = specify(planDecider);

const milestone = (type: PlanMilestone['type'], on: string, attributes: object = {}): PlanMilestone =>
  ({ type, data: { on: day(on), ...attributes } }) as unknown as PlanMilestone;

const record = (one: PlanMilestone, ...confirm: readonly string[]): PlanCommand => ({
  type: 'Record',
  milestone: one,
  ...(confirm.length === 0 ? {} : { confirm }),
});

const made = milestone('PlanMade', '2024-01-08', { person: PERSON });
const came = milestone('PlanTransferredIn', '2025-01-06', { person: PERSON, madeOn: '2023-05-02' });
const reviewed = milestone('PlanReviewed', '2025-01-02', { review: REVIEW });
const notice = milestone('AmendmentNoticeSent', '2025-02-03', { servedOn: '2025-02-05' });
const reply = milestone('RepresentationsReceived', '2025-02-12');
const amended = milestone('PlanAmended', '2025-03-10');
const moves = milestone('MoveNotified', '2025-04-01', { movesOn: '2025-05-01' });
const leaves = milestone('PlanTransferredOut', '2025-05-01', { toAuthority: '301' });
const proposed = milestone('CeasingProposed', '2025-04-01');
const toCease = milestone('DecisionToCeaseNotified', '2025-05-15');
const ceased = milestone('PlanCeased', '2025-07-31', { reason: 'needs-met-without-plan' });
const appealed = milestone('AppealLodged', '2025-05-20', { appeal: 'cease' });
const transferDue = milestone('PhaseTransferDue', '2026-09-01', { phase: 'primary-to-secondary' });
const keptByOrder = milestone('TribunalOrdered', '2025-09-15', { order: 'maintain' });

describe('Opening a plan', () => {
  test.each([
    ['when it is made', milestone('PlanMade', '2024-01-08', { person: PERSON, underFive: true, assessment: REVIEW })],
    ['when it comes from another council', came],
  ])('%s', (_when, opening) => {
    given().when(record(opening)).then(opening);
    given(opening).when(record(opening)).thenNothing();
  });
  test('that is made cannot come from another council too', () => {
    given(made).when(record(came)).thenRefused('opened-already: case');
    given(came).when(record(made)).thenRefused('opened-already: case');
  });
  test('comes first', () => {
    given().when(record(reviewed)).thenRefused('unknown-case: case');
  });
  test('is told of days in their order', () => {
    const transferred = (days: object): PlanMilestone =>
      milestone('PlanTransferredIn', '2025-01-06', { person: PERSON, ...days });
    given()
      .when(record(transferred({ madeOn: '2023-05-02', lastReviewedOn: '2023-05-01' })))
      .thenRefused('days-out-of-order: lastReviewedOn');
    given()
      .when(record(transferred({ madeOn: '2025-01-07' })))
      .thenRefused('days-out-of-order: on');
    given()
      .when(record(transferred({ lastReviewedOn: '2025-01-07' })))
      .thenRefused('days-out-of-order: on');
  });
  test('of a day before there were EHC plans is asked about', () => {
    given()
      .when(record(milestone('PlanMade', '2014-08-31', { person: PERSON })))
      .thenAsked('before-the-act');
    given()
      .when(record(milestone('PlanMade', '2014-09-01', { person: PERSON })))
      .then(milestone('PlanMade', '2014-09-01', { person: PERSON }));
    given()
      .when(record(milestone('PlanTransferredIn', '2025-01-06', { person: PERSON, madeOn: '1999-05-02' })))
      .thenAsked('before-the-act');
  });
  test('that came from another council is told to the family, once', () => {
    const told = milestone('FamilyToldOfTransfer', '2025-02-03');
    given(came).when(record(told)).then(told);
    given(came, told)
      .when(record(milestone('FamilyToldOfTransfer', '2025-02-04')))
      .thenRefused('already-on-record: on');
    given(made).when(record(told)).thenRefused('nothing-to-follow: on');
  });
});

describe('A review of the plan', () => {
  test('is on record once for a day', () => {
    given(made).when(record(reviewed)).then(reviewed);
    given(made, reviewed)
      .when(record(milestone('PlanReviewed', '2025-01-02', { underFive: true })))
      .thenRefused('already-on-record: on');
  });
  test('is not before the plan', () => {
    given(made)
      .when(record(milestone('PlanReviewed', '2024-01-07')))
      .thenRefused('too-early: on');
  });
});

describe('Amending the plan without a review', () => {
  test('begins with a notice, which may be sent again', () => {
    const again = milestone('AmendmentNoticeSent', '2025-02-24');
    given(made).when(record(notice)).then(notice);
    given(made, notice).when(record(again)).then(again);
    given(made, notice)
      .when(record(milestone('AmendmentNoticeSent', '2025-02-03')))
      .thenRefused('already-on-record: on');
  });
  test('does not serve the notice before it is sent, nor on a day to come', () => {
    given(made)
      .when(record(milestone('AmendmentNoticeSent', '2025-02-03', { servedOn: '2025-02-02' })))
      .thenRefused('days-out-of-order: servedOn');
    given(made).when(record(notice), '2025-02-04').thenRefused('in-the-future: servedOn');
  });
  test('asks about a notice that is served more than 30 days after it was sent', () => {
    const served = (servedOn: string): PlanMilestone => milestone('AmendmentNoticeSent', '2025-02-03', { servedOn });
    given(made)
      .when(record(served('2025-03-06')))
      .thenAsked('served-late');
    given(made)
      .when(record(served('2025-03-05')))
      .then(served('2025-03-05'));
  });
  test('hears the family, who replies to a notice', () => {
    given(made, notice).when(record(reply)).then(reply);
    given(made).when(record(reply)).thenRefused('nothing-to-follow: on');
  });
  test('ends with the amended plan, from the sixteenth day or once the family has replied', () => {
    const sixteenth = milestone('PlanAmended', '2025-02-20');
    given(made, notice).when(record(sixteenth)).then(sixteenth);
    given(made, notice, reply)
      .when(record(milestone('PlanAmended', '2025-02-13')))
      .then(milestone('PlanAmended', '2025-02-13'));
  });
  test('within 15 days and without a reply is asked about', () => {
    given(made, notice)
      .when(record(milestone('PlanAmended', '2025-02-19')))
      .thenAsked('amended-plan-before-15-days');
    given(made, notice)
      .when(record(milestone('PlanAmended', '2025-02-19'), 'amended-plan-before-15-days'))
      .then(milestone('PlanAmended', '2025-02-19', { confirmed: ['amended-plan-before-15-days'] }));
  });
  test('is asked about where the family replied only after the amended plan', () => {
    given(made, notice, reply)
      .when(record(milestone('PlanAmended', '2025-02-11')))
      .thenAsked('amended-plan-before-15-days');
  });
  test('without a notice on record is asked about, also where an earlier amendment had one', () => {
    given(made).when(record(amended)).thenAsked('no-amendment-notice');
    given(made, notice, amended)
      .when(record(milestone('PlanAmended', '2025-06-02')))
      .thenAsked('no-amendment-notice');
  });
  test('can be given up', () => {
    const givenUp = milestone('DecidedNotToAmend', '2025-03-10');
    given(made, notice).when(record(givenUp)).then(givenUp);
    given(made).when(record(givenUp)).thenAsked('no-amendment-notice');
  });
});

describe('Amending the plan for another reason', () => {
  test('a review: the notice stands on its own record', () => {
    const byReview = milestone('PlanAmended', '2025-03-10', { review: REVIEW, phaseTransfer: true });
    given(made).when(record(byReview)).then(byReview);
  });
  test.each([
    milestone('TribunalOrdered', '2025-03-03', { order: 'amend-setting' }),
    milestone('MediationAgreed', '2025-03-03', { order: 'amend-contents' }),
    milestone('AppealConceded', '2025-03-03', { appeal: 'contents' }),
  ])('a dispute ($type) needs no notice', (dispute) => {
    given(made, dispute).when(record(amended)).then(amended);
  });
  test('a dispute before the last amendment is spent', () => {
    const order = milestone('TribunalOrdered', '2025-03-03', { order: 'amend-setting' });
    given(made, order, amended)
      .when(record(milestone('PlanAmended', '2025-06-02')))
      .thenAsked('no-amendment-notice');
  });
});

describe('A transfer between phases', () => {
  test('is planned for a day to come', () => {
    given(made).when(record(transferDue), '2025-01-02').then(transferDue);
  });
  test('happens once for each phase, except between colleges', () => {
    given(made, transferDue)
      .when(record(milestone('PhaseTransferDue', '2027-09-01', { phase: 'primary-to-secondary' })))
      .thenRefused('already-on-record: on');
    const college = milestone('PhaseTransferDue', '2032-09-01', { phase: 'post-16-to-post-16' });
    const another = milestone('PhaseTransferDue', '2033-09-01', { phase: 'post-16-to-post-16' });
    given(made, transferDue, college).when(record(another)).then(another);
  });
  test('is not for a day before the plan', () => {
    given(made)
      .when(record(milestone('PhaseTransferDue', '2023-09-01', { phase: 'infant-to-junior' })))
      .thenRefused('too-early: on');
  });
  test('stays on record when the plan ceases, leaves or is closed before', () => {
    for (const end of [ceased, leaves]) {
      given(made, moves, milestone('DecisionToCeaseNotified', '2025-04-15'), transferDue).when(record(end)).then(end);
    }
    given(made, transferDue)
      .when(record(milestone('CaseClosed', '2025-05-01', { reason: 'left' })))
      .thenAsked('duties-running');
  });
  test('is not planned once the plan has ceased or its case is closed', () => {
    given(made, ceased).when(record(transferDue)).thenRefused('after-ceasing: on');
    given(made, milestone('CaseClosed', '2025-05-01', { reason: 'left' }))
      .when(record(transferDue))
      .thenRefused('after-closure: on');
  });
});

describe('Ceasing to maintain the plan', () => {
  test('is proposed to the family first', () => {
    given(made).when(record(proposed)).then(proposed);
  });
  test.each(CEASE_REASONS)('is recorded with its reason: %s', (reason) => {
    const end = milestone('PlanCeased', '2025-07-31', { reason });
    given(made, proposed, toCease).when(record(end)).then(end);
  });
  test('while an appeal against it is undecided is asked about', () => {
    given(made, reviewed, appealed).when(record(ceased)).thenAsked('appeal-undecided');
    const dismissed = milestone('TribunalOrdered', '2025-07-30', { order: 'dismiss', appeal: 'cease' });
    given(made, reviewed, appealed, dismissed).when(record(ceased)).then(ceased);
  });
  test('and a transfer to another council exclude each other', () => {
    given(made, moves, ceased).when(record(leaves)).thenRefused('ended-already: on');
    given(made, moves, leaves).when(record(ceased, 'no-decision-to-cease')).thenRefused('ended-already: on');
    given(made, toCease, ceased)
      .when(record(milestone('PlanCeased', '2025-08-31', { reason: 'other' })))
      .thenRefused('ended-already: on');
  });
});

describe('A plan that ceased or was transferred', () => {
  const later: readonly [PlanMilestone['type'], object][] = [
    ['PlanReviewed', {}],
    ['AmendmentNoticeSent', {}],
    ['MoveNotified', {}],
    ['HealthBodyMoveNotified', {}],
    ['HealthBodyBecameResponsible', {}],
    ['CeasingProposed', {}],
    ['PhaseTransferDue', { phase: 'infant-to-junior' }],
  ];
  test.each(later)('takes no %s of a later day', (type, attributes) => {
    const one = milestone(type, '2025-08-01', attributes);
    given(made, moves, ceased).when(record(one)).thenRefused('after-ceasing: on');
    given(made, moves, leaves).when(record(one)).thenRefused('after-transfer: on');
  });
  test.each([
    ['PlanAmended', 'no-amendment-notice'],
    ['DecidedNotToAmend', 'no-amendment-notice'],
    ['NewHealthBodyNotified', 'no-health-body-move'],
    ['HealthBodyAskedCouncil', 'no-health-body-responsible'],
  ] as const)('takes no %s of a later day, whatever is confirmed', (type, warning) => {
    given(made, ceased)
      .when(record(milestone(type, '2025-08-01'), warning))
      .thenRefused('after-ceasing: on');
  });
  test('takes no reply, and a plan that came needs no word of its transfer', () => {
    given(made, notice, ceased)
      .when(record(milestone('RepresentationsReceived', '2025-08-01')))
      .thenRefused('after-ceasing: on');
    given(came, ceased)
      .when(record(milestone('FamilyToldOfTransfer', '2025-08-01')))
      .thenRefused('after-ceasing: on');
  });
  test('takes what happened before, an appeal, word to the family and its closure', () => {
    for (const one of [
      reviewed,
      milestone('AppealLodged', '2025-08-20', { appeal: 'cease' }),
      milestone('FamilyInformed', '2025-08-01', { by: 'letter', message: REASON }),
      milestone('CaseClosed', '2025-08-31', { reason: 'other' }),
    ]) {
      given(made, toCease, ceased).when(record(one)).then(one);
    }
  });
  test.each([
    keptByOrder,
    milestone('TribunalOrdered', '2025-09-15', { order: 'maintain-and-amend' }),
    milestone('MediationAgreed', '2025-09-15', { order: 'maintain' }),
    milestone('AppealConceded', '2025-09-15', { appeal: 'cease' }),
  ])('goes on when it has to be maintained after all ($type)', (kept) => {
    const next = milestone('PlanReviewed', '2025-10-01');
    const state = given(made, ceased, kept);
    state.when(record(next)).then(next);
    const again = milestone('PlanCeased', '2025-12-01', { reason: 'other' });
    state.when(record(again)).thenAsked('plan-to-be-kept');
    given(made, ceased, kept, milestone('DecisionToCeaseNotified', '2025-09-20')).when(record(again)).then(again);
    expect(planDecider.milestones(state.state).map((fact) => fact.milestone)).not.toContain('plan-ceased');
  });
  test('does not go on for an order on other matters', () => {
    given(made, ceased, milestone('TribunalOrdered', '2025-09-15', { order: 'amend-contents' }))
      .when(record(milestone('PlanReviewed', '2025-10-01')))
      .thenRefused('after-ceasing: on');
  });
  test('goes on when its ceasing is retracted', () => {
    const retracted: PlanEvent = { type: 'MilestoneRetracted', data: { entry: 2, reason: REASON } };
    given(made, ceased, retracted)
      .when(record(milestone('PlanReviewed', '2025-10-01')))
      .then(milestone('PlanReviewed', '2025-10-01'));
  });
  test('keeps what came after: its ceasing cannot be moved before it', () => {
    given(made, moves, ceased)
      .when({ type: 'Correct', entry: 3, to: { on: '2025-03-31' }, reason: REASON })
      .thenRefused('after-ceasing: on');
  });
});

describe('The end of a plan, day by day', () => {
  const review = (on: string): PlanMilestone => milestone('PlanReviewed', on);
  const ordered = (on: string, order = 'maintain'): PlanMilestone => milestone('TribunalOrdered', on, { order });
  test('leaves its own day free', () => {
    given(made, ceased)
      .when(record(review('2025-07-31')))
      .then(review('2025-07-31'));
    const onItsDay = milestone('PhaseTransferDue', '2025-07-31', { phase: 'infant-to-junior' });
    given(made, ceased).when(record(onItsDay)).then(onItsDay);
  });
  test('is undone from the day of the order on', () => {
    given(made, ceased, keptByOrder)
      .when(record(review('2025-09-14')))
      .thenRefused('after-ceasing: on');
    given(made, ceased, keptByOrder)
      .when(record(review('2025-09-15')))
      .then(review('2025-09-15'));
    given(made, ceased, ordered('2025-07-31'))
      .when(record(review('2025-10-01')))
      .then(review('2025-10-01'));
  });
  test('is not undone by an order that came before it', () => {
    given(made, ordered('2025-05-01'), ceased)
      .when(record(review('2025-10-01')))
      .thenRefused('after-ceasing: on');
  });
  test('can lie before another, where an order came between', () => {
    const earlier = milestone('PlanCeased', '2025-03-31', { reason: 'other' });
    given(made, ceased).when(record(earlier, 'no-decision-to-cease')).thenRefused('ended-already: on');
    const decided = milestone('DecisionToCeaseNotified', '2025-01-15');
    given(made, decided, ceased, ordered('2025-05-01')).when(record(earlier)).then(earlier);
  });
  test('waits for the appeal that was lodged by its day, and no other', () => {
    const other = milestone('AppealLodged', '2025-05-20', { appeal: 'contents' });
    given(made, toCease, other).when(record(ceased)).then(ceased);
    given(made, reviewed, milestone('AppealLodged', '2025-07-31', { appeal: 'cease' }))
      .when(record(ceased))
      .thenAsked('appeal-undecided');
  });
  test.each([
    ['2025-05-19', false],
    ['2025-05-20', true],
    ['2025-07-31', true],
    ['2025-08-01', false],
  ])('has the appeal of 20 May decided by an order of %s: %s', (on, decided) => {
    const asked = given(made, reviewed, appealed, ordered(on, 'dismiss')).when(record(ceased));
    if (decided) asked.then(ceased);
    else asked.thenAsked('appeal-undecided');
  });
});

describe('An appeal', () => {
  const against = (appeal: string): PlanMilestone => milestone('AppealLodged', '2025-09-01', { appeal });
  test.each([
    ['contents', [made]],
    ['setting', [came]],
    ['contents', [made, notice, amended]],
    ['refusal-to-amend', [made, notice, milestone('DecidedNotToAmend', '2025-03-10')]],
    ['cease', [made, toCease]],
    ['cease', [made, toCease, ceased]],
  ] as const)('against %s follows its decision', (appeal, events) => {
    given(...events)
      .when(record(against(appeal)))
      .then(against(appeal));
  });
  test.each(['refusal-to-amend', 'cease'])('against %s after a review is recorded on that review', (appeal) => {
    given(made, reviewed)
      .when(record(against(appeal)))
      .thenAsked('no-decision-to-appeal');
  });
  test.each(['refusal-to-amend', 'cease', 'refusal-to-issue'])(
    'against %s without its decision is asked about',
    (appeal) => {
      given(made)
        .when(record(against(appeal)))
        .thenAsked('no-decision-to-appeal');
    },
  );
});

describe('The stage', () => {
  test.each<[string, readonly PlanEvent[]]>([
    ['maintained', [made]],
    ['maintained', [came]],
    ['maintained', [made, reviewed, transferDue, moves]],
    ['amending', [made, notice, reply]],
    ['maintained', [made, notice, amended]],
    ['maintained', [made, notice, milestone('DecidedNotToAmend', '2025-03-10')]],
    ['ceasing-proposed', [made, proposed]],
    ['maintained', [made, proposed, milestone('PlanReviewed', '2025-05-01')]],
    ['decided-to-cease', [made, proposed, toCease]],
    ['maintained', [made, proposed, milestone('DecidedNotToCease', '2025-05-01')]],
    ['maintained', [made, proposed, toCease, milestone('DecidedNotToCease', '2025-06-01')]],
    [
      'amending',
      [
        made,
        proposed,
        notice,
        milestone('AmendmentNoticeSent', '2025-04-20'),
        milestone('DecidedNotToCease', '2025-05-01'),
      ],
    ],
    ['maintained', [made, moves, milestone('MoveCalledOff', '2025-04-20')]],
    ['ceased', [made, proposed, ceased]],
    ['ceased', [made, ceased, milestone('TribunalOrdered', '2025-09-15', { order: 'dismiss' })]],
    ['ceased', [made, ceased, milestone('TribunalOrdered', '2025-09-15', { order: 'amend-contents' })]],
    ['maintained', [made, ceased, keptByOrder]],
    ['amending', [made, ceased, milestone('TribunalOrdered', '2025-09-15', { order: 'maintain-and-amend' })]],
    ['amending', [made, milestone('TribunalOrdered', '2025-09-15', { order: 'amend-contents' })]],
    ['transferred-out', [made, moves, leaves, transferDue]],
    ['transferred-out', [made, moves, leaves, keptByOrder]],
    ['closed', [made, ceased, milestone('CaseClosed', '2025-08-31', { reason: 'left' }), transferDue]],
    [
      'ceased',
      [
        made,
        ceased,
        milestone('CaseClosed', '2025-08-31', { reason: 'left' }),
        milestone('CaseReopened', '2025-09-01'),
      ],
    ],
  ])('is %s', (stage, events) => {
    expect(given(...events).state.stage).toBe(stage);
  });
});
