import type { Directory } from '../../platform/access/directory.js';
import { momentInWords, type AskedMoment } from '../../platform/web/moment.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate } from '../../statute/calendar.js';
import type { HeldLoad, Workload } from '../application/workloads.js';
import { shadeOf, type Load, type TeamLoad, type UsualLoad } from '../domain/loads.js';
import { nextFourWeeks, weeksFrom } from '../domain/week-spans.js';
import { managerSections } from './manager-sections.js';
import { teamOptions } from './team-options.js';
import { queried, WORKLOAD_SORTS, type WorkloadQuery, type WorkloadSort } from './workload-query.js';
import { worklistLink, type LinkedCases } from './worklist-link.js';
import { numberInWords } from '../../platform/number-in-words.js';

/** What the page of a workload is made of. */
export interface WorkloadParts {
  readonly query: WorkloadQuery;
  readonly workload: Workload;
  readonly directory: Directory;
  readonly isNow: boolean;
}

/** A number with the list of its cases; without one where there are none. */
interface ShownNumber {
  readonly count: string;
  readonly href?: string;
  readonly shade?: number;
}

type Whose = Pick<LinkedCases, 'officer' | 'team'>;

const collator = new Intl.Collator('en-GB', { sensitivity: 'base' });

/** How somebody's load stands beside what their team usually has: as short as a column, and in words. */
function besideUsual(open: number, { mean, highest }: UsualLoad): object {
  const beside = open - mean;
  const sign = beside > 0 ? '+' : '\u2212';
  return {
    short: beside === 0 ? '0' : `${sign}${numberInWords(Math.abs(beside))}`,
    words:
      beside === 0
        ? 'at the mean of the team'
        : `${beside > 0 ? 'above' : 'below'} the mean of the team, ${numberInWords(mean)}`,
    isHighest: open === highest,
  };
}

/** The numbers of a load as cells, each linked to its cases. */
function cellsOf(load: Load, whose: Whose, { workload: { asAt }, query }: WorkloadParts, highest: number) {
  const moment = query.moment.asked;
  const cell = (count: number, due: LinkedCases['due'], shade?: number): ShownNumber => ({
    count: numberInWords(count),
    ...(count === 0 ? {} : { href: worklistLink({ ...whose, ...(due === undefined ? {} : { due }), moment }) }),
    ...(shade === undefined ? {} : { shade }),
  });
  return {
    open: cell(load.open, undefined),
    overdue: cell(load.overdue, 'overdue'),
    soon: cell(load.nextFourWeeks, nextFourWeeks(asAt)),
    weeks: weeksFrom(asAt).map((week, index) => {
      const count = load.weeks[index] ?? 0;
      return cell(count, week, shadeOf(count, highest));
    }),
  };
}

const ORDERS: Readonly<
  Record<WorkloadSort, (names: Pick<Directory, 'teamNameOf'>) => (one: HeldLoad, other: HeldLoad) => number>
> = {
  officer: () => () => 0,
  team:
    ({ teamNameOf }) =>
    (one, other) =>
      collator.compare(
        one.team === null ? '' : teamNameOf(one.team),
        other.team === null ? '' : teamNameOf(other.team),
      ),
  open: () => (one, other) => other.open - one.open,
  overdue: () => (one, other) => other.overdue - one.overdue,
  soon: () => (one, other) => other.nextFourWeeks - one.nextFourWeeks,
};

/** Cases that nobody has come first, then officers in the order that was asked for, by name where that is even. */
export function inOrder(
  officers: readonly HeldLoad[],
  sort: WorkloadSort,
  directory: Pick<Directory, 'nameOf' | 'teamNameOf'>,
): readonly HeldLoad[] {
  const names = { teamNameOf: (team: string) => directory.teamNameOf(team) };
  const nameOf = ({ officer }: HeldLoad): string => (officer === null ? '' : directory.nameOf(officer));
  const order = ORDERS[sort](names);
  return officers.toSorted(
    (one, other) =>
      Number(one.officer !== null) - Number(other.officer !== null) ||
      order(one, other) ||
      collator.compare(nameOf(one), nameOf(other)),
  );
}

const SORT_NAMES: Readonly<Record<WorkloadSort, string>> = {
  officer: 'Officer',
  team: 'Team',
  open: 'Open cases',
  overdue: 'Overdue',
  soon: 'Due in the next 4 weeks',
};

/** The highest number in one week of some loads. */
const highestWeek = (loads: readonly Load[]): number => Math.max(0, ...loads.flatMap(({ weeks }) => weeks));

