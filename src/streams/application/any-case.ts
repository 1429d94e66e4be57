import type { CaseLifeMilestone } from '../domain/case-life.js';
import type { DisputeMilestone } from '../domain/disputes.js';
import type { CaseService } from './case-service.js';

export { CASE_KINDS, type CaseKindName } from './case-kinds.js';

/** Cases of any kind, as far as what they have in common goes. */
export type AnyCases = CaseService<string, CaseLifeMilestone | DisputeMilestone>;
