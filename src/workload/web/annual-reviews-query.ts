import type { Request } from 'express';
import { invalidRequest } from '../../platform/http/invalid-request.js';
import { choice, type Problem } from '../../platform/problem.js';
import { Form } from '../../platform/web/form.js';
import { momentAsked, type ReadMoment } from '../../platform/web/moment.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { REVIEW_COUNTS, type ReviewCount } from '../domain/due-reviews.js';
import { readMonth, reviewYear, reviewYearOf, YEAR_KINDS, type Month, type ReviewYear } from '../domain/review-year.js';
import { queried, readChoice, readTeam } from './workload-query.js';

/** A list of those that are overdue in whatever year. */
export const LOST = 'lost';

/** What of the annual reviews is asked for. */
export interface AnnualReviewsQuery {
  readonly year: ReviewYear;
  readonly team?: string | null;
  readonly moment: ReadMoment;
}

/** Which list of annual reviews is asked for. */
export interface ReviewListQuery extends AnnualReviewsQuery {
  readonly count: ReviewCount | typeof LOST;
  /** The month in which they were due; the whole year where it is not said. */
  readonly month?: Month;
  readonly page: number;
}

/** The years in which one begins that can be asked for: from the first reviews under the Act on. */
export const FIRST_YEAR = 2014;
export const LAST_YEAR = 2030;

function readYear(form: Form, today: CalendarDate, problems: Problem[]): ReviewYear {
  const kind = readChoice(form, 'kind', YEAR_KINDS, problems);
  const text = form.text('year');
  if (text === '') return reviewYearOf(kind, today);
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return reviewYear(kind, year);
  problems.push({
    place: 'year',
    reason: 'it is not acceptable',
    accepted: `the year in which it begins, from ${String(FIRST_YEAR)} to ${String(LAST_YEAR)}`,
  });
  return reviewYearOf(kind, today);
}

/** Reads the number of a page, from 1. What is wrong is added to the problems. */
export function readPage(form: Form, problems: Problem[]): number {
  const text = form.text('page');
  if (text === '') return 1;
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  problems.push({ place: 'page', reason: 'it is not acceptable', accepted: 'the number of a page, from 1' });
  return 1;
}

function read(
  request: Pick<Request, 'originalUrl'>,
  today: CalendarDate,
): { form: Form; problems: Problem[]; query: AnnualReviewsQuery } {
  const form = Form.ofQuery(request);
  const problems: Problem[] = [];
  const moment = momentAsked(request, today);
  const query = {
    year: readYear(form, moment.asked.asAt ?? today, problems),
    ...readTeam(form, problems),
    moment,
  };
  return { form, problems, query };
}

/**
 * Reads what of the annual reviews is asked for.
 * @throws Refusal (400) with everything that is wrong with what can only be chosen
 */
export function readAnnualReviews(request: Pick<Request, 'originalUrl'>, today: CalendarDate): AnnualReviewsQuery {
  const { problems, query } = read(request, today);
  if (problems.length > 0) throw invalidRequest(problems);
  return query;
}

/**
 * Reads which list of annual reviews is asked for.
 * @throws Refusal (400) with everything that is wrong
 */
export function readReviewList(request: Pick<Request, 'originalUrl'>, today: CalendarDate): ReviewListQuery {
  const { form, problems, query } = read(request, today);
  const count = readChoice(form, 'count', [...REVIEW_COUNTS, LOST] as const, problems);
  const text = form.text('month');
  const month = readMonth(text);
  const isInYear = month !== undefined && month.from >= query.year.from && month.to <= query.year.to;
  if (text !== '' && !isInYear) {
    const months = query.year.months.map(({ id }) => id);
    problems.push({ place: 'month', reason: 'it is not in the year', accepted: choice(months) });
  }
  const page = readPage(form, problems);
  if (problems.length > 0) throw invalidRequest(problems);
  return { ...query, count, ...(month === undefined ? {} : { month }), page };
}

/** What was chosen, as the addresses of the pages carry it. */
export function chosenReviews(
  { year, team, moment: { asked } }: AnnualReviewsQuery,
  more: Readonly<Record<string, string | undefined>> = {},
): Record<string, string | null | undefined> {
  return {
    kind: year.kind === YEAR_KINDS[0] ? undefined : year.kind,
    year: String(year.year),
    team,
    asAt: asked.asAt,
    knownOn: asked.knownOn,
    ...more,
  };
}

/** The address of a list of annual reviews. */
export function reviewListPath(
  query: AnnualReviewsQuery,
  count: ReviewCount | typeof LOST,
  month?: string,
  path = '/annual-reviews/list',
): string {
  return queried(path, chosenReviews(query, { count, month }));
}
