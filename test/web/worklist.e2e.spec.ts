import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import request from 'supertest';
import { v7 } from 'uuid';
import { addDays, dayInLondon, type CalendarDate } from '../../src/statute/calendar.js';
import { startServer, type TestServer } from '../server.js';
import { textOf } from './forms.js';

const ME = 'officer-001';
const today = dayInLondon(new Date());

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

const page = async (path: string): Promise<string> =>
  (await request(server.http).get(path).set('Accept', 'text/html').expect(200)).text;
const post = async (path: string, body: object): Promise<void> => {
  await request(server.http)
    .post(path)
    .send(body)
    .expect((response) => {
      if (response.status >= 300) throw new Error(JSON.stringify(response.body));
    });
};

interface Child {
  readonly surname: string;
  readonly forename: string;
  readonly reference?: string;
}

/** A child whose assessment was asked for so many days ago, and whose it is. */
async function requested(child: Child, daysAgo: number, officer: string | undefined): Promise<string> {
  const [person, id] = [v7(), v7()];
  const on = addDays(today, -daysAgo);
  await post('/api/v1/people', { id: person, dateOfBirth: '2016-04-05', ...child });
  await post('/api/v1/assessments', {
    id,
    milestone: 'assessment-requested',
    on,
    person,
    kind: 'initial',
    source: 'family',
  });
  if (officer !== undefined)
    await request(server.http)
      .put(`/api/v1/assessments/${id}/assignment`)
      .send({ officer, team: 'north', on })
      .expect(200);
  return id;
}

async function record(id: string, milestone: string, on: CalendarDate, more: object = {}): Promise<void> {
  await post(`/api/v1/assessments/${id}/milestones`, { milestone, on, ...more });
}

describe('The worklist', () => {
  it('says how to begin where nothing is recorded yet', async () => {
    const html = await page('/worklist');
    expect(html).toContain('No case is recorded yet');
    expect(html).toContain('href="/new"');
  });
});

