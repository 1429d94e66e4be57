import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { root } from '../run.js';
import { startServer, type TestServer } from '../server.js';
import { expectSoundPage, openBrowser, openWindow } from './browser.js';

let server: TestServer;
let browser: Browser;
let person: string;
let plan: string;

const post = async (path: string, body: object): Promise<string> => {
  const answer = await server.program.post(path).send(body).expect(201);
  return (answer.body as { readonly id: string }).id;
};
const LONG = 'Maximiliana-Konstantina Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausen';

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  person = await post('/api/v1/people', {
    forename: 'Robin',
    surname: LONG,
    dateOfBirth: '2016-03-14',
    reference: 'R-1',
  });
  plan = await post('/api/v1/plans', { milestone: 'plan-made', person, on: '2025-01-10' });
});
afterAll(async () => {
  await browser.close();
  await server.app.close();
});

/** Opens a page, does something with it, and looks at what comes. */
async function look(path: string, name: string, act?: (page: Page) => Promise<void>): Promise<void> {
  const { page, context, faults } = await openWindow(browser, server.url);
  await page.goto(path);
  await act?.(page);
  await expectSoundPage(page, name);
  expect(faults).toEqual([]);
  await context.close();
}

const send = async (page: Page): Promise<void> => {
  await Promise.all([page.waitForURL(/\/new\//), page.locator('main form button').last().click()]);
  await page.waitForLoadState();
};

/** Types a child and their request. */
async function typeRequest(page: Page): Promise<void> {
  await page.getByLabel('First name').fill('Robin');
  await page.getByLabel('Surname').fill(LONG);
  await page.locator('#birth').fill('14/3/2016');
  await page.locator('#received').fill('yesterday');
  await page.getByLabel('Parent or young person').check();
}

describe('The pages of new cases', () => {
  it.each([
    ['/new', 'new case'],
    ['/new/request', 'new request'],
    ['/new/plan', 'new plan'],
    ['/new/review', 'new review, to be found'],
    ['/import', 'import'],
    ['/import/milestones', 'import: milestones'],
  ])('are sound: %s', (path, name) => look(path, name));

  it('are sound for a child and a plan that are known', async () => {
    await look(`/new/reassessment?person=${person}`, 'new reassessment');
    await look(`/new/review?plan=${plan}`, 'new review');
    await look(`/new/phase-transfer?plan=${plan}`, 'new phase transfer');
  });

  it('are sound with every field refused', async () => {
    await look('/new/request', 'new request, refused', send);
    await look(`/new/phase-transfer?plan=${plan}`, 'new phase transfer, refused', send);
  });

  it('are sound where a child may be on record, and where something is to be confirmed', async () => {
    await look('/new/request', 'new request, possibly on record', async (page) => {
      await typeRequest(page);
      await send(page);
    });
    await look('/new/request', 'new request, to be confirmed', async (page) => {
      await typeRequest(page);
      await send(page);
      await page.locator('#child').check();
      await send(page);
    });
    await look('/new/review', 'new review, found', async (page) => {
      await page.getByLabel('Name').fill('robin');
      await send(page);
    });
  });
});

describe('A request for a child on record', () => {
  it.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('is registered by keyboard alone, %s', async (_, javaScriptEnabled) => {
    const child = { forename: 'Kim', surname: javaScriptEnabled ? 'Avery' : 'Bright', dateOfBirth: '2015-05-06' };
    const id = await post('/api/v1/people', child);
    const { page, context } = await openWindow(browser, server.url, { javaScriptEnabled });
    await page.goto(`/new/request?person=${id}`);
    await page.locator('#received').focus();
    await page.keyboard.type('today');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Register request' }).focus();
    await Promise.all([page.waitForURL(/\/cases\//), page.keyboard.press('Enter')]);
    await page.getByText('The request is registered.').waitFor();
    expect(await page.title()).toContain(child.surname);
    await context.close();
  });
});

describe('A file of cases', () => {
  const example = join(root, 'examples', 'cases.csv');
  const upload = async (page: Page, files: Parameters<Page['setInputFiles']>[1]): Promise<void> => {
    await page.goto('/import');
    await page.getByLabel('CSV file').setInputFiles(files);
    await Promise.all([
      page.waitForURL(/\/import\/[0-9a-f-]{36}$/),
      page.getByRole('button', { name: 'Check the file' }).click(),
    ]);
  };

  it('shows its problems on a sound page', async () => {
    const { page, context, faults } = await openWindow(browser, server.url);
    const rows = [
      'kind,case,milestone,date,outcome,attributes',
      'assessment,A-1,sent,2025-13-01,,',
      'plan,x y,plan-made,2025-01-02,,',
    ];
    await upload(page, { name: 'cases.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
    await page.getByText('The file has', { exact: false }).first().waitFor();
    await expectSoundPage(page, 'import: problems');
    expect(faults).toEqual([]);
    await context.close();
  });

  it.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('is checked, then recorded, %s', async (_, javaScriptEnabled) => {
    const { page, context, faults } = await openWindow(browser, server.url, { javaScriptEnabled });
    await upload(page, example);
    const last = page.getByText(/There is no problem in the file|There is nothing new in the file/);
    await last.waitFor();
    if (javaScriptEnabled) {
      await expectSoundPage(page, 'import: checked');
      await page.getByRole('button', { name: 'Record these cases' }).click();
      await page.getByRole('heading', { name: 'The cases are recorded' }).waitFor();
      await expectSoundPage(page, 'import: recorded');
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});
