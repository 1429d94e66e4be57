import { problemsIn } from '../../../platform/validation.js';
import { readDate } from '../../../platform/web/date-input.js';
import { FormErrors, type Form } from '../../../platform/web/form.js';
import type { CalendarDate } from '../../../statute/calendar.js';
import { recordingRequest, type CatalogueEntry } from '../../application/milestone-catalogue.js';
import { attributeInWords } from '../../application/attribute-words.js';
import { fieldSpecsOf, type FieldSpec } from './field-specs.js';

/** What a form says of a milestone. */
export interface ReadFields {
  /** The attributes that were given. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly errors: FormErrors;
}

type Read = { readonly value: unknown } | { readonly error: string } | { readonly isBlank: true };

function readDay(spec: FieldSpec, form: Form, today: CalendarDate): Read {
  const read = readDate(form, spec.name, today);
  if ('day' in read) return { value: read.day };
  if ('isBlank' in read) return { isBlank: true };
  const which = spec.name === 'on' ? 'The date' : `${attributeInWords(spec.name)}: the date`;
  return { error: `${which} ${read.fault}` };
}

function readChosen({ values }: FieldSpec, text: string): Read {
  const value = values.find((one) => String(one) === text);
  return value === undefined ? { error: 'Select one of the answers' } : { value };
}

function readOne(spec: FieldSpec, form: Form, today: CalendarDate): Read {
  if (spec.kind === 'day') return readDay(spec, form, today);
  if (spec.kind === 'rules') {
    const rules = form.all(spec.name);
    return rules.length === 0 ? { isBlank: true } : { value: rules };
  }
  const text = form.text(spec.name);
  if (text === '') return { isBlank: true };
  if (spec.kind === 'choice') return readChosen(spec, text);
  if (spec.kind !== 'yes-no') return { value: text };
  return text === 'yes' || text === 'no' ? { value: text === 'yes' } : { error: 'Select yes or no' };
}

/** What is said where a field has to be filled in and was not. */
function missing({ name, kind }: FieldSpec): string {
  if (kind === 'day') return name === 'on' ? 'Enter the date' : `Enter the date: ${attributeInWords(name)}`;
  const called = attributeInWords(name).toLowerCase();
  if (kind === 'text' || kind === 'code') return `Enter the ${called}`;
  return kind === 'reference' ? 'Select what this is about' : `Select the ${called}`;
}

function malformed({ name, accepted }: FieldSpec): string {
  return `${attributeInWords(name)} must be ${accepted}`;
}

/** A request for advice has the adviser's name for a reference, unless it is given another. */
function withReference(entry: CatalogueEntry, fields: Record<string, unknown>): Record<string, unknown> {
  const { adviser, ref } = fields;
  return entry.attributes.includes('ref') && typeof adviser === 'string' && ref === undefined
    ? { ...fields, ref: adviser }
    : fields;
}

/**
 * What a form says of a milestone, checked field by field and then by the request that records it.
 * @param specs the fields that are asked for
 * @param settled what is on record already and is not asked for again
 */
export function readFields(
  entry: CatalogueEntry,
  form: Form,
  today: CalendarDate,
  specs: readonly FieldSpec[] = fieldSpecsOf(entry),
  settled: Readonly<Record<string, unknown>> = {},
): ReadFields {
  const errors = new FormErrors();
  const given: Record<string, unknown> = {};
  for (const spec of specs) {
    const read = readOne(spec, form, today);
    if ('value' in read) given[spec.name] = read.value;
    else if ('error' in read) errors.add(spec.name, read.error);
    else if (spec.isRequired) errors.add(spec.name, missing(spec));
  }
  const fields = withReference(entry, given);
  const request = recordingRequest(entry, NO_CASE, { ...settled, ...fields });
  for (const { place } of problemsIn(request, '', { discreet: true })) {
    const spec = specs.find(({ name }) => name === place);
    if (spec !== undefined) errors.add(spec.name, malformed(spec));
  }
  return { fields, errors };
}

/** Stands for the case, which the address names. */
const NO_CASE = '00000000-0000-4000-8000-000000000000';
