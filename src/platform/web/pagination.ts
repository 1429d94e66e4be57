import type { Problem } from '../problem.js';
import type { Form } from './form.js';

const MOST_PAGES = 100_000;

/** Reads the number of the page that is asked for, 1 where none is. What is wrong is added to the problems. */
export function pageIn(form: Form, problems: Problem[]): number {
  const text = form.text('page');
  if (text === '') return 1;
  const page = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (page >= 1 && page <= MOST_PAGES) return page;
  problems.push({ place: 'page', reason: 'it is not acceptable', accepted: 'the number of a page, from 1' });
  return 1;
}

/**
 * Links to the pages of a list: those near the one that is shown, the first and the last, as the component of GOV.UK
 * Frontend takes them; nothing where there is but one.
 */
export function paginationOf(page: number, pages: number, hrefOf: (page: number) => string): object | undefined {
  if (pages <= 1) return undefined;
  const near = [1, page - 1, page, page + 1, pages].filter((one) => one >= 1 && one <= pages);
  const shown = [...new Set(near)].sort((one, other) => one - other);
  const items = shown.flatMap((one, index): object[] => {
    const item = { number: one, href: hrefOf(one), current: one === page };
    return one - (shown[index - 1] ?? one - 1) > 1 ? [{ ellipsis: true }, item] : [item];
  });
  return {
    items,
    ...(page > 1 ? { previous: { href: hrefOf(page - 1) } } : {}),
    ...(page < pages ? { next: { href: hrefOf(page + 1) } } : {}),
  };
}
