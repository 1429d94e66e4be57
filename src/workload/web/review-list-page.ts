import { childInWords, type ChildName } from '../../people/application/child-name.js';
import type { Directory } from '../../platform/access/directory.js';
import { momentInWords } from '../../platform/web/moment.js';
import { paginationOf } from '../../platform/web/pagination.js';
import type { ExportColumn, RowExport } from '../../platform/web/row-export.js';
import type { PageView } from '../../platform/web/pages.js';
import { daysBetween, longDate, type CalendarDate } from '../../statute/calendar.js';
import { capital } from '../../statute/sentence.js';
import type { AnnualReviewsDue } from '../application/annual-reviews.js';
import { countedReviews, type DueReview } from '../domain/due-reviews.js';
import { yearInWords } from '../domain/review-year.js';
import { monthInWords } from './annual-reviews-page.js';
import { chosenReviews, LOST, reviewListPath, type ReviewListQuery } from './annual-reviews-query.js';
import { REVIEW_COUNT_NAMES } from './annual-reviews-words.js';
import { queried } from './workload-query.js';

/** How many reviews stand on a page. */
export const REVIEWS_ON_PAGE = 50;

const firstDueFirst = (one: DueReview, other: DueReview): number =>
  one.dueOn === other.dueOn ? (one.plan < other.plan ? -1 : 1) : one.dueOn < other.dueOn ? -1 : 1;

/** The reviews of a list: those of a count and a month, or those that are lost. */
export function listedReviews(
  { reviews, lost }: AnnualReviewsDue,
  { count, month }: ReviewListQuery,
): readonly DueReview[] {
  const counted = count === LOST ? lost : countedReviews(reviews, count);
  const listed =
    month === undefined || count === LOST
      ? counted
      : counted.filter(({ dueOn }) => month.from <= dueOn && dueOn <= month.to);
  return listed.toSorted(firstDueFirst);
}

/** The reviews of a page of a list. */
export function pageOfReviews(listed: readonly DueReview[], wanted: number) {
  const pages = Math.max(1, Math.ceil(listed.length / REVIEWS_ON_PAGE));
  const page = Math.min(wanted, pages);
  return { page, pages, reviews: listed.slice((page - 1) * REVIEWS_ON_PAGE, page * REVIEWS_ON_PAGE) };
}

/** What the page of a list is made of. */
export interface ReviewListParts {
  readonly query: ReviewListQuery;
  readonly asAt: CalendarDate;
  readonly total: number;
  readonly shown: ReturnType<typeof pageOfReviews>;
  readonly children: ReadonlyMap<string, ChildName>;
  readonly directory: Pick<Directory, 'nameOf' | 'teamNameOf'>;
}

const OUTCOMES: Readonly<Record<string, string>> = { maintain: 'maintain', amend: 'amend', cease: 'cease to maintain' };

const dayOr = (on: CalendarDate | null, otherwise: string): string => (on === null ? otherwise : longDate(on));

/** What is said of a notice or a plan that is not on record: it may be owed, needed by nobody, or too early to tell. */
const withoutOne = (outcome: string | null): string =>
  outcome === 'amend' ? 'None' : outcome === null ? '' : 'Not needed';

function lateness({ dueOn, reviewedOn }: DueReview, asAt: CalendarDate): string | undefined {
  const late = daysBetween(dueOn, reviewedOn ?? asAt);
  if (late <= 0) return undefined;
  const days = `${late.toLocaleString('en-GB')} day${late === 1 ? '' : 's'}`;
  return reviewedOn === null ? `${days} overdue` : `reviewed ${days} late`;
}

const holderOf = ({ officer }: DueReview, names: Pick<Directory, 'nameOf'>): string =>
  officer === null ? 'Nobody' : names.nameOf(officer);

