import type { Form, FormErrors } from '../../../platform/web/form.js';
import type { PageView } from '../../../platform/web/pages.js';
import { longDate, type CalendarDate } from '../../../statute/calendar.js';
import type { CaseAtHand } from './recording-context.js';
import { hiddenOf, type HiddenField, type Meanwhile } from './record-page.js';
import { rowFields, ROWS, type HappeningGroup, type RehearsedRows, type SeveralRow } from './several.js';

/** Several milestones that are about to be recorded on a case. */
export interface Several {
  readonly at: CaseAtHand;
  readonly groups: readonly HappeningGroup[];
  readonly form: Form;
  readonly formId: string;
  readonly revision: number;
  readonly confirm: readonly string[];
}

const numbers = Array.from({ length: ROWS }, (_, index) => index + 1);

/** The form with a row for each thing that happened. */
export function severalPage(several: Several, errors: FormErrors, meanwhile?: Meanwhile): PageView {
  const { at, groups, form } = several;
  return {
    title: 'Record several things at once',
    isRefused: !errors.isEmpty,
    errors,
    heading: at.heading,
    action: `${at.heading.href}/record/several`,
    hidden: hiddenOf(several),
    meanwhile: meanwhile ?? null,
    rows: numbers.map((number) => {
      const { what, on, code } = rowFields(number);
      const chosen = form.text(what);
      const value = (name: string) => ({ name, value: form.text(name), error: errors.fields[name] });
      return {
        number,
        what: {
          name: what,
          error: errors.fields[what],
          groups: groups.map(({ title, happenings }) => ({
            title,
            options: happenings.map(({ key, text }) => ({ value: key, text, selected: key === chosen })),
          })),
        },
        on: value(on),
        code: value(code),
      };
    }),
  };
}

const rowInWords = ({ happening, fields }: SeveralRow): string =>
  `${happening.text}, ${longDate(fields.on as CalendarDate)}`;

function typedAgain({ form }: Several): readonly HiddenField[] {
  return numbers.flatMap((number) =>
    Object.values(rowFields(number)).map((name) => ({ name, value: form.text(name) })),
  );
}

/** The question whether to record rows in spite of warnings. */
export function confirmSeveralPage(
  several: Several,
  rows: readonly SeveralRow[],
  { warnings }: RehearsedRows,
): PageView {
  const codes = warnings.flatMap(({ reasons }) => reasons.map(({ code }) => code));
  return {
    title: 'Check these before you record them',
    heading: several.at.heading,
    action: `${several.at.heading.href}/record/several`,
    rows: rows.map((row) => ({
      text: rowInWords(row),
      warnings: warnings
        .filter((one) => one.row === row)
        .flatMap(({ reasons }) => reasons.map(({ message }) => message)),
    })),
    hidden: [
      ...hiddenOf({ ...several, confirm: [...new Set([...several.confirm, ...codes])] }),
      ...typedAgain(several),
    ],
  };
}

/** What came of a row. */
export interface RowResult {
  readonly row: SeveralRow;
  readonly outcome: 'recorded' | 'unchanged' | 'refused' | 'left';
  readonly reasons: readonly string[];
}

const OUTCOMES: Readonly<Record<RowResult['outcome'], string>> = {
  recorded: 'Recorded',
  unchanged: 'On record already',
  refused: 'Not recorded',
  left: 'Not recorded: a row above was refused',
};

/** What came of the rows where not all of them could be recorded. */
export function severalResultPage(several: Several, results: readonly RowResult[]): PageView {
  return {
    title: 'Not everything was recorded',
    heading: several.at.heading,
    results: results.map(({ row, outcome, reasons }) => ({
      number: row.number,
      text: rowInWords(row),
      outcome: OUTCOMES[outcome],
      reasons,
    })),
    again: `${several.at.heading.href}/record/several`,
  };
}
