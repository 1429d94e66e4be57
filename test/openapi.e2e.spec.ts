import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import request from 'supertest';
import { catalogueOf } from '../src/cases/application/milestone-catalogue.js';
import { MILESTONE_NAMES } from '../src/statute/milestones.js';
import { CASE_KINDS } from '../src/streams/application/any-case.js';
import { startServer, type TestServer } from './server.js';

interface Schema {
  readonly properties?: Record<string, Record<string, unknown>>;
  readonly required?: string[];
}

let server: TestServer;
interface Operation {
  readonly requestBody: { content: { 'application/json': { examples: Record<string, { value: object }> } } };
  readonly responses: Record<string, { content: Record<string, { example: unknown }> }>;
}

interface AnyOperation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly schema?: object }[];
  readonly requestBody?: {
    readonly content: Record<
      string,
      { readonly schema?: unknown; readonly example?: unknown; readonly examples?: Record<string, { value: unknown }> }
    >;
  };
  readonly responses: Record<
    string,
    { readonly content?: Record<string, { readonly schema?: unknown; readonly example?: unknown }> }
  >;
}

interface Choice {
  readonly oneOf: readonly unknown[];
  readonly discriminator: { readonly propertyName: string; readonly mapping: Readonly<Record<string, string>> };
}

interface Document {
  readonly paths: Record<string, { post: Operation }>;
  readonly components: { schemas: Record<string, Schema> };
}

let document: Document;
beforeAll(async () => {
  server = await startServer();
  document = (await request(server.http).get('/api/docs/openapi.json').expect(200)).body;
});
afterAll(async () => {
  await server.app.close();
});

const operation = (): Operation => document.paths['/api/v1/clocks']!.post;
const schema = (name: string): Schema => document.components.schemas[name]!;

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === '$ref' ? [String(one)] : references(one)));
}

const resolve = (reference: string): unknown =>
  reference
    .replace(/^#\//, '')
    .split('/')
    .reduce((found: unknown, step) => (found as Record<string, unknown> | undefined)?.[step], document);

describe('the OpenAPI document', () => {
  it('has something behind every reference', () => {
    const all = references(document);
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter((reference) => resolve(reference) === undefined)).toEqual([]);
  });

  it('tells milestones apart by their name, with a schema for each', () => {
    const { oneOf, discriminator } = schema('FactsSchema').properties!.milestones!.items as Choice;
    expect(discriminator.propertyName).toBe('milestone');
    expect(Object.keys(discriminator.mapping)).toEqual([...MILESTONE_NAMES]);
    expect(oneOf).toHaveLength(MILESTONE_NAMES.length);
    for (const reference of Object.values(discriminator.mapping)) expect(resolve(reference)).toBeDefined();
  });

  it('says what a milestone needs', () => {
    const { required, properties } = schema('DecisionToAssess');
    expect(required?.sort()).toEqual(['milestone', 'on', 'outcome']);
    expect(properties).toMatchObject({
      milestone: { enum: ['decision-to-assess'] },
      on: { format: 'date' },
      outcome: { enum: ['assess', 'refuse'] },
    });
  });

  it('has an example whose answer is the one that the server gives', async () => {
    const example = operation().requestBody.content['application/json'].examples['request received']!.value;
    const { body } = await request(server.http).post('/api/v1/clocks').send(example).expect(200);
    expect(operation().responses['200']!.content['application/json']!.example).toEqual(body);
  });

  it('describes every field of an answer', async () => {
    const example = operation().requestBody.content['application/json'].examples['request received']!.value;
    const { body } = await request(server.http).post('/api/v1/clocks').send(example);
    for (const clock of body.clocks) {
      expect(Object.keys(schema('ClockSchema').properties!)).toEqual(expect.arrayContaining(Object.keys(clock)));
      expect(Object.keys(clock)).toEqual(expect.arrayContaining(schema('ClockSchema').required!));
    }
    const rules = (await request(server.http).get('/api/v1/rules')).body.rules;
    for (const rule of rules) {
      expect(Object.keys(schema('RuleSchema').properties!)).toEqual(expect.arrayContaining(Object.keys(rule)));
      for (const clock of rule.clocks) {
        expect(Object.keys(schema('ClockRuleSchema').properties!)).toEqual(expect.arrayContaining(Object.keys(clock)));
      }
    }
  });

  it('documents failures as problem details', () => {
    for (const status of ['400', '413', '415']) {
      expect(Object.keys(operation().responses[status]!.content)).toEqual(['application/problem+json']);
    }
  });

  it('has an example for every operation that is valid against its schema, both ways', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    ajv.addSchema({ $id: 'api', components: document.components });
    const local = (schema: unknown): object =>
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as object;
    const faults: string[] = [];
    const check = (what: string, schema: unknown, example: unknown): void => {
      if (example === undefined) faults.push(`${what} has no example`);
      else if (schema === undefined) faults.push(`${what} has no schema`);
      else if (!ajv.validate(local(schema), example)) faults.push(`${what}: ${ajv.errorsText()}`);
    };
    let operations = 0;
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, one] of Object.entries(methods as unknown as Record<string, AnyOperation>)) {
        operations += 1;
        const where = `${method} ${path}`;
        for (const { schema, example, examples } of Object.values(one.requestBody?.content ?? {})) {
          const given = examples === undefined ? [example] : Object.values(examples).map(({ value }) => value);
          given.forEach((value) => check(`the request of ${where}`, schema, value));
        }
        for (const [status, { content = {} }] of Object.entries(one.responses)) {
          if (!status.startsWith('2')) continue;
          if (Object.keys(content).length === 0) faults.push(`the answer of ${where} has no content`);
          for (const { schema, example } of Object.values(content)) check(`the answer of ${where}`, schema, example);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(operations).toBeGreaterThan(50);
  });

  it('names each operation once, and says what each parameter takes', () => {
    const all = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods as unknown as Record<string, AnyOperation>),
    );
    const ids = all.map(({ operationId }) => operationId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    for (const { parameters = [] } of all) {
      for (const { schema } of parameters) expect(schema).toBeDefined();
    }
  });

  it('has a schema for every milestone of every kind of case', () => {
    for (const kind of CASE_KINDS) {
      const { oneOf } = (document.paths[`/api/v1/${kind}s/{id}/milestones`] as unknown as { post: AnyOperation }).post
        .requestBody!.content['application/json']!.schema as Choice;
      expect(oneOf).toHaveLength(catalogueOf(kind).filter(({ opens }) => !opens).length);
    }
  });
});
