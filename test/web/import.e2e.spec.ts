import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import request, { type Response } from 'supertest';
import type { RecordedEvent } from '../../src/event-store/event-store.js';
import { KEPT_FOR, MOST_UPLOADED, UploadStore } from '../../src/platform/web/upload-store.js';
import { MOST_WAITING, Uploads } from '../../src/exchange/web/uploads.js';
import { addDays, dayInLondon } from '../../src/statute/calendar.js';
import { caseRow, casesFile, MALFORMED, type Malformed } from '../../src/testing/malformed-files.js';
import { beginBrowser } from '../browsers.js';
import { root } from '../run.js';
import { casesOnRecord, startServer, type TestServer } from '../server.js';
import { errorsOf, send, textOf } from './forms.js';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startServer();
  folder = join(process.env.DATA_DIRECTORY ?? '', 'uploads');
});
afterAll(async () => {
  await server.app.close();
  expect(filesKept()).toEqual([]);
});

const filesKept = (): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
const events = (): Promise<readonly RecordedEvent[]> => casesOnRecord(server);
const get = (path: string): Promise<Response> => Promise.resolve(request(server.http).get(path));

const upload = async (content: string | Buffer): Promise<Response> =>
  request(server.http).post('/import').attach('file', Buffer.from(content), 'Ashdown Robin.csv');
const addressOf = ({ status, headers }: Response): string => {
  expect(status).toBe(303);
  return String(headers.location);
};

/** A file with a day that is to come by the clock of its specifications, with one that is to come today. */
const asOfToday = (content: string | Buffer): string | Buffer =>
  typeof content === 'string' ? content.replace('2026-01-05', addDays(dayInLondon(new Date()), 5)) : content;

/** Waits until nothing is being done with a file. */
async function ended(path: string): Promise<string> {
  for (;;) {
    const { body } = await get(`${path}/progress`);
    const { isBusy } = body as { readonly isBusy: boolean };
    if (!isBusy) return (await get(path)).text;
    await setImmediate();
  }
}

/** The problems that the pages of a file show, as the command line would say them. */
function problemsOf(html: string): string {
  const rows = [
    ...html.matchAll(
      /<th scope="row" class="govuk-table__header govuk-table__header--numeric">(\d+)<\/th>([\s\S]*?)<\/tr>/g,
    ),
  ];
  return rows
    .map(([, line = '', rest = '']) => {
      const cells = [...rest.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => decoded(cell).trim());
      const [column = '', reason = '', accepted = ''] = cells;
      return `line ${line}${column === '' ? '' : `, ${column}`}: ${reason}${accepted === '' ? '' : ` Accepted: ${accepted}.`}`;
    })
    .join('\n');
}
const decoded = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

