import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Problems } from '../../platform/problem.js';
import { day } from '../../statute/calendar.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import type { SealedText } from '../../streams/domain/event.js';
import { CASE_LIFE_KINDS } from '../../streams/domain/case-life.js';
import { DISPUTE_KINDS } from '../../streams/domain/disputes.js';
import { openCases, type CasesSetting } from '../../testing/cases-setting.js';
import { PERSON } from '../../testing/random-cases.js';
import { REVIEW_KINDS_OF_ENTRY } from '../domain/review.kinds.js';
import { CancelReview } from './cancel-review.js';
import { CeasePlanAfterReview } from './cease-plan-after-review.js';
import { CirculateAdvice } from './circulate-advice.js';
import { DecideNotToAmend } from './decide-not-to-amend.js';
import { HoldReviewMeeting } from './hold-review-meeting.js';
import { IssueAmendedPlan } from './issue-amended-plan.js';
import { NotifyReviewDecision } from './notify-review-decision.js';
import { OpenReview } from './open-review.js';
import { PlanReviewMeeting } from './plan-review-meeting.js';
import { ProposeCeasingAtReview } from './propose-ceasing-at-review.js';
import { RecordReviewRepresentations } from './record-review-representations.js';
import { recordingRequests } from './recording-requests.js';
import { SendAmendmentNotice } from './send-amendment-notice.js';
import { SendInvitations } from './send-invitations.js';
import { SendReviewReport } from './send-review-report.js';

const HERE = '018f0000-0000-7000-8000-0000000000b1';
const THERE = '018f0000-0000-7000-8000-0000000000b2';
const PLAN = '018f0000-0000-7000-8000-0000000000a1';

let cases: CasesSetting;
beforeAll(async () => {
  cases = await openCases();
});
afterAll(() => cases.close());

const send = (request: CaseRequest): Promise<unknown> => cases.request(request);
const lastOf = async (id: string): Promise<RecordedEvent | undefined> => (await cases.events(`review-${id}`)).at(-1);

const on = (text: string): { readonly on: ReturnType<typeof day> } => ({ on: day(text) });

const requests: readonly (readonly [type: string, request: CaseRequest])[] = [
  ['ReviewOpened', OpenReview.of({ case: HERE, person: PERSON, plan: PLAN, ...on('2025-01-06'), kind: 'early' })],
  ['ReviewMeetingPlanned', PlanReviewMeeting.of({ case: HERE, ...on('2025-02-10') })],
  ['InvitationsSent', SendInvitations.of({ case: HERE, ...on('2025-01-20') })],
  ['AdviceCirculated', CirculateAdvice.of({ case: HERE, ...on('2025-01-21') })],
  ['ReviewMeetingHeld', HoldReviewMeeting.of({ case: HERE, ...on('2025-02-10'), yearNineOrLater: true })],
  ['ReviewReportSent', SendReviewReport.of({ case: HERE, ...on('2025-02-20') })],
  ['CeasingProposed', ProposeCeasingAtReview.of({ case: HERE, ...on('2025-02-10') })],
  [
    'ReviewDecisionNotified',
    NotifyReviewDecision.of({ case: HERE, ...on('2025-03-03'), outcome: 'amend', underFive: false }),
  ],
  ['AmendmentNoticeSent', SendAmendmentNotice.of({ case: HERE, ...on('2025-03-03'), servedOn: day('2025-03-05') })],
  ['RepresentationsReceived', RecordReviewRepresentations.of({ case: HERE, ...on('2025-03-10') })],
  ['AmendedPlanIssued', IssueAmendedPlan.of({ case: HERE, ...on('2025-03-31'), phaseTransfer: true })],
];

