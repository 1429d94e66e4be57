import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadModel } from '../../read-model/read-model.js';
import type { CaseFileRow, PlanSpanRow, ReviewStepRow } from '../../read-model/schema.js';
import { openReadModel } from '../../read-model/open-read-model.js';
import { day } from '../../statute/calendar.js';
import type { Milestone } from '../../statute/milestones.js';
import { fact, given } from '../../testing/facts.js';
import { contributionsOf } from './case-measures.js';
import { annualReviewCensus } from './annual-review-census.js';
import { countsOfAYear } from './published.js';

/** Thursday 16 January 2025. */
const CENSUS = day('2025-01-16');

let folder: string;
let model: ReadModel;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'census-'));
  model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
});

afterAll(async () => {
  await model.close();
  await rm(folder, { recursive: true });
});

interface Given {
  readonly plans?: readonly Partial<PlanSpanRow>[];
  readonly reviews?: readonly Partial<ReviewStepRow>[];
}

async function tables({ plans = [], reviews = [] }: Given): Promise<void> {
  await model.writing.deleteFrom('plan_span').execute();
  await model.writing.deleteFrom('review_step').execute();
  for (const [number, plan] of plans.entries()) {
    await model.writing
      .insertInto('plan_span')
      .values({
        plan: `plan-${String(number)}`,
        person: 'a-child',
        from_on: '2020-03-02',
        made_on: plan.from_on ?? '2020-03-02',
        last_reviewed_on: null,
        ended_on: null,
        ...plan,
      })
      .execute();
  }
  for (const [number, review] of reviews.entries()) {
    await model.writing
      .insertInto('review_step')
      .values({
        review: `review-${String(number)}`,
        plan: 'plan-0',
        review_kind: 'annual',
        opened_on: '2020-03-02',
        meeting_on: null,
        decision_on: null,
        outcome: null,
        notice_on: null,
        final_on: null,
        cancelled_on: null,
        ...review,
      })
      .execute();
  }
}

describe('The plans of a census', () => {
  test.each<[string, Partial<PlanSpanRow>, number]>([
    ['one made that day', { from_on: '2025-01-16' }, 1],
    ['not one made the day after', { from_on: '2025-01-17' }, 0],
    ['not one that ceased that day', { ended_on: '2025-01-16' }, 0],
    ['one that ceased the day after', { ended_on: '2025-01-17' }, 1],
  ])('are %s', async (_, plan, expected) => {
    await tables({ plans: [plan] });
    expect(await annualReviewCensus(model.db, CENSUS)).toMatchObject({ plans: expected });
  });

  test.each<[string, Partial<PlanSpanRow>, number]>([
    ['made so that the first review was due that day', { from_on: '2024-01-17' }, 1],
    ['not made a day later', { from_on: '2024-01-18' }, 0],
    ['made elsewhere long ago and here for 3 months', { from_on: '2024-10-17', made_on: '2019-01-07' }, 1],
    ['not here for less than that', { from_on: '2024-10-18', made_on: '2019-01-07' }, 0],
    ['here for a year where nobody told when it was made', { from_on: '2024-01-17', made_on: null }, 1],
  ])('have a review expected if %s', async (_, plan, expected) => {
    await tables({ plans: [plan] });
    expect(await annualReviewCensus(model.db, CENSUS)).toMatchObject({ expected, notExpected: 1 - expected });
  });
});

describe('The reviews of a census', () => {
  test('count by the last meeting of each plan up to the day', async () => {
    await tables({
      plans: [{}, {}, {}, {}, {}],
      reviews: [
        { plan: 'plan-0', meeting_on: '2025-01-16' },
        { plan: 'plan-0', meeting_on: '2024-01-15' },
        { plan: 'plan-1', meeting_on: '2025-01-17' },
        { plan: 'plan-1', meeting_on: '2024-12-31' },
        { plan: 'plan-2', meeting_on: '2023-12-31' },
        { plan: 'plan-3', meeting_on: '2024-06-03', cancelled_on: '2024-06-10' },
      ],
    });
    expect(await annualReviewCensus(model.db, CENSUS)).toMatchObject({
      census: '2025-01-16',
      year: 2024,
      meetings: { inCensusYear: 1, inYear: 1, before: 1, held: 3, notHeld: 2 },
    });
  });

  test('are decided within 4 weeks of the meeting or later, or not by the day', async () => {
    const meeting_on = '2024-11-04';
    await tables({
      plans: [{}, {}, {}, {}, {}, {}],
      reviews: [
        { plan: 'plan-0', meeting_on, decision_on: '2024-12-02', outcome: 'maintain' },
        { plan: 'plan-1', meeting_on, decision_on: '2024-12-03', outcome: 'amend' },
        { plan: 'plan-2', meeting_on, decision_on: '2025-01-16', outcome: 'cease' },
        { plan: 'plan-3', meeting_on, decision_on: '2025-01-17', outcome: 'amend' },
        { plan: 'plan-4', meeting_on: '2024-12-19' },
        { plan: 'plan-5', meeting_on: '2024-12-18' },
      ],
    });
    const { decisions, outcomes } = await annualReviewCensus(model.db, CENSUS);
    expect(decisions).toEqual({ within4Weeks: 1, later: 2, percentWithin4Weeks: 33.3, outstanding: 2, notDue: 1 });
    expect(outcomes).toEqual({ maintain: 1, amend: 1, cease: 1, none: 3 });
  });

  test('count once where two reviews of a plan met on one day', async () => {
    await tables({
      plans: [{}],
      reviews: [
        { review: 'one', meeting_on: '2024-11-04' },
        { review: 'two', meeting_on: '2024-11-04', decision_on: '2024-12-02', outcome: 'maintain' },
      ],
    });
    expect(await annualReviewCensus(model.db, CENSUS)).toMatchObject({
      meetings: { held: 1 },
      outcomes: { maintain: 1 },
    });
  });

  test('leave out those of plans whose review was not expected', async () => {
    await tables({ plans: [{ from_on: '2024-06-03' }], reviews: [{ meeting_on: '2024-12-02' }] });
    expect(await annualReviewCensus(model.db, CENSUS)).toMatchObject({
      expected: 0,
      meetings: { held: 0, notHeld: 0 },
    });
  });

  test('are none where there are no plans', async () => {
    await tables({});
    expect(await annualReviewCensus(model.db, CENSUS)).toMatchObject({
      plans: 0,
      decisions: { percentWithin4Weeks: null },
    });
  });
});