function officerRows(parts: WorkloadParts): readonly object[] {
  const { query, workload, directory, isNow } = parts;
  const usual = new Map(workload.teams.map((team) => [team.team, team.usual]));
  const highest = highestWeek(workload.officers.filter(({ officer }) => officer !== null));
  return inOrder(workload.officers, query.sort, directory).map((load) => {
    const { officer, team, hasLeft } = load;
    const whose: Whose = { officer, team: query.team };
    const usualHere = usual.get(team);
    return {
      name: officer === null ? 'Nobody' : directory.nameOf(officer),
      isNobody: officer === null,
      hasLeft,
      team: team === null ? 'No team' : directory.teamNameOf(team),
      beside: officer === null || hasLeft || usualHere === undefined ? undefined : besideUsual(load.open, usualHere),
      handOver: isNow
        ? queried('/workload/hand-over', { officer, team: query.team === undefined ? undefined : query.team })
        : undefined,
      ...cellsOf(load, whose, parts, highest),
    };
  });
}

function teamRows(parts: WorkloadParts): readonly object[] {
  const { workload, directory } = parts;
  const highest = highestWeek(workload.teams);
  const nameOf = ({ team }: TeamLoad): string => (team === null ? 'No team' : directory.teamNameOf(team));
  return workload.teams
    .toSorted(
      (one, other) =>
        Number(one.team !== null) - Number(other.team !== null) || collator.compare(nameOf(one), nameOf(other)),
    )
    .map((load) => ({
      name: nameOf(load),
      officers: numberInWords(load.officers),
      mean: load.usual === undefined ? 'None' : numberInWords(load.usual.mean),
      highest: load.usual === undefined ? 'None' : numberInWords(load.usual.highest),
      ...cellsOf(load, { team: load.team }, parts, highest),
    }));
}

/** What was chosen, as the addresses of the page carry it. */
export function chosenIn({ team, sort, moment: { asked } }: WorkloadQuery): Record<string, string | null | undefined> {
  const { asAt, knownOn }: AskedMoment = asked;
  return { team, sort: sort === 'officer' ? undefined : sort, asAt, knownOn };
}

/** What a workload shows. */
export function workloadPage(parts: WorkloadParts): PageView {
  const { query, workload, directory } = parts;
  const { asAt, total, officers } = workload;
  const { moment } = query;
  const chosen = chosenIn(query);
  const soon = nextFourWeeks(asAt);
  const whole = { team: query.team };
  return {
    title: 'Workload',
    managerSections: managerSections('/workload'),
    asAt: longDate(asAt),
    moment: momentInWords(moment.asked),
    nowHref: queried('/workload', { ...chosen, asAt: undefined, knownOn: undefined }),
    typed: moment.typed,
    errors: moment.errors,
    isRefused: !moment.errors.isEmpty,
    teamChoice: teamOptions(
      directory,
      query.team,
      workload.teams.map(({ team }) => team),
    ),
    sorts: WORKLOAD_SORTS.map((sort) => ({ value: sort, text: SORT_NAMES[sort], selected: sort === query.sort })),
    carried: (['team', 'sort'] as const).flatMap((name) => {
      const value = chosen[name];
      return value === undefined ? [] : [{ name, value: value ?? 'none' }];
    }),
    carriedMoment: (['asAt', 'knownOn'] as const).flatMap((name) => {
      const value = moment.asked[name];
      return value === undefined ? [] : [{ name, value }];
    }),
    counts: [
      { text: total.open === 1 ? 'open case' : 'open cases', ...cellsOf(total, whole, parts, 0).open },
      { text: 'overdue', ...cellsOf(total, whole, parts, 0).overdue },
      { text: 'due in the next 4 weeks', ...cellsOf(total, whole, parts, 0).soon },
      {
        text: 'without an officer',
        ...cellsOf(officers.find(({ officer }) => officer === null) ?? NONE, { ...whole, officer: null }, parts, 0)
          .open,
      },
    ],
    soon: `${longDate(soon.from)} to ${longDate(soon.to)}`,
    weeks: weeksFrom(asAt).map(({ from }, index) => ({
      text: index === 0 ? 'This week' : shortDate(longDate(from)),
      label: index === 0 ? `This week, from ${longDate(from)}` : `Week of ${longDate(from)}`,
    })),
    teams: teamRows(parts),
    officers: officerRows(parts),
    isEmpty: total.open === 0,
    mayHandOver: parts.isNow,
    exports: [
      { text: 'CSV', href: queried('/workload/export.csv', chosen) },
      { text: 'Excel', href: queried('/workload/export.xlsx', chosen) },
    ],
  };
}

const NONE: Load = { open: 0, overdue: 0, nextFourWeeks: 0, weeks: [] };

/** A date without its year: a heading of a narrow column. */
const shortDate = (long: string): string => long.replace(/ \d{4}$/, '').replace(/ (\w{3})\w*$/, ' $1');
