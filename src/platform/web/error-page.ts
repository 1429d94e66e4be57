import type { Request, Response } from 'express';
import type { ProblemDetails } from '../http/problem-details.js';
import { problemText } from '../problem.js';
import { renderPage } from './pages.js';

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  403: 'You are not allowed to see this',
  404: 'Page not found',
  405: 'This cannot be done here',
  409: 'This cannot be done',
  410: 'This is no longer there',
  413: 'That is too large',
  429: 'Too many tries',
  503: 'The service is not ready',
};
const FALLBACK = 'Something went wrong';

/** The page that says why another was not shown, with everything that is wrong with what was asked for. */
export function errorPage(
  request: Request,
  response: Response,
  { status, detail, problems = [] }: Pick<ProblemDetails, 'status' | 'detail' | 'problems'>,
): string {
  return renderPage(request, response, 'platform/web/views/error.njk', {
    title: TITLES[status] ?? FALLBACK,
    detail,
    problems: problems.map(problemText),
  });
}
