import type { Directory } from '../../platform/access/directory.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { instantInWords } from '../../platform/instants.js';
import type { MailStanding } from '../../platform/health/outgoing-mail.js';
import type { PageView } from '../../platform/web/pages.js';
import { paginationOf } from '../../platform/web/pagination.js';
import { dueInWords } from '../../caseload/application/due-in-words.js';
import { longDate } from '../../statute/calendar.js';
import type { Rule } from '../../statute/rule.js';
import type { AlertsPage } from '../application/alert-lists.js';
import type { AlertSummary } from '../application/alert-summaries.js';
import { totalOf } from '../application/count-alerts.js';
import { changesView, type VisitedSince } from './alert-changes-view.js';
import { shownAlert, type Wording } from './alert-row.js';
import { countLinks, filterView } from './alerts-filter.js';
import { ALERTS_PATH, alertsPath, type AlertsQuery } from './alerts-query.js';
import { alertsInWords } from './alerts-words.js';
import { mailWords, type MailWords } from './mail-words.js';
import { numberInWords } from '../../platform/number-in-words.js';

/** What the page of alerts is made of. */
export interface AlertsParts {
  readonly query: AlertsQuery;
  readonly alerts: AlertsPage;
  readonly viewer: Viewer;
  readonly directory: Pick<Directory, 'nameOf' | 'teamNameOf'>;
  readonly rules: readonly Rule[];
  readonly reasonText: (id: string) => string;
  readonly visited: VisitedSince;
  /** How the mails stand that tell of alerts. */
  readonly mail: MailStanding;
  /** How the mail of this morning to whoever looks stands, as a sentence; nothing where they get none. */
  readonly morningMail?: string | undefined;
  /** The summary that the filter asks for. */
  readonly summary: AlertSummary | undefined;
}

/** What is wrong with mails; else how that of this morning stands. */
function mailView({ mail, morningMail }: AlertsParts): MailWords {
  const { problems, note } = mailWords(mail);
  return { problems, note: note ?? morningMail };
}

/** What a summary is called: what found it, and when. */
export function summaryName({ foundAt, because }: AlertSummary): string {
  const when = instantInWords(foundAt);
  if (because === 'import') return `Found late by an import on ${when}`;
  return because === 'first-sweep' ? `Late when alerts began on ${when}` : `Found at once on ${when}`;
}

const wordingOf = ({ alerts, directory, reasonText }: AlertsParts): Wording => ({
  today: alerts.asAt,
  directory,
  reasonText,
});

function summaryRow(summary: AlertSummary, { query: { chosen }, alerts: { asAt } }: AlertsParts): object {
  const { id, count, unacknowledged, dueOn } = summary;
  return {
    id,
    name: summaryName(summary),
    href: alertsPath(chosen, { summary: id }),
    count: alertsInWords(count),
    standing: unacknowledged === 0 ? 'All acknowledged' : `${numberInWords(unacknowledged)} not acknowledged`,
    worst: dueInWords(asAt, dueOn),
    worstDueOn: longDate(dueOn),
  };
}

/** Those of all teams, and of each of the viewer's own. */
function viewsOf({ query: { chosen }, viewer, directory }: AlertsParts): readonly object[] {
  if (viewer.teams.length === 0) return [];
  return [
    { text: 'All teams', href: alertsPath(chosen, { team: undefined }), active: chosen.team === undefined },
    ...viewer.teams.map((id) => ({
      text: directory.teamNameOf(id),
      href: alertsPath(chosen, { team: id }),
      active: chosen.team === id,
    })),
  ];
}

/** Why the list is empty, and what to do about it. */
function emptinessOf({ query: { chosen }, alerts }: AlertsParts): object | undefined {
  if (alerts.total > 0) return undefined;
  if (Object.keys(chosen).length === 0) {
    return {
      heading: 'There is nothing to be told',
      text: 'No limit was missed and none is due soon. When one is, it is shown here by itself.',
      links: [],
    };
  }
  if (chosen.state === 'resolved') {
    return {
      heading: 'Nothing was resolved since',
      text: 'When what was due is done, excused or corrected, it is shown here.',
      links: [{ text: 'See what is open', href: alertsPath(chosen, { state: undefined }) }],
    };
  }
  const isLeft = totalOf(alerts.counted) > 0;
  return {
    heading: 'No alert matches the filter',
    text: isLeft ? 'Take something out of the filter to see more.' : 'There are no open alerts at all.',
    links: [{ text: 'Clear the filter', href: ALERTS_PATH }],
  };
}

/** How many of how many alerts the page shows. */
function summaryOf({ query: { chosen }, alerts }: AlertsParts): string {
  const { total, listed, page, pages, items } = alerts;
  const what = chosen.state === 'resolved' ? `${alertsInWords(total)} resolved` : alertsInWords(total);
  const folded = total > listed ? `, ${numberInWords(total - listed)} of them found at once` : '';
  return pages === 1
    ? `${what}${folded}`
    : `${what}${folded}; page ${numberInWords(page)} of ${numberInWords(pages)}: ${numberInWords(items.length)} shown`;
}

/** What the page of alerts shows. */
export function alertsPage(parts: AlertsParts): PageView {
  const { query, alerts, directory, rules, visited, summary } = parts;
  const { chosen, filter } = query;
  const wording = wordingOf(parts);
  const filtering = {
    query,
    counted: alerts.counted,
    resolved: alerts.resolved,
    directory,
    rules,
    summaryName: summary && summaryName(summary),
  };
  return {
    title: 'Alerts',
    asAt: longDate(alerts.asAt),
    mail: mailView(parts),
    views: viewsOf(parts),
    changes: changesView(visited, wording),
    isFirstVisit: visited.since === undefined,
    counts: countLinks(filtering),
    filter: filterView(filtering),
    since:
      filter.state === 'resolved' && filter.resolvedSince !== undefined
        ? `Resolved since ${instantInWords(filter.resolvedSince)}`
        : undefined,
    summary: summaryOf(parts),
    caption: captionOf(parts),
    summaries: alerts.summaries.map((one) => summaryRow(one, parts)),
    rows: alerts.items.map((alert) => shownAlert(alert, wording)),
    mayAcknowledge: filter.state !== 'resolved',
    pagination: paginationOf(alerts.page, alerts.pages, (one) =>
      alertsPath(chosen, { page: one === 1 ? undefined : String(one) }),
    ),
    emptiness: emptinessOf(parts),
    here: alertsPath(chosen, alerts.page === 1 ? {} : { page: String(alerts.page) }),
    exports:
      alerts.total === 0
        ? []
        : [
            { text: 'CSV', href: alertsPath(chosen, {}, `${ALERTS_PATH}/export.csv`) },
            { text: 'Excel', href: alertsPath(chosen, {}, `${ALERTS_PATH}/export.xlsx`) },
          ],
  };
}

function captionOf({ query: { filter }, summary }: AlertsParts): string {
  if (filter.state === 'resolved') return 'Resolved, the last first';
  return summary === undefined
    ? 'What is overdue longest first'
    : `${summaryName(summary)}: what is overdue longest first`;
}
