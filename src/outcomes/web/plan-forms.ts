import type { CalendarDate } from '../../statute/calendar.js';
import { readDate } from '../../platform/web/date-input.js';
import { FormErrors, type Form } from '../../platform/web/form.js';
import { textOf } from '../application/plan-tests.js';
import type { Confirming } from '../application/outcome-records.js';
import type { HandValue } from '../domain/outcome.events.js';
import type { Unit } from '../domain/send-plan.js';
import { STATUSES } from '../domain/statuses.js';

/** The field in which a form says what it was based on. */
export const REVISION = '_revision';

/** The most characters of a comment or a reason, and of a source. */
const LONGEST_COMMENT = 2_000;
const LONGEST_SOURCE = 200;

/** What a form says, or what is wrong with it. */
export interface Read<T> {
  readonly errors: FormErrors;
  readonly said?: T;
}

function textIn(form: Form, name: string, called: string, longest: number, errors: FormErrors): string {
  const text = form.text(name);
  if (text === '') errors.add(name, `Enter ${called}`);
  else if (textOf(longest).fault(text, {}) !== undefined) {
    errors.add(name, `Enter ${called} in at most ${longest.toLocaleString('en-GB')} characters`);
  }
  return text;
}

function dayIn(form: Form, name: string, called: string, today: CalendarDate, errors: FormErrors): CalendarDate {
  const date = readDate(form, name, today);
  if ('fault' in date) errors.add(name, `${called} ${date.fault}`);
  else if (!('day' in date)) errors.add(name, `Enter the day: ${called.toLowerCase()}`);
  else if (date.day > today) errors.add(name, `${called} cannot be after today`);
  return 'day' in date ? date.day : today;
}

const NUMBER = /^\d{1,7}(?:\.\d{1,2})?$/;
const MOST_PERCENT = 100;

function numberIn(form: Form, name: string, unit: Unit, errors: FormErrors): number {
  const typed = form.text(name).replaceAll(/[,%\s]/g, '');
  const value = Number(typed);
  if (typed === '') errors.add(name, 'Enter the value');
  else if (!NUMBER.test(typed)) errors.add(name, 'The value has to be a number from 0, such as 31.5');
  else if (unit === 'percent' && value > MOST_PERCENT) errors.add(name, 'The value has to be a percentage up to 100');
  return value;
}

/** Reads what somebody confirms. */
export function readConfirming(form: Form, today: CalendarDate): Read<Confirming> {
  const errors = new FormErrors();
  const status = STATUSES.find((one) => one === form.text('status'));
  if (status === undefined) errors.add('status', 'Choose how it stands');
  const comment = textIn(form, 'comment', 'a comment: why it stands so', LONGEST_COMMENT, errors);
  const on = dayIn(form, 'on', 'The day that it stands so', today, errors);
  return status !== undefined && errors.isEmpty ? { errors, said: { status, comment, on } } : { errors };
}

/** Reads a value that somebody records. */
export function readValue(form: Form, unit: Unit, today: CalendarDate): Read<HandValue> {
  const errors = new FormErrors();
  const value = numberIn(form, 'value', unit, errors);
  const on = dayIn(form, 'valueOn', 'The day that the value is of', today, errors);
  const source = textIn(form, 'source', 'where the value is from', LONGEST_SOURCE, errors);
  return errors.isEmpty ? { errors, said: { value, on, source } } : { errors };
}

/** Reads why a value is corrected or taken back. */
export function readReason(form: Form): Read<string> {
  const errors = new FormErrors();
  const said = textIn(form, 'reason', 'why', LONGEST_COMMENT, errors);
  return errors.isEmpty ? { errors, said } : { errors };
}

/** The revision that a form was based on; nothing where it says none. */
export function revisionIn(form: Form): number | undefined {
  const typed = form.text(REVISION);
  return /^(?:-1|\d{1,9})$/.test(typed) ? Number(typed) : undefined;
}
