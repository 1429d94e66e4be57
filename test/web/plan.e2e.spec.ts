import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import request, { type Response } from 'supertest';
import { v7 } from 'uuid';
import { outcomeIdOf } from '../../src/outcomes/application/outcome-streams.js';
import { addDays, dayInLondon, longDate, yearOf } from '../../src/statute/calendar.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { EVENT_STORE } from '../../src/event-store/event-store.token.js';
import { beginBrowser } from '../browsers.js';
import { startServer, type TestServer } from '../server.js';
import { dateFields, errorsOf, fieldsOf, send, textOf, type Typed } from './forms.js';

const today = dayInLondon(new Date());
const EXAMPLE = 'config/send-plan.example.json';
const WAIT = '/plan/psychology-wait';

let server: TestServer;
beforeAll(async () => {
  server = await startServer([], { settings: { EHCP_SEND_PLAN: EXAMPLE, EHCP_COUNCIL: 'Hackney' } });
});
afterAll(() => server.app.close());

const get = (path: string): request.Test => request(server.http).get(path).set('Accept', 'text/html');
const page = async (path: string): Promise<string> => (await get(path).expect(200)).text;
const text = async (path: string): Promise<string> => textOf(await page(path));

/** The hidden fields of the page of a measure, as one of its forms carries them. */
async function carried(path: string): Promise<Record<string, string>> {
  const { _form, _revision } = fieldsOf(await page(path));
  return { _form: _form?.at(-1) ?? '', _revision: _revision?.at(-1) ?? '' };
}

const post = async (path: string, typed: Typed, from = WAIT): Promise<Response> =>
  send(server, path, { ...(await carried(from)), ...typed });

const value = (amount: string, daysAgo: number): Typed => ({
  value: amount,
  ...dateFields('valueOn', addDays(today, -daysAgo)),
  source: 'Scorecard of the service',
});

const eventsOf = async (measure: string): Promise<readonly { readonly type: string; readonly data: unknown }[]> =>
  server.app.get<EventStore>(EVENT_STORE).readStream(`outcome-${outcomeIdOf({ plan: 'send-strategy-2026', measure })}`);

describe("The council's SEND plan", () => {
  it('is the one of the file that the operator names, whatever comes with the program for the council', async () => {
    const html = await text('/plan');
    expect(html).toContain('Example Council SEND strategy 2026 to 2029');
    expect(html).toContain('April 2026 to March 2029');
    expect(html).toContain('3 of 3 measures');
    expect(html).toContain('41% (2025)');
    expect(html).toContain('80%');
    expect(html).toContain('December 2028');
    expect(html).toContain('Head of SEND');
  });

  it('shows the value that the tracker counts, beside where it should be by now', async () => {
    for (const [days, late] of [
      [10, false],
      [10, true],
      [11, false],
      [12, false],
    ] as const) {
      const [person, id] = [v7(), v7()];
      const issued = addDays(today, -days);
      const asked = addDays(issued, late ? -160 : -130);
      await server.program
        .post('/api/v1/people')
        .send({ id: person, surname: 'Okonkwo', forename: 'Tamsin', dateOfBirth: '2016-04-05' })
        .expect(201);
      const opening = { id, person, on: asked, kind: 'initial', milestone: 'assessment-requested' };
      await server.program.post('/api/v1/assessments').send(opening).expect(201);
      for (const [milestone, on, more] of [
        ['decision-to-assess-notified', addDays(asked, 20), { outcome: 'assess' }],
        ['draft-plan-sent', addDays(asked, 90), {}],
        ['final-plan-issued', issued, {}],
      ] as const) {
        const { status, body } = await server.program
          .post(`/api/v1/assessments/${id}/milestones`)
          .send({ milestone, on, ...more });
        if (status >= 300) throw new Error(JSON.stringify(body));
      }
    }
    const html = await text('/plan/plans-within-20-weeks?plain=1');
    expect(html).toContain(`New plans issued within 20 weeks: 75% (${String(yearOf(today))} so far)`);
    expect(html).toContain('Milestones 55% (2026)');
    expect(html).toContain('Proposed by the rules');
    expect(html).toContain('3 of 4');
    expect(await text('/plan?plain=1')).toContain(`75% ${String(yearOf(today))} so far`);
  });

  it('hides numbers that may point to a child, as every page of figures does, until a manager asks for all', async () => {
    const html = await text('/plan/plans-within-20-weeks');
    expect(html).toContain(`The value (${String(yearOf(today))} so far) is hidden, since it may point to a child.`);
    expect(html).not.toContain('75%');
    expect(html).not.toContain('3 of 4');
    expect(await text('/plan')).toContain(`hidden ${String(yearOf(today))} so far`);
    const csv = (await get('/plan/export.csv').expect(200)).text;
    expect(csv).toContain(',hidden,');
    expect(csv).not.toContain(',75,');
    expect((await get('/plan/export.csv?plain=1').expect(200)).text).toContain(',75,');
  });

  it('is filtered by status and priority', async () => {
    expect(await text('/plan?status=none')).toContain('2 of 3 measures');
    expect(await text('/plan?priority=plans-in-time')).toContain('3 of 3 measures');
    expect(await text('/plan?status=purple')).toContain('No measure matches the filter');
  });

  it('is given away as CSV and Excel, with what the filter leaves', async () => {
    const csv = (await get('/plan/export.csv?status=none').expect(200)).text;
    expect(csv.split('\n').filter((line) => line.trim() !== '')).toHaveLength(3);
    expect(csv).toContain('Wait for educational psychology advice');
    const { body } = await get('/plan/export.xlsx')
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(body);
    expect(workbook.worksheets[0]?.rowCount).toBe(4);
  });

  it('has no measure but its own', async () => {
    expect((await get('/plan/happiness')).status).toBe(404);
  });
});

