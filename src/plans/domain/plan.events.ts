import type { CalendarDate } from '../../statute/calendar.js';
import type { MilestoneOf } from '../../statute/milestones.js';
import type { CaseLifeMilestone } from '../../streams/domain/case-life.js';
import type { Ceased } from '../../streams/domain/ceasing.js';
import type { Opening } from '../../streams/domain/case-record.js';
import type { DisputeMilestone } from '../../streams/domain/disputes.js';
import type { CaseEvent, Dated, MilestoneEvent } from '../../streams/domain/event.js';

/** From which phase of education to which. */
export type Phase = MilestoneOf<'transfer-planned'>['phase'];

/** The plan as this council first made it. */
export interface Made extends Opening {
  readonly underFive?: boolean;
  /** The id of the needs assessment that led to it: a UUID. */
  readonly assessment?: string;
}

/** The plan as it came from another council. */
export interface TransferredIn extends Opening {
  /** The day the plan was first made. */
  readonly madeOn?: CalendarDate;
  readonly lastReviewedOn?: CalendarDate;
  /** The council that it came from: its code of three digits. */
  readonly fromAuthority?: string;
  readonly underFive?: boolean;
}

/** The notice of an amendment that follows neither a review nor a reassessment. */
export interface Notice extends Dated {
  /** The day the family received it, if not the day it was sent. */
  readonly servedOn?: CalendarDate;
}

/** What happens to a plan, in the order in which it usually does. */
export type PlanMilestone =
  | MilestoneEvent<'PlanMade', Made>
  | MilestoneEvent<'PlanTransferredIn', TransferredIn>
  | MilestoneEvent<'FamilyToldOfTransfer'>
  | MilestoneEvent<'PlanReviewed', Dated & { readonly underFive?: boolean; readonly review?: string }>
  | MilestoneEvent<'AmendmentNoticeSent', Notice>
  | MilestoneEvent<'RepresentationsReceived'>
  | MilestoneEvent<'PlanAmended', Dated & { readonly phaseTransfer?: boolean; readonly review?: string }>
  | MilestoneEvent<'DecidedNotToAmend'>
  | MilestoneEvent<'PhaseTransferDue', Dated & { readonly phase: Phase }>
  | MilestoneEvent<'MoveNotified', Dated & { readonly movesOn?: CalendarDate }>
  | MilestoneEvent<'MoveCalledOff'>
  | MilestoneEvent<'PlanTransferredOut', Dated & { readonly toAuthority?: string }>
  | MilestoneEvent<'HealthBodyMoveNotified', Dated & { readonly movesOn?: CalendarDate }>
  | MilestoneEvent<'NewHealthBodyNotified'>
  | MilestoneEvent<'HealthBodyBecameResponsible'>
  | MilestoneEvent<'HealthBodyAskedCouncil'>
  | MilestoneEvent<'CeasingProposed'>
  | MilestoneEvent<'DecisionToCeaseNotified'>
  | MilestoneEvent<'DecidedNotToCease'>
  | MilestoneEvent<'PlanCeased', Ceased & { readonly review?: string }>
  | CaseLifeMilestone
  | DisputeMilestone;

/** Everything that a plan's stream holds. */
export type PlanEvent = PlanMilestone | CaseEvent;
