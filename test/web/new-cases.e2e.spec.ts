import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import type { RecordedEvent } from '../../src/event-store/event-store.js';
import { casesOnRecord, startServer, type TestServer } from '../server.js';
import { dateFields, errorsOf, fieldsOf, send, textOf, type Typed } from './forms.js';

let server: TestServer;
let person: string;
let plan: string;

const post = async (path: string, body: object): Promise<string> => {
  const answer = await request(server.http).post(path).send(body).expect(201);
  return (answer.body as { readonly id: string }).id;
};
const get = (path: string): Promise<Response> => Promise.resolve(request(server.http).get(path));
const events = (): Promise<readonly RecordedEvent[]> => casesOnRecord(server);
/** What was recorded after an event on behalf of officers; what policies record of themselves is left out. */
const since = async (after: number): Promise<readonly RecordedEvent[]> =>
  (await events()).slice(after).filter(({ metadata }) => metadata.actor === 'officer-001');
const typesOf = async (after: number): Promise<readonly string[]> => (await since(after)).map(({ type }) => type);
/** Opens a form and sends it. */
const fillIn = async (path: string, typed: Typed): Promise<Response> => {
  const { text } = await get(path);
  return send(server, path.replace(/\?.*/, ''), { ...fieldsOf(text), officer: 'officer-001', ...typed });
};

beforeAll(async () => {
  server = await startServer();
  person = await post('/api/v1/people', {
    forename: 'Ada',
    surname: 'Marsh',
    dateOfBirth: '2014-04-05',
    reference: 'M-1',
  });
  plan = await post('/api/v1/plans', { milestone: 'plan-made', person, on: '2025-01-10' });
});
afterAll(async () => {
  await server.app.close();
});

describe('The page of new cases', () => {
  it('leads to every form', async () => {
    const { text } = await get('/new');
    for (const one of ['request', 'reassessment', 'plan', 'review', 'phase-transfer']) {
      expect(text).toContain(`href="/new/${one}"`);
      expect((await get(`/new/${one}`)).status).toBe(200);
    }
  });
});

describe('The file of a case, and the page of a child', () => {
  it('lead to the forms for the child', async () => {
    for (const path of [`/cases/${plan}`, `/people/${person}`]) {
      const { text } = await get(path);
      expect(text).toContain(`href="/new/review?plan=${plan}"`);
      expect(text).toContain(`href="/new/phase-transfer?plan=${plan}"`);
      expect(text).toContain(`href="/new/reassessment?person=${person}"`);
    }
    const other = await post('/api/v1/people', { forename: 'Al', surname: 'Reed', dateOfBirth: '2014-04-08' });
    const { text } = await get(`/people/${other}`);
    expect(text).toContain(`href="/new/request?person=${other}"`);
    expect(text).toContain(`href="/new/plan?person=${other}"`);
  });
});

describe('Finding the child of a new case', () => {
  it.each([
    ['/new/reassessment', () => `/new/reassessment?person=${person}`],
    ['/new/review', () => `/new/review?plan=${plan}`],
    ['/new/phase-transfer', () => `/new/phase-transfer?plan=${plan}`],
  ])('leads to the form of %s', async (path, leadsTo) => {
    expect((await get(path)).text).toContain('Find the child or young person');
    const { status, text } = await send(server, '/new/find', {
      for: path,
      name: 'ada mar',
      ...dateFields('birth', '2014-04-05'),
    });
    expect(status).toBe(200);
    expect(textOf(text)).toContain('Ada Marsh, born 5 April 2014, Reference M-1');
    expect(text).toContain(`href="${leadsTo()}"`);
  });

  it('says where nobody is found, nothing was typed, or no form is meant', async () => {
    const none = await send(server, '/new/find', { for: '/new/review', name: 'zzz' });
    expect(textOf(none.text)).toContain('Nobody is found');
    const blank = await send(server, '/new/find', { for: '/new/review' });
    expect(blank.status).toBe(422);
    expect(errorsOf(blank.text)).toEqual(['name: Enter something to search for']);
    expect((await send(server, '/new/find', { for: 'https://elsewhere.example', name: 'ada' })).status).toBe(400);
  });

  it('says where a child has no plan', async () => {
    const other = await post('/api/v1/people', { forename: 'Bo', surname: 'Finch', dateOfBirth: '2014-04-06' });
    const { text } = await get(`/new/review?person=${other}`);
    expect(textOf(text)).toContain('No plan of theirs is on record as maintained');
    expect(text).toContain(`href="/new/plan?person=${other}"`);
  });
});

