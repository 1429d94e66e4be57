import { assertChildOrYoungPerson, type Identity } from '../../people/application/identity.js';
import {
  nameTest,
  needTest,
  postcodeTest,
  referenceTest,
  sexTest,
  upnTest,
} from '../../people/application/identity-tests.js';
import { Problems } from '../../platform/problem.js';
import type { Test } from '../../platform/validation.js';
import { readDate } from '../../platform/web/date-input.js';
import type { Form, FormErrors } from '../../platform/web/form.js';
import type { CalendarDate } from '../../statute/calendar.js';

/** Who a child or young person is, as far as the forms for new cases ask. */
export type Described = Pick<
  Identity,
  'surname' | 'forename' | 'dateOfBirth' | 'sex' | 'primaryNeed' | 'postcode' | 'upn' | 'reference'
>;

/** The fields that say who a child is, as the forms name them; a date has three of them. */
export const CHILD_FIELDS = [
  'forename',
  'surname',
  'birth',
  'sex',
  'primaryNeed',
  'postcode',
  'upn',
  'reference',
] as const;

const NAME = 'must be 1 to 100 characters in one line';
const UPN = 'UPN must be 13 characters, the first of them the right check letter. Check it, or leave it empty';
const POSTCODE = 'Postcode must be a full postcode, such as SW1A 1AA. Check it, or leave it empty';
const REFERENCE =
  'Reference must be letters, digits, spaces, full stops, hyphens, underscores or slashes, at most 60 characters';

const fits = (test: Test, value: string): boolean => test.fault(value, {}) === undefined;

/** A UPN as it is kept: in capital letters and without the spaces that people type. */
const upnOf = (typed: string | undefined): string | undefined => typed?.replace(/\s/g, '').toUpperCase();

const SPACE_BEFORE_THE_UNIT = /(?=.{3}$)/;

/** A postcode as it is kept: in capital letters, with one space before its last three characters. */
const postcodeOf = (typed: string | undefined): string | undefined =>
  typed?.replace(/\s/g, '').toUpperCase().replace(SPACE_BEFORE_THE_UNIT, ' ');

/** What was chosen from a list, which can be left. */
function chosenIn<F extends 'sex' | 'primaryNeed'>(
  form: Form,
  errors: FormErrors,
  field: F,
  test: Test,
): Pick<Described, F> | undefined {
  const chosen = form.optional(field);
  if (chosen === undefined) return undefined;
  if (!fits(test, chosen)) errors.add(field, 'Choose one of the list');
  return { [field]: chosen } as unknown as Pick<Described, F>;
}

function nameIn(form: Form, errors: FormErrors, field: 'forename' | 'surname', called: string): string {
  const name = form.text(field);
  if (name === '') errors.add(field, `Enter the ${called.toLowerCase()}`);
  else if (!fits(nameTest, name)) errors.add(field, `${called} ${NAME}`);
  return name;
}

function birthIn(form: Form, errors: FormErrors, today: CalendarDate, on: CalendarDate): CalendarDate | undefined {
  const read = readDate(form, 'birth', today);
  if ('isBlank' in read) errors.add('birth', 'Enter the date of birth');
  else if ('fault' in read) errors.add('birth', `Date of birth ${read.fault}`);
  else {
    try {
      assertChildOrYoungPerson({ surname: '', forename: '', dateOfBirth: read.day }, on, today);
      return read.day;
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      errors.add('birth', 'Date of birth must be that of a child or young person under 26');
    }
  }
  return undefined;
}

/**
 * Reads who a child or young person is; nothing where that is not whole, and what is wrong is added to the errors.
 * @param on a day on which they are to be under 26; today where they are not registered yet
 */
export function readDescribed(
  form: Form,
  today: CalendarDate,
  errors: FormErrors,
  on: CalendarDate = today,
): Described | undefined {
  const forename = nameIn(form, errors, 'forename', 'First name');
  const surname = nameIn(form, errors, 'surname', 'Surname');
  const dateOfBirth = birthIn(form, errors, today, on);
  const sex = chosenIn(form, errors, 'sex', sexTest);
  const primaryNeed = chosenIn(form, errors, 'primaryNeed', needTest);
  const postcode = postcodeOf(form.optional('postcode'));
  if (postcode !== undefined && !fits(postcodeTest, postcode)) errors.add('postcode', POSTCODE);
  const upn = upnOf(form.optional('upn'));
  if (upn !== undefined && !fits(upnTest, upn)) errors.add('upn', UPN);
  const reference = form.optional('reference');
  if (reference !== undefined && !fits(referenceTest, reference)) errors.add('reference', REFERENCE);
  if (dateOfBirth === undefined || CHILD_FIELDS.some((field) => errors.fields[field] !== undefined)) return undefined;
  return {
    forename,
    surname,
    dateOfBirth,
    ...sex,
    ...primaryNeed,
    ...(postcode === undefined ? {} : { postcode }),
    ...(upn === undefined ? {} : { upn }),
    ...(reference === undefined ? {} : { reference }),
  };
}
