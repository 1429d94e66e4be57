import { describe, expect, it } from '@jest/globals';
import { permissionsOf, type Viewer } from '../../platform/access/viewer.js';
import { Form } from '../../platform/web/form.js';
import { rulebook } from '../../statute/rulebook.js';
import { day } from '../../statute/calendar.js';
import { countedAlerts, listedAlert, TODAY, WORDING } from '../../testing/listed-alerts.js';
import type { AlertsPage } from '../application/alert-lists.js';
import { totalOf, type CountedAlerts } from '../application/count-alerts.js';
import { alertsPage, type AlertsParts } from './alerts-page.js';
import { readAlertsQuery } from './alerts-query.js';

const SINCE = '2026-03-05T09:10:00.000Z';
const SUMMARY = '0190d3c8-0d4e-7c3a-9b1f-3a5e7f00000a';
const MAIL = { isOn: true, waiting: 0, failing: 0, oldestSeconds: 0, givenUp: 0 };

const viewer: Viewer = {
  id: 'officer-7',
  name: 'Ada Byrne',
  roles: ['manager'],
  teams: ['north'],
  permissions: permissionsOf(['manager']),
  by: 'session',
};

interface Shown {
  readonly summary: string;
  readonly caption: string;
  readonly counts: { readonly standing: readonly Count[]; readonly ages: readonly Count[] };
  readonly filter: { readonly choices: readonly Choice[]; readonly chosen: readonly { readonly text: string }[] };
  readonly changes?: {
    readonly heading: string;
    readonly summary: string;
    readonly isNothing: boolean;
    readonly lists: readonly { readonly heading: string; readonly lines: readonly object[]; readonly more: object }[];
  };
  readonly summaries: readonly object[];
  readonly rows: readonly object[];
  readonly emptiness?: { readonly heading: string };
  readonly exports: readonly { readonly href: string }[];
  readonly views: readonly object[];
  readonly mail: { readonly problems: readonly string[]; readonly note?: string };
}
interface Count {
  readonly text: string;
  readonly count: string;
  readonly href: string;
  readonly isCurrent: boolean;
}
interface Choice {
  readonly name: string;
  readonly items: readonly { readonly value: string; readonly text: string }[];
}

function pageOf(counted: readonly CountedAlerts[], more: Partial<AlertsPage> = {}): AlertsPage {
  const total = totalOf(counted);
  return {
    ...{
      asAt: TODAY,
      items: [],
      counted,
      resolved: 7,
      total,
      listed: total,
      page: 1,
      pages: 1,
      summaries: [],
      upTo: SINCE,
    },
    ...more,
  };
}

function shown(alerts: AlertsPage, query = '', more: Partial<AlertsParts> = {}): Shown {
  return alertsPage({
    query: readAlertsQuery(new Form(new URLSearchParams(query)), SINCE),
    alerts,
    viewer,
    directory: WORDING.directory,
    rules: rulebook.rules,
    reasonText: WORDING.reasonText,
    mail: MAIL,
    visited: { since: undefined, changes: undefined, upTo: undefined },
    summary: undefined,
    ...more,
  }) as unknown as Shown;
}

const SOME = [
  countedAlerts({ count: 3 }),
  countedAlerts({ count: 2, rule: 'N2', adviser: 'health', team: 'south', isAcknowledged: true }),
  countedAlerts({ count: 4, level: 'due-soon', age: 'not-overdue', officer: null }),
  countedAlerts({ count: 1, age: 'over-365', isEscalated: true }),
];
const counts = (links: readonly Count[]): Readonly<Record<string, string>> =>
  Object.fromEntries(links.map(({ text, count }) => [text, count]));

