import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import { startServer, type TestServer } from '../server.js';
import { dateFields, errorsOf, fieldsOf, send, textOf } from './forms.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

const KIM = { forename: 'Kim', surname: 'Avery', dateOfBirth: '2015-05-06', ethnicity: 'WBRI', upnUnknown: 'UN8' };

async function registered(): Promise<string> {
  const { headers } = await server.program.post('/api/v1/people').send(KIM).expect(201);
  return String(headers.location).replace('/api/v1/people/', '');
}

const open = async (id: string): Promise<Response> => request(server.http).get(`/people/${id}/details`);
const detailsOf = async (id: string): Promise<unknown> =>
  ((await server.program.get(`/api/v1/people/${id}`).expect(200)).body as { readonly details: unknown }).details;

describe('The details of a child', () => {
  it('are corrected in a form that is led to from their page, and what it does not ask for stays', async () => {
    const id = await registered();
    const page = await request(server.http).get(`/people/${id}`);
    expect(page.text).toContain(`href="/people/${id}/details"`);
    const typed = { ...fieldsOf((await open(id)).text), primaryNeed: 'ASD', sex: 'F', postcode: 'hu5 2ab' };
    expect(typed).toMatchObject({ forename: ['Kim'], surname: ['Avery'], 'birth-day': ['6'], 'birth-month': ['5'] });
    const answer = await send(server, `/people/${id}/details`, typed);
    expect([answer.status, answer.headers.location]).toEqual([303, `/people/${id}`]);
    expect(await detailsOf(id)).toEqual({ ...KIM, primaryNeed: 'ASD', sex: 'F', postcode: 'HU5 2AB' });
    expect(textOf((await request(server.http).get(`/people/${id}`)).text)).toContain('Kim Avery');
  });

  it('are not overwritten by a form that shows what somebody else changed meanwhile', async () => {
    const id = await registered();
    const typed = fieldsOf((await open(id)).text);
    const mine = await send(server, `/people/${id}/details`, { ...fieldsOf((await open(id)).text), sex: 'F' });
    expect(mine.status).toBe(303);
    const theirs = await send(server, `/people/${id}/details`, { ...typed, sex: 'M' });
    expect(theirs.status).toBe(422);
    expect(errorsOf(theirs.text).join(' ')).toContain('Somebody else changed these details');
    expect(await detailsOf(id)).toMatchObject({ sex: 'F' });
  });

  it('are refused with what is wrong, and what was typed stays in the form', async () => {
    const id = await registered();
    const blank = fieldsOf((await open(id)).text);
    const { status, text } = await send(server, `/people/${id}/details`, { ...blank, surname: '', postcode: 'HU5' });
    expect(status).toBe(422);
    expect(errorsOf(text).map((error) => error.split(':', 1)[0])).toEqual(['surname', 'postcode']);
    expect(fieldsOf(text)).toMatchObject({ postcode: ['HU5'], forename: ['Kim'] });
    const old = await send(server, `/people/${id}/details`, { ...blank, ...dateFields('birth', '1990-01-01') });
    expect(errorsOf(old.text)).toEqual([
      'birth: Date of birth must be that of a child or young person who was under 26 when registered',
    ]);
    expect(fieldsOf(old.text)).toMatchObject({ 'birth-year': ['1990'] });
    expect(await detailsOf(id)).toEqual(KIM);
  });

  it('are those of somebody who is on record', async () => {
    expect((await open('018f0000-0000-7000-8000-000000000001')).status).toBe(404);
    expect((await open('nobody')).status).toBe(404);
  });
});
