import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { AccessSettings } from '../access/application/access-settings.js';
import { ReadModels } from '../read-model/read-models.js';
import { onBehalfOf } from '../streams/application/request-context.js';
import {
  authority,
  england,
  neighboursCsv,
  readAsFile,
  region,
  releaseCsv,
  within20Weeks,
  type PublishedCells,
} from '../testing/benchmark-files.js';
import { openTracker, type TrackerSetting } from '../testing/tracker-setting.js';
import { Benchmarks } from './application/benchmarks.js';
import type { Beside } from './application/beside.js';
import { ImportBenchmarks, type ImportPlan } from './application/import-benchmarks.js';

const PLANS = 'plans-within-20-weeks';
const NOW = '2026-03-02T09:00:00.000Z';

let tracker: TrackerSetting;
beforeEach(async () => {
  tracker = await openTracker(NOW);
});
afterEach(() => tracker.close());

async function take(...texts: readonly string[]): Promise<ImportPlan> {
  const files = await Promise.all(texts.map((text, at) => readAsFile(text, `file-${String(at + 1)}.csv`)));
  return (await onBehalfOf({ actor: 'admin-1' }, () => tracker.get(ImportBenchmarks).record(files))).plan;
}
const beside = async (request = {}, measure = PLANS): Promise<Beside> => {
  const found = await tracker.get(Benchmarks).beside(measure, request);
  if (found === undefined) throw new Error('Nothing is published beside it.');
  return found;
};
const isCalled = (name: string): Promise<void> => tracker.get(AccessSettings).set('council', name);
const events = async (): Promise<readonly { readonly stream: string; readonly type: string }[]> =>
  (await tracker.get<EventStore>(EVENT_STORE).readAll(undefined, 1000)).filter(({ stream }) =>
    stream.startsWith('benchmark-'),
  );

const east = (year: number, name: string, part: number, whole: number): PublishedCells =>
  authority(year, name, 'East', within20Weeks([part, whole]));

const RELEASE: readonly PublishedCells[] = [
  england(2024, within20Weeks([460, 1000], [400, 800])),
  region(2024, 'East', within20Weeks([120, 300])),
  authority(2024, 'Ashford, County of', 'East', within20Weeks([30, 100], [30, 60])),
  east(2024, 'Birchley', 40, 50),
  east(2024, 'Coombe', 10, 150),
  east(2024, 'Dunmoor', 20, 100),
  authority(2024, 'Elmstead', 'East'),
  england(2023, within20Weeks([49, 100])),
  authority(2023, 'Ashford, County of', 'East'),
];
const NEIGHBOURS = neighboursCsv({
  Ashford: ['Coombe', 'Birchley', 'Elmstead'],
  Birchley: ['Ashford'],
  Coombe: ['Ashford'],
  Elmstead: ['Ashford'],
  Dunmoor: ['Ashford'],
});

