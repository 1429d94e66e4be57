import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { v7 } from 'uuid';
import { Accounts } from '../../src/access/application/accounts.js';
import { ChildRestrictions } from '../../src/access/application/child-restrictions.js';
import { Visits } from '../../src/access/application/visits.js';
import { alertIdOf } from '../../src/alerts/application/alert-streams.js';
import { EVENT_STORE } from '../../src/event-store/event-store.token.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { longDate } from '../../src/statute/calendar.js';
import type { PersonId } from '../../src/streams/domain/event.js';
import { until } from './alerts-setting.js';
import { errorsOf } from './forms.js';
import { carriedIn, dayFields, daysAgo, LoggingSetting, textOf } from './logging-setting.js';

const ME = 'officer-001';
/** A decision whether to assess is due 6 weeks after the request. */
const WEEKS_TO_DECIDE = 42;

let setting: LoggingSetting;
beforeAll(async () => {
  setting = await LoggingSetting.open();
});
afterAll(() => setting.close());

const page = async (path: string): Promise<string> => (await setting.get(path).expect(200)).text;
const text = async (path: string): Promise<string> => textOf(await page(path));

interface Requested {
  readonly person: string;
  readonly id: string;
  /** The alert about the decision whether to assess. */
  readonly alert: string;
}

/** A child whose assessment was asked for so long ago that the decision is so many days late. */
async function late(
  child: { surname: string; forename: string; reference?: string },
  days: number,
): Promise<Requested> {
  const { program } = setting.server;
  const [person, id] = [v7(), v7()];
  const on = daysAgo(WEEKS_TO_DECIDE + days);
  await program
    .post('/api/v1/people')
    .send({ id: person, dateOfBirth: '2016-04-05', ...child })
    .expect(201);
  await program.post('/api/v1/assessments').send({ id, person, on, kind: 'initial', source: 'family' }).expect(201);
  return { person, id, alert: alertIdOf({ case: id, rule: 'N1' }) };
}

const record = (id: string, milestone: object) =>
  setting.server.program.post(`/api/v1/assessments/${id}/milestones`).send(milestone).expect(201);
const assign = (id: string, officer: string, team: string) =>
  setting.server.program
    .put(`/api/v1/assessments/${id}/assignment`)
    .send({ officer, team, on: daysAgo(0) })
    .expect(200);
/** Whether a list of alerts has one by itself. */
const lists = async (alert: string, path = '/alerts'): Promise<boolean> =>
  (await page(path)).includes(`id="alert-${alert}"`);
const eventsOf = (alert: string) => setting.server.app.get<EventStore>(EVENT_STORE).readStream(`alert-${alert}`);

describe('The page of alerts', () => {
  it('says that there is nothing to be told where nothing is late', async () => {
    const html = await page('/alerts');
    expect(textOf(html)).toContain('There is nothing to be told');
    expect(textOf(html)).toContain('No digest is sent by mail: no mail server is configured.');
  });
});

