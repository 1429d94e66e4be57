import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import { PROGRAM, programOf, startServer, tokenWith, type TestServer } from './server.js';

interface Item {
  readonly id: string;
  readonly kind: string;
}
interface Coded {
  readonly code: string;
}
interface Audited {
  readonly actor: string;
  readonly type: string;
}
interface Answered {
  readonly rule: string;
  readonly explanation: readonly string[];
}

const itemsOf = (body: unknown): readonly Item[] => (body as { readonly items: readonly Item[] }).items;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

const api = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string) =>
  server.program[method](path.startsWith('/') ? path : `/api/v1/${path}`);

const child = { surname: 'Quillfeather', forename: 'Ottoline', dateOfBirth: '2014-05-06' };
let children = 0;

async function registered(more: object = {}): Promise<string> {
  children += 1;
  const { body } = await api('post', 'people')
    .send({ ...child, reference: `REF ${String(children)}`, ...more })
    .expect(201);
  return String(body.id);
}

async function opened(on = '2026-03-02', person?: string): Promise<string> {
  const { body } = await api('post', 'assessments')
    .send({ person: person ?? (await registered()), on, kind: 'initial', source: 'family' })
    .expect(201);
  expect(body).toMatchObject({ outcome: 'recorded', revision: 0, shown: true, entry: 1 });
  return String(body.id);
}

const record = (id: string, milestone: object, kind = 'assessments') =>
  api('post', `${kind}/${id}/milestones`).send(milestone);