describe('A review', () => {
  it('is opened for the plan of the child, once however often it is sent', async () => {
    const before = (await events()).length;
    const { text } = await get(`/new/review?person=${person}`);
    const typed = { ...fieldsOf(text), kind: 'early', officer: 'officer-001' };
    const answers = await Promise.all([send(server, '/new/review', typed), send(server, '/new/review', typed)]);
    answers.push(await send(server, '/new/review', typed));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await typesOf(before)).toEqual(['ReviewOpened', 'CaseAssigned']);
    expect((await since(before))[0]?.data).toMatchObject({ person, plan, kind: 'early' });
  });

  it('of the same kind is opened a second time only where that is confirmed', async () => {
    const before = (await events()).length;
    const warned = await fillIn(`/new/review?plan=${plan}`, { kind: 'early' });
    expect(warned.status).toBe(422);
    expect(textOf(warned.text)).toContain('A review of this kind is open already');
    expect(await typesOf(before)).toEqual([]);
    const confirmed = { ...fieldsOf(warned.text), officer: 'officer-001', confirm: 'review-open-already' };
    expect((await send(server, '/new/review', confirmed)).status).toBe(303);
    expect(await typesOf(before)).toEqual(['ReviewOpened', 'CaseAssigned']);
  });

  it('is refused without its kind, and before any plan is found', async () => {
    expect(errorsOf((await fillIn(`/new/review?plan=${plan}`, {})).text)).toEqual(['kind: Choose which review it is']);
    expect((await get(`/new/review?plan=${person}`)).status).toBe(404);
    const { text } = await get(`/new/review?plan=${plan}`);
    const withoutPlan = { ...fieldsOf(text), kind: 'early', officer: 'officer-001', plan: [], child: [] };
    expect((await send(server, '/new/review', withoutPlan)).status).toBe(422);
  });
});

describe('A reassessment', () => {
  it('is registered with who asked for it', async () => {
    const before = (await events()).length;
    const answer = await fillIn(`/new/reassessment?person=${person}`, {
      kind: 'reassessment',
      source: 'family',
      ...dateFields('received', '2025-09-01'),
      ...dateFields('assessed', '2025-01-10'),
    });
    expect(answer.status).toBe(303);
    const [requested] = await since(before);
    expect(requested?.type).toBe('AssessmentRequested');
    expect(requested?.data).toEqual({
      person,
      on: '2025-09-01',
      kind: 'reassessment',
      source: 'family',
      lastAssessedOn: '2025-01-10',
    });
  });

  it('has nobody who asked where the council decides on it, and a second one is confirmed with a reason', async () => {
    const typed = { kind: 'reassessment-by-council', source: 'family', ...dateFields('received', '2025-09-02') };
    const before = (await events()).length;
    const warned = await fillIn(`/new/reassessment?person=${person}`, typed);
    expect(textOf(warned.text)).toContain('has an open request for a needs assessment already');
    expect(await typesOf(before)).toEqual([]);
    const confirmed = { confirm: 'open-request-already', because: 'Two schools', officer: 'officer-001' };
    const done = await send(server, '/new/reassessment', { ...fieldsOf(warned.text), ...confirmed });
    expect(done.status).toBe(303);
    expect(await typesOf(before)).toEqual(['AssessmentRequested', 'NoteAdded', 'CaseAssigned']);
    expect((await since(before))[0]?.data).toMatchObject({ kind: 'reassessment-by-council', on: '2025-09-02' });
    expect((await since(before))[0]?.data).not.toHaveProperty('source');
  });

  it('of a child without a plan is confirmed', async () => {
    const other = await post('/api/v1/people', { forename: 'Cy', surname: 'Wren', dateOfBirth: '2014-04-07' });
    const typed = { kind: 'reassessment-by-council', ...dateFields('received', '2025-09-02') };
    const warned = await fillIn(`/new/reassessment?person=${other}`, typed);
    expect(textOf(warned.text)).toContain('Only a child with a plan is reassessed');
    const confirmed = { ...fieldsOf(warned.text), officer: 'officer-001', confirm: 'no-plan' };
    expect((await send(server, '/new/reassessment', confirmed)).status).toBe(303);
  });
});

