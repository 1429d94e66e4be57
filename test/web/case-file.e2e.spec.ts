import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import request from 'supertest';
import { startServer, type TestServer } from '../server.js';
import { textOf } from './forms.js';

// These wait for what happens, not for a time; this is only for a machine that is busy.
jest.setTimeout(60_000);

let server: TestServer;
let person: string;
let id: string;

const page = (path: string) => request(server.http).get(path);
const api = (method: 'post' | 'patch' | 'delete', path: string) => server.program[method](`/api/v1/${path}`);
const record = (milestone: object) => api('post', `assessments/${id}/milestones`).send(milestone).expect(201);

/** A child with a needs assessment that was requested, decided, corrected, and waits for advice. */
beforeAll(async () => {
  server = await startServer();
  const child = { surname: 'Quillfeather', forename: 'Ottoline', dateOfBirth: '2014-05-06', upn: 'H801200001001' };
  const registered = await api('post', 'people').send(child).expect(201);
  person = String(registered.body.id);
  const opened = await api('post', 'assessments').send({ person, on: '2026-03-02', kind: 'initial', source: 'family' });
  id = String(opened.body.id);
  await record({ milestone: 'decision-to-assess-notified', on: '2026-04-10', outcome: 'assess' });
  await record({ milestone: 'advice-requested', on: '2026-04-13', adviser: 'health', ref: 'health' });
  await record({ milestone: 'advice-received', on: '2026-04-27', ref: 'health' });
  await record({
    milestone: 'advice-returned',
    on: '2026-05-05',
    ref: 'health',
    why: 'It says <b>nothing</b> of speech.',
  });
  await record({
    milestone: 'exception-recorded',
    on: '2026-05-11',
    ground: 'absence',
    from: '2026-05-01',
    to: '2026-05-10',
  });
  await api('patch', `assessments/${id}/milestones/2`)
    .send({ to: { on: '2026-04-09' }, reason: 'The letter is of the day before.' })
    .expect(200);
});
afterAll(async () => {
  await server.app.close();
});

describe('The case file', () => {
  it('says who the child is, where the case stands, and what is due next', async () => {
    const { text: html } = await page(`/cases/${id}`).expect(200);
    const text = textOf(html);
    expect(html).toContain('<title>Ottoline Quillfeather - EHCP tracker</title>');
    expect(text).toContain('Date of birth 6 May 2014');
    expect(text).toContain('UPN H801200001001');
    expect(text).toContain('Stage Assessing');
    expect(text).toContain('Next thing due');
    expect(html).toContain(`href="/cases/${id}/record/decision-to-issue-notified"`);
    expect(html).toContain(`href="/cases/${id}/record"`);
  });

  it('draws the weeks with everything that is drawn as text beside it', async () => {
    const { text: html } = await page(`/cases/${id}`).expect(200);
    expect(html).toMatch(/<svg [^>]*role="img" aria-labelledby="ruler-title ruler-description"/);
    const text = textOf(html);
    expect(text).toContain('6 weeks, 13 April 2026 Decision to assess. Met on 9 April 2026, 4 days early');
    expect(text).toContain('20 weeks, 20 July 2026 Final plan');
    expect(text).toContain('6 weeks , 13 April 2026: Advice requested: health');
  });

  it('strikes through what was corrected, with the reason and who corrected it', async () => {
    const { text: html } = await page(`/cases/${id}`).expect(200);
    expect(html).toMatch(/<del><span class="govuk-visually-hidden">was: <\/span>10 April 2026<\/del>/);
    const text = textOf(html);
    expect(text).toContain('Correction: Decision to assess notified, 9 April 2026');
    expect(text).toContain('Reason The letter is of the day before.');
  });

  it('says why an exception was refused, and what became of the advice', async () => {
    const text = textOf((await page(`/cases/${id}`).expect(200)).text);
    expect(text).toContain('Refused N7 Final plan: The absence from 1 May 2026 to 10 May 2026 is 10 days');
    expect(text).toContain(
      'Health Asked 13 April 2026 Due 25 May 2026 Received 27 April 2026 Returned for quality 5 May 2026 Status Returned, awaited again Record receipt',
    );
  });

  it('escapes what was typed into a text', async () => {
    const { text: html } = await page(`/cases/${id}`).expect(200);
    expect(html).toContain('It says &lt;b&gt;nothing&lt;/b&gt; of speech.');
  });

  it('shows itself as at a day, and offers nothing to record then', async () => {
    const { text: html } = await page(`/cases/${id}?asAt=2026-04-01`).expect(200);
    const text = textOf(html);
    expect(text).toContain('This is shown as at 1 April 2026.');
    expect(text).toContain('Stage Request received, to be decided');
    expect(html).not.toContain(`/cases/${id}/record`);
    expect(html).not.toContain('/entries/');
  });

  it('takes the days of its form, and says what is wrong with them', async () => {
    const fields = 'asAt-day=1&asAt-month=4&asAt-year=2026&knownOn-day=&knownOn-month=&knownOn-year=';
    await page(`/cases/${id}?${fields}`).expect(303).expect('location', `/cases/${id}?asAt=2026-04-01`);
    const { text: html } = await page(`/cases/${id}?asAt-day=31&asAt-month=2&asAt-year=2026`).expect(200);
    expect(html).toContain('<title>Error: Ottoline Quillfeather');
    expect(textOf(html)).toContain('The day of which it is shown must be a real day: February 2026 has 28 days');
  });

  it('is not there before anything of it was known', async () => {
    await page(`/cases/${id}?knownOn=2026-03-03`).expect(404);
    await page('/cases/018f0000-0000-7000-8000-00000000dead').expect(404);
    await page('/cases/nobody').expect(404);
  });
});

