import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import request, { type Response } from 'supertest';
import type { RecordedEvent } from '../../src/event-store/event-store.js';
import { PageViews, type PageView } from '../../src/platform/access/page-views.js';
import { casesOnRecord, startServer, type TestServer } from '../server.js';
import { dateFields, errorsOf, fieldsOf, send, textOf, type Typed } from './forms.js';

const PATH = '/new/request';
const UPN = 'H801200001001';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

const events = (): Promise<readonly RecordedEvent[]> => casesOnRecord(server);
const typesOf = async (after: number): Promise<readonly string[]> =>
  (await events()).slice(after).map(({ type }) => type);

const ROBIN = { forename: 'Robin', surname: 'Ashdown', ...dateFields('birth', '2016-03-14') };
const RECEIVED = { ...dateFields('received', '2025-09-02'), source: 'family', officer: 'officer-001' };

const open = async (query = ''): Promise<Response> => request(server.http).get(`${PATH}${query}`);
const blank = async (): Promise<Typed> => fieldsOf((await open()).text);
const caseOf = ({ headers }: Response): string => String(headers.location).replace('/cases/', '');
/** Registers a request in a form of its own. */
const register = async (typed: Typed): Promise<Response> => send(server, PATH, { ...(await blank()), ...typed });

describe('A new request in one page', () => {
  it('registers the child, opens the case and gives it to the officer, however often it is sent', async () => {
    const before = (await events()).length;
    const typed = { ...(await blank()), ...ROBIN, ...RECEIVED, reference: 'ROB 1', upn: '' };
    const answers = await Promise.all([send(server, PATH, typed), send(server, PATH, typed)]);
    answers.push(await send(server, PATH, typed));
    for (const { status } of answers) expect(status).toBe(303);
    expect(new Set(answers.map(caseOf)).size).toBe(1);
    expect(await typesOf(before)).toEqual(['PersonRegistered', 'AssessmentRequested', 'CaseAssigned']);
    const [, requested] = (await events()).slice(before);
    expect(requested?.data).toMatchObject({ kind: 'initial', on: '2025-09-02', source: 'family' });
    expect(requested?.metadata.actor).toBe('officer-001');
  });

  it('says of a form that was sent before with something else in it that it is registered', async () => {
    const typed = { ...(await blank()), ...ROBIN, surname: 'Quill', forename: 'Ada', ...RECEIVED };
    const first = await send(server, PATH, { ...typed, child: 'another' });
    expect(first.status).toBe(303);
    const before = (await events()).length;
    const again = await send(server, PATH, { ...typed, child: 'another', ...dateFields('received', '2025-09-03') });
    expect(again.status).toBe(422);
    expect(again.text).toContain(`/cases/${caseOf(first)}`);
    expect(await typesOf(before)).toEqual([]);
  });

  it('says what is missing, keeps what was typed, and writes nothing', async () => {
    const before = (await events()).length;
    const { status, text } = await register({ surname: '  <b>Quill</b> ', officer: 'nobody', 'birth-day': '31' });
    expect(status).toBe(422);
    expect(errorsOf(text)).toEqual([
      'forename: Enter the first name',
      'birth: Date of birth must include a month and a year',
      'received: Enter the day on which the council received it',
      'source: Choose who made the request',
      'officer: Choose the officer who works on it',
    ]);
    expect(text).toContain('&lt;b&gt;Quill&lt;/b&gt;');
    expect(text).toContain('<title>Error: ');
    expect(await typesOf(before)).toEqual([]);
  });

  it.each([
    ['upn', { upn: 'H801200001002' }],
    ['reference', { reference: '???' }],
    ['birth', dateFields('birth', '1990-01-01')],
    ['birth', dateFields('birth', '2190-01-01')],
    ['received', dateFields('received', '2190-01-01')],
    ['received', dateFields('received', '2025-02-30')],
    ['responsible', dateFields('responsible', '2190-01-01')],
    ['forename', { forename: 'x'.repeat(101) }],
    ['source', { source: 'neighbour' }],
  ])('says what is wrong with the field %s, and registers nobody', async (field, typed) => {
    const before = (await events()).length;
    const answer = await register({
      ...ROBIN,
      surname: 'Vale',
      forename: 'Kit',
      child: 'another',
      ...RECEIVED,
      ...typed,
    });
    expect(answer.status).toBe(422);
    expect(errorsOf(answer.text).map((error) => error.split(':')[0])).toEqual([field]);
    expect(await typesOf(before)).toEqual([]);
  });

  it('is refused for a day before the child was born, whatever is confirmed', async () => {
    const before = (await events()).length;
    const early = { ...RECEIVED, ...dateFields('received', '2016-03-13'), confirm: 'before-the-act' };
    const told = await register({ ...ROBIN, ...early, forename: 'Zeno', surname: 'Early' });
    expect(told.status).toBe(422);
    expect(errorsOf(told.text)).toEqual(['received: The day cannot be before the child or young person was born']);
    const person =
      (await events()).find(({ type }) => type === 'PersonRegistered')?.stream.replace('person-', '') ?? '';
    const known = fieldsOf((await open(`?person=${person}`)).text);
    const again = await send(server, PATH, { ...known, ...early, ...dateFields('received', '2001-01-01') });
    expect(errorsOf(again.text)).toEqual(['received: The day cannot be before the child or young person was born']);
    expect(await typesOf(before)).toEqual([]);
  });

  it('refuses a form without an id of its own', async () => {
    expect((await send(server, PATH, { ...ROBIN, ...RECEIVED })).status).toBe(400);
  });
});

