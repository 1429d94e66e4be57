import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import type { SealedText } from '../../streams/domain/event.js';
import { specify } from '../../testing/decider.js';
import { PERSON } from '../../testing/random-cases.js';
import { reviewDecider, type ReviewCommand } from './review.decider.js';
import type { ReviewEvent, ReviewMilestone } from './review.events.js';

const REASON = 'sealed' as SealedText;
const { given } = specify(reviewDecider);

const milestone = (type: ReviewMilestone['type'], on: string, attributes: object = {}): ReviewMilestone =>
  ({ type, data: { on: day(on), ...attributes } }) as unknown as ReviewMilestone;

const record = (one: ReviewMilestone, ...confirm: readonly string[]): ReviewCommand => ({
  type: 'Record',
  milestone: one,
  ...(confirm.length === 0 ? {} : { confirm }),
});

const plan = '018f0000-0000-7000-8000-0000000000a1';
const opened = milestone('ReviewOpened', '2025-01-06', { person: PERSON, plan, kind: 'annual' });
const planned = milestone('ReviewMeetingPlanned', '2025-02-10');
const held = milestone('ReviewMeetingHeld', '2025-02-10');
const decided = (outcome: string, on = '2025-03-03'): ReviewMilestone =>
  milestone('ReviewDecisionNotified', on, { outcome });
const notice = milestone('AmendmentNoticeSent', '2025-03-05', { servedOn: '2025-03-07' });
const reply = milestone('RepresentationsReceived', '2025-03-14');
const amended = milestone('AmendedPlanIssued', '2025-04-14');
const toAmend: readonly ReviewEvent[] = [opened, held, decided('amend')];
const noticed: readonly ReviewEvent[] = [...toAmend, notice];
const orderToAmend = milestone('TribunalOrdered', '2025-07-01', { order: 'amend-contents' });
const cancelled = milestone('ReviewCancelled', '2025-01-27', { why: REASON });

describe('Opening a review', () => {
  test('says which plan and what kind of review', () => {
    given().when(record(opened)).then(opened);
  });
  test('once more leads to nothing', () => {
    given(opened).when(record(opened)).thenNothing();
  });
  test('for another day needs a case of its own', () => {
    given(opened)
      .when(record(milestone('ReviewOpened', '2025-01-07', { person: PERSON, plan, kind: 'annual' })))
      .thenRefused('opened-already: case');
  });
  test('comes first', () => {
    given().when(record(held)).thenRefused('unknown-case: case');
  });
  test('is not for a day to come', () => {
    given().when(record(opened), '2025-01-05').thenRefused('in-the-future: on');
  });
});

describe('The review meeting', () => {
  test('is planned for a day to come', () => {
    given(opened).when(record(planned), '2025-01-10').then(planned);
  });
  test('is planned for another day, and for the first one again', () => {
    const other = milestone('ReviewMeetingPlanned', '2025-02-24');
    given(opened, planned).when(record(other)).then(other);
    given(opened, planned, other).when(record(other)).thenNothing();
    given(opened, planned, other).when(record(planned)).then(planned);
  });
  test('is not planned for a day before the review was opened', () => {
    given(opened)
      .when(record(milestone('ReviewMeetingPlanned', '2025-01-05')))
      .thenRefused('too-early: on');
  });
  test('is held, but not before its day has come', () => {
    given(opened, planned).when(record(held)).then(held);
    given(opened, planned).when(record(held), '2025-02-09').thenRefused('in-the-future: on');
  });
  test('is reconvened within 12 weeks', () => {
    const again = milestone('ReviewMeetingHeld', '2025-05-05');
    given(opened, held).when(record(again)).then(again);
  });
  test('is asked about when it is reconvened more than 12 weeks later, which may be another review', () => {
    given(opened, held)
      .when(record(milestone('ReviewMeetingHeld', '2025-05-06')))
      .thenAsked('another-review');
  });
  test('is on record once for a day', () => {
    given(opened, held)
      .when(record(milestone('ReviewMeetingHeld', '2025-02-10', { yearNineOrLater: true })))
      .thenRefused('already-on-record: on');
  });
  test('after the decision is asked about, planned or held', () => {
    const later = milestone('ReviewMeetingHeld', '2025-03-10');
    given(...toAmend)
      .when(record(later))
      .thenAsked('meeting-after-decision');
    given(...toAmend)
      .when(record(later, 'meeting-after-decision'))
      .then(milestone('ReviewMeetingHeld', '2025-03-10', { confirmed: ['meeting-after-decision'] }));
    given(...toAmend)
      .when(record(milestone('ReviewMeetingPlanned', '2025-03-10')))
      .thenAsked('meeting-after-decision');
  });
  test('that was planned for a day before the decision is recorded late', () => {
    given(...toAmend)
      .when(record(planned))
      .then(planned);
  });
  test('cannot move behind the decision that followed it', () => {
    given(...toAmend)
      .when({ type: 'Correct', entry: 2, to: { on: '2025-03-04' }, reason: REASON })
      .thenRefused('too-early: on');
  });
});

