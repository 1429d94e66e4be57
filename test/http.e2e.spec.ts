import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Post } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { Access } from '../src/platform/access/access.js';
import { startServer, type TestServer } from './server.js';

@Access('public')
@Controller('api/fails')
class FailingController {
  @Post()
  fail(): never {
    throw new Error('disk /dev/sda1 is on fire');
  }
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer([FailingController]);
});
afterAll(async () => {
  await server.app.close();
});

interface Answer {
  readonly clocks: readonly { readonly rule: string }[];
}

const CLOCKS = '/api/v1/clocks';
const FACTS = { asAt: '2025-01-10', milestones: [{ milestone: 'request-received', on: '2024-09-02' }] };
const post = (body: string | Buffer, type = 'application/json') =>
  request(server.http)
    .post(CLOCKS)
    .set('Content-Type', type)
    .serialize((bytes: string) => bytes)
    .send(body);

describe('POST /api/v1/clocks', () => {
  it('answers the worked example', async () => {
    const { status, body } = await request(server.http).post(CLOCKS).send(FACTS);
    expect(status).toBe(200);
    expect(body.asAt).toBe('2025-01-10');
    expect((body as Answer).clocks.find(({ rule }) => rule === 'N7')).toMatchObject({
      dueOn: '2025-01-20',
      actByOn: '2025-01-19',
      status: 'due-soon',
    });
    expect(Object.keys(body)).toEqual(['asAt', 'clocks', 'duties', 'exceptions']);
  });

  it.each(['needs-assessment', 'annual-review', 'phase-transfer', 'school-closure'])(
    'answers examples/%s',
    async (name) => {
      const facts = readFileSync(new URL(`../examples/${name}.json`, import.meta.url));
      const { status, body } = await post(facts);
      expect(status).toBe(200);
      expect(body.clocks.length).toBeGreaterThan(3);
    },
  );

  it('reads a byte order mark and a compressed body', async () => {
    await post(Buffer.from(`\uFEFF${JSON.stringify(FACTS)}`)).expect(200);
    await post(gzipSync(JSON.stringify(FACTS)))
      .set('Content-Encoding', 'gzip')
      .expect(200);
  });

  it('lists every problem with its JSON pointer', async () => {
    const facts = { milestones: [{ milestone: 'decision-to-assess', on: '2025-02-30', 'a/b': 1 }] };
    const response = await request(server.http).post(CLOCKS).send(facts);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(response.text)).toEqual({
      type: 'urn:ehcp-tracker:problem:invalid-facts',
      title: 'Invalid facts',
      status: 400,
      detail: 'There are 3 problems with the facts.',
      problems: [
        {
          place: 'milestones[0].on',
          reason: '2025-02-30 is not a date: February 2025 has 28 days',
          accepted: 'a day written YYYY-MM-DD',
          pointer: '/milestones/0/on',
        },
        {
          place: 'milestones[0]["a/b"]',
          reason: 'decision-to-assess has no attribute a/b',
          accepted: 'milestone, on, outcome, reassessment',
          pointer: '/milestones/0/a~1b',
        },
        {
          place: 'milestones[0].outcome',
          reason: 'it is missing: what was decided',
          accepted: 'assess or refuse',
          pointer: '/milestones/0/outcome',
        },
      ],
    });
  });

  it.each<[string, () => request.Test, number, string]>([
    [
      'text that is not JSON',
      () => post('{"milestones": [\n  {"milestone": request}\n]}'),
      400,
      'The body cannot be read: the text is not JSON: at line 2, column 17 there is "r" where a value was expected.',
    ],
    [
      'JSON that ends too soon',
      () => post('{"milestones": ['),
      400,
      'The body cannot be read: the text is not JSON: at line 1, column 17 the text ends where a value or "]" was expected.',
    ],
    ['an empty body', () => post(''), 400, 'The body cannot be read: there is nothing in it; JSON text is needed.'],
    [
      'another encoding',
      () => post(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
      400,
      'The body cannot be read: the text is not UTF-8; save it as UTF-8 and try again.',
    ],
    [
      'another content type',
      () => post('milestone=request-received', 'application/x-www-form-urlencoded'),
      415,
      'The content type application/x-www-form-urlencoded is not read here. Send JSON in UTF-8 with the header "Content-Type: application/json".',
    ],
    [
      'no content type',
      () => request(server.http).post(CLOCKS),
      415,
      'No content type was sent. Send JSON in UTF-8 with the header "Content-Type: application/json".',
    ],
    [
      'another compression',
      () => post('{}').set('Content-Encoding', 'zip'),
      415,
      'The body is encoded in a way that is not read here. Send JSON in UTF-8, plain or compressed with gzip, deflate or br.',
    ],
    [
      'more than 256 kB',
      () => post(`"${'x'.repeat(256 * 1024)}"`),
      413,
      'The body is larger than 256 kB. Send the milestones of one case only.',
    ],
    [
      'more than 256 kB once unpacked',
      () => post(gzipSync(`"${'x'.repeat(10_000_000)}"`)).set('Content-Encoding', 'gzip'),
      413,
      'The body is larger than 256 kB. Send the milestones of one case only.',
    ],
    [
      'another method',
      () => request(server.http).put(CLOCKS),
      405,
      'PUT is not possible here. Accepted: GET, HEAD, POST.',
    ],
    [
      'another path, which it does not repeat',
      () => request(server.http).get('/api/v1/people/Lena%20Ashdown/details'),
      404,
      'There is nothing at this address. The documentation is at /api/docs.',
    ],
    [
      'a path that cannot be decoded',
      () => request(server.http).get('/api/v1/rules/%FF'),
      400,
      'The request cannot be read.',
    ],
    [
      'a day that is none',
      () => request(server.http).get('/api/v1/rules?on=2025-02-30'),
      400,
      'on: 2025-02-30 is not a date: February 2025 has 28 days. Accepted: a day written YYYY-MM-DD.',
    ],
    [
      'a rule that is not in force',
      () => request(server.http).get('/api/v1/rules/N7?on=2014-01-01'),
      404,
      'rule: the rule N7 was not in force on 1 January 2014. Accepted: a day from 1 September 2014.',
    ],
  ])('refuses %s', async (_, send, status, detail) => {
    const response = await send();
    expect(JSON.parse(response.text)).toMatchObject({ status, detail });
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('says which methods are possible', async () => {
    await request(server.http).delete(CLOCKS).expect(405).expect('Allow', 'GET, HEAD, POST');
    await request(server.http).post('/api/v1/rules').expect(405).expect('Allow', 'GET, HEAD');
  });

  it('tells nothing internal when something of ours fails', async () => {
    const response = await request(server.http).post('/api/fails').send(FACTS);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const { instance, ...answer } = JSON.parse(response.text) as { instance: string };
    const id = instance.replace('urn:uuid:', '');
    expect(answer).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail: `Something went wrong on our side. Nothing was wrong with the request. The log of the server says more under ${id}.`,
    });
    const [line] = server.log;
    expect(line).toMatch(/^POST \/api\/fails failed \(.*\): Error at test\/http\.e2e\.spec\.ts:\d+/);
    expect(line).toContain(id);
    expect(line).not.toContain('on fire');
    expect(server.log.join('\n')).not.toContain('request-received');
  });
});

