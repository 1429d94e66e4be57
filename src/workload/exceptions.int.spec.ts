import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutSightOf } from '../platform/access/sight.js';
import { createTables, dropTables } from '../read-model/definition.js';
import type { ReadModel } from '../read-model/read-model.js';
import type { AdviceRow, CaseFileRow, ClockRow, MeasureCaseRow } from '../read-model/schema.js';
import { openTemporaryReadModel } from '../read-model/sqlite/sqlite-read-model.js';
import { day } from '../statute/calendar.js';
import type { PersonId } from '../streams/domain/event.js';
import { countExceptions, listPlansWithoutAdvice } from './application/count-exceptions.js';
import { percentOf, PUBLISHED_RATES, publishedBeside } from './domain/exception-rates.js';

let folder: string;
let model: ReadModel;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'exceptions-'));
  model = await openTemporaryReadModel(join(folder, 'read-model.db'));
});
afterAll(async () => {
  await model.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await dropTables(model.db, '');
  await createTables(model.db, '', true);
});

interface Plan {
  readonly id: string;
  readonly issued: string;
  readonly band?: string;
  readonly ground?: string;
  readonly person?: string;
  readonly team?: string | null;
}

/** A plan of an assessment, with its 20 weeks. */
async function plan({ id, issued, band = 'in-time', ground, person = 'seen', team = 't-1' }: Plan): Promise<void> {
  const file: CaseFileRow = {
    ...{ id, kind: 'assessment', person, stage: 'plan-issued', is_open: 0, opened_on: '2025-01-01' },
    ...{ opened_as: 'initial', origin: null, officer: 'o-1', team, revision: 0, position: '0', created_at: '' },
    ...{ recorded_at: '', next_due_on: null, next_act_by_on: null, next_rule: null, first_due_on: null },
    milestones: '[]',
  };
  const counts: MeasureCaseRow = {
    ...{ case_id: id, ordinal: 0, measure: 'plans-within-20-weeks', person, team, due_on: '2025-05-21' },
    ...{ over_on: issued, band, excepted: ground === undefined ? 0 : 1 },
  };
  const clock: ClockRow = {
    ...{ case_id: id, ordinal: 0, kind: 'assessment', person, rule: 'N7', ref: null, name: '', force: 'statutory' },
    ...{ nature: 'duty', duty_holder: 'council', started_on: '2025-01-01', due_on: '2025-05-21', elapsed: 0 },
    ...{ act_by_on: '2025-05-20', met_on: issued, ended_on: null, ended_because: null, is_open: 0, officer: null },
    ...{ excused_ground: ground ?? null, team },
  };
  await model.db.insertInto('case_file').values(file).execute();
  await model.db.insertInto('measure_case').values(counts).execute();
  await model.db.insertInto('clock').values(clock).execute();
}

async function asked(of: string, ref: string, more: Partial<AdviceRow>): Promise<void> {
  const row: AdviceRow = {
    ...{ case_id: of, ref, adviser: 'health', asked_on: '2025-02-03', reached_on: null, due_on: '2025-03-17' },
    ...{ received_on: null, returned_on: null, is_open: 1, officer: null, team: null },
    ...more,
  };
  await model.db.insertInto('advice').values(row).execute();
}

const asAt = day('2025-12-31');
const counted = (team?: string | null) => countExceptions({ db: model.db, asAt }, team, 2024, 2025);
const listed = (year: number, team?: string | null) =>
  listPlansWithoutAdvice({ db: model.db, asAt }, team, year, { offset: 0, limit: 50 });

