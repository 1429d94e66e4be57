import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import exceljs from 'exceljs';
import request from 'supertest';
import { addDays, dayInLondon, longDate, yearOf } from '../../src/statute/calendar.js';
import type { Role } from '../../src/platform/access/viewer.js';
import { beginBrowser } from '../browsers.js';
import { makeChildren } from '../made-children.js';
import { startServer, type TestServer } from '../server.js';
import { errorsOf, textOf } from './forms.js';

jest.setTimeout(120_000);

const PLANS = '/timeliness/plans-within-20-weeks';
const today = dayInLondon(new Date());
const lastYear = String(yearOf(today) - 1);

let server: TestServer;
let board: string;
let manager: string;

beforeAll(async () => {
  server = await startServer([], { signedIn: false });
  const cookieOf = async (role: Role) => (await beginBrowser(server.app, [role])).cookie;
  board = await cookieOf('board');
  manager = await cookieOf('manager');
});
afterAll(() => server.app.close());

const ask = (path: string, cookie = board) =>
  request(server.http).get(path).set({ Cookie: cookie, Accept: 'text/html' });
const page = async (path: string, cookie = board): Promise<string> => (await ask(path, cookie).expect(200)).text;

/** The rows of a table of a page, each as the texts of its cells. */
function rowsOf(html: string, caption: string): readonly (readonly string[])[] {
  const from = html.indexOf(`id="${caption}"`);
  const table = html.slice(from, html.indexOf('</table>', from));
  const body = table.slice(table.indexOf('<tbody'));
  return body
    .split('<tr')
    .slice(1)
    .map((row) => [...row.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => textOf(cell).trim()));
}

function expectSound(html: string): void {
  expect(html.match(/<h1\b/g)).toHaveLength(1);
  expect(html).not.toMatch(/<script(?! [^>]*nonce="[^"]{24}")|<style|\sstyle=|\son[a-z]+=|undefined|NaN|\[object/);
  expect(html.match(/<table\b/g)?.length ?? 0).toBe(html.match(/<table\b[^>]*>\s*<caption/g)?.length ?? 0);
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id = ''] of html.matchAll(/aria-labelledby="([^"]+)"/g)) {
    for (const one of id.split(' ')) expect(ids).toContain(one);
  }
}

