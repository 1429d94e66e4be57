import { lowered } from '../../../statute/sentence.js';
import { readDate } from '../../../platform/web/date-input.js';
import { Form, type FormErrors } from '../../../platform/web/form.js';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { Refusal } from '../../../streams/domain/decider.js';
import { valueInWords } from '../../application/attribute-words.js';
import type { AnyState, CaseOnRecord } from '../../application/case-on-record.js';
import type { CatalogueEntry } from '../../application/milestone-catalogue.js';
import { recordingCommand, rehearse } from '../../application/rehearse.js';
import { milestoneInWords } from '../../application/words.js';
import { referenceInWords, type CaseChoices } from './case-choices.js';
import { fieldSpecsOf, type FieldSpec } from './field-specs.js';
import { groupsOf } from './milestone-groups.js';
import { readFields } from './read-fields.js';

/** How many things can be recorded on one page. */
export const ROWS = 8;

/** Something that can have happened: a milestone with what was decided, who was asked, or what it answers. */
export interface Happening {
  /** How the form names it. */
  readonly key: string;
  readonly text: string;
  readonly entry: CatalogueEntry;
  /** What choosing it says, beside the day. */
  readonly said: Readonly<Record<string, string>>;
  /** The attribute that has to be typed, such as the code of a school. */
  readonly typed?: string;
}

/** Happenings that belong together. */
export interface HappeningGroup {
  readonly title: string;
  readonly happenings: readonly Happening[];
}

/** A row of the form that was filled in. */
export interface SeveralRow {
  readonly number: number;
  readonly happening: Happening;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Milestones that have more to say than a row has room for. */
const TOO_MUCH: ReadonlySet<string> = new Set(['ExceptionRecorded']);

function valuesOf({ name, kind, values }: FieldSpec, type: string, choices: CaseChoices): readonly [string, string][] {
  if (kind === 'choice') return values.map((value) => [String(value), valueInWords(name, value)]);
  return (choices.references(type) ?? []).map(({ value }) => [value, referenceInWords(value)]);
}

/** What a milestone can say in a row: its one required attribute beside the day decides. */
function happeningsOf(entry: CatalogueEntry, choices: CaseChoices): readonly Happening[] {
  const called = milestoneInWords(entry.type);
  const [main] = fieldSpecsOf(entry).filter(({ name, isRequired }) => isRequired && name !== 'on');
  if (main === undefined) return [{ key: entry.milestone, text: called, entry, said: {} }];
  const isTyped = main.kind === 'reference' && choices.references(entry.type) === undefined;
  if (isTyped) return [{ key: entry.milestone, text: called, entry, said: {}, typed: main.name }];
  return valuesOf(main, entry.type, choices).map(([value, words]) => ({
    key: `${entry.milestone}/${value}`,
    text: `${called}: ${lowered(words)}`,
    entry,
    said: { [main.name]: value },
  }));
}

/** Everything that can be recorded in a row, in groups. */
export function happeningsOn({ kind }: CaseOnRecord, choices: CaseChoices): readonly HappeningGroup[] {
  return groupsOf(kind)
    .map(({ title, entries }) => ({
      title,
      happenings: entries.filter(({ type }) => !TOO_MUCH.has(type)).flatMap((entry) => happeningsOf(entry, choices)),
    }))
    .filter(({ happenings }) => happenings.length > 0);
}

/** The names of the fields of a row. */
export const rowFields = (number: number) =>
  ({ what: `what-${String(number)}`, on: `on-${String(number)}`, code: `code-${String(number)}` }) as const;

const isFilled = (form: Form, number: number): boolean => {
  const { what, on, code } = rowFields(number);
  return form.text(what) !== '' || form.text(on) !== '' || form.text(code) !== '';
};

function readRow(
  number: number,
  form: Form,
  happenings: readonly Happening[],
  today: CalendarDate,
  errors: FormErrors,
): SeveralRow | undefined {
  const { what, on, code } = rowFields(number);
  const row = `Row ${String(number)}`;
  const happening = happenings.find(({ key }) => key === form.text(what));
  if (happening === undefined) errors.add(what, `${row}: choose what happened`);
  const date = readDate(new Form(new URLSearchParams({ 'on-day': form.text(on) })), 'on', today);
  if ('isBlank' in date) errors.add(on, `${row}: enter the date`);
  if ('fault' in date) errors.add(on, `${row}: the date ${date.fault}`);
  if (happening?.typed !== undefined && form.text(code) === '') {
    errors.add(code, `${row}: enter the code of the school or college`);
  }
  if (happening === undefined || !('day' in date)) return undefined;
  const typed = happening.typed === undefined ? {} : { [happening.typed]: form.text(code) };
  const said = new Form(new URLSearchParams({ 'on-day': date.day, ...happening.said, ...typed }));
  const read = readFields(happening.entry, said, today);
  for (const { text } of read.errors.list) errors.add(happening.typed === undefined ? what : code, `${row}: ${text}`);
  return { number, happening, fields: read.fields };
}

/** The rows that were filled in. */
export function readRows(
  form: Form,
  groups: readonly HappeningGroup[],
  today: CalendarDate,
  errors: FormErrors,
): readonly SeveralRow[] {
  const happenings = groups.flatMap((group) => group.happenings);
  const numbers = Array.from({ length: ROWS }, (_, index) => index + 1).filter((number) => isFilled(form, number));
  if (numbers.length === 0) errors.add(rowFields(1).what, 'Choose what happened in at least one row');
  return numbers.flatMap((number) => readRow(number, form, happenings, today, errors) ?? []);
}

/** What would come of rows that are recorded one after the other. */
export interface RehearsedRows {
  readonly refused: readonly { readonly row: SeveralRow; readonly reasons: readonly Refusal[] }[];
  readonly warnings: readonly { readonly row: SeveralRow; readonly reasons: readonly Refusal[] }[];
}

/** What would come of rows, each on the case as those before it leave it; nothing is recorded. */
export function rehearseRows(
  { kind, state }: CaseOnRecord,
  rows: readonly SeveralRow[],
  confirm: readonly string[],
  today: CalendarDate,
): RehearsedRows {
  let after: AnyState = state;
  const refused: RehearsedRows['refused'][number][] = [];
  const warnings: RehearsedRows['warnings'][number][] = [];
  for (const row of rows) {
    const of = (codes: readonly string[]) =>
      rehearse(kind, after, recordingCommand(row.happening.entry, row.fields, codes), today);
    let result = of(confirm);
    const reasons = result.refused ?? [];
    const hard = reasons.filter(({ confirmable }) => confirmable !== true);
    if (hard.length > 0) {
      refused.push({ row, reasons: hard });
      continue;
    }
    if (reasons.length > 0) {
      warnings.push({ row, reasons });
      result = of([...confirm, ...reasons.map(({ code }) => code)]);
    }
    if (result.refused === undefined) after = result.after;
  }
  return { refused, warnings };
}