/** What a list of annual reviews shows. */
export function reviewListPage({ query, asAt, total, shown, children, directory }: ReviewListParts): PageView {
  const { count, month, year, team, moment } = query;
  const { page, pages, reviews } = shown;
  const title = count === LOST ? 'Overdue annual reviews with no meeting recorded' : REVIEW_COUNT_NAMES[count].list;
  const when = month === undefined ? `the ${year.kind} year ${yearInWords(year)}` : monthInWords(month);
  const whose = team === undefined ? '' : `, ${team === null ? 'no team' : directory.teamNameOf(team)}`;
  const listOf = (more: Readonly<Record<string, string | undefined>>, path = '/annual-reviews/list'): string =>
    queried(path, chosenReviews(query, { count, month: month?.id, ...more }));
  return {
    title,
    caption: `${count === LOST ? `As at ${longDate(asAt)}` : `Due in ${when}`}${whose}`,
    moment: momentInWords(moment.asked),
    nowHref: reviewListPath({ ...query, moment: { ...moment, asked: {} } }, count, month?.id),
    backHref: queried('/annual-reviews', chosenReviews(query)),
    summary: `${total.toLocaleString('en-GB')} review${total === 1 ? '' : 's'}${pages === 1 ? '' : `, page ${String(page)} of ${String(pages)}`}`,
    columns: ['Due', 'Meeting', 'Decision', 'Notice', 'Final plan', 'Officer'],
    rows: reviews.map((review) => {
      const child = children.get(review.person);
      const { outcome } = review;
      const late = lateness(review, asAt);
      return {
        child: childInWords(child),
        reference: child?.reference,
        href: `/cases/${review.review ?? review.plan}`,
        cells: [
          { text: longDate(review.dueOn), ...(late === undefined ? {} : { more: late }) },
          { text: dayOr(review.meetingOn, 'Not recorded') },
          {
            text: dayOr(review.decisionOn, review.reviewedOn === null ? 'None' : longDate(review.reviewedOn)),
            ...(outcome === null ? {} : { more: capital(OUTCOMES[outcome] ?? outcome) }),
          },
          { text: dayOr(review.noticeOn, withoutOne(outcome)) },
          { text: dayOr(review.finalOn, withoutOne(outcome)) },
          {
            text: holderOf(review, directory),
            ...(review.team === null ? {} : { more: directory.teamNameOf(review.team) }),
          },
        ],
      };
    }),
    pagination: paginationOf(page, pages, (one) => listOf({ page: one === 1 ? undefined : String(one) })),
    exports: [
      { text: 'CSV', href: listOf({}, '/annual-reviews/list.csv') },
      { text: 'Excel', href: listOf({}, '/annual-reviews/list.xlsx') },
    ],
  };
}

/** A list of annual reviews as a file. */
export function reviewListExport(
  listed: readonly DueReview[],
  asAt: CalendarDate,
  children: ReadonlyMap<string, ChildName>,
  directory: Pick<Directory, 'nameOf' | 'teamNameOf'>,
): RowExport<DueReview> {
  const columns: readonly ExportColumn<DueReview>[] = [
    { heading: 'Child', width: 28, of: ({ person }) => childInWords(children.get(person)) },
    { heading: 'Reference', width: 14, of: ({ person }) => children.get(person)?.reference },
    { heading: 'Rule', width: 6, of: ({ rule }) => rule },
    { heading: 'Due on', width: 12, of: ({ dueOn }) => dueOn },
    { heading: 'Meeting on', width: 12, of: ({ meetingOn }) => meetingOn ?? undefined },
    { heading: 'Decision on', width: 12, of: ({ decisionOn }) => decisionOn ?? undefined },
    { heading: 'Decision', width: 14, of: ({ outcome }) => outcome ?? undefined },
    { heading: 'Notice on', width: 12, of: ({ noticeOn }) => noticeOn ?? undefined },
    { heading: 'Final plan on', width: 14, of: ({ finalOn }) => finalOn ?? undefined },
    { heading: 'Reviewed on', width: 12, of: ({ reviewedOn }) => reviewedOn ?? undefined },
    { heading: 'Officer', width: 20, of: (review) => holderOf(review, directory) },
    { heading: 'Team', width: 20, of: ({ team }) => (team === null ? undefined : directory.teamNameOf(team)) },
    { heading: 'Plan id', width: 38, of: ({ plan }) => plan },
    { heading: 'Review id', width: 38, of: ({ review }) => review ?? undefined },
  ];
  async function* rows(): AsyncGenerator<readonly DueReview[]> {
    yield await Promise.resolve(listed);
  }
  return { name: `annual-reviews-list-${asAt}`, sheet: 'Annual reviews', columns, rows: rows() };
}
