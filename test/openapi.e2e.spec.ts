import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { MILESTONE_NAMES } from '../src/statute/milestones.js';
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
});
