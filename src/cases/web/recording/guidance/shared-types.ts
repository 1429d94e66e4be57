import type { CaseLifeMilestone } from '../../../../streams/domain/case-life.js';
import type { DisputeMilestone } from '../../../../streams/domain/disputes.js';

/** The milestones in the life of a case of any kind, and those of its disputes, by the type of their event. */
export type LifeType = CaseLifeMilestone['type'];
export type DisputeType = DisputeMilestone['type'];