describe('The whole life of a case through the API', () => {
  it('leads from the registration of a child to the plan and its next review', async () => {
    const person = await registered({ surname: 'Wintersbury' });
    const opening = await api('post', 'assessments').send({ person, on: '2026-03-02', kind: 'initial' }).expect(201);
    const id = String(opening.body.id);
    expect(opening.headers.location).toBe(`/api/v1/assessments/${id}`);
    expect(opening.headers.etag).toBe('"0"');

    const decided = await record(id, { milestone: 'decision-to-assess-notified', on: '2026-04-10', outcome: 'assess' });
    expect(decided.status).toBe(201);
    expect(decided.headers.location).toBe(`/api/v1/assessments/${id}/milestones/2`);
    await record(id, { milestone: 'advice-requested', on: '2026-04-13', adviser: 'health', ref: 'health' }).expect(201);
    await record(id, { milestone: 'advice-received', on: '2026-05-20', ref: 'health' }).expect(201);
    await api('put', `assessments/${id}/assignment`)
      .send({ officer: 'officer-7', team: 'north', on: '2026-03-03' })
      .expect(200);
    await record(id, { milestone: 'decision-to-issue-notified', on: '2026-06-08', outcome: 'issue' }).expect(201);
    await record(id, { milestone: 'draft-plan-sent', on: '2026-06-15' }).expect(201);
    const early = await record(id, { milestone: 'final-plan-issued', on: '2026-06-20' }).expect(409);
    const codes = (JSON.parse(early.text) as { refused: Coded[] }).refused.map(({ code }) => code);
    await record(id, { milestone: 'final-plan-issued', on: '2026-06-20', confirm: codes }).expect(201);

    const { body: file, headers } = await api('get', `assessments/${id}?explain=yes`).expect(200);
    expect(headers.etag).toBe(`"${String(file.revision)}"`);
    expect(headers['cache-control']).toBe('no-store');
    expect(file).toMatchObject({
      kind: 'assessment',
      stage: 'plan-issued',
      person,
      officer: 'officer-7',
      team: 'north',
    });
    expect(file.advice).toEqual([
      expect.objectContaining({ ref: 'health', receivedOn: '2026-05-20', open: false, dueOn: '2026-05-25' }),
    ]);
    const final = (file as { clocks: Answered[] }).clocks.find(({ rule }) => rule === 'N7');
    expect(final).toMatchObject({ status: 'met', dueOn: '2026-07-20', metOn: '2026-06-20' });
    expect(final?.explanation.join(' ')).toContain('20 weeks');

    const plans = await shown(async () => itemsOf((await api('get', `plans?person=${person}`)).body));
    expect(plans[0]).toMatchObject({ stage: 'maintained', openedOn: '2026-06-20', origin: id });
    const reviews = await shown(async () => itemsOf((await api('get', `reviews?person=${person}`)).body));
    expect(reviews[0]).toMatchObject({ openedAs: 'annual', origin: plans[0]?.id });
    const { body: again } = await api('get', `cases/${id}`).expect(200);
    expect((again as { related: Item[] }).related.map(({ kind }) => kind).sort()).toEqual(['plan', 'review']);
  });

  it('corrects, retracts, takes notes, and shows both the wrong and the right', async () => {
    const id = await opened();
    await record(id, { milestone: 'decision-to-assess-notified', on: '2026-04-01', outcome: 'assess' }).expect(201);
    const other = await tokenWith(server.app, ['record']);
    const corrected = await programOf(server.http, other)
      .patch(`/api/v1/assessments/${id}/milestones/2`)
      .send({ to: { on: '2026-04-02' }, reason: 'The letter bears another date.' })
      .expect(200);
    expect(corrected.body).toMatchObject({ outcome: 'recorded', entry: 2, shown: true });
    const note = await api('post', `assessments/${id}/notes`).send({ text: 'Call in the evening.' }).expect(201);
    const { body: milestone } = await api('get', `assessments/${id}/milestones/2`).expect(200);
    expect(milestone).toMatchObject({
      milestone: 'decision-to-assess-notified',
      attributes: { on: '2026-04-02', outcome: 'assess' },
      before: [{ attributes: { on: '2026-04-01' }, actor: 'service:token-002' }],
    });
    await api('post', `assessments/${id}/milestones/2/retraction`).send({ reason: 'Of another child.' }).expect(200);
    const { body: history } = await api('get', `assessments/${id}/history`).expect(200);
    expect(history.milestones[1].gone).toBe('retracted');
    expect(history.events[3].attributes).toEqual({ note: note.body.note, text: 'Call in the evening.' });
    const { body: audit } = await api('get', `assessments/${id}/audit`).expect(200);
    expect((audit as { items: Audited[] }).items.map(({ actor, type }) => `${actor} ${type}`)).toEqual([
      `${PROGRAM} AssessmentRequested`,
      `${PROGRAM} DecisionToAssessNotified`,
      'service:token-002 MilestoneCorrected',
      `${PROGRAM} NoteAdded`,
      `${PROGRAM} MilestoneRetracted`,
    ]);
    expect(JSON.stringify(audit)).not.toContain('evening');
  });

  it('withdraws an exception', async () => {
    const id = await opened();
    const exception = await record(id, {
      milestone: 'exception-recorded',
      on: '2026-03-20',
      ground: 'personal-circumstances',
      from: '2026-03-16',
      to: '2026-04-10',
    });
    expect(exception.status).toBe(201);
    await api('post', `assessments/${id}/milestones/${String(exception.body.entry)}/withdrawal`)
      .send({ on: '2026-04-01', reason: 'Over sooner.' })
      .expect(200);
  });
});

/** Asks until there is something: what follows from a recording is there shortly after it. */
async function shown<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  for (let tries = 0; tries < 500; tries += 1) {
    const items = await ask();
    if (items.length > 0) return items;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('It never came.');
}

describe('Two caseworkers at once', () => {
  it('are told what the other recorded, and nothing is overwritten', async () => {
    const id = await opened();
    const { headers } = await api('get', `assessments/${id}`).expect(200);
    const seen = String(headers.etag);
    await record(id, { milestone: 'decision-to-assess-notified', on: '2026-04-01', outcome: 'assess' })
      .set('If-Match', seen)
      .expect(201);
    const second = await record(id, { milestone: 'decision-to-assess-notified', on: '2026-04-02', outcome: 'refuse' })
      .set('If-Match', seen)
      .expect(412);
    expect(JSON.parse(second.text)).toMatchObject({
      type: 'urn:ehcp-tracker:problem:changed-meanwhile',
      revision: 1,
      changes: [{ revision: 1, type: 'DecisionToAssessNotified', on: '2026-04-01', actor: PROGRAM }],
    });
    expect((await api('get', `assessments/${id}/milestones`)).body.items).toHaveLength(2);
  });

  it('of twenty who change at one revision, one succeeds', async () => {
    const id = await opened();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        api('post', `assessments/${id}/notes`)
          .set('If-Match', '"0"')
          .send({ text: `Note ${String(number)}` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 19 }, () => 412)]);
  });

  it('says that a revision was never reached', async () => {
    const id = await opened();
    const { text } = await record(id, { milestone: 'draft-plan-sent', on: '2026-06-01' })
      .set('If-Match', '"7"')
      .expect(412);
    expect(JSON.parse(text)).toMatchObject({ detail: expect.stringContaining('has not been reached'), changes: [] });
  });
});