describe('A file that is malformed', () => {
  it.each(MALFORMED.map((one): [string, Malformed] => [one.called, one]))(
    'shows every problem and writes nothing: %s',
    async (_, { content, says }) => {
      const path = addressOf(await upload(asOfToday(content)));
      const html = await ended(path);
      const problems = problemsOf(html);
      for (const said of says) {
        const shown = said.replace(/If it is so, confirm it: --confirm $/, 'It can be confirmed below');
        expect(problems.toLowerCase()).toContain(shown.toLowerCase());
      }
      expect(html).not.toContain('Record these cases');
      expect(problems).not.toMatch(/Ashdown|Okafor|Robin|HYPERLINK|favourite/);
      expect((await send(server, `${path}/record`, {})).status).toBe(303);
      await ended(path);
      expect(await events()).toEqual([]);
      expect((await send(server, `${path}/discard`, {})).status).toBe(303);
      expect(filesKept()).toEqual([]);
    },
  );

  it('of many bad rows shows them in pages, and all of them in a file', async () => {
    const rows = Array.from({ length: 250 }, () => caseRow('assessment,A-1,sent,2024-12-21,,'));
    const path = addressOf(await upload(casesFile(...rows)));
    const html = await ended(path);
    expect(html).toContain('The file has 250 problems');
    expect(problemsOf(html).split('\n')).toHaveLength(100);
    const last = await get(`${path}?page=3`);
    expect(problemsOf(last.text).split('\n')).toHaveLength(50);
    expect(last.text).toContain('line');
    const all = await get(`${path}/problems.csv`);
    expect(all.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(all.text.trim().split('\n')).toHaveLength(251);
    await send(server, `${path}/discard`, {});
  });
});

describe('What cannot be received', () => {
  it('is no file', async () => {
    const none = await request(server.http).post('/import').field('_csrf', 'x');
    expect(none.status).toBe(422);
    expect(errorsOf(none.text)).toEqual(['file: Choose a CSV file']);
    expect((await send(server, '/import', { file: 'kind,case' })).status).toBe(422);
  });

  it('is larger than can be taken', async () => {
    const answer = await upload(Buffer.alloc(MOST_UPLOADED + 1, 'x'));
    expect(answer.status).toBe(413);
    expect(errorsOf(answer.text)[0]).toMatch(/^file: The file is larger than 32 MB/);
    expect(filesKept()).toEqual([]);
  }, 30_000);

  it('is cut short, or no form', async () => {
    const type = 'multipart/form-data; boundary=x';
    const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nkind,case';
    const cut = await request(server.http).post('/import').set('Content-Type', type).send(head);
    expect(cut.status).toBe(400);
    expect(errorsOf(cut.text)).toEqual(['file: The file did not arrive whole. Choose it again']);
    const without = await request(server.http).post('/import').set('Content-Type', 'multipart/form-data').send('x');
    expect(without.status).toBe(400);
    const two = request(server.http).post('/import').attach('file', Buffer.from('a'), 'a.csv');
    expect((await two.attach('file', Buffer.from('b'), 'b.csv')).status).toBe(400);
    expect(filesKept()).toEqual([]);
  });

  it('comes from a page of another site: the token of the session is in the address of the form', async () => {
    const { cookie } = await beginBrowser(server.app, ['caseworker']);
    const page = await request(server.http).get('/import').set('Cookie', cookie);
    const [, action = ''] = /action="(\/import[^"]+)" enctype/.exec(page.text) ?? [];
    const post = (path: string) =>
      request(server.http).post(path).set('Cookie', cookie).attach('file', Buffer.from('x'), 'a.csv');
    expect((await post('/import')).status).toBe(403);
    expect((await post('/import?_csrf=forged')).status).toBe(403);
    expect(filesKept()).toEqual([]);
    const taken = await post(action);
    expect(taken.status).toBe(303);
    const path = String(taken.headers.location);
    expect((await get(path)).status).toBe(404);
    expect((await request(server.http).get(path).set('Cookie', cookie)).status).toBe(200);
    await Promise.all(filesKept().map((name) => rm(join(folder, name))));
  });

  it('is a file for another page', async () => {
    const answer = await request(server.http).post('/new/request').attach('file', Buffer.alloc(300_000), 'a.csv');
    expect(answer.status).toBe(413);
  });
});

