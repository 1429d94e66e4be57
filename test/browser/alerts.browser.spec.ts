import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Accounts } from '../../src/access/application/accounts.js';
import { Visits } from '../../src/access/application/visits.js';
import { alertIdOf } from '../../src/alerts/application/alert-streams.js';
import { LiveAlerts } from '../../src/alerts/web/live-alerts.js';
import { daysAgo } from '../web/logging-setting.js';
import { until } from '../web/alerts-setting.js';
import { expectSoundPage } from './browser.js';
import { Desk, WAYS } from './desk.js';

/** A decision whether to assess is due 6 weeks after the request. */
const WEEKS_TO_DECIDE = 42;
/** Milliseconds within which an open page shows what was recorded elsewhere. */
const AT_ONCE = 2_000;

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

interface Late {
  readonly id: string;
  readonly alert: string;
}

/** Records a request elsewhere that nobody decided in time. */
async function late(days: number): Promise<Late> {
  const person = await desk.child();
  const id = await desk.opened('assessments', { person, on: daysAgo(WEEKS_TO_DECIDE + days), kind: 'initial' });
  return { id, alert: alertIdOf({ case: id, rule: 'N1' }) };
}

/** The same, once the tables have it. */
async function raised(days: number): Promise<Late> {
  const one = await late(days);
  await until(desk.server, async () => {
    const { body } = await desk.server.program.get('/api/v1/alerts?limit=500').expect(200);
    return (body as { readonly items: readonly { readonly id: string }[] }).items.some(({ id }) => id === one.alert);
  });
  return one;
}

const decided = ({ id }: Late): Promise<void> =>
  desk.recorded('assessments', id, { milestone: 'decision-to-assess-notified', on: daysAgo(0), outcome: 'assess' });
const row = (page: Page, { alert }: Late) => page.locator(`#alert-${alert}`);
const box = (page: Page, { alert }: Late) => page.locator(`#choose-${alert}`);

describe('A page of alerts that is left open', () => {
  it('shows within 2 seconds what is missed elsewhere, and loses it when what was due is recorded', async () => {
    const first = await raised(20);
    const { page, faults, close } = await desk.signIn('with a mouse', { roles: ['manager'] });
    await page.goto('/alerts');
    await page.getByText('This page shows by itself what changes.').waitFor();
    await box(page, first).check({ force: true });
    await page.getByText('Filter', { exact: true }).click();
    await page.getByLabel('Team').focus();
    const breach = await late(9);
    await row(page, breach).waitFor({ timeout: AT_ONCE });
    expect(await page.locator('[data-tracker-announce]').textContent()).toMatch(/1 alert was added/);
    expect(await box(page, first).isChecked()).toBe(true);
    expect(await page.getByRole('button', { name: 'Acknowledge the chosen alerts (1)' }).count()).toBe(1);
    expect(await page.evaluate('document.activeElement.name')).toBe('team');
    await box(page, breach).focus();
    await box(page, first).focus();
    await decided(breach);
    await row(page, breach).waitFor({ state: 'detached', timeout: AT_ONCE });
    expect(await page.evaluate('document.activeElement.id')).toBe(`choose-${first.alert}`);
    expect(await page.locator('[data-tracker-announce]').textContent()).toMatch(/1 alert was taken out/);
    expect(faults).toEqual([]);
    await close();
  });

  it('says when the connection is lost, and shows what was missed when it is back', async () => {
    const { page, close } = await desk.signIn('with a mouse', { roles: ['manager'] });
    await page.goto('/alerts');
    await page.getByText('This page shows by itself what changes.').waitFor();
    await page.route('**/alerts/live', (route) => route.abort());
    // What the server ends, the page asks for again.
    desk.server.app.get(LiveAlerts).endAll();
    await page.getByText('The connection is lost.').first().waitFor();
    const breach = await raised(7);
    expect(await row(page, breach).count()).toBe(0);
    await page.unroute('**/alerts/live');
    await row(page, breach).waitFor();
    await page.getByText('This page shows by itself what changes.').waitFor();
    await close();
  });

  it('says that somebody is signed out who signed out elsewhere, and asks no more', async () => {
    const { page, close } = await desk.signIn('with a mouse', { roles: ['manager'] });
    await page.goto('/alerts');
    await page.getByText('This page shows by itself what changes.').waitFor();
    await page.evaluate(`fetch('/sign-out', { method: 'POST', body: new URLSearchParams({
      _csrf: document.querySelector('[name="_csrf"]').value }), redirect: 'manual' })`);
    await late(6);
    await page.getByText('You are signed out, or may not see alerts any more.').first().waitFor();
    await close();
  });
});

