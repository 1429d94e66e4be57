/** Those whose advice has a limit (regulations 6(1) and 8(1)); the family's own advice has none. */
export const ADVISERS = [
  'educational-psychologist',
  'health',
  'social-care',
  'education-setting',
  'sensory',
  'other',
] as const;

/** One whose advice has a limit. */
export type Adviser = (typeof ADVISERS)[number];
