import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { longDate } from '../../src/statute/calendar.js';
import { daysAgo } from '../web/logging-setting.js';
import { expectSoundPage, keepPicture } from './browser.js';
import { Desk, WAYS, type Way, type Working } from './desk.js';

const MANAGER = { roles: ['caseworker', 'manager'] } as const;
/** The measures of Hull that people count, one for each way of working, so that none is in another's way. */
const BY_HAND: Readonly<Record<Way, string>> = {
  'with a mouse': 'audited-good',
  'with JavaScript off': 'psychology-backlog',
  'by keyboard alone': 'supported-internships',
};

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open({ EHCP_COUNCIL: 'Kingston upon Hull' });
});
afterAll(() => desk.close());

const textOf = async ({ page }: Working): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');

async function record(working: Working, measure: string, amount: string, day: string): Promise<void> {
  const { hand, page } = working;
  await page.goto(`/plan/${measure}`);
  await hand.type('Value', amount);
  await hand.date('valueOn', day);
  await hand.type('Where it is from', 'Scorecard of the service');
  await hand.button('Record the value');
  await page.waitForURL(`**/plan/${measure}`);
}

describe.each(WAYS)('%s, a manager', (way) => {
  it('records a value, corrects it, and confirms how the measure stands', async () => {
    const working = await desk.signIn(way, MANAGER);
    const { hand, page, faults, close } = working;
    const measure = BY_HAND[way];
    await hand.link('SEND plan');
    expect(await textOf(working)).toContain('SEND strategic plan 2024 to 2027');
    await record(working, measure, '62', longDate(daysAgo(20)));
    expect(await textOf(working)).toContain(`62% (${longDate(daysAgo(20))})`);

    await hand.link(/^Correct/);
    await hand.type('Value', '64');
    await hand.type('Why', 'Two were counted twice.');
    await hand.button('Correct the value');
    await page.waitForURL(`**/plan/${measure}`);
    expect(await textOf(working)).toContain('64%');

    await hand.choose('status', 'amber');
    await hand.type('Comment', 'A supplier has begun.');
    await hand.button('Confirm the status');
    await page.waitForURL(`**/plan/${measure}`);
    expect(await textOf(working)).toMatch(/Confirmed on 64%: On track, some concerns/);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('The pages of the plan', () => {
  let manager: Working;
  let board: Working;
  beforeAll(async () => {
    manager = await desk.signIn('with a mouse', MANAGER);
    board = await desk.signIn('with a mouse', { roles: ['board'] });
    for (const [amount, days] of [
      ['3', 90],
      ['40', 60],
      ['71', 30],
    ] as const) {
      await record(manager, 'short-breaks', amount, longDate(daysAgo(days)));
    }
  });

  const look = async ({ page, faults }: Working, name: string, path: string, act?: (page: Page) => Promise<void>) => {
    await page.goto(path);
    await act?.(page);
    await expectSoundPage(page, name);
    expect(faults).toEqual([]);
  };

  it.each([
    ['SEND plan', '/plan'],
    ['SEND plan, filtered', '/plan?priority=quality&status=none'],
    ['SEND plan, filtered to nothing', '/plan?priority=value&status=purple'],
    ['SEND plan as at another day', `/plan?priority=quality&asAt=${daysAgo(400)}`],
    ['measure that is counted', '/plan/plans-within-20-weeks'],
    ['measure by hand', '/plan/short-breaks'],
    ['measure that is judged', '/plan/front-door'],
    ['value of a measure', '/plan/short-breaks/values/2'],
  ])('%s', (name, path) => look(manager, name, path));

  it('measure, refused', () =>
    look(manager, 'measure, refused', '/plan/short-breaks', async (page) => {
      const press = page.getByRole('button', { name: 'Confirm the status' }).click();
      await Promise.all([page.waitForEvent('load'), press]);
      expect(await page.getByRole('alert').textContent()).toContain('Enter a comment');
    }));

  it('are sound for the board, who is asked for nothing', async () => {
    await look(board, 'SEND plan of the board', '/plan?priority=communication');
    await look(board, 'measure of the board', '/plan/short-breaks');
    expect(await board.page.getByRole('button', { name: /Confirm|Record/ }).count()).toBe(0);
  });

  it('say in words what a colour says', async () => {
    await manager.page.goto('/plan');
    const tags = await manager.page.locator('.govuk-tag').allTextContents();
    expect(tags.length).toBeGreaterThan(50);
    expect(tags.filter((text) => text.trim() === '')).toEqual([]);
  });

  it('tell the finding of a chart to those who do not see it', async () => {
    await manager.page.goto('/plan/short-breaks');
    const chart = manager.page.locator('.tracker-chart__wide');
    expect(await chart.getAttribute('role')).toBe('img');
    expect(await chart.locator('desc').textContent()).toContain('Children who have short breaks: 71');
  });

  it('fill sheets of A4: the plan across, with its numbers and without what is pressed', async () => {
    const { page } = manager;
    await page.goto('/plan/short-breaks');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Confirm the status' }).isVisible()).toBe(false);
    expect(await page.getByText('The numbers of the chart').count()).toBe(1);
    expect(await page.getByRole('cell', { name: '71', exact: true }).first().isVisible()).toBe(true);
    await keepPicture(page, 'measure, printed');
    await page.goto('/plan');
    await keepPicture(page, 'SEND plan, printed');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    // A4 across, in points.
    expect(new Set(pdf.match(/\/MediaBox \[[^\]]*\]/g))).toEqual(new Set(['/MediaBox [0 0 841.91998 594.95996]']));
    await page.emulateMedia({ media: 'screen' });
  });
});

describe('A council without a plan', () => {
  it('sees how to write one', async () => {
    delete process.env.EHCP_COUNCIL;
    const other = await Desk.open({ EHCP_COUNCIL: 'Wessex' });
    const { page, faults } = await other.signIn('with a mouse', { roles: ['board'] });
    await page.goto('/plan');
    expect(await page.locator('h1').textContent()).toBe('No SEND plan is known yet');
    await expectSoundPage(page, 'no SEND plan');
    expect(faults).toEqual([]);
    await other.close();
  });
});