describe('Invitations, advice and report', () => {
  test.each(['InvitationsSent', 'AdviceCirculated'] as const)('%s is recorded, once for a day', (type) => {
    const sent = milestone(type, '2025-01-20');
    given(opened).when(record(sent)).then(sent);
    given(opened, sent).when(record(sent)).thenNothing();
    given(opened, sent)
      .when(record(milestone(type, '2025-01-20', { confirmed: ['x'] })))
      .thenNothing();
  });
  test('the report follows the meeting', () => {
    const report = milestone('ReviewReportSent', '2025-02-20');
    given(opened, held).when(record(report)).then(report);
    given(opened, held)
      .when(record(milestone('ReviewReportSent', '2025-02-09')))
      .thenRefused('too-early: on');
  });
  test('a report without a meeting on record is asked about', () => {
    given(opened)
      .when(record(milestone('ReviewReportSent', '2025-02-20')))
      .thenAsked('no-review-meeting');
  });
  test('a report that is late still counts when the amended plan is out', () => {
    const report = milestone('ReviewReportSent', '2025-04-30');
    given(...noticed, amended)
      .when(record(report))
      .then(report);
  });
});

describe('The decision', () => {
  test.each(['maintain', 'amend'])('is to %s the plan', (outcome) => {
    given(opened, held)
      .when(record(decided(outcome)))
      .then(decided(outcome));
  });
  test('is to cease the plan after the family was told', () => {
    const proposed = milestone('CeasingProposed', '2025-02-10');
    given(opened, held).when(record(proposed)).then(proposed);
    given(opened, held, proposed)
      .when(record(decided('cease')))
      .then(decided('cease'));
  });
  test('to cease without telling the family first is asked about', () => {
    given(opened, held)
      .when(record(decided('cease')))
      .thenAsked('ceasing-not-proposed');
  });
  test('is not before the meeting', () => {
    given(opened, held)
      .when(record(decided('maintain', '2025-02-09')))
      .thenRefused('too-early: on');
  });
  test('on paper, without a meeting, is asked about', () => {
    given(opened)
      .when(record(decided('maintain')))
      .thenAsked('no-review-meeting');
    given(opened)
      .when(record(decided('maintain'), 'no-review-meeting'))
      .then(
        milestone('ReviewDecisionNotified', '2025-03-03', { outcome: 'maintain', confirmed: ['no-review-meeting'] }),
      );
  });
  test.each([
    ['maintain', 'amend'],
    ['amend', 'maintain'],
    ['cease', 'maintain'],
  ])('to %s can be followed by one to %s, once it is confirmed that the council changed its mind', (first, then) => {
    const anew = decided(then, '2025-03-10');
    given(opened, held, decided(first)).when(record(anew)).thenAsked('decided-already');
    given(opened, held, decided(first))
      .when(record(anew, 'decided-already'))
      .then(milestone('ReviewDecisionNotified', '2025-03-10', { outcome: then, confirmed: ['decided-already'] }));
    expect(given(opened, held, decided(first), anew).state.stage).toBe(`decided-to-${then}`);
  });
  test('to amend, with its notice sent, can be followed by one to cease', () => {
    const anew = decided('cease', '2025-04-07');
    const proposed = milestone('CeasingProposed', '2025-03-17');
    given(...noticed, proposed)
      .when(record(anew))
      .thenAsked('decided-already');
    expect(given(...noticed, proposed, anew).state.stage).toBe('decided-to-cease');
  });
  test('to amend after one to maintain leads to a notice', () => {
    given(opened, held, decided('maintain'), decided('amend', '2025-03-04')).when(record(notice)).then(notice);
  });
  test('that is recorded late beside another is asked about', () => {
    given(...toAmend)
      .when(record(decided('maintain', '2025-02-28')))
      .thenAsked('decided-already');
  });
  test('can be made anew when an order or agreement opened the way', () => {
    const agreed = milestone('MediationAgreed', '2025-04-01', { order: 'maintain' });
    given(opened, held, decided('maintain'), milestone('MediationRequested', '2025-03-20'), agreed)
      .when(record(decided('amend', '2025-04-02')))
      .then(decided('amend', '2025-04-02'));
  });
  test('stands when the appeal against it is dismissed', () => {
    given(
      opened,
      held,
      decided('maintain'),
      milestone('AppealLodged', '2025-03-20'),
      milestone('TribunalOrdered', '2025-07-01', { order: 'dismiss' }),
    )
      .when(record(decided('amend', '2025-07-02')))
      .thenAsked('decided-already');
  });
});

