import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Problems } from '../../platform/problem.js';
import { day } from '../../statute/calendar.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import { CASE_LIFE_KINDS } from '../../streams/domain/case-life.js';
import { DISPUTE_KINDS } from '../../streams/domain/disputes.js';
import { openCases, type CasesSetting } from '../../testing/cases-setting.js';
import { PERSON } from '../../testing/random-cases.js';
import { PLAN_KINDS_OF_ENTRY } from '../domain/plan.kinds.js';
import { AmendPlan } from './amend-plan.js';
import { CallOffMove } from './call-off-move.js';
import { CeasePlan } from './cease-plan.js';
import { DecideNotToAmendPlan } from './decide-not-to-amend-plan.js';
import { DecideNotToCease } from './decide-not-to-cease.js';
import { MakePlan } from './make-plan.js';
import { NotifyDecisionToCease } from './notify-decision-to-cease.js';
import { NotifyHealthBodyMove } from './notify-health-body-move.js';
import { NotifyMove } from './notify-move.js';
import { NotifyNewHealthBody } from './notify-new-health-body.js';
import { PlanPhaseTransfer } from './plan-phase-transfer.js';
import { ProposeCeasing } from './propose-ceasing.js';
import { RecordHealthBodyRequest } from './record-health-body-request.js';
import { RecordHealthBodyResponsible } from './record-health-body-responsible.js';
import { RecordPlanRepresentations } from './record-plan-representations.js';
import { RecordPlanReviewed } from './record-plan-reviewed.js';
import { recordingRequests } from './recording-requests.js';
import { SendPlanAmendmentNotice } from './send-plan-amendment-notice.js';
import { TellFamilyOfTransfer } from './tell-family-of-transfer.js';
import { TransferPlanIn } from './transfer-plan-in.js';
import { TransferPlanOut } from './transfer-plan-out.js';

const HERE = '018f0000-0000-7000-8000-0000000000a1';
const THERE = '018f0000-0000-7000-8000-0000000000a2';
const REVIEW = '018f0000-0000-7000-8000-0000000000b1';

let cases: CasesSetting;
beforeAll(async () => {
  cases = await openCases();
});
afterAll(() => cases.close());

const send = (request: CaseRequest): Promise<unknown> => cases.request(request);
const lastOf = async (id: string): Promise<RecordedEvent | undefined> => (await cases.events(`plan-${id}`)).at(-1);

const on = (text: string): { readonly on: ReturnType<typeof day> } => ({ on: day(text) });

const requests: readonly (readonly [type: string, request: CaseRequest])[] = [
  ['PlanMade', MakePlan.of({ case: HERE, person: PERSON, ...on('2024-01-08'), underFive: true, assessment: REVIEW })],
  ['PlanReviewed', RecordPlanReviewed.of({ case: HERE, ...on('2025-01-02'), underFive: false, review: REVIEW })],
  ['AmendmentNoticeSent', SendPlanAmendmentNotice.of({ case: HERE, ...on('2025-02-03'), servedOn: day('2025-02-05') })],
  ['RepresentationsReceived', RecordPlanRepresentations.of({ case: HERE, ...on('2025-02-10') })],
  ['PlanAmended', AmendPlan.of({ case: HERE, ...on('2025-03-03'), phaseTransfer: true, review: REVIEW })],
  ['PhaseTransferDue', PlanPhaseTransfer.of({ case: HERE, ...on('2026-09-01'), phase: 'infant-to-junior' })],
  ['CeasingProposed', ProposeCeasing.of({ case: HERE, ...on('2025-04-07') })],
  ['DecidedNotToCease', DecideNotToCease.of({ case: HERE, ...on('2025-04-14') })],
  ['DecisionToCeaseNotified', NotifyDecisionToCease.of({ case: HERE, ...on('2025-05-12') })],
  ['PlanCeased', CeasePlan.of({ case: HERE, ...on('2025-07-31'), reason: 'needs-met-without-plan', review: REVIEW })],
  [
    'PlanTransferredIn',
    TransferPlanIn.of({
      case: THERE,
      person: PERSON,
      ...on('2025-01-06'),
      madeOn: day('2022-05-02'),
      lastReviewedOn: day('2024-04-15'),
      fromAuthority: '301',
      underFive: false,
    }),
  ],
  ['FamilyToldOfTransfer', TellFamilyOfTransfer.of({ case: THERE, ...on('2025-02-03') })],
  [
    'DecidedNotToAmend',
    DecideNotToAmendPlan.of({ case: THERE, ...on('2025-03-03'), confirm: ['no-amendment-notice'] }),
  ],
  ['HealthBodyMoveNotified', NotifyHealthBodyMove.of({ case: THERE, ...on('2025-03-04'), movesOn: day('2025-04-01') })],
  ['NewHealthBodyNotified', NotifyNewHealthBody.of({ case: THERE, ...on('2025-03-05') })],
  ['HealthBodyBecameResponsible', RecordHealthBodyResponsible.of({ case: THERE, ...on('2025-03-06') })],
  ['HealthBodyAskedCouncil', RecordHealthBodyRequest.of({ case: THERE, ...on('2025-03-07') })],
  ['MoveCalledOff', CallOffMove.of({ case: THERE, ...on('2025-05-30'), confirm: ['no-move-notified'] })],
  ['MoveNotified', NotifyMove.of({ case: THERE, ...on('2025-06-02'), movesOn: day('2025-07-01') })],
  ['PlanTransferredOut', TransferPlanOut.of({ case: THERE, ...on('2025-07-01'), toAuthority: '302' })],
];

describe('A request about a plan', () => {
  test.each(requests)('records %s with all that it tells', async (type, request) => {
    const { case: id, confirm: confirmed, ...told } = request as CaseRequest & Readonly<Record<string, unknown>>;
    expect(await send(request)).toMatchObject({ outcome: 'recorded', id });
    expect(await lastOf(id)).toMatchObject({
      type,
      data: { ...told, ...(confirmed === undefined ? {} : { confirmed }) },
      metadata: { actor: 'officer-1' },
    });
  });

  test("can record every milestone that is a plan's own, and correct it", () => {
    const shared = new Set(Object.keys({ ...CASE_LIFE_KINDS, ...DISPUTE_KINDS }));
    const own = Object.keys(PLAN_KINDS_OF_ENTRY).filter((type) => !shared.has(type));
    expect(Object.keys(recordingRequests).sort()).toEqual(own.sort());
    expect(requests.map(([type]) => type).sort()).toEqual(own.sort());
    for (const [type, request] of requests) expect(request).toBeInstanceOf(recordingRequests[type]);
  });

  test.each(['30', '3011', '101', 'Camden'])(
    'names a council by its code, not by %s, and never repeats it',
    async (code) => {
      const request = TransferPlanOut.of({ case: THERE, ...on('2025-07-01'), toAuthority: code });
      const problems = await send(request).catch((error: unknown) => error);
      expect(problems).toBeInstanceOf(Problems);
      expect(problems).toMatchObject({ problems: [{ place: 'toAuthority', reason: 'it is not acceptable' }] });
    },
  );

  test('is refused with a reason when the plan is over', async () => {
    expect(await send(ProposeCeasing.of({ case: THERE, ...on('2025-08-01') }))).toMatchObject({
      outcome: 'refused',
      refused: [{ code: 'after-transfer', field: 'on' }],
    });
  });
});
