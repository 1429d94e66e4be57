import { FormErrors } from '../../platform/web/form.js';
import type { PageView } from '../../platform/web/pages.js';
import { plansOf, type ChildOnRecord, type Opening } from './new-opening.js';
import { caseShown, childShown } from './new-page.js';

/** The template of the search. */
export const FIND = 'cases/web/views/new-find.njk';

/** What the page of a search says beside what was found. */
export interface Found {
  readonly children: readonly ChildOnRecord[];
  /** Whether there are more than are shown. */
  readonly more: boolean;
}

/** What was typed into a search, and what is wrong with it. */
export interface Searched {
  readonly typed: Readonly<Record<string, string>>;
  readonly dates: Readonly<Record<string, object>>;
  readonly errors: FormErrors;
}

const BLANK: Searched = { typed: {}, dates: {}, errors: new FormErrors() };

/** Where a child, or each of their plans, leads to. */
function linksFor({ path, needs }: Opening, child: ChildOnRecord): readonly object[] {
  if (needs !== 'plan') return [{ href: `${path}?person=${child.id}`, text: 'Choose this child or young person' }];
  return plansOf(child).map((plan) => {
    const { text, detail } = caseShown(plan);
    return { href: `${path}?plan=${plan.id}`, text: `Choose this plan: ${text}, ${detail}` };
  });
}

function childFound(opening: Opening, child: ChildOnRecord): object {
  return { ...childShown(child.id, child.details), cases: child.cases.map(caseShown), links: linksFor(opening, child) };
}

/** The page on which the child or the plan is found that a new case is about. */
export function findPage(opening: Opening, found?: Found, { typed, dates, errors }: Searched = BLANK): PageView {
  const { path, title, needs } = opening;
  return {
    title,
    for: path,
    needsPlan: needs === 'plan',
    isRefused: !errors.isEmpty,
    errors,
    typed,
    dates,
    found: found === undefined ? null : found.children.map((one) => childFound(opening, one)),
    more: found?.more ?? false,
  };
}
