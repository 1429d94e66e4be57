import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dayInLondon } from '../../src/statute/calendar.js';
import { makeChildren } from '../made-children.js';
import { expectSoundPage } from './browser.js';
import { Desk, WAYS, type Way, type Working } from './desk.js';

const today = dayInLondon(new Date());
const PLANS = '/timeliness/plans-within-20-weeks';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
  await makeChildren(desk.server, {
    count: 90,
    requestedOn: (child) => addDays(today, -160 - 12 * child),
    until: today,
  });
});
afterAll(() => desk.close());

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The texts of the drawings that are shown, and where they are. */
const TEXTS = `[...document.querySelectorAll('.tracker-chart text')]
  .map((one) => ({ text: one.textContent, ...one.getBoundingClientRect().toJSON() }))
  .filter(({ text, width }) => text !== '' && width > 0)`;

/** Somebody of the board at a desk. */
const reader = (way: Way): Promise<Working> => desk.signIn(way, { roles: ['board'] });

describe("The board's pages", () => {
  it('are sound at every width and with the colours of the reader', async () => {
    const { page, faults, close } = await reader('with a mouse');
    for (const [name, path] of [
      ['board', '/timeliness'],
      ['measure by quarter', `${PLANS}?by=quarter`],
      ['measure by need', `${PLANS}?cut=need`],
      ['advice', '/timeliness/advice-within-6-weeks?basis=due&exceptions=excluding'],
    ] as const) {
      await page.goto(path);
      await expectSoundPage(page, name);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('show the drawing that fits the window, and the wide one on paper', async () => {
    const { page, close } = await reader('with a mouse');
    await page.goto('/timeliness');
    const [wide, narrow] = ['wide', 'narrow'].map((format) => page.locator(`.tracker-chart__${format}`).first());
    const seen = async () => [await wide?.isVisible(), await narrow?.isVisible()];
    expect(await seen()).toEqual([true, false]);
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await seen()).toEqual([false, true]);
    await page.emulateMedia({ media: 'print' });
    expect(await seen()).toEqual([true, false]);
    await close();
  });

  it('have texts in drawings that are large enough on a phone and do not touch each other', async () => {
    const { page, close } = await desk.signIn('with a mouse', { roles: ['manager'] });
    for (const path of [
      '/timeliness?',
      `${PLANS}?by=month&`,
      `${PLANS}?by=quarter&`,
      '/timeliness/requests-received?',
    ]) {
      await page.goto(`${path}plain=1`);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const shown = await page.evaluate<Box[]>(TEXTS);
        expect(shown.length).toBeGreaterThan(5);
        const isOn = (one: Box, other: Box): boolean =>
          one.left < other.right && other.left < one.right && one.top < other.bottom - 4 && other.top < one.bottom - 4;
        const touching = shown.flatMap((one, place) =>
          shown.slice(place + 1).flatMap((other) => (isOn(one, other) ? [`${path}: ${one.text} / ${other.text}`] : [])),
        );
        expect(touching).toEqual([]);
        for (const { top, bottom } of shown) expect(bottom - top).toBeGreaterThanOrEqual(12);
      }
    }
    await close();
  });

  it('are printed without what only a screen has use for, and without cutting anything off', async () => {
    const { page, close } = await reader('with a mouse');
    await page.goto(PLANS);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('form:visible').count()).toBe(0);
    await page.setViewportSize({ width: 700, height: 1000 });
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await close();
  });

  it.each(WAYS)('are read and asked for other figures %s', async (way) => {
    const { page, hand, faults, close } = await reader(way);
    await page.goto('/timeliness');
    await hand.link('Final amended plans within 8 weeks of the notice');
    expect(await page.locator('h1').textContent()).toBe('Final amended plans within 8 weeks of the notice');
    await hand.unfold('Choose periods, and how cases count');
    await hand.pick('Periods', 'Quarter');
    await hand.button('Show these figures');
    expect(new URL(page.url()).searchParams.get('by')).toBe('quarter');
    expect(await page.locator('#figures-caption').textContent()).toContain('by quarter');
    expect(faults).toEqual([]);
    await close();
  });
});
