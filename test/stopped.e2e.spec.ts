import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { v7 } from 'uuid';
import { EVENT_STORE } from '../src/event-store/event-store.token.js';
import type { EventStore } from '../src/event-store/event-store.js';
import { ReadModels } from '../src/read-model/read-models.js';
import { startServer, type TestServer } from './server.js';

const poison = v7();
const before = v7();
let server: TestServer;

beforeAll(async () => {
  server = await startServer();
  await server.program
    .post('/api/v1/people')
    .send({ id: before, surname: 'Quillfeather', forename: 'Ida', dateOfBirth: '2015-01-01' })
    .expect(201);
  const store = server.app.get<EventStore>(EVENT_STORE);
  const metadata = { actor: 'later-version', correlationId: 'c', causationId: 'c', schemaVersion: 1 };
  const data = { person: before, kind: 'initial', on: 'the day after' };
  const { position } = await store.append(
    `assessment-${v7()}`,
    [{ id: poison, type: 'AssessmentRequested', data, metadata }],
    'no-stream',
  );
  expect(await server.app.get(ReadModels).projector.waitFor(position, 20_000)).toBe(false);
});
afterAll(async () => {
  await server.app.close();
});

describe('An event that this version cannot project', () => {
  it('is named by the health of the server, which is down', async () => {
    const { body } = await request(server.http).get('/health').expect(503).expect('Content-Type', /json/);
    expect(body).toMatchObject({
      status: 'error',
      error: { readModels: { status: 'down', event: poison } },
      info: { eventStore: { status: 'up' } },
    });
    const { text } = await request(server.http).get('/metrics').expect(200);
    expect(text).toMatch(/^ehcp_projection_stopped 1$/m);
    expect(text).toMatch(/^ehcp_projection_lag_seconds [\d.]+$/m);
  });

  it('is told on the page, in the log, and of what is recorded later', async () => {
    const { text } = await request(server.http).get('/').expect(200);
    expect(text).toContain('The figures are not up to date');
    expect(text).toContain(poison);
    expect(server.log.join('\n')).toContain(poison);
    const { body } = await server.program
      .post('/api/v1/assessments')
      .send({ person: before, on: '2026-01-12', kind: 'initial' })
      .expect(201);
    expect(body).toMatchObject({ outcome: 'recorded', shown: false });
    await server.program.get(`/api/v1/assessments/${String(body.id)}/history`).expect(200);
  });

  it('leaves what was recorded before it on show', async () => {
    await server.program.get(`/api/v1/people/${before}`).expect(200);
    const found = await server.program.post('/api/v1/people/search').send({ name: 'quill' }).expect(200);
    expect((found.body as { items: unknown[] }).items).toHaveLength(1);
  });
});