describe('Exceptions', () => {
  it('are counted by the year of the plan and by ground, the latest year first', async () => {
    await plan({ id: 'a', issued: '2025-05-01' });
    await plan({ id: 'b', issued: '2025-08-01', band: 'late', ground: 'absence' });
    await plan({ id: 'c', issued: '2025-09-01', band: 'late-over-a-year', ground: 'absence', team: null });
    await plan({ id: 'd', issued: '2024-12-31', band: 'late', ground: 'school-closure' });
    await plan({ id: 'e', issued: '2023-12-31' });
    const none = { inTimeWithoutAdvice: 0 };
    expect(await counted()).toEqual([
      { ...none, year: 2025, plans: 3, excepted: 2, grounds: new Map([['absence', 2]]), inTime: 1 },
      { ...none, year: 2024, plans: 1, excepted: 1, grounds: new Map([['school-closure', 1]]), inTime: 0 },
    ]);
    expect((await counted(null))[0]).toMatchObject({ plans: 1, excepted: 1 });
  });

  it('of children who are kept from whoever asks are not counted', async () => {
    await plan({ id: 'a', issued: '2025-05-01', person: 'hidden', ground: 'absence' });
    await asked('a', '1', {});
    await withoutSightOf(new Set(['hidden' as PersonId]), async () => {
      expect((await counted())[0]).toMatchObject({ plans: 0, excepted: 0, inTimeWithoutAdvice: 0 });
      expect(await listed(2025)).toEqual([]);
    });
  });

  it('stand beside the published rate of their year, or of the latest year before it', () => {
    expect(publishedBeside(2024)).toEqual({ year: 2024, england: 6.1, medianAuthority: 2.6 });
    expect(publishedBeside(2026)?.year).toBe(2024);
    expect(publishedBeside(2018)).toBeUndefined();
    const years = PUBLISHED_RATES.map(({ year }) => year);
    expect(years).toEqual([...years].sort((one, other) => other - one));
    expect(percentOf(1, 0)).toBeUndefined();
    expect(percentOf(13, 500)).toBeCloseTo(2.6);
  });
});

describe('Advice was missing when a plan was issued in time', () => {
  it.each([
    ['that was never received', {}, true],
    ['that came on the day', { received_on: '2025-05-01', is_open: 0 }, false],
    ['that came the day after', { received_on: '2025-05-02', is_open: 0 }, true],
    ['that was returned and did not come again', { received_on: '2025-03-01', returned_on: '2025-03-05' }, true],
    ['that was returned and came again', { received_on: '2025-03-01', returned_on: '2025-03-05', is_open: 0 }, false],
    ['that was returned after the plan', { received_on: '2025-03-01', returned_on: '2025-05-02' }, false],
    ['that was asked for after the plan', { asked_on: '2025-05-02' }, false],
  ])('for advice %s', async (_, more, isMissing) => {
    await plan({ id: 'a', issued: '2025-05-01' });
    await asked('a', '1', more);
    expect((await counted())[0]).toMatchObject({ inTime: 1, inTimeWithoutAdvice: isMissing ? 1 : 0 });
    expect(await listed(2025)).toHaveLength(isMissing ? 1 : 0);
  });

  it('is listed with whose it was, each once, the last plan first', async () => {
    await plan({ id: 'a', issued: '2025-05-01' });
    await plan({ id: 'b', issued: '2025-05-03', team: null });
    await plan({ id: 'c', issued: '2025-05-04', band: 'late' });
    await plan({ id: 'd', issued: '2024-05-04' });
    for (const id of ['a', 'b', 'c', 'd']) await asked(id, '1', { adviser: 'social-care' });
    await asked('a', '2', {});
    await asked('a', '3', {});
    await asked('a', '4', { adviser: 'sensory', received_on: '2025-04-01', is_open: 0 });
    expect(await listed(2025)).toEqual([
      { case: 'b', person: 'seen', issuedOn: '2025-05-03', advisers: ['social-care'], officer: 'o-1' },
      {
        ...{ case: 'a', person: 'seen', issuedOn: '2025-05-01', advisers: ['health', 'social-care'] },
        ...{ officer: 'o-1', team: 't-1' },
      },
    ]);
    expect((await listed(2025, 't-1')).map((one) => one.case)).toEqual(['a']);
  });
});
