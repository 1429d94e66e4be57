import { adviserInWords, CHOICES_IN_WORDS } from '../../cases/application/attribute-words.js';
import { childInWords } from '../../people/application/child-name.js';
import type { Directory } from '../../platform/access/directory.js';
import { momentInWords } from '../../platform/web/moment.js';
import type { PageView } from '../../platform/web/pages.js';
import { paginationOf } from '../../platform/web/pagination.js';
import { longDate } from '../../statute/calendar.js';
import type { Ground } from '../../statute/exceptions.js';
import type { ExceptionReport, NamedPlan } from '../application/exception-reports.js';
import { percentOf, publishedBeside, RATES_SOURCE, type ExceptionYear } from '../domain/exception-rates.js';
import type { ExceptionsQuery } from './exceptions-query.js';
import { managerSections } from './manager-sections.js';
import { teamOptions } from './team-options.js';
import { queried } from './workload-query.js';
import { numberInWords } from '../../platform/number-in-words.js';

/** What the page of exceptions is made of. */
export interface ExceptionsParts {
  readonly query: ExceptionsQuery;
  readonly report: ExceptionReport;
  readonly directory: Directory;
}

/** The grounds of the regulations, in their order. */
export const GROUNDS = Object.keys(CHOICES_IN_WORDS.ground) as readonly Ground[];

/** A share with its counts: "2.6% (13 of 500)". */
function shareInWords(part: number, whole: number): string {
  const percent = percentOf(part, whole);
  return percent === undefined ? 'None' : `${percent.toFixed(1)}% (${numberInWords(part)} of ${numberInWords(whole)})`;
}

function yearRow(
  { year, plans, excepted, grounds, inTime, inTimeWithoutAdvice }: ExceptionYear,
  shown: readonly Ground[],
) {
  const published = publishedBeside(year);
  const ofYear = published === undefined || published.year === year ? '' : ` (${String(published.year)})`;
  return {
    year: String(year),
    plans: numberInWords(plans),
    rate: shareInWords(excepted, plans),
    median: published === undefined ? 'None' : `${published.medianAuthority.toFixed(1)}%${ofYear}`,
    england: published === undefined ? 'None' : `${published.england.toFixed(1)}%${ofYear}`,
    grounds: shown.map((ground) => numberInWords(grounds.get(ground) ?? 0)),
    inTime: numberInWords(inTime),
    withoutAdvice: shareInWords(inTimeWithoutAdvice, inTime),
  };
}

/** The grounds that any of the years has, and the four of the 20 weeks in any case. */
function groundsShown(years: readonly ExceptionYear[]): readonly Ground[] {
  const usual: ReadonlySet<Ground> = new Set([
    'school-closure',
    'early-years-closure',
    'personal-circumstances',
    'absence',
  ]);
  return GROUNDS.filter((ground) => usual.has(ground) || years.some(({ grounds }) => (grounds.get(ground) ?? 0) > 0));
}

function planRow({ case: id, child, issuedOn, advisers, officer, team }: NamedPlan, directory: Directory): object {
  return {
    href: `/cases/${id}`,
    child: childInWords(child),
    reference: child?.reference,
    issued: longDate(issuedOn),
    advisers: advisers.map(adviserInWords).join(', '),
    officer: officer === undefined ? 'Nobody' : directory.nameOf(officer),
    team: team === undefined ? 'No team' : directory.teamNameOf(team),
  };
}

/** What was chosen, as the addresses of the page carry it. */
export function chosenIn({
  team,
  year,
  moment: { asked },
}: ExceptionsQuery): Record<string, string | null | undefined> {
  return { team, year: year === undefined ? undefined : String(year), asAt: asked.asAt, knownOn: asked.knownOn };
}

/** What the page of exceptions shows. */
export function exceptionsPage({ query, report, directory }: ExceptionsParts): PageView {
  const { asAt, years, year, plans, total, page, pages } = report;
  const { moment } = query;
  const chosen = chosenIn(query);
  const shown = groundsShown(years);
  return {
    title: 'Exceptions',
    managerSections: managerSections('/exceptions'),
    asAt: longDate(asAt),
    moment: momentInWords(moment.asked),
    nowHref: queried('/exceptions', { ...chosen, asAt: undefined, knownOn: undefined }),
    typed: moment.typed,
    errors: moment.errors,
    isRefused: !moment.errors.isEmpty,
    teamChoice: teamOptions(directory, query.team),
    yearChoice: years.map((one) => ({ value: String(one.year), text: String(one.year), selected: one.year === year })),
    carried: (['team', 'year'] as const).flatMap((name) => {
      const value = chosen[name];
      return value === undefined ? [] : [{ name, value: value ?? 'none' }];
    }),
    carriedMoment: (['asAt', 'knownOn'] as const).flatMap((name) => {
      const value = moment.asked[name];
      return value === undefined ? [] : [{ name, value }];
    }),
    isEmpty: years.every((one) => one.plans === 0),
    grounds: shown.map((ground) => CHOICES_IN_WORDS.ground[ground]),
    years: years.map((one) => yearRow(one, shown)),
    source: RATES_SOURCE,
    year: String(year),
    total: numberInWords(total),
    plans: plans.map((plan) => planRow(plan, directory)),
    pagination: paginationOf(page, pages, (one) => queried('/exceptions', { ...chosen, page: String(one) })),
    exports: [
      { text: 'CSV', href: queried('/exceptions/export.csv', chosen) },
      { text: 'Excel, with the list of plans', href: queried('/exceptions/export.xlsx', chosen) },
    ],
  };
}
