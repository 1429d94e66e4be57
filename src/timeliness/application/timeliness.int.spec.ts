import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { projectionsOf } from '../../caseload/application/projections.js';
import { catalogueEntry, recordingRequest } from '../../cases/application/milestone-catalogue.js';
import { CorrectMilestone } from '../../cases/application/correct-milestone.js';
import { Problems } from '../../platform/problem.js';
import { openReadModel } from '../../read-model/open-read-model.js';
import { ReadModels } from '../../read-model/read-models.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import { PERSON } from '../../testing/assessments.js';
import { openCases, type CasesSetting } from '../../testing/cases-setting.js';
import { Timeliness, type PeriodFigures, type TimelinessAnswer } from './timeliness.js';
import { readCensusRequest, readTimelinessRequest } from './timeliness-request.js';

const PLANS = 'plans-within-20-weeks';

let folder: string;
let setting: CasesSetting;
let models: ReadModels;
let timeliness: Timeliness;

/** Carries a request out, whatever it warns of. */
async function carryOut(request: CaseRequest): Promise<void> {
  let outcome = await setting.request(request);
  if (outcome.outcome === 'refused') {
    const confirm = outcome.refused.map(({ code }) => code);
    outcome = await setting.request(Object.assign(request, { confirm }));
  }
  if (outcome.outcome === 'refused') throw new Error(outcome.refused.map(({ message }) => message).join(' '));
}

async function record(id: string, milestone: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const entry = catalogueEntry('assessment', milestone);
  if (entry === undefined) throw new Error(milestone);
  await carryOut(recordingRequest(entry, id, fields));
}

/** A needs assessment that was requested on a day, and its final plan where there is one. */
async function assessed(on: string, issuedOn?: string, kind = 'initial'): Promise<string> {
  const id = v7();
  await record(id, 'assessment-requested', { person: PERSON, on, kind });
  if (issuedOn !== undefined) await record(id, 'final-plan-issued', { on: issuedOn });
  return id;
}

const asked = (texts: Readonly<Record<string, string>>, measure = PLANS): Promise<TimelinessAnswer> =>
  timeliness.of(measure, readTimelinessRequest(texts));

/** Numerator and denominator on both bases, including exceptions. */
const counts = ({ issued, due }: Pick<PeriodFigures, 'issued' | 'due'>): string =>
  [issued, due]
    .map((share) => `${String(share?.including.numerator)}/${String(share?.including.denominator)}`)
    .join(' ');

async function rejected(answer: Promise<unknown>): Promise<string> {
  const failure: unknown = await answer.catch((error: unknown) => error);
  if (!(failure instanceof Problems)) throw new Error('It was not refused.', { cause: failure });
  return failure.message;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeliness-'));
  setting = await openCases();
  const model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
  models = new ReadModels(setting.store, model, projectionsOf(setting.store, undefined), setting.clock, folder);
  timeliness = new Timeliness(models);
  setting.clock.set('2025-07-01T09:00:00Z');
  await assessed('2024-01-08', '2024-05-27');
  const late = await assessed('2024-01-15', '2024-06-10');
  await assessed('2024-03-04', '2025-03-05');
  await assessed('2024-06-03');
  await assessed('2025-06-02');
  await assessed('2024-01-08', '2024-05-27', 'reassessment-by-council');
  setting.clock.set('2025-07-02T09:00:00Z');
  await carryOut(
    Object.assign(new CorrectMilestone(), {
      kind: 'assessment',
      case: late,
      entry: 2,
      to: { on: '2024-06-03' },
      reason: 'the letter was sent a week earlier',
    }),
  );
  await models.projector.catchUp();
});

afterAll(async () => {
  await models.close();
  await setting.close();
  await rm(folder, { recursive: true });
});