describe('What is published beside a measure', () => {
  it('is England alone before anything is imported, with its release and its licence', async () => {
    expect(await beside()).toEqual({
      measure: PLANS,
      unit: 'percent',
      year: 2025,
      years: [2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025],
      england: { including: { value: 45.5 }, excluding: { value: 46.1 } },
      difference: expect.stringContaining('Fewer plans count than were newly issued'),
      notes: ['The figures of authorities and regions have not been imported.'],
      source: expect.stringContaining('Open Government Licence v3.0'),
    });
    expect((await beside({ year: 2024 })).quartile).toEqual({ excluding: { lower: 28.9, median: 51.9, upper: 79.3 } });
  });

  it('is nothing beside a measure that has no counterpart, or of a year of which nothing is known', async () => {
    const benchmarks = tracker.get(Benchmarks);
    expect(await benchmarks.beside('amended-plans-within-8-weeks')).toBeUndefined();
    expect(await benchmarks.beside(PLANS, { year: 2013 })).toBeUndefined();
  });

  it('is England, the region, the neighbours each and together, and the quarter, of the last year imported', async () => {
    await isCalled('Ashford Council');
    await take(releaseCsv('plans', RELEASE), NEIGHBOURS);
    expect(await beside()).toMatchObject({
      year: 2024,
      authority: { name: 'Ashford, County of', code: '965' },
      own: { including: { value: 30, numerator: 30, denominator: 100 }, excluding: { value: 50 } },
      england: { including: { value: 46, numerator: 460, denominator: 1000 }, excluding: { value: 50 } },
      region: { name: 'East', including: { value: 40, numerator: 120, denominator: 300 } },
      neighbours: {
        mean: { including: { value: 25, numerator: 50, denominator: 200 } },
        each: [
          { name: 'Coombe', including: { value: 6.7 } },
          { name: 'Birchley', including: { value: 80 } },
          { name: 'Elmstead' },
        ],
      },
      quartile: {
        including: { lower: 13.35, median: 25, upper: 55, authorities: 4, ours: 3 },
        excluding: { ours: 3 },
      },
      notes: ['The share of the neighbours is without Elmstead, whose figure was not published.'],
      source:
        'Department for Education, "Education, health and care plans", 2025 release (calendar year 2024), Open Government Licence v3.0; imported on 2 March 2026',
    });
  });

  it('says where our own figure was not published, and shows England all the same', async () => {
    await isCalled('Ashford');
    await take(releaseCsv('plans', RELEASE));
    const { own, england: whole, notes } = await beside({ year: 2023 });
    expect(own).toBeUndefined();
    expect(whole.including?.value).toBe(49);
    expect(notes).toEqual([
      'The figure of Ashford, County of for 2023 was not published.',
      'The statistical neighbours have not been imported.',
    ]);
    expect((await beside({ year: 2025 })).notes).toEqual([
      'The figures of authorities and regions for 2025 have not been imported.',
    ]);
    await isCalled('Dunmoor');
    expect((await beside({ year: 2023 })).notes).toEqual(['Dunmoor is not in the figures for 2023.']);
  });

  it('is that of any authority that is asked for', async () => {
    await take(releaseCsv('plans', RELEASE));
    expect((await beside({ authority: '966' })).own?.including?.value).toBe(80);
    await expect(beside({ authority: 'Birchly' })).rejects.toThrow(
      'authority: no council is called Birchly. Accepted: Birchley.',
    );
  });

  it('says why nobody knows which authority is ours', async () => {
    await take(releaseCsv('plans', RELEASE));
    expect((await beside()).notes).toEqual([
      'Which authority is ours is not known. Set EHCP_AUTHORITY to its name or its code of three digits.',
    ]);
    await isCalled('Nowhere Council');
    expect((await beside()).notes).toEqual([
      "Which authority is ours is not known: the council's name: no council is called Nowhere Council. Accepted: Ashford, County of; Birchley; Coombe; Dunmoor; Elmstead. Set EHCP_AUTHORITY to the name or the code under which it is published.",
    ]);
  });

  it('is a share of each part of a measure that is split', async () => {
    const reviews = [england(2024, { outcome_amend: 60, outcome_cease: 5, outcome_maintan: 35, no_outcome: -4 })];
    await take(releaseCsv('reviews', reviews));
    const parts = await tracker.get(Benchmarks).besideParts('review-outcomes');
    expect(parts.map(({ part, england: whole }) => [part, whole.including])).toEqual([
      ['maintain', { value: 35, numerator: 35, denominator: 100 }],
      ['amend', { value: 60, numerator: 60, denominator: 100 }],
      ['cease', { value: 5, numerator: 5, denominator: 100 }],
    ]);
    expect(await tracker.get(Benchmarks).beside('review-outcomes')).toBeUndefined();
    expect(await tracker.get(Benchmarks).besideParts(PLANS)).toHaveLength(1);
  });

  it('has no figure where a count is below zero or was not published', async () => {
    const cells = {
      number_decsion_4weeks: -3,
      number_decision_gt_4weeks: 10,
      review_meeting_24: 5,
      review_expected: 10,
    };
    await take(
      releaseCsv('reviews', [england(2024, cells), authority(2024, 'Birchley', 'East', { pc_decsion_4weeks: 40 })]),
    );
    const { own, england: whole } = await beside(
      { year: 2024, authority: 'Birchley' },
      'review-decisions-within-4-weeks',
    );
    expect(own).toEqual({ including: { value: 40 } });
    expect(whole).toEqual({ including: { value: 44.4 } });
  });

  it('is a plain count for requests, with the mean of the neighbours', async () => {
    await isCalled('Ashford');
    const requests = [
      england(2024, { requests_received_in_year: 1000 }),
      authority(2024, 'Ashford', 'East', { requests_received_in_year: 100 }),
      authority(2024, 'Coombe', 'East', { requests_received_in_year: 30 }),
      authority(2024, 'Birchley', 'East', { requests_received_in_year: 45 }),
    ];
    await take(releaseCsv('requests', requests), NEIGHBOURS);
    expect(await beside({}, 'requests-received')).toMatchObject({
      unit: 'count',
      own: { including: { value: 100 } },
      neighbours: { mean: { including: { value: 38 } } },
    });
    expect((await beside({}, 'requests-received')).quartile).toBeUndefined();
  });
});

