import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { dayInLondon } from '../../src/statute/calendar.js';
import { comingYear } from '../../src/workload/application/phase-transfers.js';
import { daysAgo, LoggingSetting, textOf } from './logging-setting.js';

jest.setTimeout(60_000);

const YEAR = comingYear(dayInLondon(new Date()));
let setting: LoggingSetting;

async function transferring(phase: string, meeting?: number): Promise<void> {
  const person = await setting.child();
  const plan = await setting.opened('plans', { person, milestone: 'plan-made', on: daysAgo(200) });
  await setting.recorded('plans', plan, { milestone: 'phase-transfer-due', on: `${String(YEAR)}-09-01`, phase });
  if (meeting === undefined) return;
  const review = await setting.opened('reviews', { person, plan, kind: 'phase-transfer', on: daysAgo(meeting + 5) });
  await setting.recorded('reviews', review, { milestone: 'review-meeting-held', on: daysAgo(meeting) });
}

beforeAll(async () => {
  setting = await LoggingSetting.open();
  await transferring('primary-to-secondary');
  await transferring('primary-to-secondary', 10);
  await transferring('secondary-to-post-16', 20);
});
afterAll(() => setting.close());

const page = async (path: string): Promise<string> => (await setting.get(path).expect(200)).text;

describe('The phase transfers of a year', () => {
  it('are counted by phase, each number with its list, and listed by name', async () => {
    const html = await page('/phase-transfer');
    expect(textOf(html)).toContain(`Phase transfer ${String(YEAR)}`);
    expect(textOf(html)).toContain('All children, the worst first (3)');
    const numbers = [
      ...html.matchAll(
        /href="(\/phase-transfer\?[^"#]*)#children"[^>]*>(?:<span class="tracker-counts__number">)?(\d+)</g,
      ),
    ];
    expect(numbers.length).toBeGreaterThan(8);
    for (const [, href = '', count = ''] of numbers) {
      const listed = /id="children">[^<]*\((\d+)\)/.exec(await page(href.replaceAll('&amp;', '&')))?.[1];
      expect({ href, listed }).toEqual({ href, listed: count });
    }
    expect(html.match(/Quillfeather, Ottoline/g)).toHaveLength(3);
  });

  it('are of a year, a team and a day, and empty where there is nobody', async () => {
    expect(textOf(await page(`/phase-transfer?year=${String(YEAR - 1)}`))).toContain('No transfer to another phase');
    expect(textOf(await page('/phase-transfer?team=north'))).toContain('No transfer to another phase');
    expect(textOf(await page(`/phase-transfer?year=${String(YEAR)}&asAt=${daysAgo(15)}`))).toMatch(/ All 3 1 2 /);
    for (const query of ['year=1990', 'phase=nursery', 'count=some', 'page=x']) {
      await setting.get(`/phase-transfer?${query}`).expect(400);
    }
  });

  it('are given away as files', async () => {
    const csv = (await setting.get('/phase-transfer/export.csv?count=meeting-held').expect(200)).text
      .trim()
      .split('\n');
    expect(csv[0]).toContain('Standing,Days left,Days needed,Child');
    expect(csv).toHaveLength(3);
    await setting.get('/phase-transfer/export.xlsx').expect(200);
  });
});
