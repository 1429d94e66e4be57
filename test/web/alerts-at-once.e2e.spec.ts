import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { alertIdOf } from '../../src/alerts/application/alert-streams.js';
import { AcknowledgePace } from '../../src/alerts/web/acknowledge-pages.js';
import { EVENT_STORE } from '../../src/event-store/event-store.token.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { until } from './alerts-setting.js';
import { carriedIn, daysAgo, LoggingSetting, textOf } from './logging-setting.js';

const SUMMARY = v7();
const MANY = 7;

let setting: LoggingSetting;
const alerts: string[] = [];
const store = (): EventStore => setting.server.app.get<EventStore>(EVENT_STORE);
const page = async (path: string): Promise<string> => (await setting.get(path).expect(200)).text;

beforeAll(async () => {
  setting = await LoggingSetting.open();
  for (let number = 0; number < MANY; number += 1) {
    const person = await setting.child();
    const id = await setting.opened('assessments', { person, on: daysAgo(60 + number), kind: 'initial' });
    alerts.push(alertIdOf({ case: id, rule: 'N1' }));
  }
  await until(setting.server, async () => textOf(await page('/alerts')).includes(`${String(MANY)} alerts `));
  // As an import leaves them: told of together.
  for (const alert of alerts) {
    const recorded = await store().readStream(`alert-${alert}`);
    const { type, data, metadata } = recorded[0]!;
    const again = { id: v7(), type, data: { ...data, summary: SUMMARY }, metadata };
    await store().append(`alert-${alert}`, [again], recorded.at(-1)!.revision);
  }
  await until(setting.server, async () =>
    textOf(await page('/alerts')).includes(`${String(MANY)} of them found at once`),
  );
});
afterAll(() => setting.close());

describe('What was found at once', () => {
  it('is one row that opens a list, and counted with the others', async () => {
    const html = await page('/alerts');
    expect(textOf(html)).toMatch(/7 alerts, 7 of them found at once.*Found at once.*24 days late.*7 not acknowledged/);
    expect(html).toContain(`href="/alerts?summary=${SUMMARY}"`);
    expect(alerts.filter((id) => html.includes(`alert-${id}`))).toEqual([]);
    const list = await page(`/alerts?summary=${SUMMARY}`);
    expect(alerts.filter((id) => list.includes(`id="alert-${id}"`))).toEqual(alerts);
  });

  it('is in a file one by one', async () => {
    const { text } = await setting.get('/alerts/export.csv').expect(200);
    expect(text.trim().split('\n')).toHaveLength(MANY + 1);
  });

  it('is acknowledged as one, as much as there is time for at once, and nobody’s answer is overwritten', async () => {
    const one = alerts[2]!;
    const own = carriedIn((await setting.post('/alerts/acknowledge', { alert: one })).text);
    await setting.post('/alerts/acknowledge', { ...own, step: 'acknowledge', reason: 'panel-date' }).expect(200);
    const pace = setting.server.app.get(AcknowledgePace);
    Object.assign(pace, { patience: -1, atOnce: 2 });
    const form = await setting.post('/alerts/acknowledge', { summary: SUMMARY }).expect(200);
    expect(textOf(form.text)).toContain('6 alerts that nobody has acknowledged.');
    const said = { ...carriedIn(form.text), step: 'acknowledge', reason: 'recording-late' };
    let { text } = await setting.post('/alerts/acknowledge', said).expect(200);
    let steps = 0;
    while (textOf(text).includes('Left to do')) {
      steps += 1;
      ({ text } = await setting.post('/alerts/acknowledge', carriedIn(text)).expect(200));
    }
    expect(steps).toBeGreaterThanOrEqual(3);
    expect(textOf(text)).toMatch(/6 alerts acknowledged.*Acknowledged \(6\) 6 alerts found at once\./);
    const again = await setting.post('/alerts/acknowledge', said).expect(200);
    expect(textOf(again.text)).toMatch(/Acknowledging: 2 alerts done/);
    const reasons = await Promise.all(
      alerts.map(async (id) =>
        (await store().readStream(`alert-${id}`)).map(({ data }) => data.reason).filter(Boolean),
      ),
    );
    expect(reasons).toEqual(alerts.map((id) => [id === one ? 'panel-date' : 'recording-late']));
    expect(textOf(await page('/alerts'))).toContain('All acknowledged');
  });
});