describe('A file of cases', () => {
  const example = readFileSync(join(root, 'examples', 'cases.csv'));

  it('is kept where nobody else reads it, and is seen by who uploaded it alone', async () => {
    const path = addressOf(await upload(example));
    const [name = ''] = filesKept();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    const id = path.replace('/import/', '');
    const uploads = server.app.get(Uploads, { strict: false });
    expect(uploads.of('officer-001', id)?.id).toBe(id);
    expect(uploads.of('officer-002', id)).toBeUndefined();
    uploads.discard('officer-002', id);
    expect(uploads.of('officer-001', id)?.id).toBe(id);
    await ended(path);
    await send(server, `${path}/discard`, {});
    expect((await get(path)).status).toBe(404);
  });

  it('takes the place of the oldest where its officer has several that are not recorded', async () => {
    const addresses: string[] = [];
    for (let file = 0; file <= MOST_WAITING; file += 1) {
      const address = addressOf(await upload(casesFile()));
      await ended(address);
      addresses.push(address);
    }
    expect((await get(addresses[0] ?? '')).status).toBe(404);
    for (const address of addresses.slice(1)) {
      expect((await get(address)).status).toBe(200);
      await send(server, `${address}/discard`, {});
    }
    expect(filesKept()).toEqual([]);
  });

  it('is recorded once it is said so, and is then removed', async () => {
    const path = addressOf(await upload(example));
    const checked = await ended(path);
    expect(checked).toContain('There is no problem in the file');
    expect(await events()).toEqual([]);
    await Promise.all([send(server, `${path}/record`, {}), send(server, `${path}/record`, {})]);
    const recorded = await ended(path);
    expect(recorded).toContain('The cases are recorded');
    expect(filesKept()).toEqual([]);
    const made = (await events()).filter(({ metadata }) => metadata.actor === 'import');
    const milestones = /Milestones<\/th><td[^>]*>(\d+)/.exec(recorded)?.[1];
    const children = /registered<\/th><td[^>]*>(\d+)/.exec(recorded)?.[1];
    expect(made).toHaveLength(Number(milestones) + Number(children));
    for (const { metadata } of made) {
      expect(metadata).toMatchObject({ correlationId: path.replace('/import/', ''), causationId: 'officer-001' });
    }
  });

  it('has nothing new a second time', async () => {
    const before = (await events()).length;
    const path = addressOf(await upload(example));
    expect(await ended(path)).toContain('There is nothing new in the file');
    expect((await events()).length).toBe(before);
    await send(server, `${path}/discard`, {});
  });

  it('is checked again with warnings confirmed', async () => {
    const file = casesFile(
      caseRow('assessment,A-1,decision-to-assess-notified,2024-10-11,assess,'),
      caseRow('assessment,A-1,final-plan-issued,2025-01-10,,'),
    );
    const path = addressOf(await upload(file));
    const warned = await ended(path);
    const codes = [...warned.matchAll(/name="confirm" type="checkbox" value="([^"]+)"/g)].map(([, code = '']) => code);
    expect(codes).toContain('no-draft-plan');
    await send(server, `${path}/check`, { confirm: codes });
    const confirmed = await ended(path);
    expect(confirmed).toContain('There is no problem in the file');
    await send(server, `${path}/record`, {});
    expect(await ended(path)).toContain('The cases are recorded');
    expect((await send(server, `${path}/check`, { confirm: 'NO!' })).status).toBe(400);
  });
});

describe('Files that nobody comes back to', () => {
  it('are removed after an hour', () => {
    const store = server.app.get(UploadStore, { strict: false });
    const now = Date.now();
    const [old, young] = [join(folder, 'old'), join(folder, 'young')];
    for (const path of [old, young]) writeFileSync(path, 'x');
    utimesSync(old, new Date(now - KEPT_FOR - 1000), new Date(now - KEPT_FOR - 1000));
    store.sweep(now);
    expect(filesKept()).toEqual(['young']);
    store.sweep(now + KEPT_FOR + 60_000);
    expect(filesKept()).toEqual([]);
  });
});

describe('The pages around it', () => {
  it('say how a file is written', async () => {
    const { text } = await get('/import');
    expect(text).toContain('action="/import?_csrf=');
    expect(text).toContain('enctype="multipart/form-data"');
    expect(textOf(text)).toContain('kind assessment, plan or review');
    expect(textOf((await get('/import/milestones')).text)).toContain('final-plan-issued');
    const template = await get('/import/template.csv');
    expect(template.headers['content-disposition']).toBe('attachment; filename=cases.csv');
    expect(template.text).toMatch(/^kind,case,milestone,date,outcome,attributes,child,surname,/);
  });

  it('are not there for a file that is not', async () => {
    expect((await get('/import/0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001')).status).toBe(404);
    expect((await get('/import/x/progress')).status).toBe(404);
    expect((await send(server, '/import/x/record', {})).status).toBe(404);
  });

  it('say nothing of a child in the log', () => {
    expect(server.log.join('\n')).not.toMatch(/Ashdown|Robin/);
  });
});
