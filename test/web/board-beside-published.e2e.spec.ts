import { afterAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ImportBenchmarks } from '../../src/benchmarks/application/import-benchmarks.js';
import { PUBLISHED_2024 } from '../../src/demo/application/published-2024.js';
import type { PublishedCounts } from '../../src/demo/domain/published-counts.js';
import { ReadModels } from '../../src/read-model/read-models.js';
import { censusDayAfter } from '../../src/timeliness/domain/census.js';
import { onBehalfOf } from '../../src/streams/application/request-context.js';
import {
  authority,
  england,
  neighboursCsv,
  readAsFile,
  releaseCsv,
  within20Weeks,
} from '../../src/testing/benchmark-files.js';
import { beginBrowser } from '../browsers.js';
import { build, ehcp } from '../run.js';
import { startServer, type TestServer } from '../server.js';
import { textOf } from './forms.js';

const YEAR = 2024;
const LONG = 600_000;

let server: TestServer | undefined;
afterAll(() => server?.app.close());

/** A share as pages write it. */
const share = (part: number, whole: number): string => `${(Math.round((1000 * part) / whole) / 10).toFixed(1)}%`;
const number = (count: number): string => count.toLocaleString('en-GB');

/** Files as they are published: the counts of the council, and made-up ones of England and two neighbours. */
function filesOf({ authority: name, requests, plans }: PublishedCounts): readonly string[] {
  const { issued, within20Weeks: inTime, withinAYear, overAYear } = plans;
  const own = {
    plans_issued_den: issued.all,
    plans_issued_within_20_weeks: inTime.all,
    plans_issued_den_ex: issued.withoutExceptions,
    plans_issued_20_weeks_ex: inTime.withoutExceptions,
    plans_issued_gt20weeks_ltYear: withinAYear.all,
    plans_issued_gt_1_year: overAYear.all,
  };
  const decided = {
    requests_received_in_year: requests.received,
    request_outcome_six_weeks: requests.decidedWithin6Weeks,
    request_outcome_over_6_weeks: requests.decidedLater,
  };
  const neighbours = ['Nearby', 'Farther Away'];
  return [
    releaseCsv('plans', [
      england(YEAR, { ...within20Weeks([459, 1000], [464, 1000]), pc_plans_issued_gt_1_year: '7.2' }),
      authority(YEAR, name, 'East', own),
      authority(YEAR, 'Nearby', 'East', within20Weeks([10, 40])),
      authority(YEAR, 'Farther Away', 'East', within20Weeks([30, 60])),
    ]),
    releaseCsv('requests', [
      england(YEAR, { request_outcome_six_weeks_pc: '84.8', requests_received_in_year: 154_489 }),
      authority(YEAR, name, 'East', decided),
      authority(YEAR, 'Nearby', 'East', { request_outcome_six_weeks: 9, request_outcome_over_6_weeks: 1 }),
    ]),
    neighboursCsv({ [name]: neighbours, Nearby: [name], 'Farther Away': [name] }),
  ];
}

/** The rows of a page's tables that lead to a measure: the text of each cell. */
function rowsAbout(measure: string, html: string): readonly (readonly string[])[] {
  const rows = [...html.matchAll(/<tr class="govuk-table__row">([\s\S]*?)<\/tr>/g)].map(([, row = '']) => row);
  return rows
    .filter((row) => row.includes(`href="/timeliness/${measure}`) && row.includes('<td'))
    .map((row) => [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => textOf(cell).trim()));
}

describe.each(PUBLISHED_2024.map((counts) => [counts.authority, counts] as const))('The demo of %s', (name, counts) => {
  it(
    'has the published counts on the page of the board, beside England and neighbours as they were imported',
    async () => {
      build();
      const { requests, plans } = counts;
      server = await startServer([], {
        signedIn: false,
        prepare: async (into) => {
          const today = censusDayAfter(YEAR);
          const made = await ehcp(['demo', '--authority', name, '--years', '1', '--today', today, '--into', into]);
          expect([made.code, made.err]).toEqual([0, '']);
        },
      });
      const { cookie } = await beginBrowser(server.app, ['manager'], { id: 'manager-of-the-specification' });
      const { http } = server;
      const page = async (path: string): Promise<string> =>
        (await request(http).get(path).set('Cookie', cookie).expect(200)).text;
      const board = `/timeliness?year=${String(YEAR)}&plain=1`;
      // Before anything is imported England's figure is there, and no neighbours are.
      const before = rowsAbout('plans-within-20-weeks', await page(board))[1] ?? [];
      expect([before[3], before[4]?.startsWith('Among authorities')]).toEqual(['England: 46.4%', true]);
      const files = await Promise.all(filesOf(counts).map((text) => readAsFile(text)));
      const { plan, position } = await onBehalfOf({ actor: 'admin-1' }, () =>
        server!.app.get(ImportBenchmarks).record(files),
      );
      expect(plan.problems).toBe(0);
      if (position === undefined) throw new Error('Nothing was recorded.');
      await server.app.get(ReadModels).projector.waitFor(position, LONG);
      const text = await page(board);

      const { issued, within20Weeks: inTime, withinAYear, overAYear } = plans;
      const counted = (part: number, whole: number): string =>
        `${share(part, whole)} ${number(part)} of ${number(whole)}`;
      const [including, excluding] = rowsAbout('plans-within-20-weeks', text);
      expect(including?.join('|')).toContain(counted(inTime.all, issued.all));
      expect(including?.slice(3, 5)).toEqual(['England: 45.9%', 'Neighbours: 40.0%']);
      expect(excluding?.join('|')).toContain(counted(inTime.withoutExceptions, issued.withoutExceptions));
      expect(excluding?.[3]).toBe('England: 46.4%');
      expect(rowsAbout('plans-within-20-to-52-weeks', text)[0]?.join('|')).toContain(
        counted(withinAYear.all, issued.all),
      );
      const late = rowsAbout('plans-over-a-year', text)[0] ?? [];
      expect(late.join('|')).toContain(counted(overAYear.all, issued.all));
      expect(late[3]).toBe('England: 7.2%');
      const decided = rowsAbout('decisions-within-6-weeks', text)[0] ?? [];
      const { decidedWithin6Weeks, decidedLater } = requests;
      expect(decided.join('|')).toContain(counted(decidedWithin6Weeks, decidedWithin6Weeks + decidedLater));
      expect(decided.slice(3, 5)).toEqual(['England: 84.8%', 'Neighbours: 90.0%']);
      expect(rowsAbout('requests-received', text)[0]?.[1]).toBe(`This council: ${number(requests.received)}`);

      const said = textOf(
        await page(`/timeliness/plans-within-20-weeks?from=${String(YEAR)}&to=${String(YEAR)}&plain=1`),
      );
      expect(said).toContain(`${name}, as published ${counted(inTime.all, issued.all)}`);
      expect(said).toContain(`This council, from its own cases ${counted(inTime.all, issued.all)}`);
      expect(said).toContain('Neighbour: Farther Away 50.0% 30 of 60');
      await server.app.close();
      server = undefined;
    },
    LONG,
  );
});
