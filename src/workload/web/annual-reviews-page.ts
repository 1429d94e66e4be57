import type { Directory } from '../../platform/access/directory.js';
import { momentInWords } from '../../platform/web/moment.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import type { AnnualReviewsDue } from '../application/annual-reviews.js';
import { REVIEW_COUNTS, reviewCounts, type DueReview, type ReviewCount } from '../domain/due-reviews.js';
import { reviewYear, yearInWords, type Month, type YearKind } from '../domain/review-year.js';
import {
  chosenReviews,
  FIRST_YEAR,
  LAST_YEAR,
  LOST,
  reviewListPath,
  type AnnualReviewsQuery,
} from './annual-reviews-query.js';
import { REVIEW_COUNT_NAMES } from './annual-reviews-words.js';
import { managerSections } from './manager-sections.js';
import { teamOptions } from './team-options.js';
import { queried } from './workload-query.js';
import { numberInWords } from '../../platform/number-in-words.js';

/** What the page of annual reviews is made of. */
export interface AnnualReviewsParts {
  readonly query: AnnualReviewsQuery;
  readonly due: AnnualReviewsDue;
  readonly directory: Pick<Directory, 'teams' | 'teamNameOf'>;
}

/** A month in words: "March 2026". */
export const monthInWords = ({ from }: Month): string => longDate(from).replace(/^\d+ /, '');

/** The reviews that were due in each month of the year. */
export function byMonth(
  reviews: readonly DueReview[],
  months: readonly Month[],
): readonly { readonly month: Month; readonly reviews: readonly DueReview[] }[] {
  return months.map((month) => ({
    month,
    reviews: reviews.filter(({ dueOn }) => month.from <= dueOn && dueOn <= month.to),
  }));
}

type Counts = Readonly<Record<ReviewCount, number>>;

function cellsOf(counts: Counts, query: AnnualReviewsQuery, month?: string): readonly object[] {
  return REVIEW_COUNTS.map((count) => ({
    count: numberInWords(counts[count]),
    ...(counts[count] === 0 ? {} : { href: reviewListPath(query, count, month) }),
  }));
}

/** A share in percent, to the whole number; nothing of nothing. */
const percent = (part: number, of: number): string => (of === 0 ? '' : ` (${String(Math.round((part / of) * 100))}%)`);

function headOf(counts: Counts, lost: number, query: AnnualReviewsQuery): readonly object[] {
  const cell = (count: ReviewCount, of: ReviewCount | undefined, text: string): object => ({
    count: numberInWords(counts[count]),
    text: `${text}${of === undefined ? '' : percent(counts[count], counts[of])}`,
    ...(counts[count] === 0 ? {} : { href: reviewListPath(query, count) }),
  });
  return [
    {
      count: numberInWords(lost),
      text: 'overdue now with no meeting recorded',
      ...(lost === 0 ? {} : { href: reviewListPath(query, LOST) }),
    },
    cell('due', undefined, 'due in the year'),
    cell('held', 'due', 'meeting held'),
    cell('decided-in-4-weeks', 'held', 'decided in 4 weeks'),
    cell('final-in-12-weeks', 'to-amend', 'final in 12 weeks'),
  ];
}

const isToCome = (month: Month, asAt: CalendarDate): boolean => month.from > asAt;

/** What the page of annual reviews shows. */
export function annualReviewsPage({ query, due, directory }: AnnualReviewsParts): PageView {
  const { year, team, moment } = query;
  const { asAt, reviews, lost } = due;
  const total = reviewCounts(reviews);
  const pathOf = (kind: YearKind, first: number): string =>
    queried('/annual-reviews', chosenReviews({ ...query, year: reviewYear(kind, first) }));
  const chosen = chosenReviews(query);
  const other: YearKind = year.kind === 'academic' ? 'calendar' : 'academic';
  return {
    title: `Annual reviews ${yearInWords(year)}`,
    managerSections: managerSections('/annual-reviews'),
    asAt: longDate(asAt),
    span: `${longDate(year.from)} to ${longDate(year.to)}`,
    moment: momentInWords(moment.asked),
    nowHref: queried('/annual-reviews', { ...chosen, asAt: undefined, knownOn: undefined }),
    typed: moment.typed,
    errors: moment.errors,
    isRefused: !moment.errors.isEmpty,
    carried: (['kind', 'year', 'team'] as const).flatMap((name) =>
      chosen[name] === undefined ? [] : [{ name, value: chosen[name] ?? 'none' }],
    ),
    carriedByTeam: (['kind', 'year', 'asAt', 'knownOn'] as const).flatMap((name) =>
      chosen[name] === undefined ? [] : [{ name, value: chosen[name] }],
    ),
    teamChoice: teamOptions(directory, team),
    years: [
      { text: 'Year before', kind: year.kind, first: year.year - 1 },
      { text: 'Year after', kind: year.kind, first: year.year + 1 },
      { text: `By ${other} year`, kind: other, first: year.year },
    ]
      .filter(({ first }) => first >= FIRST_YEAR && first <= LAST_YEAR)
      .map(({ text, kind, first }) => ({
        text: `${text}: ${yearInWords({ kind, year: first })}`,
        href: pathOf(kind, first),
      })),
    counts: headOf(total, lost.length, query),
    columns: REVIEW_COUNTS.map((count) => REVIEW_COUNT_NAMES[count].column),
    rows: byMonth(reviews, year.months).map(({ month, reviews: own }) => ({
      name: monthInWords(month),
      isToCome: isToCome(month, asAt),
      cells: cellsOf(reviewCounts(own), query, month.id),
    })),
    total: cellsOf(total, query),
    isEmpty: reviews.length === 0,
    exports: [
      { text: 'CSV', href: queried('/annual-reviews/export.csv', chosen) },
      { text: 'Excel', href: queried('/annual-reviews/export.xlsx', chosen) },
    ],
  };
}
