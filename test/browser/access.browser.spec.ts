import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Accounts } from '../../src/access/application/accounts.js';
import { Passwords } from '../../src/access/application/passwords.js';
import { Teams } from '../../src/access/application/teams.js';
import { startServer, type TestServer } from '../server.js';
import { expectSoundPage, openBrowser, openWindow } from './browser.js';

const PASSWORD = 'badger thimble orchard';
const LONG = 'Wilhelmina-Theodosia Featherstonehaugh-Cholmondeley of Mousehole';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer([], { signedIn: false }), openBrowser()]);
  await server.app
    .get(Teams)
    .add('plans-north', 'Plans north, and everything beyond the river up to the county boundary');
  const accounts = server.app.get(Accounts);
  const made = await accounts.add({
    name: LONG,
    email: 'wilhelmina-theodosia.featherstonehaugh-cholmondeley@example.gov.uk',
    roles: ['caseworker', 'administrator'],
    teams: ['plans-north'],
  });
  await server.app.get(Passwords).set(made, PASSWORD, { isOneTime: false });
  const left = await accounts.add({ name: 'Ben Ward', roles: ['board'], teams: [] });
  await accounts.setActive(left.id, false);
});
afterAll(async () => {
  await browser.close();
  await server.app.close();
});

async function signIn(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel('Email address').fill('wilhelmina-theodosia.featherstonehaugh-cholmondeley@example.gov.uk');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

describe('the pages of access', () => {
  it('for signing in are sound, empty and refused', async () => {
    const { context, page, faults } = await openWindow(browser, server.url);
    await page.goto('/account');
    await expectSoundPage(page, 'sign-in');
    await signIn(page, 'a wrong password');
    expect(await page.title()).toMatch(/^Error: Sign in/);
    await expectSoundPage(page, 'sign-in-refused');
    await signIn(page);
    await page.waitForURL('**/account');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('of an account and of administration are sound in every state', async () => {
    const { context, page, faults } = await openWindow(browser, server.url);
    await page.goto('/sign-in?return=/account');
    await signIn(page);
    await expectSoundPage(page, 'account');
    await page.goto('/account/password');
    await page.getByRole('button', { name: 'Save the password' }).click();
    await expectSoundPage(page, 'password-refused');
    for (const path of ['', '/users', '/users/officer-001', '/users/officer-002', '/teams', '/teams/plans-north']) {
      await page.goto(`/administration${path}`);
      await expectSoundPage(page, `administration${path}`);
    }
    await page.goto('/administration/users/new');
    await page.getByLabel('Caseworker').uncheck();
    await page.getByRole('button', { name: 'Add the user' }).click();
    await expectSoundPage(page, 'administration/users/new-refused');
    await page.goto('/administration/users/officer-002');
    await page.getByRole('button', { name: 'Make a password' }).click();
    await expectSoundPage(page, 'administration/users/password');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('lead in and out by keyboard alone, with JavaScript off', async () => {
    const { context, page } = await openWindow(browser, server.url, { javaScriptEnabled: false });
    await page.goto('/sign-in?return=/account');
    await page.locator('#email').focus();
    await page.keyboard.type('wilhelmina-theodosia.featherstonehaugh-cholmondeley@example.gov.uk');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/account');
    await page.getByRole('button', { name: 'Sign out', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sign-in');
    await page.goto('/account');
    expect(page.url()).toContain('/sign-in');
    await context.close();
  });
});
