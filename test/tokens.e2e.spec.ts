import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Tokens } from '../src/access/application/tokens.js';
import { PROGRAM, programOf, startServer, tokenWith, type TestServer } from './server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

const CHILD = { surname: 'Quillfeather', forename: 'Ottoline', dateOfBirth: '2014-05-06' };
const ask = (authorization: string, path = '/api/v1/cases') =>
  request(server.http).get(path).set('Authorization', authorization);

describe('A program', () => {
  it('is let in by its token, and named by what it records', async () => {
    const { body } = await server.program.post('/api/v1/people').send(CHILD).expect(201);
    const audit = await server.app.get(Tokens).list();
    expect(audit[0]).toMatchObject({ id: 'token-001', lastUsedAt: expect.any(String) });
    const opened = await server.program
      .post('/api/v1/assessments')
      .send({ person: body.id, on: '2026-03-02', kind: 'initial' })
      .expect(201);
    const trail = await server.program.get(`/api/v1/assessments/${String(opened.body.id)}/audit`).expect(200);
    expect(trail.body.items).toMatchObject([{ actor: PROGRAM, type: 'AssessmentRequested' }]);
  });

  it.each([
    ['a token of nobody', `Bearer ehcp_${'A'.repeat(43)}`],
    ['no token', 'Bearer '],
    ['a password', `Basic ${Buffer.from('officer-001:password').toString('base64')}`],
    ['something much too long', `Bearer ${'A'.repeat(4_000)}`],
  ])('is told that its token is not valid: %s', async (_, authorization) => {
    const response = await ask(authorization).expect(401);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.headers['www-authenticate']).toBe('Bearer realm="EHCP tracker", error="invalid_token"');
    expect(response.text).not.toContain('AAAA');
  });

  it('is let in no longer once its token is revoked', async () => {
    const token = await tokenWith(server.app, ['cases']);
    await ask(`Bearer ${token}`).expect(200);
    const [newest] = await server.app.get(Tokens).list();
    await server.app.get(Tokens).revoke(newest!.id, 'specification');
    await ask(`Bearer ${token}`).expect(401);
  });

  it.each([
    ['figures', '/api/v1/timeliness', '/api/v1/cases'],
    ['cases', '/api/v1/cases', '/api/v1/timeliness'],
  ])('is allowed what its scope allows, and nothing else: %s', async (scope, allowed, other) => {
    const token = await tokenWith(server.app, [scope]);
    await ask(`Bearer ${token}`, allowed).expect(200);
    await ask(`Bearer ${token}`, other).expect(403);
    await programOf(server.http, token).post('/api/v1/people').send(CHILD).expect(403);
  });

  it('cannot say that somebody else acts', async () => {
    const { text } = await server.program.post('/api/v1/people').set('X-Actor', 'officer-001').send(CHILD).expect(400);
    expect(text).toContain('it says who acts');
  });

  it('is told in the documentation which scope each operation needs', async () => {
    const { body } = await request(server.http).get('/api/docs/openapi.json').expect(200);
    expect(body.components.securitySchemes).toEqual({ token: expect.objectContaining({ scheme: 'bearer' }) });
    const { '/api/v1/cases': cases, '/api/v1/rules': rules, '/api/v1/people/{id}': people } = body.paths;
    expect(cases.get).toMatchObject({ security: [{ token: [] }], description: 'A token needs the scope `cases`.' });
    expect(Object.keys(cases.get.responses)).toEqual(expect.arrayContaining(['401', '403']));
    expect(people.delete.description).toBe('A token needs the scope `manage`.');
    expect(rules.get.security).toEqual([]);
    for (const methods of Object.values<Record<string, { security?: unknown }>>(body.paths)) {
      for (const operation of Object.values(methods)) expect(operation.security).toBeDefined();
    }
  });
});