describe('The amendment notice', () => {
  test('follows the decision to amend, and may be sent again', () => {
    const again = milestone('AmendmentNoticeSent', '2025-03-17');
    given(...toAmend)
      .when(record(notice))
      .then(notice);
    given(...noticed)
      .when(record(again))
      .then(again);
  });
  test('is not before the meeting', () => {
    given(opened, held)
      .when(record(milestone('AmendmentNoticeSent', '2025-02-07'), 'no-decision-to-amend'))
      .thenRefused('too-early');
  });
  test('is not received before it was sent, nor on a day to come', () => {
    given(...toAmend)
      .when(record(milestone('AmendmentNoticeSent', '2025-03-05', { servedOn: '2025-03-04' })))
      .thenRefused('days-out-of-order: servedOn');
    given(...toAmend)
      .when(record(notice), '2025-03-06')
      .thenRefused('in-the-future: servedOn');
  });
  test('that is served more than 30 days after it was sent is asked about', () => {
    given(...toAmend)
      .when(record(milestone('AmendmentNoticeSent', '2025-03-05', { servedOn: '2025-04-05' })))
      .thenAsked('served-late');
  });
  test('without a decision on record is asked about', () => {
    given(opened, held).when(record(notice)).thenAsked('no-decision-to-amend');
  });
  test.each(['maintain', 'cease'])('is asked about where the decision is to %s', (outcome) => {
    given(opened, held, decided(outcome)).when(record(notice)).thenAsked('decided-otherwise');
  });
  test('is answered by the family', () => {
    given(...noticed)
      .when(record(reply))
      .then(reply);
  });
  test('comes before the reply to it', () => {
    given(...toAmend)
      .when(record(reply))
      .thenRefused('nothing-to-follow: on');
    given(...noticed)
      .when(record(milestone('RepresentationsReceived', '2025-03-04')))
      .thenRefused('too-early: on');
  });
});