describe.each(WAYS)('Alerts %s', (way) => {
  it('are seen after loading the page again, and answered many at once', async () => {
    const { hand, page, faults, close } = await desk.signIn(way, { roles: ['manager'], name: 'Orla Fairweather' });
    const [one, other] = [await raised(31), await raised(32)];
    await page.goto('/alerts');
    for (const { alert } of [other, one]) await hand.choose('alert', alert);
    await hand.button(/^Acknowledge the chosen alerts/);
    await hand.choose('reason', 'panel-date');
    await hand.date('recoveryOn', 'tomorrow');
    await hand.type('Note (optional)', 'The panel meets tomorrow.');
    await hand.button('Acknowledge');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('2 alerts acknowledged');
    await hand.link('Back to the alerts');
    expect(await row(page, one).textContent()).toMatch(
      /Acknowledged\s+Date of the panel, to be done by .* by Orla Fair/,
    );
    await page.goto(`/alerts/${one.alert}`);
    expect(await page.getByRole('main').textContent()).toContain('The panel meets tomorrow.');
    await decided(one);
    await until(desk.server, async () => {
      await page.goto('/alerts');
      return (await row(page, one).count()) === 0;
    });
    expect(faults).toEqual([]);
    await close();
  });
});

describe('The pages of alerts', () => {
  it('are printed without the addresses of links', async () => {
    const { page, close } = await desk.signIn('with a mouse', { roles: ['manager'], name: 'Petra Lightfoot' });
    const me = (await desk.server.app.get(Accounts).list()).find(({ name }) => name === 'Petra Lightfoot');
    await desk.server.app.get(Visits).seen(me?.id ?? '', 'alerts', '2026-01-02T09:10:00.000Z');
    await raised(30);
    await page.goto('/alerts');
    expect(await page.locator('.tracker-alerts__changes a').count()).toBeGreaterThan(0);
    await page.emulateMedia({ media: 'print' });
    const addressed = await page.evaluate(`[...document.querySelectorAll('a')]
      .filter((link) => link.checkVisibility() && getComputedStyle(link, '::after').content !== 'none')
      .map((link) => link.textContent.trim())`);
    expect(addressed).toEqual([]);
    await close();
  });

  it('are sound at every width: list, answer, refusal, what came of it, history', async () => {
    const { hand, page, faults, close } = await desk.signIn('with a mouse', { roles: ['manager'] });
    const one = await raised(400);
    await page.goto('/alerts');
    await expectSoundPage(page, 'alerts with some');
    await box(page, one).check({ force: true });
    await hand.button(/^Acknowledge the chosen alerts/);
    await expectSoundPage(page, 'acknowledge alerts');
    await hand.button('Acknowledge');
    await expectSoundPage(page, 'acknowledge alerts, refused');
    await hand.choose('reason', 'other');
    await hand.type(
      'Note (optional)',
      'A very long word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.',
    );
    await hand.button('Acknowledge');
    await expectSoundPage(page, 'alerts acknowledged');
    await page.goto(`/alerts/${one.alert}`);
    await expectSoundPage(page, 'history of an alert');
    expect(faults).toEqual([]);
    await close();
  });
});
