import 'reflect-metadata';
import { choiceSchema, testOf } from '../../platform/attribute-tests.js';
import { dayTest } from '../../platform/day-range.js';
import { AN_INSTANT, isInstant } from '../../platform/instants.js';
import { choice } from '../../platform/problem.js';
import { Holds, MayBeMissing, type Test } from '../../platform/validation.js';
import { wholeText } from '../../platform/whole-text.js';
import { MILESTONES, type Attribute } from '../../statute/milestones.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/;
const MOST_CONFIRMATIONS = 20;
/** The most characters of a free text: some 30 pages. */
const LONGEST_TEXT = 100_000;

/**
 * A test for a value that may say who someone is: what was given is never repeated.
 * @param accepted what is accepted, in words
 * @param schema its form as a JSON schema, where it is not any text
 */
export function discreet(accepted: string, accepts: (value: unknown) => boolean, schema?: Test['schema']): Test {
  return {
    accepted,
    ...(schema === undefined ? {} : { schema }),
    fault: (value) => {
      if (value === undefined || value === null || value === '') return 'it is missing';
      return accepts(value) ? undefined : 'it is not acceptable';
    },
  };
}

/** A test that repeats nothing of what was given. */
const quiet = ({ accepted, fault, schema }: Test): Test =>
  discreet(accepted, (value) => fault(value, {}) === undefined, schema);

/** A day: of what was given nothing is repeated, since it could be a date of birth. */
const quietDay: Test = {
  ...dayTest,
  fault: (value, object) => {
    const fault = dayTest.fault(value, object);
    if (fault === undefined) return undefined;
    if (value === undefined || value === null || value === '') return 'it is missing';
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return 'it is not a date';
    return fault.includes('out of range') ? fault.replace(value, 'that day') : 'there is no such day';
  },
};

const idTest = discreet('a UUID in lower case', (value) => typeof value === 'string' && UUID.test(value), {
  type: 'string',
  format: 'uuid',
});
const codeTest = discreet(
  'an id of letters, digits, hyphens, colons, full stops or underscores, at most 100',
  (value) => typeof value === 'string' && CODE.test(value),
  { type: 'string', maxLength: 100 },
);
const textTest = wholeText(
  discreet(
    `a text of at most ${String(LONGEST_TEXT)} characters`,
    (value) => typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT,
    { type: 'string', minLength: 1, maxLength: LONGEST_TEXT },
  ),
);
const wholeNumber = (least: number): Test => ({
  accepted: `a whole number from ${String(least)}`,
  schema: { type: 'integer', minimum: least },
  fault: (value) => (Number.isSafeInteger(value) && Number(value) >= least ? undefined : 'it is not such a number'),
});
const codesTest = discreet(
  `the codes of the warnings that are confirmed, in an array of at most ${String(MOST_CONFIRMATIONS)}`,
  (value) =>
    Array.isArray(value) &&
    value.length <= MOST_CONFIRMATIONS &&
    value.every((code) => typeof code === 'string' && CODE.test(code)),
  { type: 'array', maxItems: MOST_CONFIRMATIONS, items: { type: 'string' } },
);

/** The id of a case, a person or a note: a UUID. */
export const IsUuid = (): PropertyDecorator => Holds(idTest);
/** An opaque id that another part of the tracker gave, such as a user's or a team's. */
export const IsCode = (): PropertyDecorator => Holds(codeTest);
/** A day. */
export const IsDay = (): PropertyDecorator => Holds(quietDay);
const TEXT = Symbol('text');

/** Free text: it is encrypted before anything is recorded. */
export function IsText(): PropertyDecorator {
  return (target, property) => {
    Holds(textTest)(target, property);
    Reflect.defineMetadata(TEXT, true, target, property);
  };
}

/** Whether a field of a class holds free text. */
export function holdsText(of: new () => object, property: string): boolean {
  return Reflect.getMetadata(TEXT, of.prototype as object, property) === true;
}

/** An instant: a day, a time and a zone. */
export const IsInstant = (): PropertyDecorator =>
  Holds(
    discreet(AN_INSTANT, (value) => typeof value === 'string' && isInstant(value), {
      type: 'string',
      format: 'date-time',
    }),
  );
/** Yes or no. */
export const IsYesOrNo = (): PropertyDecorator => Holds(quiet(testOf({ kind: 'yes-no' })));
/** The number of a milestone in its case, from 1. */
export const IsEntryNumber = (): PropertyDecorator => Holds(wholeNumber(1));
/** A revision of a stream, from 0. */
export const IsRevision = (): PropertyDecorator => Holds(wholeNumber(0));
/** The codes of warnings. */
export const AreCodes = (): PropertyDecorator => Holds(codesTest);

/** One of some values. */
export function IsOneOf(values: readonly (string | number)[]): PropertyDecorator {
  return Holds({
    accepted: choice(values.map(String)),
    schema: choiceSchema(values),
    fault: (value) => {
      if (value === undefined) return 'it is missing';
      return values.some((one) => one === value) ? undefined : 'it is none of these';
    },
  });
}

/** What the law's vocabulary says of an attribute of a milestone, such as the outcomes of a decision. */
export function IsAttributeOf(milestone: keyof typeof MILESTONES, name: string): PropertyDecorator {
  const kind = MILESTONES[milestone] as { readonly attributes?: Readonly<Record<string, Attribute>> };
  const attribute = kind.attributes?.[name];
  if (attribute === undefined) throw new Error(`${milestone} has no attribute ${name}.`);
  return attribute.kind === 'one-of' || attribute.kind === 'number'
    ? IsOneOf(attribute.values)
    : Holds(attribute.kind === 'day' ? quietDay : quiet(testOf(attribute)));
}

/**
 * A reference that pairs a question with its answer. It lies in plain text, so it is made of codes alone: an adviser's
 * name, a school's URN or UKPRN, a SEN setting of the SEN2 return; a number after a hyphen tells twins apart.
 */
export const IsReference = (): PropertyDecorator =>
  Holds(
    discreet(
      'the name of an adviser, such as health; a URN (6 digits), UKPRN (8 digits) or SEN setting code, such as OLA; with -2, -3 ... for another of the same',
      (value) => typeof value === 'string' && REFERENCE.test(value),
    ),
  );

const REFERENCE =
  /^(?:educational-psychologist|health|social-care|education-setting|parent-or-young-person|sensory|other|\d{6}|\d{8}|OLA|OPA|EHE|EYP|OTH|NEET|NIEC|NIEO)(?:-\d{1,2})?$/;

export { MayBeMissing };