describe('The amended plan', () => {
  test('is issued once the family has replied', () => {
    const soon = milestone('AmendedPlanIssued', '2025-03-15', { phaseTransfer: true });
    given(...noticed, reply)
      .when(record(soon))
      .then(soon);
  });
  test('within 15 days of the service of the notice and without a reply is asked about', () => {
    const soon = milestone('AmendedPlanIssued', '2025-03-21');
    given(...noticed)
      .when(record(soon))
      .thenAsked('amended-plan-before-15-days');
    given(...noticed)
      .when(record(soon, 'amended-plan-before-15-days'))
      .then(milestone('AmendedPlanIssued', '2025-03-21', { confirmed: ['amended-plan-before-15-days'] }));
  });
  test('may be issued without a reply from the sixteenth day', () => {
    const then = milestone('AmendedPlanIssued', '2025-03-22');
    given(...noticed)
      .when(record(then))
      .then(then);
  });
  test('waits 15 days from a notice that was sent again', () => {
    const again = milestone('AmendmentNoticeSent', '2025-03-24');
    given(...noticed, reply, again)
      .when(record(milestone('AmendedPlanIssued', '2025-04-07')))
      .thenAsked('amended-plan-before-15-days');
    given(...noticed, reply, again)
      .when(record(milestone('AmendedPlanIssued', '2025-04-08')))
      .then(milestone('AmendedPlanIssued', '2025-04-08'));
  });
  test('without a notice on record is asked about', () => {
    given(...toAmend)
      .when(record(amended))
      .thenAsked('no-amendment-notice');
  });
  test('without a decision on record is asked about', () => {
    given(opened, held).when(record(amended)).thenAsked('no-decision-to-amend', 'no-amendment-notice');
  });
  test.each(['maintain', 'cease'])('is asked about where the decision is to %s', (outcome) => {
    given(opened, held, decided(outcome)).when(record(amended, 'no-amendment-notice')).thenAsked('decided-otherwise');
  });
  test('is issued again after an order, and without another notice', () => {
    const again = milestone('AmendedPlanIssued', '2025-07-20');
    given(...noticed, amended)
      .when(record(again))
      .thenAsked('issued-already', 'no-amendment-notice');
    given(...noticed, amended, milestone('AppealLodged', '2025-05-01'), orderToAmend)
      .when(record(again))
      .then(again);
  });
  test.each([
    ['refusal-to-amend', {}],
    ['cease', { amendmentAgreed: true }],
  ])('is issued after an appeal against %s is conceded', (appeal, more) => {
    const conceded = milestone('AppealConceded', '2025-05-01', { appeal, ...more });
    given(opened, held, decided('maintain'), milestone('AppealLodged', '2025-04-01'), conceded)
      .when(record(milestone('AmendedPlanIssued', '2025-05-20')))
      .then(milestone('AmendedPlanIssued', '2025-05-20'));
  });
});

describe('The decision not to amend after all', () => {
  const givenUp = milestone('DecidedNotToAmend', '2025-04-22');
  test('answers the notice', () => {
    given(...noticed)
      .when(record(givenUp))
      .then(givenUp);
  });
  test('without a notice on record is asked about', () => {
    given(...toAmend)
      .when(record(givenUp))
      .thenAsked('no-amendment-notice');
  });
  test('is asked about where nothing was to be amended', () => {
    given(opened, held, decided('maintain'))
      .when(record(givenUp, 'no-amendment-notice'))
      .thenAsked('decided-otherwise');
  });
  test('and an amended plan exclude each other', () => {
    given(...noticed, amended)
      .when(record(givenUp, 'no-amendment-notice'))
      .thenRefused('ended-already: on');
  });
});

describe('A review that is completed', () => {
  test.each([
    'InvitationsSent',
    'AdviceCirculated',
    'CeasingProposed',
    'AmendmentNoticeSent',
    'RepresentationsReceived',
  ] as const)('takes no %s of a later day', (type) => {
    given(...noticed, amended)
      .when(record(milestone(type, '2025-04-15')))
      .thenRefused('after-completion: on');
  });
  test('takes what was recorded late for an earlier day', () => {
    given(...noticed, amended)
      .when(record(reply))
      .then(reply);
  });
  test('has no further meeting', () => {
    given(...noticed, amended)
      .when(record(milestone('ReviewMeetingHeld', '2025-04-15'), 'meeting-after-decision'))
      .thenRefused('after-completion');
    given(...noticed, amended)
      .when(record(milestone('ReviewMeetingPlanned', '2025-06-15'), 'meeting-after-decision'))
      .thenRefused('after-completion');
  });
  test('takes an appeal, word to the family and its closure', () => {
    for (const later of [
      milestone('AppealLodged', '2025-05-01', { appeal: 'contents' }),
      milestone('FamilyInformed', '2025-05-01'),
      milestone('CaseClosed', '2025-05-01', { reason: 'other' }),
    ]) {
      given(...noticed, amended)
        .when(record(later))
        .then(later);
    }
  });
});

describe('Cancelling a review', () => {
  test('is recorded with its reason', () => {
    given(opened, planned).when(record(cancelled)).then(cancelled);
  });
  test('is refused after the decision', () => {
    given(opened, held, decided('maintain'))
      .when(record(milestone('ReviewCancelled', '2025-03-10')))
      .thenRefused('decided-already: on');
  });
  test('happens once', () => {
    given(opened, cancelled)
      .when(record(milestone('ReviewCancelled', '2025-01-28')))
      .thenRefused('ended-already: on');
  });
  test('leaves nothing to do', () => {
    given(opened, cancelled).when(record(held)).thenRefused('after-cancellation: on');
    given(opened, cancelled).when(record(planned)).thenRefused('after-cancellation: on');
    given(opened, cancelled)
      .when(record(milestone('ReviewReportSent', '2025-02-20'), 'no-review-meeting'))
      .thenRefused('after-cancellation');
  });
  test('can be retracted, and the review goes on', () => {
    const retracted: ReviewEvent = { type: 'MilestoneRetracted', data: { entry: 2, reason: REASON } };
    given(opened, cancelled, retracted).when(record(held)).then(held);
  });
});

