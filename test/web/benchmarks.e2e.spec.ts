import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import request, { type Response } from 'supertest';
import { EVENT_STORE } from '../../src/event-store/event-store.token.js';
import type { EventStore, RecordedEvent } from '../../src/event-store/event-store.js';
import { MOST_UPLOADED } from '../../src/platform/web/upload-store.js';
import { authority, england, neighboursCsv, releaseCsv, within20Weeks } from '../../src/testing/benchmark-files.js';
import { beginBrowser } from '../browsers.js';
import { startServer, type TestServer } from '../server.js';
import { errorsOf, textOf } from './forms.js';

const PATH = '/administration/benchmarks';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startServer([], { settings: { EHCP_AUTHORITY: 'Ashford' } });
  folder = join(process.env.DATA_DIRECTORY ?? '', 'uploads');
});
afterAll(async () => {
  await server.app.close();
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});

const PLANS = releaseCsv('plans', [
  england(2024, within20Weeks([460, 1000])),
  authority(2024, 'Ashford', 'East', { ...within20Weeks([30, 100]), pc_plans_issued_within_20_weeks: '31' }),
]);
const MATRIX = neighboursCsv({ Ashford: ['Birchley'], Birchley: ['Ashford'], Coombe: ['Ashford'] });

const get = (path: string): Promise<Response> => Promise.resolve(request(server.http).get(path));
const post = (path: string): Promise<Response> => Promise.resolve(request(server.http).post(path));
const events = async (): Promise<readonly RecordedEvent[]> =>
  (await server.app.get<EventStore>(EVENT_STORE).readAll(undefined, 100)).filter(({ stream }) =>
    stream.startsWith('benchmark-'),
  );

async function upload(...files: readonly (readonly [name: string, content: string | Buffer])[]): Promise<Response> {
  const sent = request(server.http).post(PATH);
  for (const [name, content] of files) void sent.attach('files', Buffer.from(content), name);
  return sent;
}

/** The address of files that were uploaded, once they are read. */
async function addressOf({ status, headers }: Response): Promise<string> {
  expect(status).toBe(303);
  const path = String(headers.location);
  for (;;) {
    const { body } = await get(`${path}/progress`);
    if (!(body as { readonly isBusy: boolean }).isBusy) return path;
    await setImmediate();
  }
}

describe('The page of published figures', () => {
  it('says what can be imported, and that nothing is held yet', async () => {
    const text = textOf((await get(PATH)).text);
    expect(text).toContain('No figures of authorities or regions have been imported yet.');
    expect(text).toContain('The statistical neighbours have not been imported yet.');
    expect(text).toContain(
      'requests for a needs assessment, needs assessments, plans issued within 20 weeks, annual reviews',
    );
    expect(textOf((await get('/administration')).text)).toContain('Published figures');
  });

  it('shows what is to be taken in and every doubt with its line and column, and takes it in when that is said', async () => {
    const path = await addressOf(await upload(['plans.csv', PLANS], ['matrix.csv', MATRIX]));
    const text = textOf((await get(path)).text);
    expect(text).toContain('What is to be imported');
    expect(text).toContain('Plans issued within 20 weeks, 2 rows.');
    expect(text).toMatch(/2024 England and 1 authority New/);
    expect(text).toContain('1 doubt about plans.csv');
    expect(text).toMatch(/3\s+pc_plans_issued_within_20_weeks\s+31% is published, and 30 of 100 is 30.0%\./);
    expect(text).toContain('3 authorities: new.');
    expect((await get(`${path}/findings.csv`)).text.split('\n')[1]).toBe(
      'plans.csv,doubt,3,pc_plans_issued_within_20_weeks,"31% is published, and 30 of 100 is 30.0%",',
    );
    expect(await events()).toEqual([]);
    const recorded = await post(`${path}/record`);
    expect([recorded.status, recorded.headers.location]).toEqual([303, PATH]);
    expect((await events()).map(({ type, metadata }) => [type, metadata.actor])).toEqual([
      ['ReleaseYearImported', 'officer-001'],
      ['NeighboursImported', 'officer-001'],
    ]);
    const list = textOf((await get(PATH)).text);
    expect(list).toContain('Your own authority is Ashford');
    expect(list).toMatch(/Plans issued within 20 weeks\s+2024\s+England and 1 authority\s+2025 release/);
    expect((await get(path)).status).toBe(404);
  });

  it('has nothing to take in a second time, and says what a correction changes', async () => {
    const same = await addressOf(await upload(['plans.csv', PLANS]));
    const text = textOf((await get(same)).text);
    expect(text).toContain('There is nothing new in these files');
    expect(text).not.toContain('Import these figures');
    const corrected = await addressOf(await upload(['plans.csv', PLANS.replaceAll('460', '470')]));
    expect(textOf((await get(corrected)).text)).toContain('Corrected: 2 figures differ from what is held');
    expect((await post(`${corrected}/discard`)).headers.location).toBe(PATH);
    expect((await get(corrected)).status).toBe(404);
    expect(await events()).toHaveLength(2);
  });

  it('takes in none of the files where one has a problem', async () => {
    const bad = releaseCsv('requests', [england(2024, { requests_withdrawn: '=1+1' })]);
    const path = await addressOf(await upload(['bad <b>.csv', bad], ['later.csv', PLANS.replaceAll('2024,', '2025,')]));
    const html = (await get(path)).text;
    const text = textOf(html);
    expect(html).not.toContain('<b>.csv');
    expect(text).toContain('The files have 1 problem');
    expect(text).toMatch(/2\s+requests_withdrawn\s+"=1\+1" is not a count\./);
    expect(text).not.toContain('Import these figures');
    expect((await post(`${path}/record`)).headers.location).toBe(path);
    expect(await events()).toHaveLength(2);
    expect((await get(`${path}/findings.csv`)).text).not.toMatch(/(^|,)=/m);
  });

  it('asks for a file where none is chosen, and refuses one that is too large or too many', async () => {
    const none = await post(PATH);
    expect([none.status, errorsOf(none.text)]).toEqual([422, ['files: Choose one or more CSV files']]);
    const large = await upload(['large.csv', Buffer.alloc(MOST_UPLOADED + 1, 'x')]);
    expect([large.status, errorsOf(large.text)]).toEqual([
      413,
      ['files: One of the files is larger than 32 MB. Import it with "ehcp benchmarks import"'],
    ]);
    const many = await upload(...Array.from({ length: 11 }, (_, at) => [`${String(at)}.csv`, MATRIX] as const));
    expect([many.status, errorsOf(many.text)]).toEqual([
      400,
      ['files: The files did not arrive whole. Choose them again, at most 10 at once'],
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('shows nobody what another administrator uploaded', async () => {
    const path = await addressOf(await upload(['plans.csv', PLANS]));
    const other = await beginBrowser(server.app, ['administrator'], { id: 'admin-002' });
    expect((await request(server.http).get(path).set('Cookie', other.cookie)).status).toBe(404);
  });
});
