import { readDate, typedDate, type TypedDate } from '../../../platform/web/date-input.js';
import { Form, type FormErrors } from '../../../platform/web/form.js';
import type { CalendarDate } from '../../../statute/calendar.js';
import { attributeInWords, valueInWords } from '../../application/attribute-words.js';
import { referenceInWords, type CaseChoices, type Choice } from './case-choices.js';
import type { FieldSpec } from './field-specs.js';

/** An answer that can be ticked. */
export interface ItemView {
  readonly value: string;
  readonly text: string;
  readonly hint?: { readonly text: string };
  readonly checked: boolean;
}

/** A field as the template shows it. */
export interface FieldView {
  readonly control: 'date' | 'radios' | 'checkboxes' | 'select' | 'input' | 'textarea';
  readonly name: string;
  /** Its id, where the page has another field of its name. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  readonly typed?: TypedDate;
  readonly value?: string;
  readonly items?: readonly ItemView[];
  readonly error?: { readonly text: string };
}

/** What fields are shown for. */
export interface FieldSetting {
  /** The type of the event that records the milestone. */
  readonly type: string;
  readonly choices: CaseChoices;
  /** The question for the day, and what counts as the day. */
  readonly asks: string;
  readonly counts: string;
}

const HINTS: Readonly<Record<string, string>> = {
  'SettingConsulted/ref':
    'Its URN (6 digits), its UKPRN (8 digits) or its SEN setting code, such as OLA. Add -2 to consult it again.',
  'AdviceRequested/ref':
    'Only to ask the same adviser for something else: the adviser with a number, such as health-2.',
  fromAuthority: 'Its code of three digits, such as 301.',
  toAuthority: 'Its code of three digits, such as 301.',
  clocks: 'Leave all empty to offer it for every clock.',
};
/** Questions, where the name of the attribute does not ask one. */
const LABELS: Readonly<Record<string, string>> = {
  'AdviceReceived/ref': 'Whose advice is it?',
  'AdviceReturned/ref': 'Whose advice was sent back?',
  'SettingConsulted/ref': 'Which school or college?',
  'SettingResponded/ref': 'Which school or college replied?',
  'ExceptionRecorded/ref': 'Which advice was the missed appointment for?',
  adviser: 'Who was asked?',
  outcome: 'What was decided?',
  answer: 'What did it answer?',
};
const ENCRYPTED = 'Kept encrypted. Do not copy whole reports into it.';
const EXAMPLE = 'For example, 27 3 2026. You can also type today or yesterday.';
const NOT_STATED = 'Not stated';

const optional = (label: string, { isRequired }: FieldSpec): string => (isRequired ? label : `${label} (optional)`);

function item(value: string, text: string, checked: boolean, hint?: string): ItemView {
  return { value, text, checked, ...(hint === undefined ? {} : { hint: { text: hint } }) };
}

/** What can be chosen, with what is on record and no longer among it, so that a correction of something else keeps it. */
function offered({ kind }: FieldSpec, choices: readonly Choice[], typed: string): readonly Choice[] {
  const isPaired = kind === 'reference' || kind === 'case';
  if (!isPaired || typed === '' || choices.some(({ value }) => value === typed)) return choices;
  return [...choices, { value: typed, text: kind === 'case' ? 'The one on record' : referenceInWords(typed) }];
}

function radios(spec: FieldSpec, choices: readonly Choice[], typed: string): readonly ItemView[] {
  const only = choices.length === 1 && spec.isRequired ? choices[0]?.value : undefined;
  const chosen = typed === '' ? only : typed;
  return [
    ...choices.map(({ value, text, hint }) => item(value, text, value === chosen, hint)),
    ...(spec.isRequired ? [] : [item('', NOT_STATED, typed === '')]),
  ];
}

function choicesFor(spec: FieldSpec, { type, choices }: FieldSetting): readonly Choice[] | undefined {
  switch (spec.kind) {
    case 'choice':
      return spec.values.map((value) => ({ value: String(value), text: valueInWords(spec.name, value) }));
    case 'yes-no':
      return [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ];
    case 'reference':
      return choices.references(type);
    case 'case':
      return choices.reviews;
    default:
      return undefined;
  }
}

function dayView(spec: FieldSpec, form: Form, today: CalendarDate, { asks, counts }: FieldSetting): Partial<FieldView> {
  const read = readDate(form, spec.name, today);
  if (spec.name !== 'on')
    return { control: 'date', typed: read.typed, label: optional(attributeInWords(spec.name), spec) };
  return { control: 'date', typed: read.typed, label: asks, hint: `${counts} ${EXAMPLE}` };
}

function controlOf(spec: FieldSpec, form: Form, today: CalendarDate, setting: FieldSetting): Partial<FieldView> {
  if (spec.kind === 'day') return dayView(spec, form, today, setting);
  const typed = form.text(spec.name);
  if (spec.kind === 'text') return { control: 'textarea', value: typed, hint: ENCRYPTED };
  if (spec.kind === 'rules') {
    const ticked = form.all(spec.name);
    const items = setting.choices.rules.map(({ value, text }) => item(value, text, ticked.includes(value)));
    return { control: 'checkboxes', items };
  }
  const known = choicesFor(spec, setting);
  const choices = known && offered(spec, known, typed);
  // Where there is nothing to choose, what is typed is refused with the reason.
  if (choices === undefined || (choices.length === 0 && spec.isRequired)) return { control: 'input', value: typed };
  return { control: 'radios', items: choices.length === 0 ? [] : radios(spec, choices, typed) };
}

/** The fields of a form with what was typed into them and what is wrong with it. */
export function fieldViews(
  specs: readonly FieldSpec[],
  form: Form,
  errors: FormErrors,
  today: CalendarDate,
  setting: FieldSetting,
): readonly FieldView[] {
  return specs
    .map((spec): FieldView => {
      const hint = HINTS[`${setting.type}/${spec.name}`] ?? HINTS[spec.name];
      const error = errors.fields[spec.name];
      return {
        control: 'input',
        name: spec.name,
        label: optional(
          LABELS[`${setting.type}/${spec.name}`] ?? LABELS[spec.name] ?? attributeInWords(spec.name),
          spec,
        ),
        ...(hint === undefined ? {} : { hint }),
        ...controlOf(spec, form, today, setting),
        ...(error === undefined ? {} : { error }),
      };
    })
    .filter(({ items }) => items === undefined || items.length > 0);
}

/** A form in which the day is today and nothing else is filled in, but for what is given. */
export function freshForm(today: CalendarDate, given: Readonly<Record<string, string>> = {}): Form {
  const { day, month, year } = typedDate(today);
  return new Form(new URLSearchParams({ 'on-day': day, 'on-month': month, 'on-year': year, ...given }));
}

/** What was typed, field by field, to be sent again. */
export function rawInputs(
  specs: readonly FieldSpec[],
  form: Form,
): readonly { readonly name: string; readonly value: string }[] {
  return specs.flatMap(({ name, kind }) => {
    if (kind === 'rules') return form.all(name).map((value) => ({ name, value }));
    if (kind !== 'day') return [{ name, value: form.text(name) }];
    return ['day', 'month', 'year'].map((part) => ({
      name: `${name}-${part}`,
      value: form.text(`${name}-${part}`),
    }));
  });
}

/** What was typed, in words, to be read once more. */
export function summaryRows(
  specs: readonly FieldSpec[],
  fields: Readonly<Record<string, unknown>>,
  choices: CaseChoices,
): readonly { readonly key: string; readonly value: string }[] {
  return specs.flatMap(({ name, kind }) => {
    const value = fields[name];
    if (value === undefined) return [];
    const chosen = kind === 'case' ? choices.reviews.find((one) => one.value === value)?.text : undefined;
    const text =
      kind === 'reference' ? referenceInWords(valueInWords(name, value)) : (chosen ?? valueInWords(name, value));
    return [{ key: attributeInWords(name), value: text }];
  });
}
