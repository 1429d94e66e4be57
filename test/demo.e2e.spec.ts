import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDfeRelease } from '../src/testing/dfe-release.js';
import { build, ehcp, type Ended } from './run.js';

let folder: string;
let files: string;

beforeAll(() => {
  build();
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  files = join(folder, 'dfe');
  writeDfeRelease(files, [
    { name: 'Anywhere, County of', code: '999' },
    { name: 'Elsewhere', code: '998', cells: { plans_issued_den: '20' } },
    { name: 'Nowhere', code: '997', cells: { total_ehc_plans: 'x' } },
  ]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  ehcp(args, '', environment);

describe('ehcp demo', () => {
  let data: string;
  beforeEach(() => {
    data = join(folder, 'data');
    rmSync(data, { recursive: true, force: true });
  });

  it('makes a caseload whose figures are the published ones, and refuses to do so where one is', async () => {
    const demo = ['demo', '--from', files, '--authority', 'Anywhere', '--today', '2025-06-30'];
    const made = await run([...demo, '--into', data, '--json']);
    expect(made.err).toBe('');
    expect(JSON.parse(made.out)).toMatchObject({
      authority: 'Anywhere, County of',
      year: 2024,
      seed: '1',
      goLive: '2022-06-30',
      counts: { plans: { within20Weeks: { all: 9, withoutExceptions: 7 } } },
    });
    const environment = { DATA_DIRECTORY: data };
    const asked = ['timeliness', '--measure', 'plans-within-20-weeks', '--from', '2024', '--to', '2024', '--json'];
    expect(JSON.parse((await run(asked, environment)).out)).toMatchObject({
      total: {
        issued: { including: { numerator: 9, denominator: 18 }, excluding: { numerator: 7, denominator: 14 } },
      },
    });
    expect(await run(['verify'], environment)).toMatchObject({ code: 0 });
    const again = await run(demo, environment);
    expect(again.code).toBe(2);
    expect(again.err).toContain(
      'holds an event log already, and a demo caseload is never mixed with what is on record',
    );
    expect(readdirSync(folder).sort()).toEqual(['data', 'dfe']);
  }, 180_000);

  it.each([
    [['--year', '24'], '--year: 24 is not a calendar year. Accepted: a year such as 2024.'],
    [['--years', '0'], '--years: 0 is not such a number. Accepted: a whole number from 1 to 15.'],
    [['--seed', 'a b'], '--seed: a b is not a seed.'],
    [['--today', '2024-02-30'], '--today:'],
    [['--authority', 'Leeds'], '--authority: no council is called Leeds among those whose counts are built in.'],
  ])('refuses %j', async (options, message) => {
    const { code, err } = await run(['demo', ...options, '--into', data]);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('refuses to make one that the tracker would not find', async () => {
    const { code, err } = await run(['demo'], { EVENT_STORE_URL: 'sqlite:elsewhere.db', DATA_DIRECTORY: data });
    expect(err).toContain('EVENT_STORE_URL: it names another place than the files of a demo caseload.');
    expect(code).toBe(2);
  });
});

describe('ehcp demo check', () => {
  it('compares every caseload with what was published, and says what it left out', async () => {
    const { code, out } = await run(['demo', 'check', '--from', files]);
    expect(out).toContain('2 caseloads were made from the files in dfe');
    expect(out).toContain('every count is as published.');
    expect(out).toContain(
      'Elsewhere, 2024: plans.issued.all. Plans issued is published as 20, and its parts add up to 18.',
    );
    expect(out).toContain('2024: Nowhere: not published: reviews.plans (not available)');
    expect(code).toBe(0);
  }, 180_000);

  it('plays those that are named as they are made for good', async () => {
    const { code, out } = await run(['demo', 'check', '--from', files, '--authority', 'Elsewhere', '--json']);
    expect(JSON.parse(out)).toMatchObject({ compared: [{ authority: 'Elsewhere', mismatches: [] }], leftOut: [] });
    expect(code).toBe(0);
  }, 180_000);

  it('needs the files', async () => {
    expect(await run(['demo', 'check'])).toMatchObject({ code: 2 });
  });
});
