import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { choice, type Problem } from '../problem.js';
import { readDay } from '../day-range.js';
import { AN_INSTANT, isInstant } from '../instants.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { invalidRequest } from './invalid-request.js';
import type { JsonSchema } from './schemas.js';

/** A parameter of a query: what it means, what is accepted, and how it is read. */
export interface Parameter<T> {
  readonly about: string;
  readonly accepted: string;
  readonly schema: JsonSchema;
  /** Whether it may be given several times, or with commas. */
  readonly isList?: true;
  /** What a text stands for; nothing where it is not accepted. */
  readonly read: (text: string) => T | undefined;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** What was given for parameters. */
export type Given<P extends Parameters> = {
  readonly [K in keyof P]: (P[K] extends Parameter<infer T> ? T : never) | undefined;
};

const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const RULE = /^[A-Z]{1,2}\d{1,3}$/;
/** Whether a text is the id of a case or a person. */
export const isUuid = (text: string): boolean => UUID.test(text);

const matching =
  (form: RegExp) =>
  (text: string): string | undefined =>
    form.test(text) ? text : undefined;

export const dayParameter = (about: string): Parameter<CalendarDate> => ({
  about,
  accepted: 'a day written YYYY-MM-DD',
  schema: { type: 'string', format: 'date' },
  read: (text) => {
    const day = readDay(text);
    return typeof day === 'string' ? day : undefined;
  },
});

export const instantParameter = (about: string): Parameter<string> => ({
  about,
  accepted: AN_INSTANT,
  schema: { type: 'string', format: 'date-time' },
  read: (text) => (isInstant(text) ? text : undefined),
});

export const codeParameter = (about: string): Parameter<string> => ({
  about,
  accepted: 'an id of letters, digits, hyphens, colons, full stops or underscores, at most 100',
  schema: { type: 'string', maxLength: 100 },
  read: matching(CODE),
});

export const uuidParameter = (about: string): Parameter<string> => ({
  about,
  accepted: 'a UUID in lower case',
  schema: { type: 'string', format: 'uuid' },
  read: matching(UUID),
});

export const ruleParameter = (about: string): Parameter<string> => ({
  about,
  accepted: 'the id of a rule, such as N7',
  schema: { type: 'string' },
  read: matching(RULE),
});

export const choiceParameter = <V extends string>(about: string, values: readonly V[]): Parameter<V> => ({
  about,
  accepted: choice(values),
  schema: { type: 'string', enum: [...values] },
  read: (text) => values.find((value) => value === text),
});

export const yesNoParameter = (about: string): Parameter<boolean> => ({
  about,
  accepted: 'yes or no',
  schema: { type: 'string', enum: ['yes', 'no'] },
  read: (text) => ({ yes: true, no: false })[text],
});

export const wholeParameter = (about: string, least: number, most: number): Parameter<number> => ({
  about,
  accepted: `a whole number from ${String(least)} to ${String(most)}`,
  schema: { type: 'integer', minimum: least, maximum: most },
  read: (text) => (/^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined),
});

const MOST_IN_LIST = 50;

/** Several of what a parameter takes: of these values one has to apply. */
export const listParameter = <T>({ about, accepted, schema, read }: Parameter<T>): Parameter<readonly T[]> => ({
  about,
  accepted: `${accepted}; several are separated by commas, at most ${String(MOST_IN_LIST)}`,
  schema: { type: 'array', maxItems: MOST_IN_LIST, items: schema },
  isList: true,
  read: (text) => {
    const values = text.split(',').map((one) => read(one.trim()));
    return values.length <= MOST_IN_LIST && values.every((value) => value !== undefined) ? values : undefined;
  },
});

/** What a day and an instant are asked for by, wherever they are. */
export const MOMENT = {
  asAt: dayParameter('What was true on this day; today where nothing is said'),
  knownOn: instantParameter('What was on record at this instant; what is on record now where nothing is said'),
} as const;

/** How a page of a list is asked for. */
export const PAGING = {
  limit: wholeParameter('How many at most; 50 where nothing is said', 1, 500),
  cursor: {
    about: 'Where the list goes on: `next` of the page before, with the same other parameters',
    accepted: '`next` of the page before, with the same other parameters',
    schema: { type: 'string' },
    read: (text: string) => text,
  } satisfies Parameter<string>,
} as const;

/**
 * Reads the parameters of a query. Nothing that was given is repeated in a message.
 * @throws Refusal (400) with everything that is wrong: unknown parameters, such as are given twice, bad values
 */
export function readParameters<P extends Parameters>(query: Readonly<Record<string, unknown>>, known: P): Given<P> {
  const problems: Problem[] = [];
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(query)) {
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (parameter === undefined) {
      const accepted = Object.keys(known).join(', ');
      problems.push({
        place: 'a parameter',
        reason: 'it is not known here',
        accepted: accepted === '' ? 'no parameters' : accepted,
      });
      continue;
    }
    const { accepted, isList, read } = parameter;
    const texts = (Array.isArray(value) ? value : [value]) as unknown[];
    if (!texts.every((text) => typeof text === 'string') || (texts.length > 1 && isList !== true)) {
      problems.push({ place: name, reason: 'it is given more than once', accepted });
      continue;
    }
    given[name] = read(texts.join(','));
    if (given[name] === undefined) problems.push({ place: name, reason: 'it is not acceptable', accepted });
  }
  if (problems.length > 0) throw invalidRequest(problems);
  return given as Given<P>;
}

/** Documents parameters. */
export function ApiParameters(known: Parameters): MethodDecorator {
  return applyDecorators(
    ...Object.entries(known).map(([name, { about, accepted, schema, isList }]) =>
      ApiQuery({
        name,
        required: false,
        description: `${about}. Accepted: ${accepted}.`,
        schema: schema,
        ...(isList === true ? { style: 'form', explode: false } : {}),
      }),
    ),
  );
}
