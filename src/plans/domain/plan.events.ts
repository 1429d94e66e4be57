import type { CalendarDate } from '../../statute/calendar.js';
import type { MilestoneOf } from '../../statute/milestones.js';
import type { CaseLifeMilestone } from '../../streams/domain/case-life.js';
import type { Opening } from '../../streams/domain/case-record.js';
import type { DisputeMilestone } from '../../streams/domain/disputes.js';
import type { CaseEvent, Dated, MilestoneEvent } from '../../streams/domain/event.js';

/**
 * Why a plan ceased (SEN2 item 4.6), in the order of its codes 1 to 4 and 6 to 9. Code 5, a transfer to another
 * council, is no ceasing in law: it is a milestone of its own.
 */
export const CEASE_REASONS = [
  'reached-maximum-age',
  'needs-met-without-plan',
  'higher-education',
  'paid-employment',
  'no-longer-wishes-to-engage',
  'moved-outside-england',
  'deceased',
  'other',
] as const;

/** Why a plan ceased. */
export type CeaseReason = (typeof CEASE_REASONS)[number];

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
  | MilestoneEvent<'PlanTransferredOut', Dated & { readonly toAuthority?: string }>
  | MilestoneEvent<'HealthBodyMoveNotified', Dated & { readonly movesOn?: CalendarDate }>
  | MilestoneEvent<'NewHealthBodyNotified'>
  | MilestoneEvent<'HealthBodyBecameResponsible'>
  | MilestoneEvent<'HealthBodyAskedCouncil'>
  | MilestoneEvent<'CeasingProposed'>
  | MilestoneEvent<'PlanCeased', Dated & { readonly reason: CeaseReason }>
  | CaseLifeMilestone
  | DisputeMilestone;

/** Everything that a plan's stream holds. */
export type PlanEvent = PlanMilestone | CaseEvent;