describe('A value that the tracker cannot know', () => {
  it('is recorded with its day and source, once however often the form is sent', async () => {
    const form = { ...(await carried(WAIT)), ...value('13', 40) };
    expect((await send(server, `${WAIT}/values`, form)).headers.location).toBe(WAIT);
    expect((await send(server, `${WAIT}/values`, form)).status).toBe(303);
    expect((await eventsOf('psychology-wait')).map(({ type }) => type)).toEqual(['ValueRecorded']);
    const html = await text(WAIT);
    expect(html).toContain(`Wait for educational psychology advice: 13 weeks (${longDate(addDays(today, -40))})`);
    expect(html).toContain('Scorecard of the service');
    expect(html).toContain('Recorded');
  });

  it.each<[string, Typed, string]>([
    ['nothing', { value: '' }, 'value: Enter the value'],
    ['a word', { value: 'long' }, 'value: The value has to be a number from 0, such as 31.5'],
    ['no source', { source: '' }, 'source: Enter where the value is from'],
    [
      'a day to come',
      dateFields('valueOn', addDays(today, 1)),
      'valueOn: The day that the value is of cannot be after today',
    ],
  ])('is refused with %s, and keeps what was typed', async (_, odd, told) => {
    const answer = await post(`${WAIT}/values`, { ...value('12.5', 3), ...odd });
    expect(answer.status).toBe(400);
    expect(errorsOf(answer.text)).toEqual([told]);
    expect(fieldsOf(answer.text).source).toEqual([String(odd.source ?? 'Scorecard of the service')]);
  });

  it('is one a day', async () => {
    const answer = await post(`${WAIT}/values`, value('11', 40));
    expect(errorsOf(answer.text)).toEqual([
      `valueOn: There is a value of ${longDate(addDays(today, -40))} already. Correct that one if it is wrong.`,
    ]);
  });

  it('is not recorded on what somebody else changed meanwhile', async () => {
    const stale = await carried(WAIT);
    await post(`${WAIT}/values`, value('12', 30));
    const answer = await send(server, `${WAIT}/values`, { ...stale, ...value('11', 20) });
    expect(answer.status).toBe(400);
    expect(errorsOf(answer.text)[0]).toMatch(/^value: Someone else changed this meanwhile/);
  });

  it('is corrected with a reason, and the history keeps what it was', async () => {
    const path = `${WAIT}/values/2`;
    const answer = await post(path, { ...value('11', 30), do: 'correct', reason: 'Two reports were missing.' }, path);
    expect(answer.headers.location).toBe(WAIT);
    const html = await text(WAIT);
    expect(html).toContain('11 weeks');
    expect(html).toMatch(/Corrected: 11 weeks of .*; before: 12 weeks of .* Two reports were missing\./);
  });

  it('is taken back with a reason', async () => {
    const path = `${WAIT}/values/2`;
    const none = await post(path, { ...value('11', 30), do: 'retract', reason: '' }, path);
    expect(errorsOf(none.text)).toEqual(['reason: Enter why']);
    await post(path, { do: 'retract', reason: 'It was the wait of another service.' }, path);
    expect((await get(path)).status).toBe(404);
    expect(await text(WAIT)).toMatch(/Taken back: 11 weeks of .* It was the wait of another service\./);
    expect(await text(WAIT)).toContain(`13 weeks (${longDate(addDays(today, -40))})`);
  });

  it('is not recorded for what the tracker counts itself', async () => {
    expect((await post('/plan/plans-within-20-weeks/values', value('50', 2))).status).toBe(404);
  });
});

describe('A status', () => {
  const CONFIRMED = { status: 'amber', comment: 'Two psychologists begin in May.' };

  it('is confirmed by a person with a comment, the one proposed or another', async () => {
    const answer = await post(`${WAIT}/status`, { ...CONFIRMED, ...dateFields('on', today) });
    expect(answer.headers.location).toBe(WAIT);
    const html = await text(WAIT);
    expect(html).toContain('Two psychologists begin in May.');
    expect(html).toMatch(/Confirmed on 13 weeks: On track, some concerns \(proposed: .*\)/);
    expect(html).toContain('Everybody');
    expect(await text('/plan?status=amber')).toContain('1 of 3 measures');
    expect(await text('/plan')).toContain(`Confirmed ${longDate(today)}`);
  });

  it('is not confirmed without saying why', async () => {
    const answer = await post(`${WAIT}/status`, { comment: ' ', ...dateFields('on', today) });
    expect(errorsOf(answer.text)).toEqual([
      'status: Choose how it stands',
      'comment: Enter a comment: why it stands so',
    ]);
  });

  it('is confirmed of what is judged, for which the rules propose nothing', async () => {
    const path = '/plan/family-feedback';
    await post(`${path}/status`, { status: 'green', comment: 'The survey is out.', ...dateFields('on', today) }, path);
    expect(await text(path)).toContain('Confirmed: On track, no concerns (nothing was proposed)');
  });

  it('asks that no child be named', async () => {
    expect(await text(WAIT)).toMatch(/Comment Why it stands so\..*name no child/);
  });
});

