/** How a measure stands: not due yet, or red, amber, green or purple (RAGP), the worst first. */
export const STATUSES = ['not-due-yet', 'red', 'amber', 'green', 'purple'] as const;
export type Status = (typeof STATUSES)[number];
