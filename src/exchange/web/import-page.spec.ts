import { describe, expect, it } from '@jest/globals';
import { FormErrors } from '../../platform/web/form.js';
import type { RowProblem } from '../application/format.js';
import type { Imported } from '../application/import-cases.js';
import { importPage, milestonesPage, PROBLEMS_PER_PAGE, progressShown, uploadPage } from './import-page.js';
import type { Upload } from './uploads.js';

const IMPORTED: Imported = {
  rows: 3,
  cases: 1,
  milestones: 3,
  children: 1,
  alreadyOnRecord: 0,
  repeated: 0,
  problems: 0,
  firstProblems: [],
  unchecked: 0,
  isRecorded: false,
};
const UPLOAD: Upload = {
  id: 'u-1',
  owner: 'officer-1',
  state: 'checked',
  confirm: [],
  problems: [],
  imported: IMPORTED,
};
const problem = (line: number, more: Partial<RowProblem> = {}): RowProblem => ({
  line,
  reason: 'it is wrong',
  ...more,
});
const withProblems = (problems: readonly RowProblem[], count = problems.length): Upload => ({
  ...UPLOAD,
  problems,
  imported: { ...IMPORTED, problems: count, milestones: 0, children: 0 },
});

describe('The work on a file', () => {
  it.each([
    [{ state: 'waiting' }, { isBusy: true, text: 'The file waits for its turn', percent: null }],
    [
      { state: 'checking', progress: { part: 'reading', done: 500, of: 1000 } },
      { isBusy: true, text: 'Reading the file: 50%', percent: 50 },
    ],
    [
      { state: 'checking', progress: { part: 'checking', done: 1, of: 3 } },
      { isBusy: true, text: 'Checking cases: 1 of 3', percent: 33 },
    ],
    [
      { state: 'recording', progress: { part: 'children', done: 0, of: 0 } },
      { isBusy: true, text: 'Registering children: 0 of 0', percent: 100 },
    ],
    [{ state: 'checked' }, { isBusy: false, text: 'The file is checked', percent: null }],
  ] as const)('is told by how far it has come: %j', (how, shown) => {
    expect(progressShown({ ...UPLOAD, ...how })).toEqual(shown);
  });
});

describe('The page of a file that is checked', () => {
  it('says what is to be recorded', () => {
    const page = uploadPage(UPLOAD, 1);
    expect(page).toMatchObject({ title: 'The file is checked', count: 0, hasNews: true, problems: [], toConfirm: [] });
    expect(page.summary).toContainEqual({ name: 'Milestones', value: 3 });
  });

  it('counts the problems, and shows a page of them', () => {
    const problems = Array.from({ length: PROBLEMS_PER_PAGE + 1 }, (_, at) => problem(at + 2));
    const page = uploadPage(withProblems(problems, 200), 2);
    expect(page).toMatchObject({ title: 'The file has 200 problems', page: 2, pages: 2, left: 99, hasNews: false });
    expect(page.problems).toEqual([{ line: PROBLEMS_PER_PAGE + 2, column: '', reason: 'It is wrong.', accepted: '' }]);
  });

  it.each([0, -1, 99, Number.NaN])('shows a page that there is where %p is asked for', (asked) => {
    expect(uploadPage(withProblems([problem(2)]), asked)).toMatchObject({ page: 1, pages: 1 });
  });

  it('asks for each warning once, with how often it stands in the file', () => {
    const warned = { reason: 'the draft is missing', confirm: 'no-draft-plan' };
    const one = uploadPage(withProblems([problem(4, warned)]), 1);
    expect(one.toConfirm).toEqual([{ code: 'no-draft-plan', text: 'The draft is missing.', which: 'Line 4' }]);
    const two = uploadPage(withProblems([problem(4, warned), problem(9, warned), problem(10)]), 1);
    expect(two.toConfirm).toEqual([
      { code: 'no-draft-plan', text: 'The draft is missing.', which: '2 rows; this is of line 4' },
    ]);
  });

  it.each([
    ['all', /^No case was checked/],
    [1, /^1 case with such rows was not/],
    [2, /^2 cases with such rows were not/],
  ] as const)('says that %p cases were not checked any further', (unchecked, text) => {
    const { problems, imported = IMPORTED } = withProblems([problem(2)]);
    expect(uploadPage({ ...UPLOAD, problems, imported: { ...imported, unchecked } }, 1).unchecked).toMatch(text);
  });
});

describe('The pages around it', () => {
  it('name every column with what is accepted in it', () => {
    const { optional } = importPage(new FormErrors()) as unknown as { optional: { column: string; holds: string }[] };
    expect(optional).toContainEqual({
      column: 'date_of_birth',
      holds: 'Of a child who is not registered yet: a day written YYYY-MM-DD or DD/MM/YYYY',
    });
    for (const { holds } of optional) expect(holds).toMatch(/\w/);
  });

  it('name every kind of case', () => {
    expect((milestonesPage().kinds as { kind: string }[]).map(({ kind }) => kind)).toEqual([
      'assessment',
      'plan',
      'review',
    ]);
  });
});
