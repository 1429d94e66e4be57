import { invalidRequest } from '../../platform/http/invalid-request.js';
import { choice, Problems, type Problem } from '../../platform/problem.js';
import type { Form, FormErrors } from '../../platform/web/form.js';
import { momentOf, readMoment, type AskedMoment, type ReadMoment } from '../../platform/web/moment.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { readTimelinessRequest, type TimelinessRequest } from '../application/timeliness-request.js';
import { BASES, type Basis, type Measure } from '../domain/measures.js';
import { EXCEPTIONS, type Exceptions } from './board-rows.js';

/** What can be chosen on the page of a measure beside the moment, by the name of its field. */
const FIELDS = ['by', 'from', 'to', 'cut', 'basis', 'exceptions'] as const;
type Field = (typeof FIELDS)[number];

/** Fields that somebody types into: what is wrong with them is told beside them. */
const TYPED: readonly string[] = ['from', 'to'];

/** What was chosen; what was left as it is, is not in it. */
export type Chosen = Readonly<Partial<Record<Field, string>>>;

/** Which figures of a measure a page is asked for. */
export interface MeasureQuery {
  readonly request: TimelinessRequest;
  /** On which day a case counts; nothing where the measure has no bases to choose from. */
  readonly basis: Basis;
  readonly exceptions: Exceptions;
  readonly chosen: Chosen;
  readonly moment: ReadMoment;
  /** What is wrong with what was typed; the page is then as if nothing had been. */
  readonly errors: FormErrors;
}

/** Words of the form for what is wrong. */
function addTo(errors: FormErrors, problems: readonly Problem[]): void {
  for (const { place, reason, accepted } of problems) {
    const called = place === 'from' ? 'The first period' : 'The last period';
    errors.add(place, `${called}: ${reason}${accepted === undefined ? '' : `. Enter ${accepted}`}`);
  }
}

/** What of a choice is meant; @throws Refusal (400) where it is none */
function among<T extends string>(field: Field, text: string | undefined, values: readonly T[]): T | undefined {
  if (text === undefined) return undefined;
  const value = values.find((one) => one === text);
  if (value !== undefined) return value;
  throw invalidRequest([{ place: field, reason: 'it is not acceptable', accepted: choice(values) }]);
}

function requestIn(chosen: Chosen, moment: object, errors: FormErrors): TimelinessRequest {
  const { by, from, to, cut } = chosen;
  const given = Object.fromEntries(Object.entries({ by, from, to, cut }).filter(([, text]) => text !== undefined));
  try {
    return { ...readTimelinessRequest(given), ...moment };
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    const fixed = error.problems.filter(({ place }) => !TYPED.includes(place));
    if (fixed.length > 0) throw invalidRequest(error.problems);
    addTo(errors, error.problems);
    return { ...readTimelinessRequest({ ...(by === undefined ? {} : { by }), ...(cut === undefined ? {} : { cut }) }) };
  }
}

/**
 * Reads which figures of a measure are asked for.
 * @param form what the query of the address holds
 * @throws Refusal (400) with everything that is wrong with what can only be chosen
 */
export function readMeasureQuery(form: Form, measure: Measure, today: CalendarDate): MeasureQuery {
  const chosen: Partial<Record<Field, string>> = {};
  for (const field of FIELDS) {
    const text = form.text(field);
    if (text !== '') chosen[field] = text;
  }
  const moment = readMoment(form, today);
  const { errors } = moment;
  if (moment.asked.asAt !== undefined && moment.asked.asAt > today) {
    errors.add('asAt', 'The day of which it is shown cannot be after today');
  }
  const bases: readonly Basis[] = measure.bases.length === 0 ? BASES : measure.bases;
  const basis = among('basis', chosen.basis, bases);
  const exceptions = among('exceptions', chosen.exceptions, EXCEPTIONS);
  const request = requestIn(chosen, errors.isEmpty ? momentOf(moment.asked, today) : {}, errors);
  return {
    request,
    basis: basis ?? bases[0] ?? 'issued',
    exceptions: exceptions ?? 'including',
    chosen,
    moment: errors.isEmpty ? moment : { ...moment, asked: {}, isTyped: false },
    errors,
  };
}

/** The same question where it turned out that there are no figures between the days that were typed. */
export function withoutPeriods(query: MeasureQuery, problems: Problems): MeasureQuery {
  const outside = problems.problems.filter(({ place }) => !TYPED.includes(place));
  if (outside.length > 0) throw invalidRequest(problems.problems);
  addTo(query.errors, problems.problems);
  const { by, cut } = query.request;
  return { ...query, request: { by, cut } };
}

/** The address of a measure's figures. */
export function measurePath(
  measure: Measure,
  { chosen, asked }: { readonly chosen: Chosen; readonly asked: AskedMoment },
  more: Readonly<Record<string, string>> = {},
  file = '',
): string {
  const query = new URLSearchParams({
    ...chosen,
    ...(asked.asAt === undefined ? {} : { asAt: asked.asAt }),
    ...(asked.knownOn === undefined ? {} : { knownOn: asked.knownOn }),
    ...more,
  }).toString();
  return `/timeliness/${measure.id}${file}${query === '' ? '' : `?${query}`}`;
}
