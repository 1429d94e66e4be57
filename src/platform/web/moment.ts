import type { Request } from 'express';
import type { Moment } from '../../read-model/read-models.js';
import { readDay } from '../day-range.js';
import { readDate, typedDate, type TypedDate } from './date-input.js';
import { Form, FormErrors } from './form.js';
import { lastInstantOf, longDate, type CalendarDate } from '../../statute/calendar.js';

/** The day that a page is asked for, and the day by whose end something had to be on record to be taken account of. */
export interface AskedMoment {
  readonly asAt?: CalendarDate;
  readonly knownOn?: CalendarDate;
}

/** A moment as the query of an address says it, and what is wrong with it. */
export interface ReadMoment {
  readonly asked: AskedMoment;
  readonly errors: FormErrors;
  readonly typed: Readonly<Record<keyof AskedMoment, TypedDate>>;
  /** Whether the query holds the fields of the form, which have an address of their own that is shorter. */
  readonly isTyped: boolean;
}

const CALLED: Readonly<Record<keyof AskedMoment, string>> = {
  asAt: 'The day of which it is shown',
  knownOn: 'The day on which it was known',
};
const NAMES = Object.keys(CALLED) as readonly (keyof AskedMoment)[];

/**
 * The moment that a request asks a page for. Where something is wrong with what was typed, the page is that of now, and
 * says what is wrong.
 */
export function momentAsked(request: Pick<Request, 'originalUrl'>, today: CalendarDate): ReadMoment {
  const moment = readMoment(Form.ofQuery(request), today);
  return moment.errors.isEmpty ? moment : { ...moment, asked: {}, isTyped: false };
}

/** Reads the moment that a form asks for. */
export function readMoment(form: Form, today: CalendarDate): ReadMoment {
  const errors = new FormErrors();
  const asked: { -readonly [K in keyof AskedMoment]: AskedMoment[K] } = {};
  const typed: Record<keyof AskedMoment, TypedDate> = {
    asAt: { day: '', month: '', year: '' },
    knownOn: { day: '', month: '', year: '' },
  };
  let isTyped = false;
  for (const name of NAMES) {
    const short = readDay(form.text(name));
    const date = readDate(form, name, today);
    typed[name] = date.typed;
    const day = typeof short === 'string' ? short : 'day' in date ? date.day : undefined;
    if ('fault' in date) errors.add(name, `${CALLED[name]} ${date.fault}`);
    if (form.text(name) !== '' && typeof short !== 'string')
      errors.add(name, `${CALLED[name]} has to be written YYYY-MM-DD`);
    if (day === undefined) continue;
    if (name === 'knownOn' && day > today) {
      errors.add(name, `${CALLED[name]} cannot be after today`);
      continue;
    }
    isTyped ||= 'day' in date;
    asked[name] = day;
    typed[name] = typedDate(day);
  }
  return { asked, errors, typed, isTyped };
}

/** What a question about it is asked of. What is known by the end of today is everything that is on record. */
export function momentOf({ asAt, knownOn }: AskedMoment, today: CalendarDate): Moment {
  return {
    ...(asAt === undefined ? {} : { asAt }),
    ...(knownOn === undefined || knownOn >= today ? {} : { knownOn: lastInstantOf(knownOn).toISOString() }),
  };
}

/** The query that asks for a moment, with its question mark; empty for that of now. */
export function momentQuery({ asAt, knownOn }: AskedMoment): string {
  const query = new URLSearchParams({
    ...(asAt === undefined ? {} : { asAt }),
    ...(knownOn === undefined ? {} : { knownOn }),
  }).toString();
  return query === '' ? '' : `?${query}`;
}

/** What a page says of a moment that is not now; nothing of now. */
export function momentInWords({ asAt, knownOn }: AskedMoment): string | undefined {
  const known = knownOn === undefined ? '' : `, as it was known at the end of ${longDate(knownOn)}`;
  if (asAt !== undefined) return `as at ${longDate(asAt)}${known}`;
  return knownOn === undefined ? undefined : `as it was known at the end of ${longDate(knownOn)}`;
}
