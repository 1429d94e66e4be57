import type { CalendarDate } from '../../statute/calendar.js';

/** What a digest tells of, by what happened. */
export const DIGEST_PARTS = ['missed', 'escalated', 'recovery-passed', 'due-soon'] as const;
export type DigestPart = (typeof DIGEST_PARTS)[number];

/** Some alerts to which the same happened. */
export interface DigestAlerts {
  /** The ids of those that are told one by one, the longest overdue first. */
  readonly alerts: readonly string[];
  /** How many there are together. */
  readonly count: number;
}

/** Many late clocks that were found at once, and are told of as one. */
export interface DigestSummary {
  readonly id: string;
  readonly because: string;
  readonly on: CalendarDate;
  readonly count: number;
}

/** What stands open, whenever it happened. */
export interface DigestStanding {
  readonly missed: number;
  readonly dueSoon: number;
  readonly unacknowledged: number;
}

/** What the outbox keeps of a digest: ids, days and counts. */
export interface DigestContent {
  /** The day that it is for. */
  readonly day: CalendarDate;
  /** Whether nobody told this manager anything before: what stands open is told then. */
  readonly isFirst: boolean;
  readonly parts: Readonly<Record<DigestPart, DigestAlerts>>;
  readonly summaries: readonly DigestSummary[];
  readonly standing: DigestStanding;
}

/** How many alerts of a part are told one by one. */
export const MOST_TOLD = 50;

/** Whether there is anything to tell. */
export function isWorthSending({ isFirst, parts, summaries, standing }: DigestContent): boolean {
  const news = DIGEST_PARTS.reduce((sum, part) => sum + parts[part].count, summaries.length);
  return news > 0 || (isFirst && standing.missed + standing.dueSoon > 0);
}
