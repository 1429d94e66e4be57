import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day } from '../../statute/calendar.js';
import type { TRANSFER_COUNTS } from './transfer-risk.js';
import {
  countedTransfers,
  TRANSFER_STANDINGS,
  transferAsAt,
  worstFirst,
  type PhaseTransferDays,
} from './transfer-risk.js';

/** Before 15 February: the last day that complies is the 14th. */
const LIMIT = day('2027-02-14');
/** Twelve weeks before it (rulebook, example 21 a year later). */
const LAST_SAFE = day('2026-11-22');

const transfer = (more: Partial<PhaseTransferDays> = {}): PhaseTransferDays => ({
  plan: 'plan',
  person: 'child',
  officer: null,
  team: null,
  rule: 'P2',
  phase: 'primary-to-secondary',
  dueOn: LIMIT,
  lastSafeMeetingOn: LAST_SAFE,
  finalOn: null,
  review: null,
  meetingOn: null,
  decisionOn: null,
  outcome: null,
  noticeOn: null,
  ...more,
});

const on = (asAt: string, more: Partial<PhaseTransferDays> = {}) => transferAsAt(transfer(more), day(asAt)).standing;
const meetingOn = day('2026-11-03');

describe('A transfer to another phase', () => {
  it('is at risk from the day after the last safe meeting date where no meeting is held', () => {
    expect(on('2026-11-22')).toBe('on-course');
    expect(on('2026-11-23')).toBe('at-risk');
  });

  it('is at risk with fewer than 8 weeks to the limit where no notice is sent', () => {
    expect(on('2026-12-20', { meetingOn })).toBe('on-course');
    expect(on('2026-12-21', { meetingOn })).toBe('at-risk');
  });

  it('is at risk after the notice where the 15 days of the family end after the limit', () => {
    expect(on('2027-02-10', { meetingOn, noticeOn: day('2027-01-30') })).toBe('on-course');
    expect(on('2027-02-10', { meetingOn, noticeOn: day('2027-01-31') })).toBe('at-risk');
  });

  it('is late from the day after the limit, until the plan is final', () => {
    expect(on('2027-02-14', { meetingOn, noticeOn: day('2027-01-15') })).toBe('on-course');
    expect(on('2027-02-15', { meetingOn, noticeOn: day('2027-01-15') })).toBe('late');
    expect(on('2027-03-01', { finalOn: day('2027-02-15') })).toBe('done-late');
    expect(on('2027-03-01', { finalOn: LIMIT })).toBe('done');
  });
});

const days = fc.option(
  fc.integer({ min: -160, max: 60 }).map((more) => addDays(LIMIT, more)),
  { nil: null },
);
const anyTransfer = fc
  .record({ meetingOn: days, decisionOn: days, noticeOn: days, finalOn: days })
  .map((more) => transfer(more));

describe('The transfers of a cohort', () => {
  it('stand in one way each, the worst first, and their counts are the lengths of their lists', () => {
    fc.assert(
      fc.property(fc.array(anyTransfer), fc.integer({ min: -160, max: 60 }), (all, more) => {
        const cohort = all.map((one) => transferAsAt(one, addDays(LIMIT, more))).sort(worstFirst);
        const standings = cohort.map(({ standing }) => TRANSFER_STANDINGS.indexOf(standing));
        expect(standings).toEqual(standings.toSorted((one, other) => one - other));
        const count = (of: (typeof TRANSFER_COUNTS)[number]): number => countedTransfers(cohort, of).length;
        expect(TRANSFER_STANDINGS.reduce((sum, standing) => sum + count(standing), 0)).toBe(cohort.length);
        expect(count('children')).toBe(cohort.length);
        expect(count('meeting-held') + count('no-meeting')).toBe(cohort.length);
      }),
    );
  });
});