describe('A request about a review', () => {
  test.each(requests)('records %s with all that it tells', async (type, request) => {
    const { case: id, ...told } = request as CaseRequest & Readonly<Record<string, unknown>>;
    expect(await send(request)).toMatchObject({ outcome: 'recorded', id });
    expect(await lastOf(id)).toMatchObject({ type, data: told, metadata: { actor: 'officer-1' } });
  });

  test('cancels it, and keeps the reason sealed', async () => {
    const why = 'They move away.';
    await send(OpenReview.of({ case: THERE, person: PERSON, plan: PLAN, ...on('2025-01-06'), kind: 'annual' }));
    await send(CancelReview.of({ case: THERE, ...on('2025-01-13'), why }));
    const cancelled = await lastOf(THERE);
    expect(cancelled).toMatchObject({ type: 'ReviewCancelled', data: { on: '2025-01-13' } });
    expect(JSON.stringify(cancelled)).not.toContain(why);
    const sealed = cancelled?.data.why as SealedText;
    expect(await cases.sealer.open(PERSON, `review-${THERE}/why`, sealed)).toBe(why);
  });

  test('gives the amendment up once its warnings are confirmed', async () => {
    const id = '018f0000-0000-7000-8000-0000000000b3';
    await send(OpenReview.of({ case: id, person: PERSON, plan: PLAN, ...on('2025-01-06'), kind: 'annual' }));
    const codes = ['no-amendment-notice', 'no-decision-to-amend'];
    expect(await send(DecideNotToAmend.of({ case: id, ...on('2025-04-01') }))).toMatchObject({
      outcome: 'refused',
      refused: [{ confirmable: true }, { confirmable: true }],
    });
    await send(DecideNotToAmend.of({ case: id, ...on('2025-04-01'), confirm: codes }));
    expect(await lastOf(id)).toMatchObject({
      type: 'DecidedNotToAmend',
      data: { on: '2025-04-01', confirmed: codes },
    });
  });

  test('ends with the plan that ceased after it', async () => {
    const id = '018f0000-0000-7000-8000-0000000000b4';
    await send(OpenReview.of({ case: id, person: PERSON, plan: PLAN, ...on('2025-01-06'), kind: 'annual' }));
    await send(ProposeCeasingAtReview.of({ case: id, ...on('2025-01-13') }));
    await send(HoldReviewMeeting.of({ case: id, ...on('2025-02-03') }));
    await send(NotifyReviewDecision.of({ case: id, ...on('2025-02-24'), outcome: 'cease' }));
    await send(CeasePlanAfterReview.of({ case: id, ...on('2025-04-25'), reason: 'paid-employment' }));
    expect(await lastOf(id)).toMatchObject({
      type: 'PlanCeased',
      data: { on: '2025-04-25', reason: 'paid-employment' },
    });
  });

  test("can record every milestone that is a review's own, and correct it", () => {
    const shared = new Set(Object.keys({ ...CASE_LIFE_KINDS, ...DISPUTE_KINDS }));
    const own = Object.keys(REVIEW_KINDS_OF_ENTRY).filter((type) => !shared.has(type));
    expect(Object.keys(recordingRequests).sort()).toEqual(own.sort());
    const elsewhere = {
      ReviewCancelled: CancelReview,
      DecidedNotToAmend: DecideNotToAmend,
      PlanCeased: CeasePlanAfterReview,
    };
    for (const [type, request] of requests) expect(request).toBeInstanceOf(recordingRequests[type]);
    expect(recordingRequests).toMatchObject(elsewhere);
    expect([...requests.map(([type]) => type), ...Object.keys(elsewhere)].sort()).toEqual(own.sort());
  });

  test('that is malformed says what would be accepted', async () => {
    const request = NotifyReviewDecision.of({ case: HERE, ...on('2025-03-03'), outcome: 'postpone' as 'amend' });
    const problems = await send(request).catch((error: unknown) => error);
    expect(problems).toBeInstanceOf(Problems);
    expect(problems).toMatchObject({
      problems: [{ place: 'outcome', accepted: expect.stringMatching(/maintain.*amend.*cease/) as unknown }],
    });
  });
});