describe('A child who is on record already', () => {
  const KNOWN = { forename: 'Sam', surname: 'Okafor', ...dateFields('birth', '2012-05-06') };
  let first: string;
  let person: string;
  beforeAll(async () => {
    const answer = await register({ ...KNOWN, ...RECEIVED, upn: UPN, reference: 'OK/7' });
    expect(answer.status).toBe(303);
    first = caseOf(answer);
    person = (await events()).findLast(({ type }) => type === 'PersonRegistered')?.stream.replace('person-', '') ?? '';
  });

  it.each([
    ['UPN', { forename: 'Other', surname: 'Name', ...dateFields('birth', '2011-01-01'), upn: UPN.toLowerCase() }],
    ['reference', { forename: 'Other', surname: 'Name', ...dateFields('birth', '2011-01-01'), reference: 'ok/7' }],
    ['name and date of birth', { ...KNOWN, forename: 'SAM' }],
    ['surname and date of birth', { ...KNOWN, forename: 'Samuel' }],
  ])('is found by %s, shown with their cases, and nothing is written', async (alike, typed) => {
    const before = (await events()).length;
    const { status, text } = await register({ ...typed, ...RECEIVED });
    expect(status).toBe(422);
    expect(errorsOf(text)).toEqual(['child: A child on record may be this one. Say whether it is the same child']);
    expect(textOf(text)).toContain(`It is Sam Okafor, born 6 May 2012 Same ${alike}`);
    expect(text).toContain(`href="/cases/${first}"`);
    expect(await typesOf(before)).toEqual([]);
  });

  it('is not found by what is no likeness', async () => {
    const answer = await register({ ...KNOWN, ...dateFields('birth', '2012-05-07'), ...RECEIVED });
    expect(answer.status).toBe(303);
  });

  it('has a second open request only where that is confirmed with a reason', async () => {
    const before = (await events()).length;
    const asked = await register({ ...KNOWN, ...RECEIVED });
    const chosen = { ...fieldsOf(asked.text), ...KNOWN, ...RECEIVED, child: person };
    const warned = await send(server, PATH, chosen);
    expect(warned.status).toBe(422);
    expect(errorsOf(warned.text)).toEqual(['confirm: Confirm that it is so, or leave it']);
    expect(textOf(warned.text)).toContain('has an open request for a needs assessment already');
    expect(warned.text).toContain(`href="/cases/${first}"`);
    expect(await typesOf(before)).toEqual([]);

    const confirmed = { ...fieldsOf(warned.text), ...RECEIVED, confirm: 'open-request-already' };
    const unexplained = await send(server, PATH, { ...confirmed, because: ' ' });
    expect(errorsOf(unexplained.text)).toEqual(['because: Say why there are two open requests']);
    expect(await typesOf(before)).toEqual([]);

    const done = await send(server, PATH, {
      ...fieldsOf(unexplained.text),
      ...RECEIVED,
      because: 'Asked anew by court',
    });
    expect(done.status).toBe(303);
    expect(await typesOf(before)).toEqual(['AssessmentRequested', 'NoteAdded', 'CaseAssigned']);
    expect(JSON.stringify((await events()).slice(before))).not.toContain('court');
  });

  it('is noted as looked at by whoever is shown them', async () => {
    const seen: PageView[] = [];
    const note = jest.spyOn(server.app.get(PageViews, { strict: false }), 'note').mockImplementation((view) => {
      seen.push(view);
    });
    await open(`?person=${person}`);
    await register({ ...KNOWN, ...RECEIVED });
    note.mockRestore();
    const noted = seen.filter(({ subject }) => subject === person).map(({ route, status }) => [route, status]);
    expect(noted).toEqual([
      ['GET /new/request', 200],
      ['POST /new/request', 422],
    ]);
    expect(seen[0]).toMatchObject({ viewer: 'officer-001', shows: 'person', person });
  });

  it('is asked for a reassessment instead where there is a plan', async () => {
    const people = request(server.http).post('/api/v1/people');
    const { body } = await people.send({ forename: 'Una', surname: 'Pike', dateOfBirth: '2012-01-02' }).expect(201);
    const { id } = body as { readonly id: string };
    const made = { milestone: 'plan-made', person: id, on: '2025-01-10' };
    await request(server.http).post('/api/v1/plans').send(made).expect(201);
    const { text } = await open(`?person=${id}`);
    expect(text).toContain(`href="/new/reassessment?person=${id}"`);
    const warned = await send(server, PATH, { ...fieldsOf(text), ...RECEIVED });
    expect(textOf(warned.text)).toContain('has a plan already');
    const confirmed = { ...fieldsOf(warned.text), ...RECEIVED, confirm: 'plan-already' };
    expect((await send(server, PATH, confirmed)).status).toBe(303);
  });

  it('can be another child of the same name', async () => {
    const before = (await events()).length;
    const asked = await register({ ...KNOWN, ...RECEIVED });
    const typed = { ...fieldsOf(asked.text), ...KNOWN, ...RECEIVED, child: 'another' };
    expect((await send(server, PATH, typed)).status).toBe(303);
    expect(await typesOf(before)).toEqual(['PersonRegistered', 'AssessmentRequested', 'CaseAssigned']);
  });

  it('is there from the start where the page is opened for them', async () => {
    const { status, text } = await open(`?person=${person}`);
    expect(status).toBe(200);
    expect(textOf(text)).toContain('Sam Okafor , born 6 May 2012, UPN H801200001001, Reference OK/7');
    expect(text).not.toContain('name="forename"');
    expect((await open(`?person=${first}`)).status).toBe(404);
    expect((await open('?person=x')).status).toBe(404);
  });
});

