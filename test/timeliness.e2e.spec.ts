import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, ehcp } from './run.js';
import { programOf, startServer, tokenWith, type TestServer } from './server.js';

const TIMELINESS = '/api/v1/timeliness';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

const get = (path: string) => server.program.get(`${TIMELINESS}${path}`);

describe('GET /api/v1/timeliness', () => {
  it('lists the measures with their definitions', async () => {
    const { body } = await get('').expect(200);
    const measures = (body as { measures: readonly Record<string, unknown>[] }).measures;
    expect(measures.map(({ id }) => id)).toContain('plans-within-20-weeks');
    for (const measure of measures)
      expect(measure).toMatchObject({ definition: expect.any(String), source: expect.any(String) });
    const cuts = (body as { cuts: readonly Record<string, unknown>[] }).cuts;
    expect(cuts.map(({ id }) => id)).toEqual(['need', 'age-band', 'phase', 'area', 'sex', 'team']);
    expect(Object.keys(cuts[0] ?? {})).toEqual(['id', 'name', 'definition', 'source']);
  });
});

describe('GET /api/v1/timeliness/:measure', () => {
  it('answers counts beside shares, and no share of nothing', async () => {
    const { body } = await get('/plans-within-20-weeks?by=quarter&from=2024-Q1&to=2024').expect(200);
    const none = { numerator: 0, denominator: 0, percent: null };
    expect(body).toMatchObject({ by: 'quarter', measure: { id: 'plans-within-20-weeks', rules: ['N7'] } });
    expect(body.periods).toHaveLength(4);
    expect(body.periods[3]).toMatchObject({
      period: '2024-Q4',
      from: '2024-10-01',
      to: '2024-12-31',
      complete: true,
      issued: { including: none, excluding: none },
      due: { including: none, excluding: none },
    });
  });

  it('answers as at a past day and as known on an instant', async () => {
    const { body } = await get('/requests-received?asAt=2024-12-31&knownOn=2025-02-01T00:00:00Z&from=2024').expect(200);
    expect(body).toMatchObject({ asAt: '2024-12-31', knownOn: '2025-02-01T00:00:00Z', total: { count: 0 } });
  });

  it('answers who waits, and the figures apart by need', async () => {
    const waits = await get('/late-plans-waiting').expect(200);
    expect(waits.body.periods).toHaveLength(1);
    expect(waits.body.periods[0].wait).toMatchObject({ waiting: 0, longestDays: null, medianDays: null });
    const { body } = await get('/review-outcomes?cut=need').expect(200);
    expect(body).toMatchObject({ cut: 'need', cuts: [], total: { count: 0, parts: [{ id: 'maintain' }, {}, {}] } });
  });

  it('refuses a question that cannot be used with everything that is wrong', async () => {
    const { body, type } = await get('/plans-within-20-weeks?by=week&from=2024/26&asAt=tomorrow&colour=red').expect(
      400,
    );
    expect(type).toBe('application/problem+json');
    const { problems } = body as { problems: readonly { place: string }[] };
    expect(problems.map(({ place }) => place).sort()).toEqual(['asAt', 'by', 'colour', 'from']);
  });

  it('hides small numbers, unless somebody who may see them asks for every number', async () => {
    const child = { surname: 'Quillfeather', forename: 'Ottoline', dateOfBirth: '2014-05-06' };
    const { body: person } = await server.program.post('/api/v1/people').send(child).expect(201);
    const request = { person: (person as { readonly id: string }).id, on: '2025-03-03', kind: 'initial' };
    await server.program.post('/api/v1/assessments').send(request).expect(201);
    const requests = '/requests-received?from=2025&to=2025';
    expect((await get(requests).expect(200)).body.total).toEqual({ count: 'hidden' });
    expect((await get(`${requests}&plain=1`).expect(200)).body.total).toEqual({ count: 1 });
    const { body } = await get(`${requests}&plain=yes`).expect(400);
    expect(body.problems).toEqual([{ place: 'plain', reason: 'it is not acceptable', accepted: '1' }]);
    const token = await tokenWith(server.app, ['figures']);
    await programOf(server.http, token).get(`${TIMELINESS}${requests}&plain=1`).expect(403);
  });

  it('refuses a field that is given twice', async () => {
    const { body } = await get('/plans-within-20-weeks?from=2023&from=2024').expect(400);
    expect(body.problems).toHaveLength(1);
  });

  it.each(['plans', 'constructor', '__proto__'])('knows no measure %s', async (measure) => {
    const { body } = await get(`/${measure}`).expect(404);
    expect(body.detail).toContain('There is no such measure');
  });
});

