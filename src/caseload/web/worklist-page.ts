import type { Directory } from '../../platform/access/directory.js';
import { may, type Viewer } from '../../platform/access/viewer.js';
import { momentInWords } from '../../platform/web/moment.js';
import type { PageView } from '../../platform/web/pages.js';
import { paginationOf } from '../../platform/web/pagination.js';
import { longDate } from '../../statute/calendar.js';
import type { Rule } from '../../statute/rule.js';
import { groupOf, WORK_GROUPS } from '../application/work-groups.js';
import { MOST_BY_NAME, type WorkItem, type WorkPage } from '../application/worklists.js';
import { filterView, type Holders } from './worklist-filter.js';
import { EVERYBODY, NOBODY, worklistPath, type WorklistQuery } from './worklist-query.js';
import { shownCase, type ShownCase } from './worklist-row.js';
import { groupNames, sortNames } from './worklist-words.js';
import { numberInWords } from '../../platform/number-in-words.js';

/** What the page of a worklist is made of. */
export interface WorklistParts {
  readonly query: WorklistQuery;
  readonly work: WorkPage;
  readonly viewer: Viewer;
  readonly directory: Directory;
  readonly holders: Holders;
  readonly rules: readonly Rule[];
  /** Whether any case is on record at all. */
  readonly hasCases: boolean;
}

const cases = (count: number): string => `${numberInWords(count)} open ${count === 1 ? 'case' : 'cases'}`;

/** Whose work it is, as a heading. */
function titleOf({ query: { filter }, viewer, directory }: WorklistParts): string {
  const nameOfTeam = filter.team === null ? 'no team' : directory.teamNameOf(filter.team ?? '');
  const team = filter.team === undefined ? '' : `, ${nameOfTeam}`;
  if (filter.officer === null) return `Cases that nobody has${team}`;
  if (filter.officer === viewer.id) return `My work${team}`;
  if (filter.officer !== undefined) return `Work of ${directory.nameOf(filter.officer)}${team}`;
  if (filter.team === null) return 'Work of no team';
  return filter.team === undefined ? "Everybody's work" : `Work of the team ${nameOfTeam}`;
}

/** The lists that are one click away: one's own, those of one's teams, everybody's, those that nobody has. */
function viewsOf({ query: { filter, chosen }, viewer, directory }: WorklistParts): readonly object[] {
  const { officer, team } = filter;
  return [
    {
      text: 'My work',
      href: viewer.roles.includes('caseworker') ? '/worklist' : worklistPath({ officer: viewer.id }),
      active: officer === viewer.id && team === undefined,
    },
    ...viewer.teams.map((id) => ({
      text: directory.teamNameOf(id),
      href: worklistPath({ officer: EVERYBODY, team: id }),
      active: officer === undefined && team === id,
    })),
    {
      text: 'Everybody',
      href: worklistPath({ officer: EVERYBODY }),
      active: officer === undefined && chosen.team === undefined,
    },
    { text: 'Not assigned', href: worklistPath({ officer: NOBODY }), active: officer === null },
  ];
}

interface ShownGroup {
  readonly id: string;
  readonly heading: string;
  readonly rows: readonly ShownCase[];
}

/** The rows of a page, by how soon they are due where they go by that. */
function groupsOf({ work, directory, viewer }: WorklistParts): readonly ShownGroup[] {
  const { asAt, items, counts, sort } = work;
  const rowOf = (item: WorkItem): ShownCase => shownCase(item, asAt, directory, viewer.id);
  if (sort !== 'due') {
    return items.length === 0
      ? []
      : [{ id: 'all', heading: `By ${sortNames[sort].toLowerCase()}`, rows: items.map(rowOf) }];
  }
  const grouped = Map.groupBy(items, ({ firstDueOn }) => groupOf(firstDueOn, asAt));
  return WORK_GROUPS.flatMap((group) => {
    const rows = grouped.get(group);
    if (rows === undefined) return [];
    const heading = `${groupNames[group]} (${numberInWords(counts[group])})`;
    return [{ id: group, heading, rows: rows.map(rowOf) }];
  });
}

/** How many cases there are in each group, each a link to them alone. */
function countsOf({ query: { chosen }, work: { counts } }: WorklistParts): readonly object[] {
  return WORK_GROUPS.map((group) => ({
    group,
    text: groupNames[group],
    count: numberInWords(counts[group]),
    isCurrent: chosen.group === group,
    href: worklistPath(chosen, { group: chosen.group === group ? undefined : group }),
  }));
}

/** Why the list is empty, and what to do about it. */
function emptinessOf({ query: { chosen }, work, viewer, hasCases }: WorklistParts): object | undefined {
  if (work.total > 0) return undefined;
  if (!hasCases) {
    return {
      heading: 'No case is recorded yet',
      text: 'When a request for a needs assessment is recorded, or a plan is taken in, it is shown here.',
      links: may(viewer, 'record') ? [{ text: 'Record a new case', href: '/new' }] : [],
    };
  }
  const others = [
    { text: "See everybody's cases", href: worklistPath({ officer: EVERYBODY }) },
    { text: 'See cases that nobody has', href: worklistPath({ officer: NOBODY }) },
  ];
  if (Object.keys(chosen).every((field) => field === 'sort')) {
    return {
      heading: 'No open case is assigned to you',
      text: 'Ask your manager to assign cases to you. To stand in for a colleague, choose them under Officer in the filter.',
      links: others,
    };
  }
  return {
    heading: 'No open case matches the filter',
    text: 'Take something out of the filter to see more.',
    links: [{ text: 'Clear the filter', href: '/worklist' }],
  };
}

/** How many of how many cases the page shows. */
function summaryOf({ work: { items, total, page, pages } }: WorklistParts): string {
  return pages === 1
    ? cases(total)
    : `${cases(total)}, page ${numberInWords(page)} of ${numberInWords(pages)}: ${numberInWords(items.length)} shown`;
}

/** What a worklist shows. */
export function worklistPage(parts: WorklistParts): PageView {
  const { query, work, viewer } = parts;
  const { chosen } = query;
  const moment = momentInWords(query.moment);
  const mayRecord = moment === undefined && may(viewer, 'record');
  return {
    title: titleOf(parts),
    moment,
    nowHref: worklistPath(chosen, { asAt: undefined, knownOn: undefined }),
    errors: query.errors,
    isRefused: !query.errors.isEmpty,
    asAt: longDate(work.asAt),
    views: viewsOf(parts),
    counts: countsOf(parts),
    filter: filterView(parts),
    summary: summaryOf(parts),
    tooManyForNames: work.tooManyForNames
      ? `By name, at most ${numberInWords(MOST_BY_NAME)} cases can be put in order, so these are by what is due first. Narrow the filter to sort them by name.`
      : undefined,
    groups: groupsOf(parts),
    showsOfficer: typeof query.filter.officer !== 'string',
    showsOpened: work.sort === 'opened',
    mayRecord,
    mayHandOver: mayRecord && may(viewer, 'manage'),
    pagination: paginationOf(work.page, work.pages, (one) =>
      worklistPath(chosen, { page: one === 1 ? undefined : String(one) }),
    ),
    emptiness: emptinessOf(parts),
    exports:
      work.total === 0
        ? []
        : [
            { text: 'CSV', href: worklistPath(chosen, {}, '/worklist/export.csv') },
            { text: 'Excel', href: worklistPath(chosen, {}, '/worklist/export.xlsx') },
          ],
  };
}
