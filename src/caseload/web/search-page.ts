import { childInWords } from '../../people/application/child-name.js';
import { caseInWords, stageInWords } from '../../cases/application/words.js';
import { may, type Viewer } from '../../platform/access/viewer.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate } from '../../statute/calendar.js';
import type { FormErrors } from '../../platform/web/form.js';
import { MOST_FOUND, type FoundChild, type FoundChildren } from '../application/find-children.js';
import type { CaseItem } from '../application/list-cases.js';
import type { Names } from './worklist-row.js';

const TITLE = 'Find a child or young person';

/** What the page of a search is made of. */
export interface SearchParts {
  readonly typed: string;
  readonly viewer: Viewer;
  readonly names: Names;
  readonly found?: FoundChildren;
  readonly errors?: FormErrors;
}

const shownCase = ({ id, kind, openedAs, stage, open, openedOn, officer }: CaseItem, names: Names): object => ({
  href: `/cases/${id}`,
  what: caseInWords(kind, openedAs),
  stage: stageInWords(kind, stage),
  isOpen: open,
  opened: longDate(openedOn),
  officer: officer === undefined ? undefined : names.nameOf(officer),
});

const shownChild = ({ id, child, cases }: FoundChild, names: Names): object => ({
  id,
  href: `/people/${id}`,
  name: childInWords(child),
  born: longDate(child.dateOfBirth),
  reference: child.reference,
  cases: cases.map((one) => shownCase(one, names)),
});

function summaryOf({ children, isCut }: FoundChildren): string {
  const count = children.length;
  if (count === 0) return 'Nobody was found';
  if (isCut) return `More than ${String(MOST_FOUND)} are found, of whom ${String(count)} are shown`;
  return count === 1 ? '1 child or young person was found' : `${String(count)} children and young people were found`;
}

/** What a search shows: the field, and whoever was found. */
export function searchPage({ typed, viewer, names, found, errors }: SearchParts): PageView {
  return {
    title: found === undefined ? TITLE : summaryOf(found),
    isRefused: errors !== undefined,
    errors,
    typed,
    isCut: found?.isCut ?? false,
    isNobody: found?.children.length === 0,
    children: (found?.children ?? []).map((one) => shownChild(one, names)),
    mayRecord: may(viewer, 'record'),
  };
}