describe('The worklist of a council', () => {
  const cases: Record<string, string> = {};
  beforeAll(async () => {
    cases.late = await requested({ surname: 'Okonkwo', forename: 'Tamsin', reference: 'SEN-17' }, 45, ME);
    cases.today = await requested({ surname: 'Abara', forename: 'Ben' }, 42, ME);
    cases.advice = await requested({ surname: '=HYPERLINK("x")', forename: 'Zoe' }, 30, ME);
    await record(cases.advice, 'decision-to-assess-notified', addDays(today, -20), { outcome: 'assess' });
    const asked = { ref: 'health', adviser: 'health' };
    await record(cases.advice, 'advice-requested', addDays(today, -20), asked);
    await record(cases.advice, 'setting-consulted', addDays(today, -2), { ref: '100001' });
    cases.other = await requested({ surname: 'Larsen', forename: 'Ida' }, 10, 'officer-002');
    cases.nobody = await requested({ surname: 'Moss', forename: 'Finn' }, 12, undefined);
  });

  it("shows the viewer's open cases by what is due next, with what is to be recorded", async () => {
    const text = textOf(await page('/worklist'));
    expect(text).toContain('3 open cases');
    expect(text).toMatch(/Overdue \(1\).*Okonkwo, Tamsin.*SEN-17.*3 days late.*Today \(1\).*Abara, Ben.*today/);
    expect(text).not.toContain('Larsen');
    const html = await page('/worklist');
    expect(html).toContain(`href="/cases/${cases.late ?? ''}/record/decision-to-assess-notified"`);
    expect(html).toContain(`href="/cases/${cases.advice ?? ''}/record/setting-responded?ref=100001"`);
    expect(html).toContain(`name="case" type="checkbox" value="${cases.late ?? ''}"`);
  });

  it('shows those of a colleague, of everybody, and those that nobody has', async () => {
    expect(textOf(await page('/worklist?officer=officer-002'))).toMatch(/Work of officer-002.*Larsen, Ida/);
    expect(textOf(await page('/worklist?officer=all'))).toContain('5 open cases');
    const nobodys = textOf(await page('/worklist?officer=none'));
    expect(nobodys).toMatch(/Cases that nobody has.*1 open case .*Moss, Finn/);
  });

  it.each([
    ['adviser=health', ['Zoe']],
    ['adviser=sensory', []],
    ['setting=100001', ['Zoe']],
    ['rule=N1', ['Ben', 'Tamsin']],
    ['rule=N1&status=overdue', ['Tamsin']],
    ['stage=assessment%2Fassessing', ['Zoe']],
    ['kind=plan', []],
    ['group=today', ['Ben']],
    ['team=north&officer=officer-001', ['Ben', 'Tamsin', 'Zoe']],
  ])('filters by %s', async (filter, expected) => {
    const text = textOf(await page(`/worklist?${filter}`));
    const names = ['Ben', 'Tamsin', 'Zoe', 'Ida', 'Finn'].filter((name) => text.includes(`, ${name}`));
    expect(names.sort()).toEqual([...expected].sort());
    if (expected.length === 0) expect(text).toContain('No open case matches the filter');
  });

  it('sorts by name', async () => {
    const text = textOf(await page('/worklist?officer=all&sort=name'));
    expect(text).toMatch(/Abara, Ben.*Larsen, Ida.*Moss, Finn.*Okonkwo, Tamsin/);
  });

  it('says beside the field what is wrong with a setting that was typed, and shows the list without it', async () => {
    const sent = request(server.http).get('/worklist?setting=St+Mary%27s').set('Accept', 'text/html').expect(400);
    const { text } = await sent;
    expect(text).toContain('<a href="#setting">Enter the URN or UKPRN of the school or college, such as 100001</a>');
    expect(text).toContain('<title>Error: My work - EHCP tracker</title>');
    expect(text).toMatch(/id="setting"[^>]*value="St Mary&#39;s"/);
    expect(textOf(text)).toContain('3 open cases');
  });

  it('refuses what it cannot filter by', async () => {
    const response = await request(server.http).get('/worklist?status=late').set('Accept', 'text/html').expect(400);
    expect(response.text).toContain('The request cannot be read');
  });

  it('gives what it shows as CSV and as a workbook, without formulas', async () => {
    const csv = await request(server.http).get('/worklist/export.csv').expect(200);
    expect(csv.headers['content-disposition']).toBe(`attachment; filename="worklist-${today}.csv"`);
    expect(csv.text.trim().split('\n')).toHaveLength(4);
    expect(csv.text).toContain('"\'=HYPERLINK(""x""), Zoe"');
    const xlsx = await request(server.http).get('/worklist/export.xlsx').responseType('blob').expect(200);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(xlsx.body as ArrayBuffer);
    const sheet = workbook.getWorksheet('Worklist');
    expect(sheet?.rowCount).toBe(4);
    const names = sheet?.getColumn(2).values.slice(1);
    expect(names).toEqual(['Child', 'Okonkwo, Tamsin', 'Abara, Ben', '\'=HYPERLINK("x"), Zoe']);
  });

  it('finds a child by name, reference, UPN or date of birth, with their cases', async () => {
    const search = async (text: string): Promise<string> => {
      const sent = request(server.http).post('/search').type('form').set('Accept', 'text/html').send({ search: text });
      return textOf((await sent.expect(200)).text);
    };
    expect(await search('tams okonkwo')).toMatch(
      /1 child or young person was found.*Okonkwo, Tamsin.*Needs assessment/,
    );
    expect(await search('sen 17')).toContain('Okonkwo, Tamsin');
    expect(await search('larsen 5/4/2016')).toContain('Larsen, Ida');
    expect(await search('5 April 2016')).toContain('5 children and young people were found');
    expect(await search('nobody of this name')).toContain('Nobody was found');
    await request(server.http).post('/search').type('form').send({ search: ' ' }).expect(400);
  });

  it('never shows the name of a child again who was erased, though it was shown before', async () => {
    const id = await requested({ surname: 'Vanish', forename: 'Ada' }, 5, ME);
    expect(await page('/worklist')).toContain('Vanish, Ada');
    const { body } = await request(server.http).get(`/api/v1/cases/${id}`).expect(200);
    await request(server.http)
      .delete(`/api/v1/people/${(body as { person: string }).person}?reason=right-to-erasure`)
      .expect(200);
    const html = await page('/worklist');
    expect(html).not.toContain('Vanish');
    expect(html).toContain(`href="/cases/${id}"`);
  });
});
