import { FormErrors, type Form } from '../../../platform/web/form.js';
import { FORM_ID } from '../../../platform/web/page-writes.js';
import type { PageView } from '../../../platform/web/pages.js';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { CatalogueEntry } from '../../application/milestone-catalogue.js';
import { milestoneInWords } from '../../application/words.js';
import { bulkSpecs, commonChoices, kindsOf, MOST_CASES, type ChosenCase, type Foreseen } from './bulk.js';
import { fieldViews, rawInputs, summaryRows } from './field-views.js';
import { guidanceOn } from './guidance/all-guidance.js';
import { groupsOf } from './milestone-groups.js';
import { clockGuidance, type HiddenField } from './record-page.js';

/** One milestone that is about to be recorded on many cases. */
export interface Bulk {
  readonly chosen: readonly ChosenCase[];
  readonly form: Form;
  readonly formId: string;
  readonly today: CalendarDate;
}

/** A case with what came, or would come, of it. */
export interface CaseResult {
  readonly chosen: ChosenCase;
  readonly outcome: 'recorded' | 'unchanged' | 'left-out' | 'changed' | Foreseen['outcome'];
  readonly reasons: readonly string[];
}

const ACTION = '/bulk';

/** A number of cases: "1 case". */
export const casesInWords = (count: number): string => `${count.toLocaleString('en-GB')} case${count === 1 ? '' : 's'}`;

const caseView = ({ id, name, caseName, one }: ChosenCase) => ({
  id,
  name,
  caseName,
  href: one === undefined ? null : `/cases/${id}`,
});

const casesHidden = ({ chosen, formId }: Bulk): readonly HiddenField[] => [
  { name: FORM_ID, value: formId },
  ...chosen.map(({ id }) => ({ name: 'case', value: id })),
];

const headingOf = ({ chosen }: Bulk): string => casesInWords(chosen.length);

/** The choice of the milestone. */
export function bulkChoosePage(bulk: Bulk, errors = new FormErrors()): PageView {
  const { chosen, form } = bulk;
  const picked = form.text('milestone');
  // What several kinds of case know is named once.
  const named = new Map<string, { readonly group: string; readonly type: string }>();
  for (const group of kindsOf(chosen).flatMap(groupsOf)) {
    for (const { milestone, type } of group.entries) {
      if (!named.has(milestone)) named.set(milestone, { group: group.title, type });
    }
  }
  const groups = [...new Set([...named.values()].map(({ group }) => group))].map((title) => ({
    title,
    options: [...named]
      .filter(([, { group }]) => group === title)
      .map(([value, { type }]) => ({ value, text: milestoneInWords(type), selected: value === picked })),
  }));
  return {
    title: 'Record for many cases',
    isRefused: !errors.isEmpty,
    errors,
    caption: headingOf(bulk),
    action: ACTION,
    most: MOST_CASES,
    groups,
    cases: chosen.map(caseView),
    hidden: casesHidden(bulk),
  };
}

/** The form for the milestone. */
export function bulkFillPage(bulk: Bulk, entry: CatalogueEntry, errors: FormErrors): PageView {
  const { chosen, form, today } = bulk;
  const { asks, counts, means } = guidanceOn(entry.type);
  const choices = commonChoices(chosen);
  return {
    title: milestoneInWords(entry.type),
    isRefused: !errors.isEmpty,
    errors,
    caption: headingOf(bulk),
    action: ACTION,
    means,
    clocks: clockGuidance(entry, today),
    fields: fieldViews(bulkSpecs(entry), form, errors, today, { type: entry.type, choices, asks, counts }),
    cases: chosen.map(caseView),
    hidden: [...casesHidden(bulk), { name: 'milestone', value: entry.milestone }],
  };
}

const OUTCOMES: Readonly<Record<CaseResult['outcome'], string>> = {
  records: 'Will be recorded',
  unchanged: 'On record already',
  warns: 'Needs your confirmation',
  refused: 'Cannot be recorded',
  unknown: 'No such case',
  recorded: 'Recorded',
  'left-out': 'Left out',
  changed: 'Not recorded: somebody changed the case meanwhile',
};

const resultView = ({ chosen, outcome, reasons }: CaseResult) => ({
  ...caseView(chosen),
  outcome: OUTCOMES[outcome],
  isWarned: outcome === 'warns',
  reasons,
});

/** In what order results are shown: first what somebody has to decide on, last what is settled. */
const ORDER: readonly CaseResult['outcome'][] = [
  'warns',
  'changed',
  'refused',
  'unknown',
  'left-out',
  'records',
  'recorded',
  'unchanged',
];

const sorted = (results: readonly CaseResult[]) =>
  results.toSorted((one, other) => ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome)).map(resultView);

const countOf = (results: readonly CaseResult[], ...outcomes: readonly CaseResult['outcome'][]): number =>
  results.filter(({ outcome }) => outcomes.includes(outcome)).length;

/** What recording would come to on each case, before anything is recorded. */
export function bulkPreviewPage(
  bulk: Bulk,
  entry: CatalogueEntry,
  fields: Readonly<Record<string, unknown>>,
  results: readonly CaseResult[],
  codes: readonly string[],
): PageView {
  const specs = bulkSpecs(entry);
  const seen = bulk.chosen.flatMap(({ id, one }) =>
    one === undefined ? [] : [{ name: 'seen', value: `${id}:${String(one.revision)}` }],
  );
  const able = countOf(results, 'records');
  const warned = countOf(results, 'warns');
  return {
    title: 'Check before you record',
    caption: headingOf(bulk),
    milestone: milestoneInWords(entry.type),
    rows: summaryRows(specs, fields, commonChoices(bulk.chosen)),
    summary: [
      { text: 'will be recorded', count: able },
      { text: 'need your confirmation: tick those to record anyway', count: warned },
      { text: 'cannot be recorded', count: countOf(results, 'refused', 'unknown') },
      { text: 'have it on record already', count: countOf(results, 'unchanged') },
    ]
      .filter(({ count }) => count > 0)
      .map(({ text, count }) => `${casesInWords(count)} ${text}`),
    canRecord: able + warned > 0,
    results: sorted(results),
    action: ACTION,
    hidden: [
      ...casesHidden(bulk),
      { name: 'milestone', value: entry.milestone },
      ...rawInputs(specs, bulk.form),
      ...seen,
      ...codes.map((value) => ({ name: 'confirm', value })),
    ],
  };
}

/** What came of each case. */
export function bulkResultPage(entry: CatalogueEntry, results: readonly CaseResult[]): PageView {
  const done = countOf(results, 'recorded', 'unchanged');
  const title =
    done === results.length
      ? `Recorded for ${casesInWords(done)}`
      : `Recorded for ${String(done)} of ${casesInWords(results.length)}`;
  return {
    title,
    caption: milestoneInWords(entry.type),
    results: sorted(results),
  };
}

/** How far the work has come, with the way to go on. */
export function bulkProgressPage(
  bulk: Bulk,
  entry: CatalogueEntry,
  done: number,
  sent: readonly HiddenField[],
): PageView {
  const total = bulk.chosen.length;
  return {
    title: `Recording: ${String(done)} of ${casesInWords(total)} done`,
    caption: milestoneInWords(entry.type),
    done,
    total,
    rest: casesInWords(total - done),
    action: ACTION,
    hidden: sent,
  };
}
