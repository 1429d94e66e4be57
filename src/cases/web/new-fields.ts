import { OPEN_ALREADY } from '../../caseload/application/open-requests.js';
import { readDate, typedDate, type TypedDate } from '../../platform/web/date-input.js';
import type { Form, FormErrors } from '../../platform/web/form.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Refusal } from '../../streams/domain/decider.js';

/** A day that a form asks for. */
export interface DayField {
  /** The name of its fields. */
  readonly name: string;
  /** How a sentence about it begins, such as "The day of the request". */
  readonly called: string;
  /** What is said where it is needed and left empty. */
  readonly missing?: string;
}

/** Reads a day; nothing where it is blank or wrong, and what is wrong is added to the errors. */
export function readDay(
  form: Form,
  { name, called, missing }: DayField,
  today: CalendarDate,
  errors: FormErrors,
): CalendarDate | undefined {
  const read = readDate(form, name, today);
  if ('day' in read) return read.day;
  if ('fault' in read) errors.add(name, `${called} ${read.fault}`);
  else if (missing !== undefined) errors.add(name, missing);
  return undefined;
}

/** What was typed into the dates of a form, by their names. */
export function typedDates(
  form: Form,
  names: readonly string[],
  today: CalendarDate,
): Readonly<Record<string, TypedDate>> {
  return Object.fromEntries(names.map((name) => [name, readDate(form, name, today).typed]));
}

/** The fields of a date that is offered. */
export const dayTyped = (name: string, on: CalendarDate): Readonly<Record<string, string>> => {
  const { day, month, year } = typedDate(on);
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
};

/** Reads one of some values; nothing where none is chosen, and what is wrong is added to the errors. */
export function readChoice<T extends string>(
  form: Form,
  name: string,
  values: readonly T[],
  errors: FormErrors,
  missing?: string,
): T | undefined {
  const text = form.text(name);
  const chosen = values.find((value) => value === text);
  if (chosen === undefined && (text !== '' || missing !== undefined))
    errors.add(name, missing ?? 'Choose one of these');
  return chosen;
}

/** Reads which warnings are confirmed, and why; a second open request needs a reason. */
export function readConfirmed(
  form: Form,
  errors: FormErrors,
): { readonly confirm: readonly string[]; readonly because?: string | undefined } {
  const confirm = form.all('confirm');
  if (!confirm.includes(OPEN_ALREADY)) return { confirm };
  const because = form.optional('because');
  if (because === undefined) errors.add('because', 'Say why there are two open requests');
  return { confirm, because };
}

/** Adds why a record refuses what a form asks for, each at the field of the form that it is about. */
export function addRefusals(
  errors: FormErrors,
  refused: readonly Refusal[],
  fieldOf: Readonly<Record<string, string>>,
  otherwise: string,
): void {
  for (const { message, field } of refused) errors.add(fieldOf[field] ?? otherwise, message);
}
