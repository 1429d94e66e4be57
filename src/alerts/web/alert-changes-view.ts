import { instantInWords } from '../../platform/instants.js';
import { CHANGES, MOST_CHANGES, type Change } from '../application/changed-alerts.js';
import type { ListedChanges } from '../application/alert-lists.js';
import { alertInWords, type Wording } from './alert-row.js';
import { alertsInWords, ESCALATIONS_IN_WORDS, RESOLUTIONS_IN_WORDS } from './alerts-words.js';
import { dueInWords } from '../../caseload/application/due-in-words.js';
import type { ListedAlert } from '../application/alert-lists.js';

/** What changed since somebody's last visit. */
export interface VisitedSince {
  /** The end of the last visit, or up to when they said they had seen everything; nothing on the first visit. */
  readonly since: string | undefined;
  readonly changes: ListedChanges | undefined;
  /** Up to when the page tells what happened: what "all is seen" means. */
  readonly upTo: string | undefined;
}

const HEADINGS: Readonly<Record<Change, string>> = { new: 'New', escalated: 'Escalated', resolved: 'Resolved' };

function lineOf(alert: ListedAlert, change: Change, { today }: Wording): { text: string; href: string; more: string } {
  const more = {
    new: dueInWords(today, alert.dueOn),
    escalated: alert.escalatedBecause === undefined ? '' : ESCALATIONS_IN_WORDS[alert.escalatedBecause],
    resolved: alert.resolvedBecause === undefined ? '' : RESOLUTIONS_IN_WORDS[alert.resolvedBecause],
  };
  return { text: alertInWords(alert), href: `/alerts/${alert.id}`, more: more[change] };
}

/** What the page tells of the time since the last visit. */
export function changesView({ since, changes, upTo }: VisitedSince, wording: Wording): object | undefined {
  if (since === undefined || changes === undefined) return undefined;
  const { counts, summarised, items, changes: of } = changes;
  const lists = CHANGES.flatMap((change) => {
    const lines = items.filter(({ id }) => of.get(id) === change).map((alert) => lineOf(alert, change, wording));
    const left = counts[change] - lines.length - (change === 'new' ? summarised : 0);
    return counts[change] === 0
      ? []
      : [
          {
            heading: `${HEADINGS[change]} (${counts[change].toLocaleString('en-GB')})`,
            lines,
            more: [
              ...(change === 'new' && summarised > 0 ? [`${alertsInWords(summarised)} found at once: see below.`] : []),
              ...(left > 0
                ? [`The ${String(MOST_CHANGES)} that changed last are named; ${alertsInWords(left)} more.`]
                : []),
            ],
          },
        ];
  });
  return {
    heading: `Since your last visit on ${instantInWords(since)}`,
    summary: CHANGES.map(
      (change) => `${counts[change].toLocaleString('en-GB')} ${HEADINGS[change].toLowerCase()}`,
    ).join(', '),
    isNothing: lists.length === 0,
    lists,
    upTo,
  };
}
