import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { reviewYearOf } from '../../src/workload/domain/review-year.js';
import { addDays, addMonths } from '../../src/statute/calendar.js';
import { daysAgo, LoggingSetting, textOf } from './logging-setting.js';

jest.setTimeout(60_000);

let setting: LoggingSetting;

/** A plan of some days ago, with a review of which the meeting was held so many days ago. */
async function plan(days: number, meeting?: number, decision?: number): Promise<void> {
  const person = await setting.child();
  const id = await setting.opened('plans', { person, milestone: 'plan-made', on: daysAgo(days) });
  if (meeting === undefined) return;
  const review = await setting.opened('reviews', { person, plan: id, kind: 'early', on: daysAgo(meeting + 5) });
  await setting.recorded('reviews', review, { milestone: 'review-meeting-held', on: daysAgo(meeting) });
  if (decision === undefined) return;
  await setting.recorded('reviews', review, {
    milestone: 'review-decision-notified',
    on: daysAgo(decision),
    outcome: 'amend',
  });
}

beforeAll(async () => {
  setting = await LoggingSetting.open();
  await plan(400);
  await plan(380, 30);
  await plan(370, 60, 40);
  await plan(100);
});
afterAll(() => setting.close());

const page = async (path: string): Promise<string> => (await setting.get(path).expect(200)).text;
const numbersOf = (html: string): readonly { readonly count: number; readonly href: string }[] =>
  [
    ...html.matchAll(
      /href="(\/annual-reviews\/list\?[^"]*)"[^>]*>(?:<span class="tracker-counts__number">)?([\d,]+)</g,
    ),
  ].map(([, href = '', count = '']) => ({
    count: Number(count.replaceAll(',', '')),
    href: href.replaceAll('&amp;', '&'),
  }));
const listedAt = async (href: string): Promise<number> =>
  Number(/([\d,]+) reviews?/.exec(textOf(await page(href)))?.[1] ?? 'NaN');

/** The year in which the first of the plans was due. */
const FIRST_DUE = addDays(addMonths(daysAgo(400), 12), -1);

describe('The annual reviews', () => {
  it('are counted by the month in which they were due, each number with its list', async () => {
    const { year } = reviewYearOf('academic', FIRST_DUE);
    for (const path of [
      `/annual-reviews?year=${String(year)}`,
      '/annual-reviews?kind=calendar',
      '/annual-reviews?team=none',
    ]) {
      const numbers = numbersOf(await page(path));
      expect(numbers.length).toBeGreaterThan(3);
      for (const { count, href } of numbers) {
        expect({ href, listed: await listedAt(href) }).toEqual({ href, listed: count });
      }
    }
  });

  it('that are overdue without a meeting are listed by name, in whatever year they were due', async () => {
    const html = await page('/annual-reviews/list?count=lost');
    expect(textOf(html)).toContain('1 review');
    expect(html).toContain('Quillfeather, Ottoline');
    expect(textOf(html)).toMatch(/\d+ days overdue/);
    const csv = (await setting.get('/annual-reviews/list.csv?count=lost').expect(200)).text.trim().split('\n');
    expect(csv).toHaveLength(2);
    expect(csv[1]).toContain('Quillfeather');
  });

  it('are of a team alone where one is asked for', async () => {
    const html = await page('/annual-reviews?team=north');
    expect(textOf(html)).toContain('No annual review was due in this year');
  });

  it('are given away as files', async () => {
    const csv = (await setting.get('/annual-reviews/export.csv').expect(200)).text.trim().split('\n');
    expect(csv[0]).toContain('Month due,Due,Meeting held,No meeting recorded');
    expect(csv).toHaveLength(14);
    await setting.get('/annual-reviews/export.xlsx').expect(200);
    await setting.get('/annual-reviews/list.xlsx?count=due').expect(200);
  });

  it('say what is wrong with what is asked for', async () => {
    for (const query of ['year=1900', 'kind=financial', 'count=all', 'count=due&month=2020-01', 'count=due&page=0']) {
      await setting.get(`/annual-reviews/list?${query}`).expect(400);
    }
    const typed = await setting.get('/annual-reviews?year=2026&asAt-day=1&asAt-month=6&asAt-year=2026').expect(303);
    expect(typed.headers.location).toBe('/annual-reviews?year=2026&asAt=2026-06-01');
  });
});
