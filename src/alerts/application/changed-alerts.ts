import { hiddenChildren } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import { alertRows, type AlertFilter } from './alert-filter.js';
import { alertsById, type AlertItem } from './list-alerts.js';

/** What can have become of an alert since somebody last looked. */
export const CHANGES = ['new', 'escalated', 'resolved'] as const;
export type Change = (typeof CHANGES)[number];

/** What became of alerts since an instant. */
export interface ChangedAlerts {
  readonly counts: Readonly<Record<Change, number>>;
  /** How many of the new ones summaries tell of: they are not among the items. */
  readonly summarised: number;
  /** Those that changed last, at most {@link MOST_CHANGES} of each kind. */
  readonly items: readonly AlertItem[];
  /** What became of each item. */
  readonly changes: ReadonlyMap<string, Change>;
}

/** How many alerts of each kind are told of one by one. */
export const MOST_CHANGES = 20;

/**
 * What became of alerts since an instant, ISO 8601 in UTC: which were raised, came to be overdue, or were raised once more
 * and are open; which were escalated; and which were resolved. One that came and went in that time was resolved.
 */
export async function changedAlerts(
  asked: Asked,
  instant: string,
  { team, officer }: Pick<AlertFilter, 'team' | 'officer'>,
): Promise<ChangedAlerts> {
  const hidden = hiddenChildren();
  let rows = alertRows(asked).where('alert.recorded_at', '>', instant);
  if (hidden.length > 0) rows = rows.where('alert.person', 'not in', hidden);
  if (team !== undefined) rows = rows.where('case_file.team', '=', team);
  if (officer !== undefined) rows = rows.where('case_file.officer', officer === null ? 'is' : '=', officer);
  const found = await rows
    .select(['alert.id', 'alert.is_open', 'alert.summary', 'alert.raised_at', 'alert.escalated_at'])
    .orderBy('alert.recorded_at', 'desc')
    .orderBy('alert.id')
    .execute();
  const counts: Record<Change, number> = { new: 0, escalated: 0, resolved: 0 };
  const changes = new Map<string, Change>();
  let summarised = 0;
  for (const row of found) {
    const change = changeOf(row, instant);
    if (change === undefined) continue;
    counts[change] += 1;
    if (change === 'new' && row.summary !== null) summarised += 1;
    else if (counts[change] - (change === 'new' ? summarised : 0) <= MOST_CHANGES) changes.set(row.id, change);
  }
  return { counts, summarised, changes, items: await alertsById(asked, [...changes.keys()]) };
}

interface ChangedRow {
  readonly is_open: number;
  readonly raised_at: string;
  readonly escalated_at: string | null;
}

/** By when each was recorded: what a correction brings belongs to a day that can lie long before the last visit. */
function changeOf({ is_open, raised_at, escalated_at }: ChangedRow, instant: string): Change | undefined {
  if (is_open === 0) return 'resolved';
  if (raised_at > instant) return 'new';
  return escalated_at !== null && escalated_at > instant ? 'escalated' : undefined;
}