describe('The plan as at another day', () => {
  it('shows what was confirmed and recorded by then, and asks for nothing', async () => {
    const before = addDays(today, -41);
    const html = await text(`${WAIT}?asAt=${before}`);
    expect(html).toContain(`as at ${longDate(before)}`);
    expect(html).not.toContain('13 weeks (');
    expect(html).toContain('By nobody yet');
    expect(html).not.toContain('Confirm the status');
    expect(await text(`/plan?asAt=${before}`)).not.toContain('Confirmed');
  });

  it('has an address that is short', async () => {
    const answer = await get(`/plan?status=none&${new URLSearchParams(dateFields('asAt', '2026-05-01')).toString()}`);
    expect(answer.headers.location).toBe('/plan?asAt=2026-05-01&status=none');
    const measure = await get(`${WAIT}?${new URLSearchParams(dateFields('asAt', '2026-05-01')).toString()}`);
    expect(measure.headers.location).toBe(`${WAIT}?asAt=2026-05-01`);
  });

  it('can be asked for as it was known on a day: what was recorded since is not there', async () => {
    const html = await text(`${WAIT}?knownOn=${addDays(today, -1)}`);
    expect(html).toContain('No value is known yet');
    expect(html).toContain('Nothing was recorded yet');
    expect(await text(`${WAIT}?knownOn=${today}`)).toContain('13 weeks (');
    expect(await text(`/plan?knownOn=${addDays(today, -1)}`)).not.toContain('Confirmed');
  });

  it('says what is wrong with a day', async () => {
    const answer = await get('/plan?asAt=soon');
    expect([answer.status, errorsOf(answer.text)[0]]).toEqual([
      400,
      'asAt: The day of which it is shown has to be written YYYY-MM-DD',
    ]);
  });
});

describe('Whoever sees figures alone', () => {
  it('reads the plan, and confirms and records nothing', async () => {
    const { cookie, token } = await beginBrowser(server.app, ['board']);
    const board = (path: string): request.Test => get(path).set('Cookie', cookie);
    const { text: html } = await board(WAIT).expect(200);
    expect(html).toContain('Two psychologists begin in May.');
    expect(html).not.toContain('<form method="post" action="/plan');
    await board(`${WAIT}/values/1`).expect(403);
    for (const path of ['/plan', WAIT, '/plan/export.csv']) await board(`${path}?plain=1`).expect(403);
    for (const path of ['status', 'values', 'values/1']) {
      await request(server.http)
        .post(`${WAIT}/${path}`)
        .set('Cookie', cookie)
        .type('form')
        .send({ _csrf: token, status: 'purple', comment: 'Done.' })
        .expect(403);
    }
  });
});

describe('A council', () => {
  beforeAll(() => {
    // What a server was configured with stays in the environment of its process.
    delete process.env.EHCP_SEND_PLAN;
  });

  it.each([
    ['Kingston upon Hull, City of', 'SEND strategic plan 2024 to 2027', 72],
    ['London Borough of Hackney', 'SEND strategy 2022 to 2025, with the local area action plan', 32],
    ['Herefordshire, County of', 'SEND improvement priorities after the peer review of October 2022', 8],
    ['Tower Hamlets', 'SEND improvement plan, for the SEND strategy 2020 to 2024', 27],
  ])(
    'called %s has the plan that comes with the program, with a page of each measure',
    async (council, title, count) => {
      const other = await startServer([], { settings: { EHCP_COUNCIL: council } });
      try {
        const { text: html } = await request(other.http).get('/plan').expect(200);
        expect(html).toContain(title);
        const pages = [...html.matchAll(/href="(\/plan\/[a-z0-9-]+)"/g)].map(([, path = '']) => path);
        expect(pages).toHaveLength(count);
        for (const path of pages) await request(other.http).get(path).expect(200);
      } finally {
        await other.app.close();
      }
    },
  );

  it('without a plan is told how to write one', async () => {
    const other = await startServer([], { settings: { EHCP_COUNCIL: 'Wessex' } });
    try {
      const { text: html } = await request(other.http).get('/plan').expect(200);
      expect(textOf(html)).toContain('No SEND plan is known yet');
      expect(html).toContain('plan check my-plan.json');
      await request(other.http).get('/plan/export.csv').expect(404);
    } finally {
      await other.app.close();
    }
  });
});