describe('The page of alerts', () => {
  it('counts by how they stand and by days overdue, each a link to those alone', () => {
    const { counts: links } = shown(pageOf(SOME));
    expect(counts(links.standing)).toEqual({
      ...{ Missed: '6', 'Due soon': '4', 'Not acknowledged': '8', Acknowledged: '2', Escalated: '1' },
      'Resolved since': '7',
    });
    expect(counts(links.ages)).toMatchObject({ 'Over a year': '1', '1 to 7 days': '5', 'Not yet overdue': '4' });
    expect(links.standing[0]).toEqual({ text: 'Missed', count: '6', href: '/alerts?level=missed', isCurrent: false });
  });

  it('counts each field as it would be without it, so that another choice is told what it leads to', () => {
    const { counts: links, filter } = shown(pageOf(SOME), 'level=missed&team=north');
    expect(counts(links.standing)).toMatchObject({ Missed: '4', 'Due soon': '4', Acknowledged: '0', Escalated: '1' });
    const teams = filter.choices.find(({ name }) => name === 'team')?.items.map(({ text }) => text);
    expect(teams).toEqual(['All teams', 'Plans north (4)', 'south (2)']);
    expect(filter.chosen.map(({ text }) => text)).toEqual(['Team: Plans north', 'Missed']);
  });

  it('offers to choose nobody, and each adviser whose advice is late or due', () => {
    const { filter } = shown(pageOf(SOME));
    const items = (name: string) => filter.choices.find((choice) => choice.name === name)?.items.slice(1);
    expect(items('officer')).toMatchObject([
      { value: 'none', text: 'Nobody: not assigned (4)' },
      { value: 'officer-7', text: 'Ada Byrne (6)' },
    ]);
    expect(items('adviser')).toMatchObject([{ value: 'health', text: 'Health (2)' }]);
  });

  it('tells of what was found at once as one, with a way to its list', () => {
    const summary = { id: SUMMARY, count: 812, unacknowledged: 800, dueOn: day('2025-03-20'), foundAt: SINCE };
    const page = pageOf([countedAlerts({ count: 812, summary: SUMMARY }), countedAlerts()], {
      ...{ listed: 1, summaries: [{ ...summary, because: 'import' }], items: [listedAlert()] },
    });
    const { summaries, summary: text, rows } = shown(page, 'team=north');
    expect(summaries).toEqual([
      {
        id: SUMMARY,
        name: 'Found late by an import on 5 March 2026 at 9:10am',
        href: `/alerts?team=north&summary=${SUMMARY}`,
        count: '812 alerts',
        standing: '800 not acknowledged',
        worst: '370 days late',
        worstDueOn: '20 March 2025',
      },
    ]);
    expect(text).toBe('813 alerts, 812 of them found at once');
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['', [], 'There is nothing to be told'],
    ['state=resolved', SOME, 'Nothing was resolved since'],
    ['age=to-91', SOME, 'No alert matches the filter'],
  ])('says why it is empty: %s', (query, counted, heading) => {
    const { emptiness, exports } = shown(pageOf(counted, { total: 0, listed: 0 }), query);
    expect(emptiness?.heading).toBe(heading);
    expect(exports).toEqual([]);
  });

  it('leads to files of what it shows, and to the alerts of each of the viewer’s teams', () => {
    const { exports, views } = shown(pageOf(SOME), 'level=missed');
    expect(exports.map(({ href }) => href)).toEqual([
      '/alerts/export.csv?level=missed',
      '/alerts/export.xlsx?level=missed',
    ]);
    expect(views).toEqual([
      { text: 'All teams', href: '/alerts?level=missed', active: true },
      { text: 'Plans north', href: '/alerts?team=north&level=missed', active: false },
    ]);
  });
});

describe('What changed since the last visit', () => {
  const changesOf = (counts: Readonly<Record<'new' | 'escalated' | 'resolved', number>>, summarised = 0) => ({
    counts,
    summarised,
    items: [listedAlert()],
    changes: new Map([[listedAlert().id, 'new' as const]]),
  });

  it('is not told on the first visit', () => {
    expect(shown(pageOf(SOME)).changes).toBeUndefined();
  });

  it('is told with counts, names and what is left', () => {
    const visited = { since: SINCE, changes: changesOf({ new: 30, escalated: 0, resolved: 2 }, 9), upTo: SINCE };
    const { changes } = shown(pageOf(SOME), '', { visited });
    expect(changes).toMatchObject({
      heading: 'Since your last visit on 5 March 2026 at 9:10am',
      summary: '30 new, 0 escalated, 2 resolved',
      isNothing: false,
    });
    expect(changes?.lists).toEqual([
      {
        heading: 'New (30)',
        lines: [{ text: 'T.O., SEN-17, Final plan', href: `/alerts/${listedAlert().id}`, more: '5 days late' }],
        more: ['9 alerts found at once: see below.', 'The 20 that changed last are named; 20 alerts more.'],
      },
      { heading: 'Resolved (2)', lines: [], more: ['The 20 that changed last are named; 2 alerts more.'] },
    ]);
  });

  it('can be nothing', () => {
    const none = { ...changesOf({ new: 0, escalated: 0, resolved: 0 }), items: [], changes: new Map() };
    expect(shown(pageOf(SOME), '', { visited: { since: SINCE, changes: none, upTo: SINCE } }).changes?.isNothing).toBe(
      true,
    );
  });
});

describe('The mails of each morning', () => {
  it('are told of to whoever gets one', () => {
    const morningMail = 'Morning mail: sent at 7:00am.';
    expect(shown(pageOf(SOME), '', { morningMail }).mail.note).toBe(morningMail);
    expect(shown(pageOf(SOME), '', { morningMail, mail: { ...MAIL, isOn: false } }).mail.note).toMatch(/^No digest/);
  });

  it('are said to be off where no mail server is configured', () => {
    expect(shown(pageOf(SOME), '', { mail: { ...MAIL, isOn: false } }).mail.note).toMatch(/^No digest is sent by mail/);
  });

  it('are said to fail where they do', () => {
    expect(shown(pageOf(SOME), '', { mail: { ...MAIL, failing: 1, givenUp: 2 } }).mail.problems).toEqual([
      '1 mail could not be sent yet and is tried again: a digest may come late.',
      '2 mails were given up within the last day: a digest may not come.',
    ]);
  });
});