describe('The alerts of a council', () => {
  const cases: Record<string, Requested> = {};
  const of = (name: string): Requested => {
    const one = cases[name];
    if (one === undefined) throw new Error(`There is no case ${name}.`);
    return one;
  };

  beforeAll(async () => {
    cases.longest = await late({ surname: 'Okonkwo', forename: 'Tamsin', reference: 'SEN-17' }, 40);
    cases.late = await late({ surname: 'Abara', forename: 'Ben' }, 8);
    cases.soon = await late({ surname: 'Larsen', forename: 'Ida' }, -5);
    cases.advice = await late({ surname: 'Hart', forename: 'Cy', reference: 'SEN-18' }, 20);
    await record(of('advice').id, { milestone: 'decision-to-assess-notified', on: daysAgo(60), outcome: 'assess' });
    await record(of('advice').id, { milestone: 'advice-requested', on: daysAgo(60), ref: 'health', adviser: 'health' });
    await assign(of('late').id, ME, 'north');
    const advice = alertIdOf({ case: of('advice').id, rule: 'N2', ref: 'health' });
    await until(setting.server, async () => {
      const ids = [of('longest').alert, of('late').alert, of('soon').alert, advice];
      return (await Promise.all(ids.map((id) => lists(id)))).every(Boolean);
    });
  });

  it('are shown the longest overdue first, by initials and reference alone', async () => {
    const shown = await text('/alerts');
    expect(shown).toMatch(/T\.O\..*SEN-17.*40 days late.*B\.A\..*8 days late.*I\.L\..*in 5 days/);
    expect(await page('/alerts')).not.toMatch(/Okonkwo|Tamsin|Abara|Larsen/);
  });

  it('lead to the case, to how each date was worked out, and to the rule', async () => {
    const { id } = of('late');
    const html = await page('/alerts');
    expect(html).toContain(`href="/cases/${id}#clock-N1"`);
    expect(html).toContain('href="/rulebook/N1"');
    expect(await page(`/cases/${id}`)).toContain('id="clock-N1"');
  });

  it.each([
    ['level=due-soon', ['I.L.']],
    ['level=missed&rule=N1', ['T.O.', 'B.A.']],
    [`officer=${ME}`, ['B.A.']],
    ['officer=none&level=due-soon', ['I.L.']],
    ['team=north', ['B.A.']],
    ['age=to-28&rule=N1', ['B.A.']],
    ['age=to-91&rule=N1', ['T.O.']],
    ['adviser=social-care', []],
    ['state=acknowledged', []],
  ])('are filtered by %s', async (filter, expected) => {
    const shown = await text(`/alerts?${filter}`);
    expect(['T.O.', 'B.A.', 'I.L.'].filter((initials) => shown.includes(`${initials} `))).toEqual(expected);
    if (expected.length === 0) expect(shown).toContain('No alert matches the filter');
  });

  it('are filtered by whose advice is late', async () => {
    const shown = await text('/alerts?adviser=health');
    expect(shown).toMatch(/1 alert .*: Health \(/);
  });

  it('refuse a filter that is none', async () => {
    const { text: html } = await setting.get('/alerts?state=Quillfeather').expect(400);
    expect(html).toContain('The request cannot be read');
    expect(html).not.toContain('Quillfeather');
  });

  it('are given as CSV and as a workbook, without names', async () => {
    const csv = await setting.get('/alerts/export.csv?rule=N2').expect(200);
    expect(csv.headers['content-disposition']).toBe(`attachment; filename="alerts-${daysAgo(0)}.csv"`);
    const [heads, row, ...more] = csv.text.trim().split('\n');
    expect(heads).toMatch(/^Child,Reference,Case,/);
    expect(row).toContain('C.H.,SEN-18,Needs assessment');
    expect(more).toEqual([]);
    const xlsx = await setting.get('/alerts/export.xlsx').responseType('blob').expect(200);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(xlsx.body as ArrayBuffer);
    expect(workbook.getWorksheet('Alerts')?.getColumn(1).values).toContain('T.O.');
  });

  it('say what changed since the last visit, until that is marked as seen', async () => {
    await setting.server.app.get(Visits).seen(ME, 'alerts', '2026-01-02T09:10:00.000Z');
    const html = await page('/alerts');
    expect(textOf(html)).toMatch(/Since your last visit on 2 January 2026 at 9:10am 4 new, 0 escalated, 1 resolved/);
    const { upTo = [] } = carriedIn(html);
    const sent = await setting.post('/alerts/seen', { upTo, return: '/alerts?level=missed' }).expect(303);
    expect(sent.headers.location).toBe('/alerts?level=missed');
    expect(await text('/alerts')).toMatch(/Everything that changed is marked as seen.*Nothing changed\./);
  });

  it('of a restricted child are nowhere, and counted nowhere', async () => {
    const { person, alert } = await late({ surname: 'Quillfeather', forename: 'Ottoline' }, 3);
    await until(setting.server, () => lists(alert));
    const before = await text('/alerts?age=to-7');
    expect(before).toContain('1 alert ');
    const { body } = await setting.server.program.get(`/api/v1/alerts?age=to-7`).expect(200);
    expect((body as { items: readonly { id: string }[] }).items.map(({ id }) => id)).toEqual([alert]);
    const named = await setting.server.app.get(Accounts).add({ name: 'Somebody', roles: ['caseworker'], teams: [] });
    await setting.server.app
      .get(ChildRestrictions)
      .restrict({ person: person as PersonId, officers: [named.id], reason: 'safety' }, ME);
    expect(await text('/alerts?age=to-7')).toContain('No alert matches the filter');
    await setting.get(`/alerts/${alert}`).expect(404);
    await setting.server.program.post(`/api/v1/alerts/${alert}/acknowledge`).send({ reason: 'panel-date' }).expect(404);
  });
});

describe('Acknowledging', () => {
  const choose = (alert: string | readonly string[], more: Readonly<Record<string, string>> = {}) =>
    setting.post('/alerts/acknowledge', { alert, return: '/alerts?level=missed', ...more });

  it('asks why, refuses to go on without, and keeps what was typed', async () => {
    const { alert } = await late({ surname: 'Moss', forename: 'Finn' }, 11);
    await until(setting.server, () => lists(alert));
    const form = await choose(alert).expect(200);
    expect(textOf(form.text)).toMatch(/1 alert Acknowledge alerts.*F\.M\..*Why is it late/);
    const again = await choose(alert, { step: 'acknowledge', note: 'Sent by courier.', 'recoveryOn-day': 'yesterday' });
    expect(again.status).toBe(400);
    expect(errorsOf(again.text)).toEqual([
      'reason: Choose why it is late, or may become late',
      'recoveryOn: The day by which it will be done must be today or later',
    ]);
    expect(again.text).toContain('Sent by courier.</textarea>');
    expect(await eventsOf(alert)).toHaveLength(1);
  });

  it('answers many at once, tells what came of each, and does it once however often it is sent', async () => {
    const [first, second, gone] = [
      await late({ surname: 'Byrne', forename: 'Ada' }, 12),
      await late({ surname: 'Cole', forename: 'Max' }, 13),
      await late({ surname: 'Dean', forename: 'Zoe' }, 14),
    ];
    const alerts = [first.alert, second.alert, gone.alert];
    await until(setting.server, async () => (await Promise.all(alerts.map((id) => lists(id)))).every(Boolean));
    const carried = carriedIn((await choose(alerts).expect(200)).text);
    await record(gone.id, { milestone: 'decision-to-assess-notified', on: daysAgo(0), outcome: 'assess' });
    await until(setting.server, async () => !(await lists(gone.alert)));
    const said = {
      ...carried,
      ...{ step: 'acknowledge', reason: 'panel-date', note: 'Panel moved to Friday.' },
      ...dayFields('recoveryOn', daysAgo(-3)),
    };
    const [answer, repeated] = await Promise.all([
      setting.post('/alerts/acknowledge', said).expect(200),
      setting.post('/alerts/acknowledge', said).expect(200),
    ]);
    for (const { text: html } of [answer, repeated]) {
      expect(textOf(html)).toMatch(
        /2 of 3 alerts acknowledged.*Date of the panel.*Resolved meanwhile: nothing was left to acknowledge \(1\) Z\.D\..*Acknowledged \(2\) A\.B\..*M\.C\./,
      );
    }
    for (const { alert } of [first, second]) {
      const types = (await eventsOf(alert)).map(({ type }) => type);
      expect(types).toEqual(['AlertRaised', 'AlertAcknowledged']);
      expect(JSON.stringify(await eventsOf(alert))).not.toContain('Friday');
    }
    expect(await text('/alerts?state=acknowledged')).toContain(
      `Date of the panel, to be done by ${longDate(daysAgo(-3))} (${longDate(daysAgo(0))} by Everybody, with a note)`,
    );
    const history = await text(`/alerts/${first.alert}`);
    expect(history).toMatch(
      /History of an alert.*Acknowledged Reason: Date of the panel\..*Panel moved to Friday\..*Everybody/,
    );
    expect(history).toMatch(/Missed It was due on .*The tracker/);
  });

  it('can take the place of what was said before', async () => {
    const { alert } = await late({ surname: 'Eve', forename: 'Noa' }, 15);
    await until(setting.server, () => lists(alert));
    for (const reason of ['panel-date', 'recording-late']) {
      const carried = carriedIn((await choose(alert).expect(200)).text);
      await setting.post('/alerts/acknowledge', { ...carried, step: 'acknowledge', reason }).expect(200);
    }
    const form = await choose(alert).expect(200);
    expect(textOf(form.text)).toContain('Acknowledged already: Recorded late');
    expect(await text(`/alerts/${alert}`)).toMatch(
      /Acknowledged anew Reason: Recorded late\..*Acknowledged Reason: Date of/,
    );
  });

  it('of nothing says how to choose', async () => {
    expect(textOf((await choose([]).expect(200)).text)).toContain('Nothing was chosen.');
    const answered = await choose('no id', { step: 'acknowledge', reason: 'panel-date' }).expect(200);
    expect(textOf(answered.text)).toContain('Nothing was chosen.');
    expect((await setting.get('/alerts/acknowledge')).headers.location).toBe('/alerts');
  });
});

describe('An alert', () => {
  it('that nobody raised is not there', async () => {
    await setting.get(`/alerts/${v7()}`).expect(404);
    await setting.get('/alerts/none').expect(404);
  });

  it('that is resolved is told with why, since when', async () => {
    const { id, alert } = await late({ surname: 'Fell', forename: 'Kim' }, 16);
    await until(setting.server, () => lists(alert));
    await record(id, { milestone: 'decision-to-assess-notified', on: daysAgo(20), outcome: 'assess' });
    await until(setting.server, () => lists(alert, '/alerts?state=resolved'));
    expect(await text('/alerts?state=resolved')).toMatch(
      /Resolved since .*K\.F\..*it was done in time and recorded later/,
    );
    expect(await text(`/alerts/${alert}`)).toMatch(/Resolved As from .*so there was no breach/);
  });
});

describe('The API of alerts', () => {
  it('lists them by what is overdue longest, a page at a time, and no name', async () => {
    const { program } = setting.server;
    const first = await program.get('/api/v1/alerts?limit=2').expect(200);
    const { items, next } = first.body as { items: readonly { dueOn: string; overdueDays: number }[]; next: string };
    expect(items).toHaveLength(2);
    expect(items[0]?.dueOn).toBe(daysAgo(40));
    expect(items[0]?.overdueDays).toBe(40);
    const second = await program.get(`/api/v1/alerts?limit=2&cursor=${next}`).expect(200);
    expect(second.body.items[0].dueOn >= (items[1]?.dueOn ?? '')).toBe(true);
    expect(first.text).not.toMatch(/Okonkwo|SEN-17|"child"/);
    await program.get('/api/v1/alerts?state=late').expect(400);
  });

  it('takes an answer once under a key, and says what is wrong with one', async () => {
    const { program } = setting.server;
    const { alert } = await late({ surname: 'Gray', forename: 'Lee' }, 17);
    await until(setting.server, () => lists(alert));
    const post = (id: string, body: object) =>
      program.post(`/api/v1/alerts/${id}/acknowledge`).set('Idempotency-Key', 'answer-1').send(body);
    const { body } = await post(alert, { reason: 'panel-date' }).expect(200);
    expect(body).toMatchObject({ id: alert, outcome: 'recorded', revision: 1, shown: true });
    expect((await post(alert, { reason: 'panel-date' }).expect(200)).body).toMatchObject({ revision: 1 });
    await post(alert, { reason: 'other' }).expect(422);
    await program.post(`/api/v1/alerts/${alert}/acknowledge`).send({ reason: 'weather' }).expect(400);
    await program
      .post(`/api/v1/alerts/${alert}/acknowledge`)
      .send({ reason: 'other', recoveryOn: daysAgo(1) })
      .expect(422);
    await program
      .post(`/api/v1/alerts/${alert}/acknowledge`)
      .set('If-Match', '"1"')
      .send({ reason: 'other' })
      .expect(400);
    await post(v7(), { reason: 'panel-date' }).expect(404);
  });
});
