import { isUuid } from '../../platform/http/parameters.js';
import { readDate, type TypedDate } from '../../platform/web/date-input.js';
import type { Form, FormErrors } from '../../platform/web/form.js';
import { faultOfText } from '../../platform/whole-text.js';
import { addMonths, longDate, type CalendarDate } from '../../statute/calendar.js';
import type { AcknowledgeAlerts } from '../application/acknowledge-alerts.js';
import type { Acknowledged } from '../application/alerts.js';
import type { AlertReason } from '../application/alert-settings.js';

/** What is answered to some alerts. */
export type Answer = Omit<AcknowledgeAlerts, 'alerts'>;

/** What came of acknowledging one alert. */
export const RESULTS = ['failed', 'gone', 'resolved', 'unchanged', 'acknowledged'] as const;
export type Result = (typeof RESULTS)[number];

/** What came of one alert, and why where there is something to say. */
export interface AlertResult {
  readonly alert: string;
  readonly result: Result;
  readonly why?: string;
}

/** The ids in a form, each once. */
const idsIn = (form: Form, name: string): readonly string[] => [...new Set(form.all(name).filter(isUuid))];

/** The alerts that a form names by themselves. */
export const alertsIn = (form: Form): readonly string[] => idsIn(form, 'alert');
/** The summaries that a form names: all that they tell of is answered. */
export const summariesIn = (form: Form): readonly string[] => idsIn(form, 'summary');

const LONGEST_NOTE = 10_000;
/** Months within which something that is late has to be done. */
const MOST_MONTHS = 24;

/** What is typed into the form. */
export const typedRecovery = (form: Form, today: CalendarDate): TypedDate => readDate(form, 'recoveryOn', today).typed;

function recoveryIn(form: Form, today: CalendarDate, errors: FormErrors): CalendarDate | undefined {
  const date = readDate(form, 'recoveryOn', today);
  if ('isBlank' in date) return undefined;
  if ('fault' in date) {
    errors.add('recoveryOn', `The day by which it will be done ${date.fault}`);
    return undefined;
  }
  const last = addMonths(today, MOST_MONTHS);
  if (date.day < today) errors.add('recoveryOn', 'The day by which it will be done must be today or later');
  else if (date.day > last) {
    errors.add('recoveryOn', `The day by which it will be done must be at most 2 years away, by ${longDate(last)}`);
  }
  return date.day;
}

/**
 * What a form answers; nothing where it is wrong, which is added to the errors. A reason alone answers an alert: a note
 * that was forgotten beside "Other" is asked for.
 */
export function readAnswer(
  form: Form,
  reasons: readonly AlertReason[],
  today: CalendarDate,
  errors: FormErrors,
): Answer | undefined {
  const reason = form.text('reason');
  if (!reasons.some(({ id }) => id === reason)) errors.add('reason', 'Choose why it is late, or may become late');
  const recoveryOn = recoveryIn(form, today, errors);
  const note = form.optional('note');
  if (reason === 'other' && note === undefined) errors.add('note', 'Say in the note what the other reason is');
  if ((note ?? '').length > LONGEST_NOTE) errors.add('note', 'The note must have at most 10,000 characters');
  const fault = faultOfText(note);
  if (fault !== undefined) errors.add('note', `The note cannot be kept: ${fault}`);
  if (!errors.isEmpty) return undefined;
  return { reason, ...(recoveryOn === undefined ? {} : { recoveryOn }), ...(note === undefined ? {} : { note }) };
}

const CODES: Readonly<Record<string, Result>> = { 'alert-resolved': 'resolved', 'unknown-alert': 'gone' };

/** What came of acknowledging one alert. */
export function resultOf({ alert, outcome }: Acknowledged): AlertResult {
  if (outcome.outcome !== 'refused') {
    return { alert, result: outcome.outcome === 'recorded' ? 'acknowledged' : 'unchanged' };
  }
  const [reason] = outcome.refused;
  const known = reason && CODES[reason.code];
  if (known !== undefined) return { alert, result: known };
  return { alert, result: 'failed', why: outcome.refused.map(({ message }) => message).join(' ') };
}
