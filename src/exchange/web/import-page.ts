import { capital } from '../../statute/sentence.js';
import { RegisterPerson } from '../../people/application/register-person.js';
import { declaredForms } from '../../platform/validation.js';
import type { FormErrors } from '../../platform/web/form.js';
import type { PageView } from '../../platform/web/pages.js';
import { CASE_KINDS } from '../../streams/application/any-case.js';
import { KINDS_IN_WORDS } from '../../cases/application/words.js';
import { counted } from '../application/counted.js';
import { IDENTITY_COLUMNS, identityColumn, type RowProblem } from '../application/format.js';
import type { Imported } from '../application/import-cases.js';
import { inWordsOfFiles } from '../application/importable.js';
import { viewImportable } from '../application/importable-views.js';
import { MOST_UPLOADED } from '../../platform/web/upload-store.js';
import { MOST_PROBLEMS, type Upload, type UploadState } from './uploads.js';

/** How many problems a page shows. */
export const PROBLEMS_PER_PAGE = 100;

/** The largest file, in words. */
export const LARGEST = `${String(MOST_UPLOADED / 1024 ** 2)} MB`;

const IDENTITY = declaredForms(RegisterPerson);

/** What stands in the columns that every file has. */
const NEEDED: readonly { readonly column: string; readonly holds: string }[] = [
  { column: 'kind', holds: 'assessment, plan or review' },
  {
    column: 'case',
    holds:
      'The key of the case in your own system. A plan has the key of the assessment that led to it, or names it in the attribute "assessment".',
  },
  { column: 'milestone', holds: 'What happened, such as final-plan-issued' },
  { column: 'date', holds: 'YYYY-MM-DD or DD/MM/YYYY' },
  { column: 'outcome', holds: 'Of a decision, such as assess or refuse; otherwise empty' },
  { column: 'attributes', holds: 'What else is to be said: name=value; name=value' },
];

/** What stands in a column that says who a child is: it is needed on one row of each child who is not registered yet. */
const whoHolds = (column: string): string => {
  const form = IDENTITY.find(({ name }) => identityColumn(name) === column);
  return `${form?.required === true ? 'Of a child who is not registered yet: ' : 'Optional: '}${inWordsOfFiles(form?.accepted ?? '')}`;
};

const OPTIONAL: readonly { readonly column: string; readonly holds: string }[] = [
  { column: 'child', holds: 'Your own key of the child; without it, each case has a child of its own' },
  ...IDENTITY_COLUMNS.map((column) => ({ column, holds: whoHolds(column) })),
];

/** The page on which a file is chosen. */
export function importPage(errors: FormErrors): PageView {
  return {
    title: 'Many cases from a file',
    isRefused: !errors.isEmpty,
    errors,
    largest: LARGEST,
    needed: NEEDED,
    optional: OPTIONAL,
  };
}

/** The page of everything that can stand in a file. */
export function milestonesPage(): PageView {
  return {
    title: 'What can stand in a file of cases',
    kinds: CASE_KINDS.map((kind) => ({ kind, called: KINDS_IN_WORDS[kind], milestones: viewImportable(kind) })),
  };
}

const TITLES: Readonly<Record<UploadState, string>> = {
  waiting: 'The file waits for its turn',
  checking: 'The file is being checked',
  checked: 'The file is checked',
  recording: 'The cases are being recorded',
  recorded: 'The cases are recorded',
  failed: 'The file could not be taken in',
};

const PARTS: Readonly<Record<NonNullable<Upload['progress']>['part'], string>> = {
  reading: 'Reading the file',
  checking: 'Checking cases',
  children: 'Registering children',
  recording: 'Recording cases',
};

/** How far the work on a file has come, for a bar and in words. */
export interface ProgressShown {
  readonly isBusy: boolean;
  readonly text: string;
  /** From 0 to 100; nothing where that is not known. */
  readonly percent: number | null;
}

/** How far the work on a file has come. */
export function progressShown({ state, progress }: Upload): ProgressShown {
  const isBusy = state === 'waiting' || state === 'checking' || state === 'recording';
  if (progress === undefined || !isBusy) return { isBusy, text: TITLES[state], percent: null };
  const { part, done, of } = progress;
  const percent = of === 0 ? 100 : Math.floor((100 * done) / of);
  const how = part === 'reading' ? `${String(percent)}%` : `${String(done)} of ${String(of)}`;
  return { isBusy, text: `${PARTS[part]}: ${how}`, percent };
}

function summaryOf({ rows, cases, milestones, children, alreadyOnRecord, repeated }: Imported): readonly object[] {
  return [
    { name: 'Rows', value: rows },
    { name: 'Cases', value: cases },
    { name: 'Milestones', value: milestones },
    { name: 'Children who are registered', value: children },
    { name: 'Rows that are on record already', value: alreadyOnRecord },
    { name: 'Rows that say only what an earlier row says', value: repeated },
  ];
}

const problemShown = ({ line, column, reason, accepted, confirm }: RowProblem): object => ({
  line,
  column: column ?? '',
  reason: `${capital(reason)}.`,
  accepted: accepted === undefined ? (confirm === undefined ? '' : 'It can be confirmed below') : capital(accepted),
});

/** The warnings that can be confirmed, each with how often it stands in the file. */
function toConfirm(problems: readonly RowProblem[]): readonly object[] {
  const counts = new Map<string, { readonly first: RowProblem; count: number }>();
  for (const problem of problems) {
    if (problem.confirm === undefined) continue;
    const known = counts.get(problem.confirm) ?? { first: problem, count: 0 };
    known.count += 1;
    counts.set(problem.confirm, known);
  }
  return [...counts].map(([code, { first, count }]) => ({
    code,
    text: `${capital(first.reason)}.`,
    which:
      count === 1 ? `Line ${String(first.line)}` : `${counted(count, 'row')}; this is of line ${String(first.line)}`,
  }));
}

function uncheckedText(unchecked: Imported['unchecked']): string {
  if (unchecked === 0) return '';
  return unchecked === 'all'
    ? 'No case was checked any further: more may come to light when these rows are mended.'
    : `${counted(unchecked, 'case')} with such rows ${unchecked === 1 ? 'was' : 'were'} not checked any further: more may come to light when they are mended.`;
}

/** The page of a file that was uploaded. */
export function uploadPage(upload: Upload, page: number): PageView {
  const { id, state, imported, problems, confirm } = upload;
  const pages = Math.max(1, Math.ceil(problems.length / PROBLEMS_PER_PAGE));
  const shown = Math.min(Math.max(1, Math.floor(page) || 1), pages);
  const count = imported?.problems ?? 0;
  return {
    title: state === 'checked' && count > 0 ? `The file has ${counted(count, 'problem')}` : TITLES[state],
    id,
    state,
    progress: progressShown(upload),
    summary: imported === undefined ? [] : summaryOf(imported),
    isRecorded: imported?.isRecorded ?? false,
    count,
    left: count - problems.length,
    most: MOST_PROBLEMS,
    unchecked: uncheckedText(imported?.unchecked ?? 0),
    hasNews: imported !== undefined && imported.milestones + imported.children > 0,
    problems: problems.slice((shown - 1) * PROBLEMS_PER_PAGE, shown * PROBLEMS_PER_PAGE).map(problemShown),
    page: shown,
    pages,
    confirmed: confirm,
    toConfirm: toConfirm(problems),
  };
}