describe('Importing', () => {
  it('the same again changes nothing', async () => {
    const text = releaseCsv('plans', RELEASE);
    const first = await take(text, NEIGHBOURS);
    expect(first.files.map(({ dataset, years }) => [dataset, years.map(({ year, effect }) => [year, effect])])).toEqual(
      [
        [
          'plans',
          [
            [2023, 'new'],
            [2024, 'new'],
          ],
        ],
        ['neighbours', []],
      ],
    );
    const recorded = await events();
    expect(recorded.map(({ type }) => type)).toEqual([
      'ReleaseYearImported',
      'ReleaseYearImported',
      'NeighboursImported',
    ]);
    const again = await take(text, NEIGHBOURS);
    expect(again.hasNews).toBe(false);
    expect(await events()).toEqual(recorded);
  });

  it('a corrected release records the years that changed, and tells what they lack', async () => {
    await take(releaseCsv('plans', RELEASE));
    const corrected = RELEASE.map((row) =>
      row.geographic_level === 'National' && row.time_period === 2024 ? england(2024, within20Weeks([470, 1000])) : row,
    );
    const plan = await take(releaseCsv('plans', corrected.slice(0, -1)));
    expect(plan.files[0]?.years).toMatchObject([
      { year: 2023, effect: 'corrected', lost: ['Ashford, County of'] },
      { year: 2024, effect: 'corrected', lost: [] },
    ]);
    expect(plan.files[0]?.years[1]?.changed).toBe(5);
    expect((await beside()).england.including?.value).toBe(47);
  });

  it('an earlier release leaves the figures of a later one', async () => {
    await take(releaseCsv('plans', RELEASE));
    const earlier = [england(2023, within20Weeks([48, 100])), england(2022, within20Weeks([40, 100]))];
    const { files } = await take(releaseCsv('plans', earlier));
    expect(files[0]?.years.map(({ year, effect }) => [year, effect])).toEqual([
      [2022, 'new'],
      [2023, 'older'],
    ]);
    expect((await beside({ year: 2023 })).england.including?.value).toBe(49);
    expect((await beside({ year: 2022 })).england.including?.value).toBe(40);
  });

  it('writes nothing where one of the files has a problem, or two are of one kind', async () => {
    const bad = releaseCsv('requests', [england(2024, { requests_received_in_year: 'many' })]);
    expect((await take(releaseCsv('plans', RELEASE), bad)).problems).toBe(1);
    expect((await take(releaseCsv('plans', RELEASE), releaseCsv('plans', RELEASE.slice(1)))).problems).toBe(2);
    expect(await events()).toEqual([]);
  });

  it('twice at once records everything once', async () => {
    const text = releaseCsv('plans', RELEASE);
    await Promise.all([take(text), take(text), take(text)]);
    expect(await events()).toHaveLength(2);
  });

  it('leaves the read models as they are', async () => {
    await take(releaseCsv('plans', RELEASE), NEIGHBOURS);
    const models = tracker.get(ReadModels);
    await models.bringUpToDate();
    expect(await models.live().db.selectFrom('audit').selectAll().execute()).toEqual([]);
    await models.rebuild();
  });
});
