import { namedSchema, uuid, type JsonSchema } from '../../platform/http/schemas.js';
import { declaredForms } from '../../platform/validation.js';
import { AddNote } from '../application/add-note.js';
import { AssignCase } from '../application/assign-case.js';
import { CorrectMilestone } from '../application/correct-milestone.js';
import type { CatalogueEntry } from '../application/milestone-catalogue.js';
import { RetractMilestone } from '../application/retract-milestone.js';
import { WithdrawException } from '../application/withdraw-exception.js';
import { followingsOf, openingsOf, type CaseFace } from './case-faces.js';

/** Fields of a request that the path and the headers say. */
const ELSEWHERE: ReadonlySet<string> = new Set(['case', 'kind', 'expectedRevision']);

function schemaOfFields(of: new () => object, names: (name: string) => boolean): [JsonSchema, string[]] {
  const forms = declaredForms(of).filter(({ name }) => names(name));
  return [
    Object.fromEntries(forms.map(({ name, schema, accepted }) => [name, { ...schema, description: accepted }])),
    forms.filter(({ required }) => required).map(({ name }) => name),
  ];
}

/** The schema of the body that a request class takes. */
function requestSchema(name: string, of: new () => object, leftOut: readonly string[] = []): JsonSchema {
  const [properties, required] = schemaOfFields(of, (field) => !ELSEWHERE.has(field) && !leftOut.includes(field));
  return namedSchema(name, { type: 'object', additionalProperties: false, required, properties });
}

const camel = (milestone: string): string =>
  milestone.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The schema of the body that records a milestone, or opens a case with it. */
function milestoneSchema({ kind, milestone, request, attributes, opens }: CatalogueEntry, isOnly: boolean): JsonSchema {
  const [properties, required] = schemaOfFields(request, (name) => attributes.includes(name) || name === 'confirm');
  return namedSchema(`${title(kind)}${camel(milestone)}`, {
    type: 'object',
    additionalProperties: false,
    required: [...(isOnly ? [] : ['milestone']), ...required],
    properties: {
      milestone: { type: 'string', enum: [milestone] },
      ...(opens ? { id: uuid('the id that it is to have; one is made where nothing is said') } : {}),
      ...properties,
    },
  });
}

function oneOf(entries: readonly CatalogueEntry[]): JsonSchema {
  const schemas = entries.map((entry) => milestoneSchema(entry, entries.length === 1));
  const [only, ...others] = schemas;
  if (only !== undefined && others.length === 0) return only;
  return {
    oneOf: schemas,
    discriminator: {
      propertyName: 'milestone',
      mapping: Object.fromEntries(entries.map(({ milestone }, index) => [milestone, schemas[index]?.$ref])),
    },
  };
}

/** What is sent to open a case. */
export const openingSchema = ({ kind }: CaseFace): JsonSchema => oneOf(openingsOf(kind));

/** What is sent to record a milestone. */
export const recordingSchema = ({ kind }: CaseFace): JsonSchema => oneOf(followingsOf(kind));

export const CORRECTION = requestSchema('Correction', CorrectMilestone, ['entry']);
export const RETRACTION = requestSchema('Retraction', RetractMilestone, ['entry']);
export const WITHDRAWAL = requestSchema('Withdrawal', WithdrawException, ['entry']);
export const ASSIGNMENT = requestSchema('Assignment', AssignCase, ['confirm']);
const NOTE_FIELDS = schemaOfFields(AddNote, (name) => name === 'note' || name === 'text')[0];
export const NOTE = namedSchema('Note', {
  type: 'object',
  additionalProperties: false,
  required: ['text'],
  properties: NOTE_FIELDS,
});