describe('A case that is closed', () => {
  const closed = milestone('CaseClosed', '2025-01-20', { reason: 'moved' });
  test('keeps a meeting that was planned before', () => {
    given(opened, planned).when(record(closed)).then(closed);
  });
  test('has none planned until it is reopened', () => {
    given(opened, closed).when(record(planned)).thenRefused('after-closure: on');
    given(opened, closed, milestone('CaseReopened', '2025-01-22')).when(record(planned)).then(planned);
  });
});

describe('A review, day by day', () => {
  const meeting = (on: string): ReviewMilestone => milestone('ReviewMeetingHeld', on);
  const issued = (on: string): ReviewMilestone => milestone('AmendedPlanIssued', on);
  const ordered = (on: string): ReviewMilestone => milestone('TribunalOrdered', on, { order: 'amend-contents' });
  const sent = (on: string): ReviewMilestone => milestone('InvitationsSent', on);
  const completed: readonly ReviewEvent[] = [...noticed, amended];

  test('asks about a decision that comes before a later meeting, not before a planned one', () => {
    given(opened, held, meeting('2025-03-10'))
      .when(record(decided('amend')))
      .thenAsked('meeting-after-decision');
    given(opened, milestone('ReviewMeetingPlanned', '2025-03-10'), held)
      .when(record(decided('amend')))
      .then(decided('amend'));
  });
  test('has the meeting and the decision on one day', () => {
    given(...toAmend)
      .when(record(meeting('2025-03-03')))
      .then(meeting('2025-03-03'));
  });
  test('asks about a missing meeting at the decision, not again at the notice', () => {
    given(opened, decided('amend')).when(record(notice)).then(notice);
  });
  test('leaves the day of its completion free', () => {
    given(...completed)
      .when(record(sent('2025-04-14')))
      .then(sent('2025-04-14'));
    const plannedFor = milestone('ReviewMeetingPlanned', '2025-03-03');
    given(opened, decided('amend'), notice, issued('2025-03-03')).when(record(plannedFor)).then(plannedFor);
  });
  test('goes on from the day of an order to amend', () => {
    given(...completed, orderToAmend)
      .when(record(sent('2025-06-30')))
      .thenRefused('after-completion: on');
    given(...completed, orderToAmend)
      .when(record(sent('2025-07-01')))
      .then(sent('2025-07-01'));
    given(...completed, ordered('2025-04-14'))
      .when(record(sent('2025-04-20')))
      .then(sent('2025-04-20'));
  });
  test('does not go on for an order that came before its completion', () => {
    given(...noticed, ordered('2025-04-01'), amended)
      .when(record(issued('2025-04-20'), 'no-amendment-notice'))
      .thenAsked('issued-already');
  });
  test('can have given the amendment up before an order that led to it', () => {
    const givenUp = milestone('DecidedNotToAmend', '2025-04-10');
    given(...completed)
      .when(record(givenUp, 'no-amendment-notice'))
      .thenRefused('ended-already: on');
    given(...noticed, ordered('2025-04-12'), amended)
      .when(record(givenUp))
      .then(givenUp);
  });
  test('stays cancelled whatever is ordered', () => {
    given(opened, cancelled, orderToAmend)
      .when(record(meeting('2025-07-10')))
      .thenRefused('after-cancellation: on');
    given(opened, cancelled, orderToAmend)
      .when(record(issued('2025-07-10')))
      .thenRefused('ended-already: on');
    given(opened, held, ordered('2025-03-01'), issued('2025-03-10'))
      .when(record(milestone('ReviewCancelled', '2025-02-20')))
      .thenRefused('ended-already: on');
  });
  test('counts a reply from the day of the notice to the day of the amended plan', () => {
    const replied = (on: string): ReviewMilestone => milestone('RepresentationsReceived', on);
    given(...noticed, replied('2025-03-05'))
      .when(record(issued('2025-03-15')))
      .then(issued('2025-03-15'));
    given(...noticed, replied('2025-03-15'))
      .when(record(issued('2025-03-15')))
      .then(issued('2025-03-15'));
  });
  test('counts a notice of the same day', () => {
    given(...noticed)
      .when(record(issued('2025-03-05')))
      .thenAsked('amended-plan-before-15-days');
  });
  test('owes no time to reply to a notice that was given up', () => {
    given(...noticed, milestone('DecidedNotToAmend', '2025-03-10'), ordered('2025-03-12'))
      .when(record(issued('2025-03-14')))
      .then(issued('2025-03-14'));
  });
  test('needs no notice for an order that came by the day of the amended plan', () => {
    given(...toAmend, ordered('2025-04-14'))
      .when(record(amended))
      .then(amended);
    given(...toAmend, ordered('2025-04-15'))
      .when(record(amended))
      .thenAsked('no-amendment-notice');
  });
});