describe('Timeliness', () => {
  test('counts plans by the day of issue, and by the day that their 20 weeks ended', async () => {
    const { periods, total } = await asked({ from: '2023', to: '2025' });
    expect(periods.map((one) => `${one.period} ${counts(one)}`)).toEqual([
      '2023 0/0 0/0',
      '2024 2/2 2/4',
      '2025 0/1 0/0',
    ]);
    expect(periods.map(({ complete }) => complete)).toEqual([true, true, false]);
    expect(periods[1]?.issued?.including).toEqual({
      numerator: 2,
      denominator: 2,
      percent: 100,
      late: 0,
      lateOverAYear: 0,
      open: 0,
      endedLate: 0,
    });
    expect(periods[1]?.due?.excluding).toMatchObject({ percent: 50, lateOverAYear: 1, open: 1 });
    expect(periods[0]?.issued?.including.percent).toBeNull();
    expect(counts(total ?? {})).toBe('2/3 2/4');
  });

  test('counts limits once their last day is over', async () => {
    const then = await asked({ from: '2024-10', to: '2024-10', by: 'month', asAt: '2024-10-21' });
    expect(counts(then.periods[0] ?? {})).toBe('0/0 0/0');
    const after = await asked({ from: '2024-10', to: '2024-10', by: 'month', asAt: '2024-10-22' });
    expect(counts(after.periods[0] ?? {})).toBe('0/0 0/1');
  });

  test('answers as at a past day: what was done later was open then', async () => {
    const { periods, asAt } = await asked({ from: '2024', to: '2024', asAt: '2024-12-31' });
    expect(asAt).toBe('2024-12-31');
    expect(periods[0]?.due?.including).toMatchObject({ numerator: 2, denominator: 4, lateOverAYear: 0, open: 2 });
  });

  test('answers as known on an instant: what was corrected later was wrong then', async () => {
    const { periods, knownOn } = await asked({ from: '2024', to: '2024', knownOn: '2025-07-01T12:00:00Z' });
    expect(knownOn).toBe('2025-07-01T12:00:00Z');
    expect(counts(periods[0] ?? {})).toBe('1/2 1/4');
  });

  test('shows the last periods where no days are given', async () => {
    expect((await asked({})).periods.map(({ period }) => period)).toEqual(['2021', '2022', '2023', '2024', '2025']);
    expect((await asked({ by: 'quarter' })).periods).toHaveLength(8);
    const { periods, total } = await asked({ by: 'rolling-12-months' });
    expect(periods.at(-1)).toMatchObject({ period: '2025-07', from: '2024-08-01', to: '2025-07-31' });
    expect(periods).toHaveLength(12);
    expect(total).toBeUndefined();
  });

  test('counts who waits after 20 weeks as at the last day of each period, in days since the last day in time', async () => {
    // Requested on 8 January, 15 January, 4 March and 3 June 2024: in time until 27 May, 3 June, 22 July and 21 October.
    const waits = async (texts: Readonly<Record<string, string>>): Promise<readonly unknown[]> =>
      (await asked(texts, 'late-plans-waiting')).periods.map(({ wait }) => wait);
    expect(await waits({ by: 'month', from: '2024-07', to: '2024-11' })).toEqual([
      { on: '2024-07-31', waiting: 1, longestDays: 9, medianDays: 9 },
      { on: '2024-08-31', waiting: 1, longestDays: 40, medianDays: 40 },
      { on: '2024-09-30', waiting: 1, longestDays: 70, medianDays: 70 },
      { on: '2024-10-31', waiting: 2, longestDays: 101, medianDays: 101 },
      { on: '2024-11-30', waiting: 2, longestDays: 131, medianDays: 131 },
    ]);
    expect(await waits({})).toEqual([{ on: '2025-07-02', waiting: 1, longestDays: 254, medianDays: 254 }]);
    expect(await waits({ asAt: '2024-07-22' })).toEqual([
      { on: '2024-07-22', waiting: 0, longestDays: null, medianDays: null },
    ]);
    expect(await waits({ asAt: '2024-07-23' })).toEqual([
      { on: '2024-07-23', waiting: 1, longestDays: 1, medianDays: 1 },
    ]);
    expect(await waits({ knownOn: '2025-07-01T12:00:00Z' })).toHaveLength(1);
    expect((await asked({ from: '2024' }, 'late-plans-waiting')).total).toBeUndefined();
  });

  test('tells the children apart by what is known of them today, also as at a past day', async () => {
    const cut = async (by: string, texts: Readonly<Record<string, string>> = {}): Promise<readonly string[]> => {
      const { cuts = [] } = await asked({ from: '2024', to: '2024', cut: by, ...texts });
      return cuts.map(({ value, total = {} }) => `${value} ${counts(total)}`);
    };
    expect(await cut('need')).toEqual(['not-recorded 2/2 2/4']);
    const { db } = models.live();
    await db
      .insertInto('person_trait')
      .values({ person: PERSON, born_from: 2015, sex: null, need: 'SEMH', area: 'HU5' })
      .execute();
    expect(await cut('need')).toEqual(['SEMH 2/2 2/4']);
    expect(await cut('area')).toEqual(['HU5 2/2 2/4']);
    expect(await cut('sex')).toEqual(['not-recorded 2/2 2/4']);
    // 7 on 31 August 2023, and 8 a year later.
    expect(await cut('age-band')).toEqual(['5-to-10 2/2 2/4']);
    expect(await cut('team')).toEqual(['not-recorded 2/2 2/4']);
    expect(await cut('need', { asAt: '2024-10-22' })).toEqual(['SEMH 2/2 2/4']);
    const { cuts } = await asked({ cut: 'phase' }, 'late-plans-waiting');
    expect(cuts?.map(({ value, periods }) => [value, periods[0]?.wait?.waiting])).toEqual([['primary', 1]]);
    await db.deleteFrom('person_trait').execute();
    expect(await cut('need', { asAt: '2024-10-22' })).toEqual(['not-recorded 2/2 2/4']);
  });

  test('shows nothing of periods that have not begun', async () => {
    const { periods } = await asked({ by: 'financial-year', from: '2024/25', to: '2027/28' });
    expect(periods.map(({ period }) => period)).toEqual(['2024/25', '2025/26']);
  });

  test('counts requests and plans', async () => {
    expect((await asked({ from: '2024', to: '2024' }, 'requests-received')).total).toEqual({ count: 4 });
    expect((await asked({ from: '2024' }, 'plans-issued')).total).toEqual({ count: 3 });
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['a kind of period', { by: 'week' }, 'by: it is none of these. Accepted: month, quarter'],
    ['a first day', { from: 'yesterday' }, 'from: yesterday is neither a day nor a period. Accepted: a day written'],
    ['a day that is none', { to: '2024-02-30' }, 'to: 2024-02-30 is not a date: February 2024 has 29 days'],
    ['a year of the wrong kind', { from: '2024/25' }, 'from: 2024/25 is neither a day nor a period'],
    ['an instant', { knownOn: '2025-07-01' }, 'knownOn: '],
    ['a cut', { cut: 'ethnicity' }, 'cut: it is none of these. Accepted: need, age-band, phase, area, sex or team'],
    ['another field', { until: '2024' }, 'until: until is not known here. Accepted: by, from, to, asAt, knownOn, cut'],
  ])('refuses what is not %s', (_, texts, message) => {
    expect(() => readTimelinessRequest(texts)).toThrow(message);
  });

  test('refuses a measure that there is not, a day to come, and days that leave no period', async () => {
    expect(await rejected(asked({}, 'plans'))).toMatch(
      /^measure: plans is not a measure\. Accepted: requests-received, /,
    );
    expect(await rejected(asked({ asAt: '2025-07-03' }))).toBe(
      'asAt: 2025-07-03 is after today. Accepted: a day up to 2 July 2025, written YYYY-MM-DD.',
    );
    expect(await rejected(asked({ from: '2025', to: '2024' }))).toMatch(
      /^from: 1 January 2025 is after 31 December 2024/,
    );
    expect(await rejected(asked({ from: '2024-06', to: '2024-03-31' }))).toBe(
      'from: 1 June 2024 is after 31 March 2024. Accepted: a day up to then.',
    );
    expect(await rejected(asked({ from: '2025-06-01', asAt: '2025-05-31' }))).toBe(
      'from: 1 June 2025 is after 31 May 2025, the day that the figures are as at. Accepted: a day up to then.',
    );
    expect(await rejected(timeliness.annualReviews(readCensusRequest({ census: '2026-01-15' })))).toMatch(/^census: /);
  });
});