describe('The page of the board', () => {
  it('says so where nothing is recorded yet', async () => {
    const html = await page('/timeliness');
    expectSound(html);
    expect(textOf(html)).toContain('Nothing is recorded yet');
    expectSound(await page(PLANS));
  });

  it('leads with the share of the last year, its counts and the change, and has every measure with a page of its own', async () => {
    await makeChildren(server, {
      count: 90,
      requestedOn: (child) => addDays(today, -160 - 12 * child),
      until: today,
    });
    const html = await page('/timeliness?plain=1', manager);
    expectSound(html);
    const text = textOf(html);
    expect(text).toMatch(
      new RegExp(
        `Calendar year ${lastYear} [\\d.]+% \\d+ of \\d+ new plans, excluding exceptions (?:Up|Down|No change)`,
      ),
    );
    expect(text).toMatch(/New plans issued within 20 weeks, excluding exceptions, (?:rose|fell|was) .*England's/);
    const { body } = await server.program.get('/api/v1/timeliness').expect(200);
    for (const { id } of (body as { readonly measures: readonly { readonly id: string }[] }).measures) {
      expect(html).toContain(`href="/timeliness/${id}?plain=1"`);
      expectSound(await page(`/timeliness/${id}`));
    }
  });

  it('draws the numbers that its table has', async () => {
    const html = await page('/timeliness?plain=1', manager);
    const drawing = /<svg[^>]*tracker-chart__wide[\s\S]*?<\/svg>/.exec(html)?.[0] ?? '';
    const shares = rowsOf(html, 'trend-caption').flatMap(([, , , share = '']) => (share.endsWith('%') ? [share] : []));
    expect(shares.length).toBeGreaterThan(1);
    for (const share of shares) expect(drawing).toContain(`>${share}</text>`);
  });

  it('is of another year where one is chosen', async () => {
    const year = String(yearOf(today) - 2);
    expect(textOf(await page(`/timeliness?year=${year}`))).toContain(`Every measure in ${year}`);
    await ask('/timeliness?year=1999').expect(400);
    await ask(`/timeliness?year=${String(yearOf(today))}`).expect(400);
  });

  it('is as at another day, and says what is wrong with one', async () => {
    const then = addDays(today, -400);
    const text = textOf(await page(`/timeliness?asAt=${then}`));
    expect(text).toContain(`This is shown as at ${longDate(then)}.`);
    const typed = await ask('/timeliness?asAt-day=yesterday&asAt-month=&asAt-year=').expect(303);
    expect(typed.headers.location).toBe(`/timeliness?asAt=${addDays(today, -1)}`);
    const { text: refused } = await ask('/timeliness?asAt-day=31&asAt-month=2&asAt-year=2025').expect(400);
    expect(errorsOf(refused)).toHaveLength(1);
    const tomorrow = await ask(`/timeliness?asAt=${addDays(today, 1)}`).expect(400);
    expect(errorsOf(tomorrow.text)).toEqual(['asAt: The day of which it is shown cannot be after today']);
  });
});

describe('Small numbers', () => {
  const SMALL = /^[1-4]$/;

  it('are hidden from the board, on pages and in files', async () => {
    const months = `${PLANS}?by=month&from=${String(yearOf(today) - 2)}`;
    const cells = rowsOf(await page(months), 'figures-caption').flatMap((row) => row.slice(1));
    expect(cells).toContain('hidden');
    expect(cells.filter((cell) => SMALL.test(cell))).toEqual([]);
    const { text } = await ask(months.replace('?', '/export.csv?')).expect(200);
    expect(text.split(/[,\n]/).filter((cell) => SMALL.test(cell))).toEqual([]);
    expect(text).toContain('hidden');
  });

  it('are shown to managers who ask for them, and to nobody else', async () => {
    const html = await page(`${PLANS}?by=month&plain=1`, manager);
    expect(textOf(html)).toContain('All numbers are shown, also those of 1 to 4.');
    expect(rowsOf(html, 'figures-caption').flat()).not.toContain('hidden');
    for (const path of [PLANS, '/timeliness', '/timeliness/export.csv', `${PLANS}/export.xlsx`]) {
      await ask(`${path}?plain=1`).expect(403);
    }
    expect(await page(PLANS)).not.toContain('plain=1');
  });

  it('are hidden by need for the board, which sees calendar years alone', async () => {
    const years = textOf(await page(`${PLANS}?cut=need`));
    expect(years).toContain('By primary need');
    const quarters = textOf(await page(`${PLANS}?cut=need&by=quarter`));
    expect(quarters).toContain('are shown for calendar years only');
    const derived = textOf(await page('/timeliness/plans-over-a-year?cut=need'));
    expect(derived).toContain('is not shown: it could be set off against theirs');
  });
});

describe('The files of a measure', () => {
  it('hold exactly what the page shows', async () => {
    const query = '?by=quarter&plain=1&basis=due&exceptions=excluding';
    const rows = rowsOf(await page(`${PLANS}${query}`, manager), 'figures-caption');
    const { text } = await ask(`${PLANS}/export.csv${query}`, manager).expect(200);
    const [heading = '', ...lines] = text.replace('\ufeff', '').trim().split('\n');
    const at = heading.split(',').indexOf('In time');
    const written = rows.filter(([period]) => period !== 'All of them').map((row) => row.slice(1, 3));
    expect(lines.map((line) => line.split(',').slice(at, at + 2))).toEqual(written);
    const { body } = await ask(`${PLANS}/export.xlsx${query}`, manager).responseType('blob').expect(200);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const cell = workbook
      .getWorksheet('Figures')
      ?.getRow(2)
      .getCell(at + 1).value;
    expect(cell).toBe(Number(written[0]?.[0]));
  });

  it('hold the whole page of the board', async () => {
    const { text, headers } = await ask('/timeliness/export.csv').expect(200);
    expect(headers['content-disposition']).toContain(`timeliness-${lastYear}-as-at-${today}.csv`);
    for (const part of ['Calendar years', 'Measures', 'Waiting beyond the limit']) expect(text).toContain(part);
    await ask('/timeliness/export.xlsx').expect(200);
  });
});

describe('The page of a measure', () => {
  it('says how it is counted, by which rule and from which source', async () => {
    const html = await page(PLANS);
    expect(html).toContain('href="/rulebook/N7"');
    for (const part of ['Numerator', 'Denominator, due basis', 'More is better', 'Regulation 13(2)']) {
      expect(textOf(html)).toContain(part);
    }
    expect(textOf(html)).toContain('Beside England and others');
  });

  it.each([
    ['?from=yesterday', 'from: The first period: yesterday is neither a day nor a period. Enter '],
    ['?to=2024-02-30', 'to: The last period: 2024-02-30 is not a date'],
    ['?from=2025&to=2024', 'from: The first period: 1 January 2025 is after 31 December 2024. Enter '],
  ])('says what is wrong with %s', async (query, error) => {
    const { text } = await ask(`${PLANS}${query}`).expect(400);
    expectSound(text);
    const [told = ''] = errorsOf(text);
    expect(told).toContain(error);
  });

  it.each(['?by=week', '?basis=all', '?exceptions=none', '?cut=name'])('refuses %s', async (query) => {
    await ask(`${PLANS}${query}`).expect(400);
  });

  it('is of measures alone', async () => {
    await ask('/timeliness/plans').expect(404);
    await ask('/timeliness/constructor').expect(404);
  });

  it('shows what was recorded since', async () => {
    const count = async (): Promise<string | undefined> => {
      const html = await page('/timeliness/requests-received?plain=1', manager);
      return rowsOf(html, 'figures-caption').find(([period]) => period === `${String(yearOf(today))} so far`)?.[1];
    };
    const before = Number(await count());
    const child = { surname: 'Quillfeather', forename: 'Ottoline', dateOfBirth: '2014-05-06' };
    const { body } = await server.program.post('/api/v1/people').send(child).expect(201);
    const person = (body as { readonly id: string }).id;
    await server.program.post('/api/v1/assessments').send({ person, on: today, kind: 'initial' }).expect(201);
    expect(Number(await count())).toBe(before + 1);
  });
});
