import { choice, echo } from '../../platform/problem.js';
import type { Test } from '../../platform/validation.js';
import { wholeText } from '../../platform/whole-text.js';
import { readStatedDay } from '../domain/stated-day.js';

/** What a plan's file says where the document states nothing. */
export const NOT_STATED = 'not stated';

/** A text of some length. */
export const textOf = (longest: number, what = 'a text'): Test =>
  wholeText({
    accepted: `${what} of 1 to ${String(longest)} characters`,
    schema: { type: 'string', minLength: 1, maxLength: longest },
    fault: (value) => {
      if (value === undefined) return 'it is missing';
      if (typeof value !== 'string') return `${echo(value)} is not a text`;
      if (value.trim() === '') return 'it is empty';
      return value.length > longest ? `it has ${String(value.length)} characters` : undefined;
    },
  });

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST_ID = 80;

/** What tells one thing from its like, and can stand in an address. */
export const idTest: Test = {
  accepted: `small letters, digits and single hyphens between them, at most ${String(LONGEST_ID)}, such as plans-within-20-weeks`,
  schema: { type: 'string', pattern: SLUG.source, maxLength: LONGEST_ID },
  fault: (value) => {
    if (value === undefined) return 'it is missing';
    return typeof value === 'string' && value.length <= LONGEST_ID && SLUG.test(value)
      ? undefined
      : `${echo(value)} cannot be used`;
  },
};

/** A day, a month or a year, as the document states it. */
export const statedDayTest: Test = {
  accepted: 'a day (2024-01-18), a month (2024-01) or a year (2024), in double quotes, from 1970 to 2099',
  schema: { type: 'string', pattern: '^\\d{4}(-\\d{2}){0,2}$' },
  fault: (value) => {
    if (value === undefined) return 'it is missing';
    return typeof value === 'string' && readStatedDay(value) !== undefined
      ? undefined
      : `${echo(value)} is no day, month or year`;
  },
};

const LARGEST = 1_000_000;

/** A value of a measure. */
export const valueTest: Test = {
  accepted: `a number from 0 to ${String(LARGEST)}`,
  schema: { type: 'number', minimum: 0, maximum: LARGEST },
  fault: (value) => {
    if (value === undefined) return 'it is missing';
    return typeof value === 'number' && value >= 0 && value <= LARGEST
      ? undefined
      : `${echo(value)} is not such a number`;
  },
};

/** A whole number within limits. */
export const wholeNumber = (least: number, most: number): Test => ({
  accepted: `a whole number from ${String(least)} to ${String(most)}`,
  schema: { type: 'integer', minimum: least, maximum: most },
  fault: (value) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : `${echo(value)} is not such a number`,
});

/** One of some texts. */
export const oneOf = (values: readonly string[]): Test => ({
  accepted: choice(values),
  schema: { type: 'string', enum: [...values] },
  fault: (value) => {
    if (value === undefined) return 'it is missing';
    return values.some((one) => one === value) ? undefined : `${echo(value)} is none of these`;
  },
});

/** Other names, each a text. */
export const namesTest: Test = {
  accepted: 'an array of 1 to 10 names, each of 1 to 80 characters',
  schema: { type: 'array', minItems: 1, maxItems: 10, items: { type: 'string', minLength: 1, maxLength: 80 } },
  fault: (value) => {
    if (!Array.isArray(value)) return `${echo(value)} is not an array`;
    if (value.length < 1 || value.length > 10) return `the array has ${String(value.length)} elements`;
    return value.map((one: unknown) => textOf(80).fault(one, {})).find((fault) => fault !== undefined);
  },
};