describe('GET /api/v1/timeliness/annual-reviews', () => {
  it('answers for the last census day, or another', async () => {
    const last = await get('/annual-reviews').expect(200);
    expect(last.body.census).toMatch(/^\d{4}-01-(?:1[5-9]|2[01])$/);
    const { body } = await get('/annual-reviews?census=2025-01-16').expect(200);
    expect(body).toMatchObject({
      census: '2025-01-16',
      year: 2024,
      plans: 0,
      decisions: { percentWithin4Weeks: null },
    });
  });

  it('answers for census days alone, where small numbers are hidden', async () => {
    const { body } = await get('/annual-reviews?census=2025-01-17').expect(400);
    expect(body.problems[0].accepted).toBe('a census day, such as 2025-01-16: the third Thursday of January');
    await get('/annual-reviews?census=2025-01-17&plain=1').expect(200);
  });

  it('refuses a day that is none', async () => {
    const { body } = await get('/annual-reviews?census=2025-02-30').expect(400);
    expect(body.problems[0]).toMatchObject({ place: 'census', accepted: 'a day written YYYY-MM-DD' });
  });
});

describe('the documentation of timeliness', () => {
  it('has an example that the schema fits, for each answer', async () => {
    const { body } = await server.program.get('/api/docs/openapi.json').expect(200);
    for (const path of [TIMELINESS, `${TIMELINESS}/{measure}`, `${TIMELINESS}/annual-reviews`]) {
      const { schema, example } = body.paths[path].get.responses['200'].content['application/json'];
      const { properties } = body.components.schemas[String(schema.$ref).replace('#/components/schemas/', '')];
      expect(Object.keys(example).filter((key) => properties[key] === undefined)).toEqual([]);
    }
    expect(body.paths[TIMELINESS].get.summary).toBeDefined();
  });
});

describe('ehcp timeliness', () => {
  let directory: string;
  const run = (...args: string[]) => ehcp(args, '', { DATA_DIRECTORY: directory });

  beforeAll(async () => {
    build();
    directory = await mkdtemp(join(tmpdir(), 'ehcp-timeliness-'));
    expect((await run('import', 'cases', 'examples/cases.csv')).code).toBe(0);
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('answers for every measure what is on record', async () => {
    const { code, out, err } = await run('timeliness', '--from', '2024', '--to', '2025');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Timeliness\. As at /);
    expect(out).toContain('New plans issued within 20 weeks');
    expect(out).toContain('2024        1   2  50.0     1            0');
  });

  it('answers for one measure with its definition, or in JSON', async () => {
    const plans = ['timeliness', '--measure', 'plans-within-20-weeks', '--from', '2025', '--to', '2025'];
    expect((await run(...plans)).out).toContain('Source: Regulation 13(2)');
    expect((await run(...plans, '--cut', 'age-band')).out).toMatch(/^Age, all periods together\n/m);
    const { out } = await run(...plans, '--json');
    expect(JSON.parse(out)).toMatchObject({ total: { issued: { including: { denominator: 1, late: 1 } } } });
  });

  it('answers for a census day', async () => {
    expect((await run('timeliness', '--census', '2025-01-16')).out).toContain(
      'Annual reviews on the census day, 16 January 2025',
    );
  });

  it('refuses what cannot be asked, by the names of the options', async () => {
    const { code, err } = await run('timeliness', '--by', 'week', '--as-at', '2025-02-30');
    expect(code).toBe(2);
    expect(err).toContain('--by: it is none of these');
    expect(err).toContain('--as-at: 2025-02-30 is not a date');
    expect((await run('timeliness', '--census', '--measure', 'plans-issued')).err).toContain(
      '--measure: it does not go with --census',
    );
    expect((await run('timeliness', '--measure', 'plans')).err).toContain('--measure: plans is not a measure');
  });
});