describe('A request that comes twice', () => {
  it('is carried out once, and answered alike', async () => {
    const person = await registered();
    const send = () =>
      api('post', 'assessments').set('Idempotency-Key', 'twice-1').send({ person, on: '2026-03-02', kind: 'initial' });
    const [first, second] = await Promise.all([send(), send()]);
    expect(first.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect((await send()).body).toEqual(first.body);
    expect((await api('get', `assessments?person=${person}`)).body.items).toHaveLength(1);
    await api('post', 'assessments')
      .set('Idempotency-Key', 'twice-1')
      .send({ person, on: '2026-03-03', kind: 'initial' })
      .expect(422);
  });

  it('is the same for registering, noting and recording', async () => {
    const registering = () => api('post', 'people').set('Idempotency-Key', 'twice-2').send(child);
    const one = await registering().expect(201);
    expect((await registering()).body.id).toBe(one.body.id);
    const id = await opened();
    const noting = () => api('post', `assessments/${id}/notes`).set('Idempotency-Key', 'n-1').send({ text: 'Once.' });
    expect((await noting()).body).toEqual((await noting()).body);
    const deciding = () =>
      record(id, { milestone: 'decision-to-assess-notified', on: '2026-04-01', outcome: 'assess' });
    await deciding().expect(201);
    const again = await deciding().expect(200);
    expect(again.body.outcome).toBe('unchanged');
    expect((await api('get', `assessments/${id}`)).body.revision).toBe(2);
  });
});

describe('Who the children are', () => {
  it('is found by what is sent in a body, changed on a revision, and erased', async () => {
    const id = await registered({ surname: 'Zetterquist', dateOfBirth: '2013-02-03' });
    const found = await api('post', 'people/search')
      .send({ name: 'zette ottol', dateOfBirth: '2013-02-03' })
      .expect(200);
    expect(itemsOf(found.body).map((one) => one.id)).toEqual([id]);
    await api('put', `people/${id}`)
      .send({ ...child, surname: 'Zett' })
      .expect(428);
    await api('put', `people/${id}`)
      .set('If-Match', '"0"')
      .send({ ...child, surname: 'Zett' })
      .expect(200);
    await api('put', `people/${id}`)
      .set('If-Match', '"0"')
      .send({ ...child, surname: 'Other' })
      .expect(412);
    const details = await api('get', `people/${id}`).expect(200).expect('ETag', '"1"');
    expect(details.body).toEqual({ id, revision: 1, details: { ...child, surname: 'Zett' } });
    expect((await api('post', 'people/search').send({ name: 'zetterquist' })).body.items).toEqual([]);
    await api('delete', `people/${id}`).expect(400);
    await api('delete', `people/${id}?reason=right-to-erasure`).expect(200);
    await api('get', `people/${id}`).expect(410);
    expect((await api('post', 'people/search').send({ name: 'zett' })).body.items).toEqual([]);
  });

  it('is nowhere in what goes wrong, nor in the log', async () => {
    const answers = await Promise.all([
      api('post', 'people').send({ ...child, dateOfBirth: 'Quillfeather' }),
      api('post', 'people').send({ ...child, Quillfeather: 1 }),
      api('post', 'people').send({ ...child, surname: 'Quillfeather\ud835' }),
      api('post', 'people/search').send({ name: 'Quillfeather\udc00' }),
      api('post', 'people/search').send({ name: 'Quillfeather', limit: 'Quillfeather' }),
      api('post', 'people/search?name=Quillfeather').send({ Quillfeather: 'x' }),
      api('get', 'clocks?name=Quillfeather&Quillfeather=1&status=Quillfeather'),
      api('post', 'assessments').send({ person: 'Quillfeather', on: 'Quillfeather', kind: 'Quillfeather' }),
      api('post', 'assessments').send({ milestone: 'Quillfeather', Quillfeather: 1 }),
    ]);
    for (const { status, text } of answers) {
      expect(status).toBe(400);
      expect(text).not.toMatch(/quillfeather/i);
    }
    for (const path of [
      'people/Quillfeather',
      'people/Quillfeather/cases',
      'assessments/Quillfeather?name=Quillfeather',
    ]) {
      const { status, text } = await api('get', path);
      expect([400, 404]).toContain(status);
      expect(text).not.toMatch(/quillfeather/i);
    }
    expect(server.log.join('\n')).not.toContain('Quillfeather');
  });
});

describe('What is refused', () => {
  it.each<[string, () => request.Test, number, object]>([
    [
      'a milestone that is none',
      () => record('018f0000-0000-7000-8000-000000000001', { milestone: 'finished' }),
      400,
      { problems: [{ place: 'milestone', pointer: '/milestone', reason: 'it is none of these' }] },
    ],
    [
      'a case that is not there',
      () => record('018f0000-0000-7000-8000-000000000001', { milestone: 'draft-plan-sent', on: '2026-03-02' }),
      404,
      { refused: [{ code: 'unknown-case' }] },
    ],
    ['an id that is none', () => api('get', 'assessments/me'), 404, { status: 404 }],
    ['a case of another kind', () => api('get', 'plans/018f0000-0000-7000-8000-000000000001'), 404, { status: 404 }],
    ['an array for a body', () => api('post', 'assessments').send([]), 400, { problems: [{ place: 'the body' }] }],
    [
      'a child who is not registered',
      () =>
        api('post', 'assessments').send({
          person: '018f0000-0000-7000-8000-0000000000ff',
          on: '2026-03-02',
          kind: 'initial',
        }),
      422,
      { refused: [{ code: 'unknown-person', field: 'person' }] },
    ],
    [
      'a revision that is none',
      () => record('018f0000-0000-7000-8000-000000000001', { milestone: 'draft-plan-sent' }).set('If-Match', 'W/"1"'),
      400,
      { problems: [{ place: 'If-Match' }] },
    ],
    [
      'a word of who acts, which the token says',
      () => api('post', 'people').set('X-Actor', 'officer-3').send(child),
      400,
      { problems: [{ place: 'X-Actor' }] },
    ],
    [
      'a day in the future',
      () => api('get', 'cases?limit=501'),
      400,
      { problems: [{ place: 'limit', accepted: 'a whole number from 1 to 500' }] },
    ],
    ['a parameter given twice', () => api('get', 'cases?open=yes&open=no'), 400, { problems: [{ place: 'open' }] }],
    ['a cursor that is none', () => api('get', 'cases?cursor=abc'), 400, { problems: [{ place: 'cursor' }] }],
    ['an unknown audit', () => api('get', 'cases/018f0000-0000-7000-8000-000000000001/audit'), 404, { status: 404 }],
  ])('%s', async (_, send, status, details) => {
    const response = await send();
    expect(JSON.parse(response.text)).toMatchObject(details);
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('a milestone in the future, with every reason by code and field', async () => {
    const id = await opened();
    const { text } = await record(id, { milestone: 'draft-plan-sent', on: '2029-01-02' }).expect(422);
    expect(JSON.parse(text)).toMatchObject({
      type: 'urn:ehcp-tracker:problem:refused',
      refused: [{ code: 'in-the-future', field: 'on', message: expect.stringContaining('2 January 2029') }],
    });
  });

  it('to open a case twice under one id', async () => {
    const id = await opened();
    await api('post', 'assessments')
      .send({ id, person: await registered(), on: '2026-05-05', kind: 'initial' })
      .expect(409);
  });
});