describe('An appeal', () => {
  const against = (appeal: string): ReviewMilestone => milestone('AppealLodged', '2025-05-01', { appeal });
  test.each([
    ['refusal-to-amend', [opened, held, decided('maintain')]],
    ['refusal-to-amend', [...noticed, milestone('DecidedNotToAmend', '2025-04-22')]],
    ['cease', [opened, held, decided('cease')]],
    ['contents', [...noticed, amended]],
    ['setting', [...noticed, amended]],
  ] as const)('against %s follows its decision', (appeal, events) => {
    given(...events)
      .when(record(against(appeal)))
      .then(against(appeal));
  });
  test.each([
    ['refusal-to-amend', toAmend],
    ['cease', [opened, held, decided('maintain')]],
    ['contents', noticed],
    ['setting', [opened, held, decided('maintain')]],
    ['refusal-to-assess', noticed],
  ] as const)('against %s without its decision is asked about', (appeal, events) => {
    given(...events)
      .when(record(against(appeal)))
      .thenAsked('no-decision-to-appeal');
  });
});

describe('The stage', () => {
  const appealed = milestone('AppealLodged', '2025-04-20');
  test.each<[string, readonly ReviewEvent[]]>([
    ['opened', [opened]],
    ['meeting-planned', [opened, planned]],
    ['meeting-held', [opened, planned, held]],
    ['meeting-held', [opened, held, planned, milestone('ReviewMeetingPlanned', '2025-03-10')]],
    ['decided-to-maintain', [opened, held, decided('maintain')]],
    ['decided-to-amend', toAmend],
    ['decided-to-cease', [opened, held, decided('cease')]],
    ['amendment-notice-sent', noticed],
    ['amendment-notice-sent', [opened, held, milestone('AmendmentNoticeSent', '2025-03-03'), decided('amend')]],
    ['amendment-notice-sent', [...noticed, reply]],
    ['completed', [...noticed, amended]],
    ['completed', [...noticed, milestone('DecidedNotToAmend', '2025-04-22')]],
    ['completed', [...noticed, amended, appealed]],
    ['decided-to-amend', [...noticed, amended, appealed, orderToAmend]],
    ['completed', [...noticed, amended, appealed, milestone('TribunalOrdered', '2025-07-01', { order: 'dismiss' })]],
    [
      'decided-to-maintain',
      [opened, held, decided('cease'), appealed, milestone('AppealConceded', '2025-05-01', { appeal: 'cease' })],
    ],
    [
      'decided-to-cease',
      [
        opened,
        held,
        decided('cease'),
        milestone('MediationAgreed', '2025-05-01', { order: 'maintain', healthBodyOnly: true }),
      ],
    ],
    ['cancelled', [opened, planned, cancelled]],
    ['closed', [opened, cancelled, milestone('CaseClosed', '2025-02-01', { reason: 'cancelled' })]],
    ['closed', [opened, planned, milestone('CaseClosed', '2025-02-01', { reason: 'moved' })]],
    [
      'opened',
      [opened, milestone('CaseClosed', '2025-02-01', { reason: 'moved' }), milestone('CaseReopened', '2025-02-02')],
    ],
  ])('is %s', (stage, events) => {
    expect(given(...events).state.stage).toBe(stage);
  });
});