describe('A plan from another council', () => {
  const MOVED = {
    forename: 'Dee',
    surname: 'Holt',
    ...dateFields('birth', '2013-02-03'),
    ...dateFields('transferred', '2025-10-01'),
    authority: '301',
    ...dateFields('made', '2022-05-06'),
    ...dateFields('reviewed', '2025-04-04'),
  };

  it('is registered with the child and what the new council has to know', async () => {
    const before = (await events()).length;
    expect((await fillIn('/new/plan', MOVED)).status).toBe(303);
    expect(await typesOf(before)).toEqual(['PersonRegistered', 'PlanTransferredIn', 'CaseAssigned']);
    expect((await since(before))[1]?.data).toMatchObject({
      on: '2025-10-01',
      fromAuthority: '301',
      madeOn: '2022-05-06',
      lastReviewedOn: '2025-04-04',
    });
  });

  it('of a child on record is about that child, and a second plan is confirmed', async () => {
    const asked = await fillIn('/new/plan', MOVED);
    expect(errorsOf(asked.text)[0]).toMatch(/^child: A child on record may be this one/);
    const found = /name="child" type="radio" value="([0-9a-f-]{36})"/.exec(asked.text)?.[1] ?? '';
    const chosen = await send(server, '/new/plan', { ...fieldsOf(asked.text), officer: 'officer-001', child: found });
    expect(textOf(chosen.text)).toContain('is on record as maintained already');
  });

  it('names the field that the record refuses', async () => {
    const before = (await events()).length;
    const typed = { ...MOVED, forename: 'Eve', surname: 'Nash', child: 'another', authority: '1' };
    const answer = await fillIn('/new/plan', { ...typed, ...dateFields('made', '2025-11-01') });
    expect(errorsOf(answer.text)).toEqual(['authority: The code of the council must be 3 digits, such as 301']);
    const refused = await fillIn('/new/plan', { ...typed, authority: '', ...dateFields('made', '2025-11-01') });
    expect(errorsOf(refused.text).map((error) => error.split(':')[0])).toEqual(['reviewed', 'transferred']);
    expect(await typesOf(before)).toEqual([]);
  });
});

describe('A transfer to another phase', () => {
  it('is recorded on the plan, with the review for it where that is asked for', async () => {
    const before = (await events()).length;
    const typed = { phase: 'primary-to-secondary', ...dateFields('transfer', '2027-09-01'), review: 'yes' };
    const answer = await fillIn(`/new/phase-transfer?plan=${plan}`, typed);
    expect(answer.status).toBe(303);
    expect(await typesOf(before)).toEqual(['PhaseTransferDue', 'ReviewOpened', 'CaseAssigned']);
    expect((await since(before))[0]).toMatchObject({
      stream: `plan-${plan}`,
      data: { on: '2027-09-01', phase: 'primary-to-secondary' },
    });
  });

  it('is refused at its field where the plan has it already', async () => {
    const typed = { phase: 'primary-to-secondary', ...dateFields('transfer', '2028-09-01') };
    const { status, text } = await fillIn(`/new/phase-transfer?plan=${plan}`, typed);
    expect(status).toBe(422);
    expect(errorsOf(text)).toHaveLength(1);
  });
});
