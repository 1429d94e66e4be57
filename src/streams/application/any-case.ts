import type { CaseLifeMilestone } from '../domain/case-life.js';
import type { DisputeMilestone } from '../domain/disputes.js';
import type { CaseService } from './case-service.js';

/** The kinds of case. */
export const CASE_KINDS = ['assessment', 'plan', 'review'] as const;

/** A kind of case. */
export type CaseKindName = (typeof CASE_KINDS)[number];

/** Cases of any kind, as far as what they have in common goes. */
export type AnyCases = CaseService<string, CaseLifeMilestone | DisputeMilestone>;
