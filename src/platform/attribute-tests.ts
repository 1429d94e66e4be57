import { choice, echo } from './problem.js';
import type { Test } from './validation.js';
import type { Attribute } from '../statute/milestones.js';
import { dayTest } from './day-range.js';

const REFERENCE = /^[\p{L}\p{N} ._-]{1,60}$/u;
const RULE_ID = /^[A-Z]{1,2}\d{1,3}$/;
const MOST_RULES = 50;

const referenceTest: Test = {
  accepted: '1 to 60 letters, digits, spaces, full stops, hyphens or underscores',
  fault: (value) => {
    if (typeof value !== 'string') return `${echo(value)} is not a text`;
    if (value === '') return 'it is empty';
    if (value.length > 60) return `${echo(value)} is longer than 60 characters`;
    return REFERENCE.test(value) ? undefined : `${echo(value)} has a character that is not allowed`;
  },
};

const yesNoTest: Test = {
  accepted: 'true or false',
  schema: { type: 'boolean' },
  fault: (value) => (typeof value === 'boolean' ? undefined : `${echo(value)} is not true or false`),
};

const rulesTest: Test = {
  accepted: `an array of 1 to ${String(MOST_RULES)} rule ids, such as ["N1", "N7"]`,
  schema: { type: 'array', minItems: 1, maxItems: MOST_RULES, items: { type: 'string' } },
  fault: (value) => {
    if (!Array.isArray(value)) return `${echo(value)} is not an array`;
    if (value.length < 1 || value.length > MOST_RULES) return `the array has ${String(value.length)} elements`;
    const odd: unknown = value.find((id) => typeof id !== 'string' || !RULE_ID.test(id));
    return odd === undefined ? undefined : `${echo(odd)} is not a rule id`;
  },
};

/** The JSON schema of a choice between values of one type. */
export function choiceSchema(values: readonly (string | number)[]): Readonly<Record<string, unknown>> {
  return { type: typeof values[0] === 'number' ? 'number' : 'string', enum: [...values] };
}

function oneOf(values: readonly (string | number)[]): Test {
  return {
    accepted: choice(values.map(String)),
    schema: choiceSchema(values),
    fault: (value) => (values.some((one) => one === value) ? undefined : `${echo(value)} is not one of the values`),
  };
}

/** What an attribute of a milestone must be. */
export function testOf(attribute: Attribute): Test {
  switch (attribute.kind) {
    case 'one-of':
    case 'number':
      return oneOf(attribute.values);
    case 'day':
      return dayTest;
    case 'reference':
      return referenceTest;
    case 'yes-no':
      return yesNoTest;
    case 'rules':
      return rulesTest;
  }
}
