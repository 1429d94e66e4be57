import { AxeBuilder } from '@axe-core/playwright';
import { expect, jest } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../../scripts/chromium.mjs';

// A browser that shares a busy machine takes its time; what waits for it ends when the page is there.
jest.setTimeout(120_000);

/** The widths at which pages are looked at: a phone or 400% zoom, a tablet, a desk. */
export const WIDTHS = [320, 768, 1280] as const;

/** A real Chromium, without a window. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('Chromium is missing: run node scripts/chromium.mjs.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A window of its own: no cookie of another is in it. Faults of scripts on its pages fail what drives it. */
export async function openWindow(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly faults: readonly string[] }> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refusal is a page of its own and no fault.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) faults.push(message.text());
  });
  return { context, page, faults };
}

/** Looks at a page as it stands: no violation that axe-core knows, and nothing that a reader would miss. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // GOV.UK Frontend puts back links between the landmarks.
    .disableRules(['region'])
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect({
    name,
    violations: violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html.slice(0, 200)) })),
  }).toEqual({ name, violations: [] });
  expect({ name, headings: await page.locator('h1').count() }).toEqual({ name, headings: 1 });
}

/** What reaches beyond the window, the outermost first. */
const OVERHANGING = `[...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))`;

/** The page does not scroll sideways: only what is meant to does. */
export async function expectToFit(page: Page, name: string): Promise<void> {
  // A window that has just been given another width may still be laying the page out.
  const fits = page.waitForFunction('document.documentElement.scrollWidth <= window.innerWidth', null, {
    timeout: 3_000,
  });
  const overhanging: unknown = await fits.then(
    () => [],
    () => page.evaluate(OVERHANGING),
  );
  expect({ name, overhanging }).toEqual({ name, overhanging: [] });
}

/** Keeps a picture of the page for a person to look at, where SCREENSHOTS names a folder. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replace(/[^\w-]+/g, '_')}.png`), fullPage: true });
}

/** A page as it stands, at every width and with the colours of the reader. */
export async function expectSoundPage(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expectToFit(page, `${name} at ${String(width)}`);
    await keepPicture(page, `${name}-${String(width)}`);
  }
  await expectAccessible(page, `${name} at a desk`);
  await page.setViewportSize({ width: 320, height: 900 });
  await page.emulateMedia({ forcedColors: 'active' });
  await expectAccessible(page, `${name} at 320, with forced colours`);
  await page.emulateMedia({ forcedColors: 'none' });
  await page.setViewportSize({ width: 1280, height: 900 });
}
