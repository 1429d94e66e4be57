import type { Page } from '../../caseload/application/page.js';
import type { Directory } from '../../platform/access/directory.js';
import type { Form } from '../../platform/web/form.js';
import type { PageView } from '../../platform/web/pages.js';
import type { PageViewPlace, RecordedPageView } from '../application/recorded-page-views.js';
import { instantInWords } from './instant-in-words.js';
import { writePlace, type PageViewsQuestion } from './page-views-form.js';

const PATH = '/administration/page-views';
const NOT_FOUND = 404;
const CALLED: Readonly<Record<RecordedPageView['shows'], string>> = { case: 'Case', person: 'Child', alert: 'Alert' };

/** Whoever can be chosen as the one who looked. */
export interface Viewing {
  readonly id: string;
  readonly name: string;
}

function outcomeOf(status: number): string {
  if (status < 400) return 'Shown or done';
  return status === NOT_FOUND ? 'Not there, or kept from them' : 'Refused';
}

function row(view: RecordedPageView, directory: Directory): object {
  return {
    at: instantInWords(view.at),
    viewer: directory.nameOf(view.viewer),
    viewerId: view.viewer,
    route: view.route,
    subject: view.subject,
    called: CALLED[view.shows],
    person: view.person !== undefined && view.person !== view.subject ? view.person : undefined,
    outcome: outcomeOf(view.status),
  };
}

/** The fields that say what is asked for. */
const ASKED = [
  'subject',
  'viewer',
  ...['from', 'to'].flatMap((day) => ['day', 'month', 'year'].map((of) => `${day}-${of}`)),
];

/** What was asked for, field by field. */
const asked = (form: Form): readonly [string, string][] =>
  ASKED.map((name): [string, string] => [name, form.text(name)]).filter(([, value]) => value !== '');

/** The address of the list, or of another path, with what was asked for and something more. */
export function pageViewsAddress(form: Form, { path = PATH, after = '' } = {}): string {
  const fields = new URLSearchParams(Object.fromEntries(asked(form)));
  if (after !== '') fields.set('after', after);
  const query = fields.toString();
  return query === '' ? path : `${path}?${query}`;
}

/** Who looked at whom, the latest first, a page at a time. */
export function pageViewsPage(
  form: Form,
  { typed, errors, after }: PageViewsQuestion,
  { items, next }: Page<RecordedPageView, PageViewPlace>,
  viewers: readonly Viewing[],
  directory: Directory,
): PageView {
  return {
    title: 'Who looked at which case',
    isRefused: !errors.isEmpty,
    errors,
    typed,
    viewers: [
      { value: '', text: 'Anybody', selected: typed.viewer === '' },
      ...viewers.map(({ id, name }) => ({ value: id, text: `${name} (${id})`, selected: id === typed.viewer })),
    ],
    rows: items.map((one) => row(one, directory)),
    isFiltered: asked(form).length > 0,
    older: next === undefined ? undefined : pageViewsAddress(form, { after: writePlace(next) }),
    newest: after === undefined ? undefined : pageViewsAddress(form),
    csv: pageViewsAddress(form, { path: `${PATH}/csv` }),
  };
}
