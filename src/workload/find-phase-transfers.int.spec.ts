import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReadModel } from '../read-model/open-read-model.js';
import type { ReadModel } from '../read-model/read-model.js';
import type { ReviewStepRow } from '../read-model/schema.js';
import { day } from '../statute/calendar.js';
import { rulebook } from '../statute/rulebook.js';
import { findPhaseTransfers, lastSafeMeeting } from './application/find-phase-transfers.js';
import { comingYear } from './application/phase-transfers.js';

let folder: string;
let model: ReadModel;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phase-transfers-'));
  model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
});
afterAll(async () => {
  await model.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  for (const table of ['clock', 'review_step', 'case_file'] as const) await model.writing.deleteFrom(table).execute();
});

/** A plan whose child transfers, on 1 September 2027 unless another day is said, with the limit of the rule. */
async function plan(
  id: string,
  {
    rule = 'P2',
    phase = 'primary-to-secondary',
    due = '2027-02-14',
    met = null as string | null,
    ended = null as string | null,
    transfer = '2027-09-01',
    started = '2026-09-01',
  } = {},
): Promise<void> {
  const common = { person: 'child', kind: 'plan', officer: 'ada', team: 'north', is_open: 1 };
  await model.writing
    .insertInto('case_file')
    .values({
      ...common,
      id,
      stage: 'maintained',
      opened_on: '2020-03-02',
      opened_as: 'made',
      origin: null,
      revision: 0,
      position: '0',
      created_at: '',
      recorded_at: '',
      next_due_on: null,
      next_act_by_on: null,
      next_rule: null,
      first_due_on: null,
      milestones: JSON.stringify([
        { milestone: 'transfer-planned', on: '2022-09-01', phase: 'early-years-to-school' },
        { milestone: 'transfer-planned', on: transfer, phase },
      ]),
    })
    .execute();
  await model.writing
    .insertInto('clock')
    .values({
      ...common,
      case_id: id,
      ordinal: 0,
      rule,
      ref: null,
      name: '',
      force: 'statutory',
      nature: 'duty',
      duty_holder: 'council',
      started_on: started,
      due_on: due,
      act_by_on: due,
      met_on: met,
      elapsed: 0,
      ended_on: ended,
      ended_because: null,
      excused_ground: null,
    })
    .execute();
}

async function review(id: string, more: Partial<ReviewStepRow>): Promise<void> {
  await model.writing
    .insertInto('review_step')
    .values({
      review: id,
      plan: 'plan-1',
      review_kind: 'annual',
      opened_on: '2025-10-01',
      meeting_on: null,
      decision_on: null,
      outcome: null,
      notice_on: null,
      final_on: null,
      cancelled_on: null,
      ...more,
    })
    .execute();
}

const found = (year = 2027) => findPhaseTransfers({ db: model.db, asAt: day('2026-11-24') }, year, rulebook.rules);

describe('A child who moves to another phase', () => {
  it('is found in the year of the limit, with the phase and the last safe meeting date', async () => {
    await plan('plan-1');
    await plan('plan-2', { rule: 'P1', phase: 'secondary-to-post-16', due: '2027-03-30' });
    await plan('over', { ended: '2026-10-01' });
    const transfers = (await found()).toSorted((one, other) => one.plan.localeCompare(other.plan));
    expect(transfers).toMatchObject([
      {
        plan: 'plan-1',
        phase: 'primary-to-secondary',
        lastSafeMeetingOn: '2026-11-22',
        meetingOn: null,
        finalOn: null,
      },
      { plan: 'plan-2', phase: 'secondary-to-post-16', lastSafeMeetingOn: '2027-01-05' },
    ]);
    expect(await found(2026)).toEqual([]);
  });

  it('on 29 February is found, though the year before has no such day', async () => {
    const days = { transfer: '2028-02-29', started: '2027-02-28', due: '2027-09-28' };
    await plan('plan-1', { ...days, rule: 'P4', phase: 'post-16-to-post-16' });
    expect(await found(2028)).toMatchObject([{ plan: 'plan-1', phase: 'post-16-to-post-16' }]);
  });

  it('has the last review with a meeting in the 12 months before, or the one that is for the transfer', async () => {
    await plan('plan-1');
    await review('before', { meeting_on: '2026-06-10' });
    expect(await found()).toMatchObject([{ review: null }]);
    await review('annual', { meeting_on: '2026-09-20', decision_on: '2026-10-05', outcome: 'maintain' });
    expect(await found()).toMatchObject([{ review: 'annual', decisionOn: '2026-10-05', outcome: 'maintain' }]);
    await review('cancelled', { meeting_on: '2026-11-01', cancelled_on: '2026-11-02' });
    await review('its own', { review_kind: 'phase-transfer', meeting_on: '2026-11-10' });
    expect(await found()).toMatchObject([{ review: 'its own', meetingOn: '2026-11-10' }]);
  });

  it('has the review after which the plan was final, also where its meeting came before', async () => {
    await plan('plan-1', { met: '2026-08-28' });
    await review('early', { meeting_on: '2026-06-10', final_on: '2026-08-28', outcome: 'amend' });
    await review('annual', { meeting_on: '2026-09-20' });
    expect(await found()).toMatchObject([{ review: 'early', finalOn: '2026-08-28' }]);
  });
});

describe('The last safe meeting date', () => {
  it.each([
    ['P2', '2026-02-14', '2025-11-22'],
    ['P1', '2026-03-30', '2026-01-05'],
    ['N7', '2026-03-30', '2026-03-30'],
  ])('of %s by %s is %s', (rule, limit, safe) => {
    expect(lastSafeMeeting(rulebook.rules, rule, day(limit))).toBe(safe);
  });
});

describe('The coming year of transfers', () => {
  it('is that of the September that has not come', () => {
    expect(comingYear(day('2026-08-31'))).toBe(2026);
    expect(comingYear(day('2026-09-01'))).toBe(2027);
  });
});
