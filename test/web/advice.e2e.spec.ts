import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import request from 'supertest';
import { v7 } from 'uuid';
import { addDays, dayInLondon, longDate, yearOf, type CalendarDate } from '../../src/statute/calendar.js';
import { startServer, type TestServer } from '../server.js';
import { textOf } from './forms.js';

const today = dayInLondon(new Date());
const daysAgo = (days: number): CalendarDate => addDays(today, -days);

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

const get = (path: string) => request(server.http).get(path).set('Accept', 'text/html');
const page = async (path: string): Promise<string> => (await get(path).expect(200)).text;
const post = async (path: string, body: object): Promise<void> => {
  const { status, text } = await request(server.http).post(path).send(body);
  if (status >= 300) throw new Error(text);
};
const record = (id: string, milestone: string, on: CalendarDate, more: object = {}): Promise<void> =>
  post(`/api/v1/assessments/${id}/milestones`, { milestone, on, ...more });

/** A child whose assessment was asked for and agreed. */
async function assessed(surname: string, days: number): Promise<string> {
  const [person, id] = [v7(), v7()];
  await post('/api/v1/people', { id: person, surname, forename: 'Robin', dateOfBirth: '2016-04-05' });
  const opening = { id, person, kind: 'initial', source: 'family' };
  await post('/api/v1/assessments', { ...opening, milestone: 'assessment-requested', on: daysAgo(days) });
  await record(id, 'decision-to-assess-notified', daysAgo(days - 20), { outcome: 'assess' });
  return id;
}

describe('The pages of advice and exceptions', () => {
  it('say what will be there where nothing is yet', async () => {
    expect(await page('/advice')).toContain('No advice was asked for, came or is awaited');
    expect(await page('/exceptions')).toContain('No new plan was issued in these years');
  });

  it('say what is wrong with what is asked for', async () => {
    await get('/advice?kind=week').expect(400);
    await get('/advice?kind=month&period=2024-13').expect(400);
    await get('/advice?kind=calendar-year&period=2098').expect(400);
    await get('/exceptions?year=soon').expect(400);
    await get('/exceptions?page=0').expect(400);
    expect(textOf((await get('/advice?asAt=tomorrow').expect(400)).text)).toContain('has to be written YYYY-MM-DD');
  });
});

describe('The pages of advice and exceptions of a council', () => {
  const issuedOn = daysAgo(10);

  beforeAll(async () => {
    const id = await assessed('Winterbourne', 100);
    await record(id, 'advice-requested', daysAgo(79), {
      ref: 'educational-psychologist',
      adviser: 'educational-psychologist',
    });
    await record(id, 'advice-requested', daysAgo(79), { ref: 'health', adviser: 'health' });
    await record(id, 'advice-received', daysAgo(30), { ref: 'educational-psychologist' });
    await record(id, 'draft-plan-sent', daysAgo(28));
    await record(id, 'final-plan-issued', issuedOn, { confirm: ['advice-missing'] });
    const open = await assessed('Ashdown', 60);
    await record(open, 'advice-requested', daysAgo(39), {
      ref: 'educational-psychologist',
      adviser: 'educational-psychologist',
    });
  });

  it('tell how long advice takes by adviser, and lead to the cases that wait for it', async () => {
    const html = await page('/advice');
    const text = textOf(html);
    expect(text).toContain('Educational psychologist 2 1 0.0% (0 of 1) 1 49 49 0');
    expect(text).toContain('Health 1 0 None 0 None None 0');
    expect(text).toContain('Educational psychologist 0 0 1 0 0 1');
    const href = /href="(\/worklist[^"]*adviser=educational-psychologist[^"]*awaitedFrom[^"]*)"/.exec(html)?.[1] ?? '';
    const list = textOf(await page(href.replaceAll('&amp;', '&')));
    expect(list).toContain('Ashdown, Robin');
    expect(list).not.toContain('Winterbourne');
    expect(list).toContain(`Advice asked for from: ${longDate(daysAgo(42))}`);
  });

  it('count in the period that is asked for', async () => {
    const [before, text] = [yearOf(today) - 3, textOf(await page(`/advice?kind=calendar-year`))];
    expect(text).toContain(`1 January ${String(yearOf(today))} to ${longDate(today)}`);
    const past = await page(`/advice?kind=calendar-year&period=${String(before)}`);
    expect(textOf(past)).toContain('Educational psychologist 0 0 None 0 None None 0');
    expect(past).toContain(`period=${String(before - 1)}`);
    expect(past).toContain(`period=${String(before + 1)}`);
  });

  it('tell which plans were issued in time although advice was missing', async () => {
    const text = textOf(await page(`/exceptions?year=${issuedOn.slice(0, 4)}`));
    expect(text).toContain('100.0% (1 of 1)');
    expect(text).toContain(`Winterbourne, Robin ${longDate(issuedOn)} Health`);
    expect(text).toContain('Department for Education');
    expect(text).toContain('2.6%');
  });

  it('are given away as files', async () => {
    const { text } = await get('/advice/export.csv').expect(200).expect('Content-Type', /csv/);
    expect(text).toContain('Educational psychologist,Education,');
    const { text: rates } = await get('/exceptions/export.csv').expect(200);
    expect(rates).toContain('Calendar year,New plans,With an exception');
    const bytes = (response: request.Response, done: (error: Error | null, body: Buffer) => void): void => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    };
    for (const path of ['/advice/export.xlsx', `/exceptions/export.xlsx?year=${issuedOn.slice(0, 4)}`]) {
      const { body } = await get(path).buffer(true).parse(bytes).expect(200);
      const workbook = new exceljs.Workbook();
      await workbook.xlsx.load(body as ArrayBuffer);
      expect(workbook.worksheets[0]?.rowCount).toBeGreaterThan(1);
      if (path.startsWith('/exceptions')) {
        expect(workbook.worksheets[1]?.getRow(2).getCell(1).value).toBe('Winterbourne, Robin');
      }
    }
  });

  it('are shown as at another day too', async () => {
    expect(textOf(await page(`/advice?asAt=${daysAgo(50)}`))).toContain(
      'Educational psychologist 1 0 None 0 None None 0',
    );
    expect(textOf(await page(`/exceptions?asAt=${daysAgo(20)}`))).toContain('Not as it is now');
  });
});
