import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import exceljs from 'exceljs';
import request from 'supertest';
import { Accounts } from '../../src/access/application/accounts.js';
import { Teams } from '../../src/access/application/teams.js';
import { addDays, longDate } from '../../src/statute/calendar.js';
import { daysAgo, LoggingSetting, textOf } from './logging-setting.js';

jest.setTimeout(30_000);

let setting: LoggingSetting;
let ada: string;
let ben: string;

/** An account to which cases can be given. */
async function officer(name: string): Promise<string> {
  const { id } = await setting.server.app
    .get(Accounts)
    .add({ name, email: `${name.toLowerCase()}@council.example`, roles: ['caseworker'], teams: ['north'] });
  return id;
}

async function held(by: string | undefined, days: number): Promise<string> {
  const id = await setting.assessment(days);
  if (by !== undefined) {
    await setting.api('put', `assessments/${id}/assignment`, { officer: by, team: 'north', on: daysAgo(days) });
  }
  return id;
}

beforeAll(async () => {
  setting = await LoggingSetting.open();
  await setting.server.app.get(Teams).add('north', 'Plans north');
  ada = await officer('Ada');
  ben = await officer('Ben');
  await held(ada, 200);
  await held(ada, 30);
  await held(ada, 1);
  await held(ben, 41);
  await held(undefined, 20);
  await held('gone-long-ago', 60);
});
afterAll(() => setting.close());

const page = async (path: string): Promise<string> => (await setting.get(path).expect(200)).text;
/** Every number of a page that leads to a list of cases, with the address. */
const numbersOf = (html: string): readonly { readonly count: number; readonly href: string }[] =>
  [...html.matchAll(/href="(\/worklist\?[^"]*)"[^>]*>(?:<span class="tracker-counts__number">)?([\d,]+)</g)].map(
    ([, href = '', count = '']) => ({ count: Number(count.replaceAll(',', '')), href: href.replaceAll('&amp;', '&') }),
  );
/** How many cases a worklist says that it has. */
const listedAt = async (href: string): Promise<number> =>
  Number(/([\d,]+) open cases?/.exec(textOf(await page(href)))?.[1]?.replaceAll(',', '') ?? 'NaN');

describe('The workload', () => {
  it('puts cases that nobody has first, and marks officers who left', async () => {
    const html = await page('/workload');
    const names = [...html.matchAll(/<th scope="row"[^>]*>([^<]+)</g)].map(([, name = '']) => name.trim());
    expect(names).toEqual(['Nobody', 'Ada', 'Ben', 'gone-long-ago', 'No team', 'Plans north']);
    expect(html).toMatch(/gone-long-ago <strong class="govuk-tag govuk-tag--orange">Left<\/strong>/);
    expect(textOf(html)).toContain('6 open cases');
  });

  it('leads from each number to the list of its cases, of one team and as at another day too', async () => {
    for (const path of ['/workload', '/workload?team=north&sort=open', `/workload?asAt=${daysAgo(25)}`]) {
      const numbers = numbersOf(await page(path));
      expect(numbers.length).toBeGreaterThan(8);
      for (const { count, href } of numbers)
        expect({ href, listed: await listedAt(href) }).toEqual({ href, listed: count });
    }
  });

  it('is sorted by what is asked for', async () => {
    const officersBy = async (sort: string): Promise<readonly string[]> =>
      [...(await page(`/workload?sort=${sort}`)).matchAll(/> cases of ([^<]+)</g)].map(([, name = '']) => name);
    expect(await officersBy('open')).toEqual(['Nobody', 'Ada', 'Ben', 'gone-long-ago']);
    expect(await officersBy('overdue')).toEqual(['Nobody', 'Ada', 'gone-long-ago', 'Ben']);
  });

  it('says what is wrong with a filter, and with a day that was typed', async () => {
    const { text } = await setting.get('/workload?sort=luck').expect(400);
    expect(textOf(text)).toContain('officer, team, open, overdue or soon');
    const wrong = await setting.get('/workload?asAt-day=40&asAt-month=1&asAt-year=2026').expect(400);
    expect(wrong.text).toContain('href="#asAt"');
    const typed = await setting.get('/workload?team=north&asAt-day=5&asAt-month=1&asAt-year=2026').expect(303);
    expect(typed.headers.location).toBe('/workload?team=north&asAt=2026-01-05');
  });

  it('gives its tables away as files', async () => {
    const csv = (await setting.get('/workload/export.csv').expect(200)).text.split('\n');
    expect(csv[0]).toContain('Officer,Left,Team,Open,Overdue,Due in the next 4 weeks');
    expect(csv[1]).toMatch(/^Nobody,,,1,0,/);
    const { body } = await setting
      .get('/workload/export.xlsx')
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          done(null, Buffer.concat(parts));
        });
      })
      .expect(200);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(body as never);
    expect(workbook.getWorksheet('Officers')?.getRow(2).getCell(4).value).toBe(1);
    expect(workbook.getWorksheet('Teams')?.rowCount).toBe(3);
  });
});

describe('A worklist of some days', () => {
  it('shows what is due first on them, keeps them in its filter, and takes them out again', async () => {
    const [from, to] = [daysAgo(0), addDays(daysAgo(0), 27)];
    const html = await page(`/worklist?officer=all&dueFrom=${from}&dueTo=${to}`);
    expect(textOf(html)).toContain(`Due from: ${longDate(from)}`);
    expect(html).toContain(`<input type="hidden" name="dueTo" value="${to}">`);
    await setting.get('/worklist?officer=all&dueFrom=soon').expect(400);
  });

  it('is told as at another day without anything to record', async () => {
    const html = await page(`/worklist?officer=all&asAt=${daysAgo(50)}`);
    expect(textOf(html)).toContain(`This is shown as at ${longDate(daysAgo(50))}.`);
    expect(textOf(html)).toContain('2 open cases');
    expect(html).not.toContain('name="case"');
    const { text } = await request(setting.server.http).get(`/worklist/export.csv?officer=all&asAt=${daysAgo(50)}`);
    expect(text.trim().split('\n')).toHaveLength(3);
  });
});