describe('Two officers at once', () => {
  it('register one child: the second is shown whom the first registered', async () => {
    const typed = { forename: 'Mina', surname: 'Torres', ...dateFields('birth', '2015-12-01'), ...RECEIVED };
    const before = (await events()).length;
    const answers = await Promise.all([register(typed), register(typed)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect((await typesOf(before)).filter((type) => type === 'PersonRegistered')).toHaveLength(1);
    const asked = answers.find(({ status }) => status === 422)?.text ?? '';
    expect(textOf(asked)).toContain('It is Mina Torres');
  });

  it('open one request for a child on record: the second is warned', async () => {
    const { body } = await request(server.http)
      .post('/api/v1/people')
      .send({ forename: 'Ivo', surname: 'Lund', dateOfBirth: '2014-02-02' })
      .expect(201);
    const { id } = body as { readonly id: string };
    const forms = await Promise.all([open(`?person=${id}`), open(`?person=${id}`)]);
    const answers = await Promise.all(forms.map(({ text }) => send(server, PATH, { ...fieldsOf(text), ...RECEIVED })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  });
});

describe('The API', () => {
  it('refuses a second open request until it is confirmed, and not its repetition', async () => {
    const { body } = await request(server.http)
      .post('/api/v1/people')
      .send({ forename: 'Nia', surname: 'Bevan', dateOfBirth: '2013-03-03' })
      .expect(201);
    const { id: person } = body as { readonly id: string };
    const opening = { person, on: '2025-09-02', kind: 'initial' };
    const post = (more: object, key: string) =>
      request(server.http)
        .post('/api/v1/assessments')
        .set('Idempotency-Key', key)
        .send({ ...opening, ...more });
    await post({}, 'nia-1').expect(201);
    await post({}, 'nia-1').expect(201);
    const refused = await post({}, 'nia-2').expect(409);
    expect(refused.body).toMatchObject({
      refused: [{ code: 'open-request-already', field: 'person', confirmable: true }],
    });
    await post({ confirm: ['open-request-already'] }, 'nia-3').expect(201);
    await post({}, 'nia-1').expect(201);
  });
});

it('Nothing of who a child is stands in the log', () => {
  expect(server.log.join('\n')).not.toMatch(/Ashdown|Okafor|Torres|Quill/);
});
