import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AmendPlanHandler } from './application/amend-plan.js';
import { CeasePlanHandler } from './application/cease-plan.js';
import { DecideNotToAmendPlanHandler } from './application/decide-not-to-amend-plan.js';
import { MakePlanHandler } from './application/make-plan.js';
import { NotifyHealthBodyMoveHandler } from './application/notify-health-body-move.js';
import { NotifyMoveHandler } from './application/notify-move.js';
import { NotifyNewHealthBodyHandler } from './application/notify-new-health-body.js';
import { PlanPhaseTransferHandler } from './application/plan-phase-transfer.js';
import { Plans } from './application/plans.js';
import { ProposeCeasingHandler } from './application/propose-ceasing.js';
import { RecordHealthBodyRequestHandler } from './application/record-health-body-request.js';
import { RecordHealthBodyResponsibleHandler } from './application/record-health-body-responsible.js';
import { RecordPlanRepresentationsHandler } from './application/record-plan-representations.js';
import { RecordPlanReviewedHandler } from './application/record-plan-reviewed.js';
import { SendPlanAmendmentNoticeHandler } from './application/send-plan-amendment-notice.js';
import { TellFamilyOfTransferHandler } from './application/tell-family-of-transfer.js';
import { TransferPlanInHandler } from './application/transfer-plan-in.js';
import { TransferPlanOutHandler } from './application/transfer-plan-out.js';
import { NotifyDecisionToCeaseHandler } from './application/notify-decision-to-cease.js';
import { DecideNotToCeaseHandler } from './application/decide-not-to-cease.js';
import { CallOffMoveHandler } from './application/call-off-move.js';

/** Recording plans. The event store, the clock and the sealer come from the modules around it. */
@Module({
  imports: [CqrsModule],
  providers: [
    Plans,
    MakePlanHandler,
    TransferPlanInHandler,
    TellFamilyOfTransferHandler,
    RecordPlanReviewedHandler,
    SendPlanAmendmentNoticeHandler,
    RecordPlanRepresentationsHandler,
    AmendPlanHandler,
    DecideNotToAmendPlanHandler,
    PlanPhaseTransferHandler,
    NotifyMoveHandler,
    CallOffMoveHandler,
    TransferPlanOutHandler,
    NotifyHealthBodyMoveHandler,
    NotifyNewHealthBodyHandler,
    RecordHealthBodyResponsibleHandler,
    RecordHealthBodyRequestHandler,
    ProposeCeasingHandler,
    NotifyDecisionToCeaseHandler,
    DecideNotToCeaseHandler,
    CeasePlanHandler,
  ],
  exports: [Plans],
})
export class PlansModule {}
