import { adviserInWords, CHOICES_IN_WORDS } from '../../cases/application/attribute-words.js';
import { childInWords } from '../../people/application/child-name.js';
import type { Directory } from '../../platform/access/directory.js';
import type { ExportedTable } from '../../platform/web/table-export.js';
import type { ExceptionReport, NamedPlan } from '../application/exception-reports.js';
import { percentOf, publishedBeside } from '../domain/exception-rates.js';
import { GROUNDS } from './exceptions-page.js';

const NUMBER = 14;
const rounded = (percent: number | undefined): number | undefined =>
  percent === undefined ? undefined : Math.round(percent * 10) / 10;

/** Exceptions and missing advice by calendar year as a table. */
export function exceptionsTable({ years }: ExceptionReport): ExportedTable {
  return {
    name: 'Exceptions',
    columns: [
      { heading: 'Calendar year', width: NUMBER },
      { heading: 'New plans', width: NUMBER },
      { heading: 'With an exception', width: 18 },
      { heading: 'Percent', width: NUMBER },
      { heading: 'Published year', width: 16 },
      { heading: 'Median authority, percent', width: 24 },
      { heading: 'England, percent', width: 18 },
      ...GROUNDS.map((ground) => ({ heading: CHOICES_IN_WORDS.ground[ground], width: 26 })),
      { heading: 'Issued within 20 weeks', width: 22 },
      { heading: 'Of them without advice', width: 22 },
    ],
    rows: years.map(({ year, plans, excepted, grounds, inTime, inTimeWithoutAdvice }) => {
      const published = publishedBeside(year);
      return [
        year,
        plans,
        excepted,
        rounded(percentOf(excepted, plans)),
        published?.year,
        published?.medianAuthority,
        published?.england,
        ...GROUNDS.map((ground) => grounds.get(ground) ?? 0),
        inTime,
        inTimeWithoutAdvice,
      ];
    }),
  };
}

/** The plans of a year that were issued in time although advice was missing, as a table. */
export function plansTable(plans: readonly NamedPlan[], directory: Directory): ExportedTable {
  return {
    name: 'Plans without advice',
    columns: [
      { heading: 'Child or young person', width: 28 },
      { heading: 'Reference', width: NUMBER },
      { heading: 'Plan issued', width: NUMBER },
      { heading: 'Advice missing', width: 40 },
      { heading: 'Officer', width: 26 },
      { heading: 'Team', width: 26 },
      { heading: 'Case', width: 38 },
    ],
    rows: plans.map(({ case: id, child, issuedOn, advisers, officer, team }) => [
      childInWords(child),
      child?.reference,
      issuedOn,
      advisers.map(adviserInWords).join(', '),
      officer === undefined ? undefined : directory.nameOf(officer),
      team === undefined ? undefined : directory.teamNameOf(team),
      id,
    ]),
  };
}
