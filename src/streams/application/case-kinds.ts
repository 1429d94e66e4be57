/** The kinds of case. */
export const CASE_KINDS = ['assessment', 'plan', 'review'] as const;

/** A kind of case. */
export type CaseKindName = (typeof CASE_KINDS)[number];
