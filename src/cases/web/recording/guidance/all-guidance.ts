import type { MilestoneType } from '../../../application/words.js';
import { ASSESSMENT_GUIDANCE } from './assessment-guidance.js';
import type { Guidance, GuidanceOf } from './guidance.js';
import { PLAN_GUIDANCE, REVIEW_GUIDANCE } from './plan-guidance.js';
import { DISPUTE_GUIDANCE, LIFE_GUIDANCE } from './shared-guidance.js';

export type { Guidance } from './guidance.js';

const GUIDANCE: GuidanceOf<MilestoneType> = {
  ...ASSESSMENT_GUIDANCE,
  ...LIFE_GUIDANCE,
  ...DISPUTE_GUIDANCE,
  ...PLAN_GUIDANCE,
  ...REVIEW_GUIDANCE,
};

/** What helps to record a milestone, by the type of its event. */
export function guidanceOn(type: string): Guidance {
  return GUIDANCE[type as MilestoneType];
}
