import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startServer, type TestServer } from '../server.js';
import { expectSoundPage, openBrowser, openWindow } from './browser.js';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.app.close();
});

const PAGES: Readonly<Record<string, string>> = {
  calculators: '/calculator',
  'calculator-empty': '/calculator/assessment',
  'calculator-filled':
    '/calculator/assessment?request-day=2024-09-02&exception-day=2024-10-01&exception-ground=absence',
  'calculator-refused': '/calculator/review?anchor-day=31/6/2026&decision-day=x',
  'calculator-phase-transfer': '/calculator/phase-transfer?transfer-day=1/9/2027&transfer-phase=primary-to-secondary',
  rulebook: '/rulebook',
  rule: '/rulebook/N7',
  help: '/help',
  accessibility: '/accessibility',
  'not-found': '/rulebook/none',
};

describe('the public pages', () => {
  it.each(Object.entries(PAGES))('%s has no violation and fits at every width', async (name, path) => {
    const { context, page, faults } = await openWindow(browser, server.url);
    await page.goto(path);
    await expectSoundPage(page, name);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('work by keyboard alone, with JavaScript off', async () => {
    const { context, page } = await openWindow(browser, server.url, { javaScriptEnabled: false });
    await page.goto('/calculator/assessment');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toContain('Skip to main content');
    await page.keyboard.press('Enter');
    await page.locator('#request').focus();
    await page.keyboard.type('2 September 2024');
    await page.keyboard.press('Enter');
    await page.waitForURL(/request-day/);
    expect(await page.locator('main').textContent()).toContain('Final plan: Monday 20 January 2025');
    await context.close();
  });
});
