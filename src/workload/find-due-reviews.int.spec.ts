import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReadModel } from '../read-model/open-read-model.js';
import type { ReadModel } from '../read-model/read-model.js';
import type { ClockRow, ReviewStepRow } from '../read-model/schema.js';
import { day } from '../statute/calendar.js';
import { findDueReviews, findLostReviews } from './application/find-due-reviews.js';

const AS_AT = day('2026-06-01');
const YEAR = { from: day('2025-09-01'), to: day('2026-08-31') };

let folder: string;
let model: ReadModel;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'due-reviews-'));
  model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
});
afterAll(async () => {
  await model.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await model.writing.deleteFrom('clock').execute();
  await model.writing.deleteFrom('review_step').execute();
});

async function limit(more: Partial<ClockRow> = {}): Promise<void> {
  const row: ClockRow = {
    case_id: 'plan-1',
    ordinal: 0,
    kind: 'plan',
    person: 'child',
    rule: 'R2',
    ref: null,
    name: 'Annual review',
    force: 'statutory',
    nature: 'duty',
    duty_holder: 'council',
    started_on: '2025-02-03',
    due_on: '2026-02-02',
    act_by_on: '2026-02-02',
    met_on: null,
    elapsed: 0,
    ended_on: null,
    ended_because: null,
    excused_ground: null,
    is_open: more.met_on === undefined && more.ended_on === undefined ? 1 : 0,
    officer: 'ada',
    team: 'north',
    ...more,
  };
  await model.writing.insertInto('clock').values(row).execute();
}

async function review(more: Partial<ReviewStepRow> = {}): Promise<void> {
  const row: ReviewStepRow = {
    review: 'review-1',
    plan: 'plan-1',
    review_kind: 'annual',
    opened_on: '2025-02-03',
    meeting_on: '2026-01-14',
    decision_on: null,
    outcome: null,
    notice_on: null,
    final_on: null,
    cancelled_on: null,
    ...more,
  };
  await model.writing.insertInto('review_step').values(row).execute();
}

const due = () => findDueReviews({ db: model.db, asAt: AS_AT }, YEAR);
const lost = async (): Promise<readonly string[]> =>
  (await findLostReviews({ db: model.db, asAt: AS_AT })).map(({ plan }) => plan);

describe('An annual review that was due', () => {
  it('is found by its limit, and without a meeting is lost', async () => {
    await limit();
    expect(await due()).toMatchObject([
      { plan: 'plan-1', dueOn: '2026-02-02', officer: 'ada', team: 'north', review: null, meetingOn: null },
    ]);
    expect(await lost()).toEqual(['plan-1']);
  });

  it('has the meeting that was held since its 12 months began, while nothing is decided', async () => {
    await limit();
    await review({ review: 'before', meeting_on: '2025-01-10' });
    await review({ review: 'cancelled', meeting_on: '2025-12-01', cancelled_on: '2025-12-09' });
    expect(await lost()).toEqual(['plan-1']);
    await review();
    expect(await due()).toMatchObject([{ review: 'review-1', meetingOn: '2026-01-14', daysToDecision: undefined }]);
    expect(await lost()).toEqual([]);
  });

  it('has the review with whose decision the plan was reviewed, whatever others there are', async () => {
    await limit({ met_on: '2026-02-20' });
    await review({ review: 'another', meeting_on: '2025-10-01', decision_on: '2025-10-30', outcome: 'maintain' });
    await review({
      decision_on: '2026-02-20',
      outcome: 'amend',
      notice_on: '2026-02-23',
      final_on: '2026-04-01',
    });
    expect(await due()).toMatchObject([
      { review: 'review-1', daysToDecision: 37, daysToNotice: 40, daysFromNoticeToFinal: 37, daysToFinal: 77 },
    ]);
    expect(await lost()).toEqual([]);
  });

  it('counts once where two reviews fit', async () => {
    await limit();
    await review({ review: 'one' });
    await review({ review: 'two' });
    expect(await due()).toMatchObject([{ review: 'one' }]);
  });

  it('is none of a plan that was over by the day, of another rule, or of another year', async () => {
    await limit({ case_id: 'over', ended_on: '2026-02-02' });
    await limit({ case_id: 'other rule', rule: 'P1' });
    await limit({ case_id: 'other year', due_on: '2026-09-01' });
    await limit({ case_id: 'ended late', ended_on: '2026-02-03' });
    expect((await due()).map(({ plan }) => plan)).toEqual(['ended late']);
    expect(await lost()).toEqual([]);
  });
});