describe('The counts of a calendar year', () => {
  async function assessments(...cases: readonly (readonly Milestone[])[]): Promise<void> {
    await tables({});
    for (const [number, milestones] of cases.entries()) {
      const row: CaseFileRow = {
        id: `case-${String(number)}`,
        kind: 'assessment',
        person: 'a-child',
        stage: 'requested',
        is_open: 1,
        opened_on: milestones[0]?.on ?? '',
        opened_as: 'initial',
        origin: null,
        officer: null,
        team: null,
        revision: 0,
        position: String(number),
        created_at: '',
        recorded_at: '',
        next_due_on: null,
        next_act_by_on: null,
        next_rule: null,
        first_due_on: null,
        milestones: JSON.stringify(milestones),
      };
      await model.writing.insertInto('case_file').values(row).execute();
      const counted = contributionsOf({
        kind: 'assessment',
        openedAs: 'initial',
        milestones,
        clocks: given(milestones).clocks,
      });
      for (const one of counted) {
        await model.writing
          .insertInto('measure_day')
          .values({ ...one, count: 1 })
          .onConflict((conflict) =>
            conflict
              .columns(['measure', 'basis', 'day', 'band', 'excepted'])
              .doUpdateSet((eb) => ({ count: eb('measure_day.count', '+', 1) })),
          )
          .execute();
      }
    }
  }

  test('are those that the Department for Education publishes', async () => {
    const assess = (on: string): Milestone => fact('decision-to-assess', on, { outcome: 'assess' });
    const refuse = (on: string): Milestone => fact('decision-to-assess', on, { outcome: 'refuse' });
    await assessments(
      [fact('request-received', '2024-03-04'), assess('2024-04-15'), fact('final-plan-issued', '2024-07-22')],
      [fact('request-received', '2024-03-04'), assess('2024-04-16'), fact('final-plan-issued', '2024-07-23')],
      [
        fact('request-received', '2024-05-06'),
        assess('2024-06-03'),
        fact('decision-to-issue', '2024-09-02', { outcome: 'refuse' }),
      ],
      [
        fact('request-received', '2024-07-01'),
        assess('2024-08-01'),
        fact('exception', '2024-09-03', {
          ground: 'school-closure',
          from: '2024-07-24',
          to: '2024-09-03',
          adviceRequestedOn: '2024-07-24',
        }),
        fact('final-plan-issued', '2024-12-02'),
      ],
      [
        fact('request-received', '2024-09-02'),
        refuse('2024-10-14'),
        fact('decision-reversed', '2024-12-02', { stage: 'assess' }),
      ],
      [fact('request-received', '2024-10-01'), fact('closed', '2024-10-20', { reason: 'moved' })],
      [fact('request-received', '2024-12-09'), refuse('2025-01-17')],
      [fact('request-received', '2023-06-01'), assess('2023-07-01'), fact('final-plan-issued', '2024-06-03')],
      [fact('request-received', '2025-01-06')],
    );
    const { requests, refusals, plans } = await countsOfAYear(model.db, 2024);
    expect(requests).toEqual({
      received: 7,
      toAssess: 4,
      notToAssess: 1,
      notMade: 1,
      withdrawn: 1,
      decidedWithin6Weeks: 4,
      decidedLater: 1,
    });
    expect(refusals).toEqual({ within16Weeks: 0, later: 1 });
    expect(plans).toEqual({
      issued: { all: 4, withoutExceptions: 3 },
      within20Weeks: { all: 1, withoutExceptions: 1 },
      withinAYear: { all: 2, withoutExceptions: 1 },
      overAYear: { all: 1, withoutExceptions: 1 },
    });
  });
});