describe('The chronology', () => {
  it('tells everything by its day, with when it was made, and the limits with how they were worked out', async () => {
    const text = textOf((await page(`/cases/${id}/chronology`).expect(200)).text);
    expect(text).toMatch(/Made \d+ \w+ \d{4} at \d+:\d\d[ap]m by/);
    expect(text).toContain('9 April 2026 What Decision to assess notified');
    expect(text).toContain('Day: was: 10 April 2026 corrected to: 9 April 2026');
    expect(text).toContain('Reason: The letter is of the day before.');
    expect(text).toContain('The clock started on Monday 2 March 2026');
  });

  it('leaves out names of staff and texts where it is asked to', async () => {
    const staffOut = textOf((await page(`/cases/${id}/chronology?leaveOut=staff`).expect(200)).text);
    expect(staffOut).not.toContain('service:token-001');
    expect(staffOut).not.toContain('Case assigned');
    const textsOut = textOf((await page(`/cases/${id}/chronology?leaveOut=staff&leaveOut=texts`).expect(200)).text);
    expect(textsOut).not.toContain('The letter is of the day before.');
    expect(textsOut).not.toContain('of speech');
  });

  it('comes as a CSV file without anything that a spreadsheet takes for a formula', async () => {
    await api('post', `assessments/${id}/notes`).send({ text: '=HYPERLINK("http://bad.example")' }).expect(201);
    const { text, headers } = await page(`/cases/${id}/chronology.csv?cases=all`).expect(200);
    expect(headers['content-disposition']).toBe(`attachment; filename="chronology-${id}.csv"`);
    expect(text).toMatch(/^\ufeffRow,Case,Day,What,Details,Corrected,Reason/);
    expect(text).toContain('Recorded,"Needs assessment, 2 March 2026",2026-04-09,Decision to assess notified');
    expect(text).toContain('Day: 10 April 2026 corrected to 9 April 2026');
    expect(text).not.toMatch(/(?:^|[,\n])"?[=+@-]/);
  });

  it('is not there for a case that is not there', async () => {
    await page('/cases/018f0000-0000-7000-8000-00000000dead/chronology').expect(404);
    await page(`/cases/${id}/chronology.csv?asAt=nonsense`).expect(400);
  });
});

describe('The page of a child', () => {
  it('shows who they are and all of their cases', async () => {
    const { text: html } = await page(`/people/${person}`).expect(200);
    expect(html).toContain(`href="/cases/${id}"`);
    expect(textOf(html)).toContain('Date of birth 6 May 2014');
    const past = textOf((await page(`/people/${person}?asAt=2026-02-01`).expect(200)).text);
    expect(past).toContain('No case is on record at that moment.');
    await page('/people/018f0000-0000-7000-8000-00000000dead').expect(404);
  });

  it('says that they were erased, and keeps the days', async () => {
    const registered = await api('post', 'people').send({
      surname: 'Marshwood',
      forename: 'Ivo',
      dateOfBirth: '2015-01-02',
    });
    const gone = String(registered.body.id);
    const opened = await api('post', 'assessments').send({ person: gone, on: '2026-03-02', kind: 'initial' });
    const caseId = String(opened.body.id);
    await api('post', `assessments/${caseId}/notes`).send({ text: 'Ivo likes trains.' }).expect(201);
    await api('delete', `people/${gone}?reason=retention-ended`).expect(200);
    const { text: html } = await page(`/cases/${caseId}`).expect(200);
    expect(textOf(html)).toContain('Erased child or young person');
    expect(textOf(html)).toContain('Note Erased');
    expect(html).not.toContain('Ivo');
    expect(textOf((await page(`/people/${gone}`).expect(200)).text)).toContain('Erased child or young person');
  });
});
