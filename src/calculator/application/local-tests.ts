import { choice, echo } from '../../platform/problem.js';
import { isRecord, type Test } from '../../platform/validation.js';
import { wholeText } from '../../platform/whole-text.js';
import { MILESTONE_NAMES, milestoneKind, type Attribute, type MilestoneName } from '../../statute/milestones.js';
import { testOf } from '../../platform/attribute-tests.js';
import { nearest } from './suggestion.js';

/** A text of some length. */
export function textTest(longest: number): Test {
  return wholeText({
    accepted: `a text of 1 to ${String(longest)} characters`,
    fault: (value) => {
      if (value === undefined) return 'it is missing';
      if (typeof value !== 'string') return `${echo(value)} is not a text`;
      return value.trim() === '' || value.length > longest ? `${echo(value)} is empty or too long` : undefined;
    },
  });
}

/** A whole number within limits. */
export function wholeNumberTest(least: number, most: number): Test {
  return {
    accepted: `a whole number from ${String(least)} to ${String(most)}`,
    fault: (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
        ? undefined
        : `${echo(value)} is not such a number`,
  };
}

/** One of some texts. */
export function oneOfTest(values: readonly string[]): Test {
  return {
    accepted: choice(values),
    fault: (value) => {
      if (value === undefined) return 'it is missing';
      return values.some((one) => one === value) ? undefined : `${echo(value)} is not one of the values`;
    },
  };
}

/** The name of a milestone. */
export const milestoneTest: Test = {
  accepted: 'a milestone name, such as request-received',
  fault: (value) => {
    if (value === undefined) return 'it is missing';
    if (typeof value !== 'string') return `${echo(value)} is not a milestone`;
    if (MILESTONE_NAMES.some((name) => name === value)) return undefined;
    const near = nearest(value, MILESTONE_NAMES);
    return `${echo(value)} is not a milestone${near.length === 0 ? '' : `; the nearest: ${near.join(', ')}`}`;
  },
};

/** The attributes of the milestone that an object names; nothing where it names none that is known. */
function attributesOf(object: Readonly<Record<string, unknown>>): Readonly<Record<string, Attribute>> | undefined {
  const name = MILESTONE_NAMES.find((one) => one === object.milestone);
  return name === undefined ? undefined : (milestoneKind(name satisfies MilestoneName).attributes ?? {});
}

function faultOfCondition(attribute: string, wanted: unknown, kind: Attribute): string | undefined {
  const test = testOf(kind);
  const values: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  if (values.length === 0) return `${attribute} has an empty array`;
  const fault = values
    .filter((value) => value !== null)
    .map((value) => test.fault(value, {}))
    .find(Boolean);
  return fault === undefined
    ? undefined
    : `${attribute}: ${fault} (it can be ${test.accepted}, or null for not stated)`;
}

/** Conditions on attributes: known to the milestone, with values that they can have. */
export const conditionsTest: Test = {
  accepted: 'an object of attributes of that milestone with the values wanted',
  fault: (value, object) => {
    if (!isRecord(value)) return `${echo(value)} is not an object`;
    const attributes = attributesOf(object);
    if (attributes === undefined) return undefined;
    return Object.entries(value)
      .map(([attribute, wanted]) => {
        const kind = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
        if (kind !== undefined) return faultOfCondition(attribute, wanted, kind);
        const known = Object.keys(attributes);
        return `${String(object.milestone)} has no attribute ${echo(attribute)}${known.length === 0 ? '' : ` (it has ${choice(known)})`}`;
      })
      .find(Boolean);
  },
};

/** Attributes of the milestone that must be stated. */
export const statedTest: Test = {
  accepted: 'an array of attributes of that milestone',
  fault: (value, object) => {
    if (!Array.isArray(value) || value.length === 0) return `${echo(value)} is not an array of attributes`;
    const attributes = attributesOf(object);
    if (attributes === undefined) return undefined;
    const odd: unknown = value.find((one) => typeof one !== 'string' || !Object.hasOwn(attributes, one));
    return odd === undefined ? undefined : `${String(object.milestone)} has no attribute ${echo(odd)}`;
  },
};

/** The attribute of the milestone that holds a day. */
export const dayAttributeTest: Test = {
  accepted: 'the name of an attribute of that milestone that holds a day',
  fault: (value, object) => {
    const attributes = attributesOf(object);
    if (attributes === undefined) return undefined;
    const kind = typeof value === 'string' && Object.hasOwn(attributes, value) ? attributes[value] : undefined;
    return kind?.kind === 'day' ? undefined : `${String(object.milestone)} has no day called ${echo(value)}`;
  },
};
