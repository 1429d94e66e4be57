import type { OpenAPIObject } from '@nestjs/swagger';

/** A JSON schema, as OpenAPI has it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const named = new Map<string, JsonSchema>();

/** Names a schema, so that the document holds it once. @returns the reference to it */
export function namedSchema(name: string, schema: JsonSchema): JsonSchema {
  named.set(name, schema);
  return { $ref: `#/components/schemas/${name}` };
}

/** The schema of an object. What is optional has a name that ends with a question mark. */
export function objectOf(properties: Readonly<Record<string, JsonSchema>>, description?: string): JsonSchema {
  const names = Object.keys(properties);
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    required: names.filter((name) => !name.endsWith('?')),
    properties: Object.fromEntries(Object.entries(properties).map(([name, of]) => [name.replace(/\?$/, ''), of])),
  };
}

/** The schema of a list. */
export const listOf = (items: JsonSchema, description?: string): JsonSchema => ({
  type: 'array',
  ...(description === undefined ? {} : { description }),
  items,
});

/** The schema of a text, of a choice where there are values. */
export const text = (description: string, values?: readonly string[]): JsonSchema => ({
  type: 'string',
  description,
  ...(values === undefined ? {} : { enum: [...values] }),
});

export const day = (description: string): JsonSchema => ({ type: 'string', format: 'date', description });
export const instant = (description: string): JsonSchema => ({ type: 'string', format: 'date-time', description });
export const uuid = (description: string): JsonSchema => ({ type: 'string', format: 'uuid', description });
export const integer = (description: string): JsonSchema => ({ type: 'integer', description });
export const yesOrNo = (description: string): JsonSchema => ({ type: 'boolean', description });
export const anything = (description: string): JsonSchema => ({
  type: 'object',
  additionalProperties: true,
  description,
});

/** Adds the schemas that have a name to the OpenAPI document. */
export function addNamedSchemas(document: OpenAPIObject): void {
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, ...Object.fromEntries(named) };
}
