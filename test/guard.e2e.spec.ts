import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startServer, type TestServer } from './server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

const FACTS = { asAt: '2025-01-10', milestones: [{ milestone: 'request-received', on: '2024-09-02' }] };
const post = (headers: Readonly<Record<string, string>>) =>
  request(server.http).post('/api/v1/clocks').set(headers).send(FACTS);

describe('what another website makes a browser send', () => {
  it.each([
    ['under a name that was pointed at this machine', { Host: 'rebound.example' }, 421],
    ['under such a name with our port', { Host: 'rebound.example:3000' }, 421],
    ['under a name that begins like ours', { Host: '127.0.0.1.rebound.example' }, 421],
    ['from the page of another origin', { Origin: 'https://evil.example' }, 403],
    ['from a page without an origin', { Origin: 'null' }, 403],
    ['from another port of this machine', { Origin: 'http://127.0.0.1:1' }, 403],
    ['from another site, as the browser says', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['from a neighbouring site, as the browser says', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ])('is refused %s', async (_, headers, status) => {
    const response = await post(headers).expect(status);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.text).not.toContain('example');
  });

  it('is refused where the form of another site posts it', async () => {
    await request(server.http).post('/api/v1/clocks').type('form').send({ milestones: '[]' }).expect(415);
  });

  it.each([
    ['a page of ours', (host: string) => ({ Origin: `http://${host}`, 'Sec-Fetch-Site': 'same-origin' })],
    ['a program', () => ({})],
    ['localhost', () => ({ Host: 'localhost:3000' })],
    ['the loopback address of IPv6', () => ({ Host: '[::1]:3000' })],
  ])('is taken from %s', async (_, headers) => {
    await post(headers(new URL(server.url).host)).expect(200);
  });

  it('is told apart from the forms of our pages, which tell browsers to say where they come from', async () => {
    const { headers } = await request(server.http).get('/').expect(200);
    expect(headers['referrer-policy']).toBe('same-origin');
  });

  it('can be read from a link on another site', async () => {
    await request(server.http).get('/api/docs').set('Sec-Fetch-Site', 'cross-site').expect(200);
  });
});

describe('the state of the server', () => {
  it('says how the event store, the read models and the policies are', async () => {
    const { body } = await request(server.http).get('/health').expect(200);
    expect(body).toMatchObject({
      status: 'ok',
      details: {
        eventStore: { status: 'up' },
        readModels: { status: 'up', lagSeconds: expect.any(Number) },
        policies: { status: 'up', refusals: 0 },
      },
    });
  });

  it('is measured for Prometheus, by route and never by id or path', async () => {
    await request(server.http).get('/api/v1/rules/N7').expect(200);
    await request(server.http).get('/api/v1/nobody-knows-this').expect(404);
    const { text, headers } = await request(server.http).get('/metrics').expect(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toContain('route="/api/v1/rules/:id"');
    expect(text).toContain('route="none",status="404"');
    expect(text).not.toMatch(/N7|nobody-knows-this/);
    for (const name of [
      'ehcp_events_appended_total',
      'ehcp_events_projected_total',
      'ehcp_projection_lag_seconds',
      'ehcp_projection_stopped',
      'process_resident_memory_bytes',
    ])
      expect(text).toMatch(new RegExp(`^${name} [\\d.]+$`, 'm'));
  });
});