describe('GET /api/v1/rules', () => {
  it('lists the rules in force on a day with their basis', async () => {
    const { body } = await request(server.http).get('/api/v1/rules?on=2025-01-10').expect(200);
    expect(body.on).toBe('2025-01-10');
    expect((body as { rules: { id: string }[] }).rules.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['N1', 'N7', 'R9', 'P1', 'S1']),
    );
  });

  it('shows one rule', async () => {
    const { body } = await request(server.http).get('/api/v1/rules/N7').expect(200);
    expect(body).toMatchObject({
      id: 'N7',
      force: 'statutory',
      dutyHolder: 'council',
      exceptions: { table: 'E10', regulation: 'regulation 10(4)' },
      inForce: { from: '2014-09-01' },
    });
    expect(body.clocks[0].length).toBe('20 weeks');
  });

  it('suggests the nearest rules', async () => {
    await request(server.http).get('/api/v1/rules/N77').expect(404);
  });
});

describe('the server', () => {
  it('says that it is up', async () => {
    const { body } = await request(server.http).get('/health').expect(200);
    expect(body.status).toBe('ok');
  });

  it('runs scripts in its documentation from files only', async () => {
    const { text } = await request(server.http).get('/api/docs').expect(200);
    expect(text).not.toMatch(/<script>|<script(?![^>]*\bsrc=)/);
  });

  it('protects the browser and does not name its framework', async () => {
    const { headers } = await request(server.http).get('/health');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});
