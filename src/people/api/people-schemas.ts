import { NEXT, REVISION } from '../../platform/http/answer-parts.js';
import { listOf, namedSchema, objectOf, uuid, type JsonSchema } from '../../platform/http/schemas.js';
import { declaredForms } from '../../platform/validation.js';
import { RegisterPerson } from '../application/register-person.js';

const FORMS = declaredForms(RegisterPerson).filter(({ name }) => name !== 'person');

/** The fields that say who someone is. */
export const IDENTITY_FIELDS: readonly string[] = FORMS.map(({ name }) => name);

const properties: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  FORMS.map(({ name, schema, accepted }) => [name, { ...schema, description: accepted }]),
);
const required = FORMS.filter((form) => form.required).map(({ name }) => name);

/** What is sent to register someone. */
export const REGISTRATION = namedSchema('Registration', {
  type: 'object',
  additionalProperties: false,
  required,
  properties: { id: uuid('the id that they are to have; one is made where nothing is said'), ...properties },
});

/** What is sent to change who someone is said to be. */
export const DETAILS = namedSchema('PersonDetails', {
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

/** Who someone is. */
export const PERSON = namedSchema('Person', {
  type: 'object',
  required: ['id', 'revision', 'details'],
  properties: {
    id: uuid('the child or young person'),
    revision: REVISION,
    details: { type: 'object', required, properties },
  },
});

/** What people are searched for by. */
export const SEARCH_FIELDS = ['name', 'dateOfBirth', 'upn', 'reference', 'limit', 'cursor'] as const;

export const SEARCH = namedSchema('PeopleSearch', {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { type: 'string', description: 'words of their names; the first three to five letters of a word are enough' },
    dateOfBirth: { type: 'string', format: 'date', description: 'a day written YYYY-MM-DD' },
    upn: { type: 'string', description: 'their unique pupil or learner number' },
    reference: { type: 'string', description: "the council's own reference for them" },
    limit: { type: 'integer', minimum: 1, maximum: 500, description: 'how many at most; 50 where nothing is said' },
    cursor: { type: 'string', description: '`next` of the page before, with the same other fields' },
  },
});

export const PEOPLE_PAGE = namedSchema('PeoplePage', objectOf({ items: listOf(PERSON), next: NEXT }));

/** An example of who someone is: nobody real. */
export const DETAILS_EXAMPLE = {
  surname: 'Okonkwo-Larsen',
  forename: 'Tamsin',
  dateOfBirth: '2015-03-04',
  reference: 'EDU-004211',
};
