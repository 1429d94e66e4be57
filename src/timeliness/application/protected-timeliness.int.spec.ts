import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { projectionsOf } from '../../caseload/application/projections.js';
import { catalogueEntry, recordingRequest } from '../../cases/application/milestone-catalogue.js';
import { openReadModel } from '../../read-model/open-read-model.js';
import { ReadModels } from '../../read-model/read-models.js';
import { addDays, day, type CalendarDate } from '../../statute/calendar.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import { PERSON } from '../../testing/assessments.js';
import { openCases, type CasesSetting } from '../../testing/cases-setting.js';
import type { MonthCount } from '../domain/figures.js';
import { dueCountsOn } from './due-counts.js';
import { monthCounts } from './measure-counts.js';
import { ProtectedTimeliness, type ProtectedAnswer } from './protected-timeliness.js';
import { Timeliness } from './timeliness.js';
import { readTimelinessRequest } from './timeliness-request.js';

const PLANS = 'plans-within-20-weeks';
const WAITS = 'late-plans-waiting';
const TODAY = day('2025-07-01');

let folder: string;
let setting: CasesSetting;
let models: ReadModels;
let shown: ProtectedTimeliness;

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

/** Some needs assessments that were requested on a day, with their final plans after so many days where there are any. */
async function assessed(count: number, on: CalendarDate, after?: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const id = v7();
    await record(id, 'assessment-requested', { person: PERSON, on, kind: 'initial' });
    if (after !== undefined) await record(id, 'final-plan-issued', { on: addDays(on, after) });
  }
}

const asked = (measure: string, texts: Readonly<Record<string, string>>): Promise<ProtectedAnswer> =>
  shown.of(measure, readTimelinessRequest(texts));

const inOrder = (counts: readonly MonthCount[]): readonly string[] =>
  counts
    .filter(({ basis }) => basis === 'due')
    .map((one) => `${one.month} ${one.band} ${String(one.excepted)} ${String(one.count)}`)
    .sort();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'protected-timeliness-'));
  setting = await openCases();
  const model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
  models = new ReadModels(setting.store, model, projectionsOf(setting.store, undefined), setting.clock, folder);
  shown = new ProtectedTimeliness(new Timeliness(models), models);
  setting.clock.set(`${TODAY}T09:00:00Z`);
  await assessed(7, day('2021-12-01'), 160);
  await assessed(2, day('2022-01-10'), 150);
  await assessed(6, day('2022-01-20'), 135);
  await assessed(6, day('2023-01-09'), 100);
  await assessed(7, day('2023-02-06'));
  await assessed(8, day('2024-01-08'), 130);
  await assessed(2, day('2024-02-05'));
  await models.projector.catchUp();
});

afterAll(async () => {
  await models.close();
  await setting.close();
  await rm(folder, { recursive: true });
});

describe('The figures that are published', () => {
  test('are hidden with the share where few are open, and where that shows in the sum of the years', async () => {
    const { periods, total } = await asked(PLANS, { from: '2023', to: '2024' });
    const [before, year] = periods.map(({ due }) => due?.including);
    expect(before).toMatchObject({ numerator: 6, denominator: 13, open: 7 });
    expect(year).toMatchObject({ numerator: 'hidden', denominator: 10, percent: 'hidden', open: 'hidden' });
    expect(total?.due?.including).toMatchObject({ numerator: 'hidden', denominator: 23, open: 'hidden' });
  });

  test('do not say how many wait where that would leave the few of a year', async () => {
    expect((await asked(WAITS, { by: 'month' })).periods[0]?.wait).toMatchObject({ waiting: 'hidden' });
    const { periods } = await asked(WAITS, { by: 'month', from: '2024-05', to: '2024-08' });
    expect(periods.map(({ wait }) => wait?.waiting)).toEqual([7, 'hidden', 'hidden', 'hidden']);
  });

  test('hide how many plans were issued in a month where the late ones among them are few', async () => {
    const request = { by: 'month', from: '2022-06', to: '2022-06' };
    expect((await asked(PLANS, request)).total?.issued?.including).toMatchObject({ late: 'hidden' });
    expect((await asked('plans-issued', request)).total?.count).toBe('hidden');
    const quarter = { by: 'quarter', from: '2022-Q2', to: '2022-Q2' };
    expect((await asked(PLANS, quarter)).total?.issued?.including).toMatchObject({ numerator: 6, late: 9 });
    expect((await asked('plans-issued', quarter)).total?.count).toBe(15);
  });

  test('are those of a past day where it ends a month, and hide the month that another day cuts through', async () => {
    const issuedAsAt = async (asAt: string, of: string) =>
      (await asked(PLANS, { by: 'month', from: of, to: of, asAt })).total?.issued?.including.numerator;
    expect(await issuedAsAt('2023-04-30', '2023-04')).toBe(6);
    expect(await issuedAsAt('2023-04-25', '2023-04')).toBe('hidden');
    expect(await issuedAsAt('2023-05-02', '2023-04')).toBe(6);
    const known = await asked(PLANS, { from: '2023', to: '2025', knownOn: `${TODAY}T10:00:00Z` });
    expect(known.periods.map(({ issued }) => issued?.including.numerator)).toEqual([6, 8, 'hidden']);
  });

  test('are all there for whoever may see every number', async () => {
    const request = readTimelinessRequest({ by: 'month', from: '2024-05', to: '2024-08' });
    const { periods } = await shown.of(WAITS, request, 'plain');
    expect(periods.map(({ wait }) => wait?.waiting)).toEqual([7, 9, 9, 9]);
  });
});

describe('What counted as at a day', () => {
  test('is the same by cases as by days', async () => {
    const { db } = models.live();
    const ever = { from: day('2020-01-01'), to: TODAY, asAt: TODAY };
    expect(inOrder(await dueCountsOn(db, PLANS, TODAY))).toEqual(inOrder(await monthCounts(db, [PLANS], ever)));
  });

  test('was open as the tables of that day have it', async () => {
    const { db } = models.live();
    const on = day('2023-06-05');
    const then = await models.asking({ asAt: on }, ({ db: past }) =>
      monthCounts(past, [PLANS], { from: day('2020-01-01'), to: on, asAt: on }),
    );
    expect(inOrder(await dueCountsOn(db, PLANS, on))).toEqual(inOrder(then));
  });
});
