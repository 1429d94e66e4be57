import type { Recording } from '../../streams/application/case-service.js';
import { AmendPlan } from './amend-plan.js';
import { CeasePlan } from './cease-plan.js';
import { DecideNotToAmendPlan } from './decide-not-to-amend-plan.js';
import { MakePlan } from './make-plan.js';
import { NotifyHealthBodyMove } from './notify-health-body-move.js';
import { NotifyMove } from './notify-move.js';
import { NotifyNewHealthBody } from './notify-new-health-body.js';
import { PlanPhaseTransfer } from './plan-phase-transfer.js';
import { ProposeCeasing } from './propose-ceasing.js';
import { RecordHealthBodyRequest } from './record-health-body-request.js';
import { RecordHealthBodyResponsible } from './record-health-body-responsible.js';
import { RecordPlanRepresentations } from './record-plan-representations.js';
import { RecordPlanReviewed } from './record-plan-reviewed.js';
import { SendPlanAmendmentNotice } from './send-plan-amendment-notice.js';
import { TellFamilyOfTransfer } from './tell-family-of-transfer.js';
import { TransferPlanIn } from './transfer-plan-in.js';
import { TransferPlanOut } from './transfer-plan-out.js';
import { NotifyDecisionToCease } from './notify-decision-to-cease.js';
import { DecideNotToCease } from './decide-not-to-cease.js';
import { CallOffMove } from './call-off-move.js';

/** The requests that record the milestones of a plan, by type of event. */
export const recordingRequests: Recording = {
  PlanMade: MakePlan,
  PlanTransferredIn: TransferPlanIn,
  FamilyToldOfTransfer: TellFamilyOfTransfer,
  PlanReviewed: RecordPlanReviewed,
  AmendmentNoticeSent: SendPlanAmendmentNotice,
  RepresentationsReceived: RecordPlanRepresentations,
  PlanAmended: AmendPlan,
  DecidedNotToAmend: DecideNotToAmendPlan,
  PhaseTransferDue: PlanPhaseTransfer,
  MoveNotified: NotifyMove,
  MoveCalledOff: CallOffMove,
  PlanTransferredOut: TransferPlanOut,
  HealthBodyMoveNotified: NotifyHealthBodyMove,
  NewHealthBodyNotified: NotifyNewHealthBody,
  HealthBodyBecameResponsible: RecordHealthBodyResponsible,
  HealthBodyAskedCouncil: RecordHealthBodyRequest,
  CeasingProposed: ProposeCeasing,
  DecisionToCeaseNotified: NotifyDecisionToCease,
  DecidedNotToCease: DecideNotToCease,
  PlanCeased: CeasePlan,
};
