import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addWeeks, day, fromDayNumber, toDayNumber } from '../../statute/calendar.js';
import type { Milestone } from '../../statute/milestones.js';
import { owedToFamily, type AwaitedCase } from './family-updates.js';

const REQUESTED = day('2026-01-05');
const request: Milestone = { milestone: 'request-received', on: REQUESTED };
const week = (weeks: number, days = 0) => addDays(addWeeks(REQUESTED, weeks), days);
const assessment = (milestones: readonly Milestone[], next?: AwaitedCase['next']): AwaitedCase => ({
  kind: 'assessment',
  open: true,
  milestones: [request, ...milestones],
  ...(next === undefined ? {} : { next }),
});
const owed = (milestones: readonly Milestone[], weeks: number, days = 0) =>
  owedToFamily(assessment(milestones), week(weeks, days)).map((one) => ({ ...one }));

describe('what a family is owed at the marks of an assessment', () => {
  it('is nothing long before week 6', () => {
    expect(owed([], 4, 6)).toEqual([]);
  });

  it('is an update in the week before each mark', () => {
    expect(owed([], 5)).toEqual([{ what: 'update', week: 6, by: week(6) }]);
  });

  it('is no update where a milestone tells it by itself', () => {
    const decided: Milestone = { milestone: 'decision-to-assess', outcome: 'assess', on: week(6) };
    expect(owed([decided], 6)).toEqual([{ what: 'feedback', week: 6, by: week(8) }]);
    expect(owed([decided], 15)).toEqual([{ what: 'update', week: 16, by: week(16) }]);
    expect(owed([decided, { milestone: 'draft-plan-sent', on: week(15) }], 15)).toEqual([]);
  });

  it('is one update where several are missing: it tells of all', () => {
    expect(owed([], 21)).toEqual([
      { what: 'update', week: 20, by: week(20) },
      { what: 'feedback', week: 20, by: week(22) },
    ]);
  });

  it('is over when it was told, for the week or within two weeks before the mark', () => {
    expect(owed([{ milestone: 'family-informed', on: week(1), week: 6 }], 5)).toEqual([]);
    expect(owed([{ milestone: 'family-informed', on: week(4) }], 5)).toEqual([]);
    expect(owed([{ milestone: 'family-informed', on: week(3, 6) }], 5)).toHaveLength(1);
  });

  it('is to be asked how satisfied it is for two weeks from each mark', () => {
    const told: Milestone = { milestone: 'family-informed', on: week(6), week: 6 };
    expect(owed([told], 6)).toEqual([{ what: 'feedback', week: 6, by: week(8) }]);
    expect(owed([told], 8)).toHaveLength(1);
    expect(owed([told], 8, 1)).toEqual([]);
    expect(owed([told, { milestone: 'family-feedback-asked', on: week(6), week: 6 }], 6)).toEqual([]);
    expect(owed([told, { milestone: 'family-feedback-recorded', on: week(6), week: 6, satisfaction: 4 }], 6)).toEqual(
      [],
    );
  });

  it.each<[string, readonly Milestone[]]>([
    ['the plan was issued', [{ milestone: 'final-plan-issued', on: week(14) }]],
    ['the council refused to assess', [{ milestone: 'decision-to-assess', outcome: 'refuse', on: week(5) }]],
    ['the council refused a plan', [{ milestone: 'decision-to-issue', outcome: 'refuse', on: week(14) }]],
    ['the case was closed', [{ milestone: 'closed', reason: 'withdrawn', on: week(5) }]],
  ])('is nothing any more where %s', (_, milestones) => {
    expect(owed(milestones, 16)).toEqual([]);
  });

  it('begins again where a refusal was reversed', () => {
    const refusal: Milestone = { milestone: 'decision-to-assess', outcome: 'refuse', on: week(5) };
    const reversed: Milestone = { milestone: 'decision-reversed', stage: 'assess', on: week(10) };
    expect(owed([refusal, reversed], 15)).toEqual([{ what: 'update', week: 16, by: week(16) }]);
  });
});

describe('what a family is owed before a limit is missed', () => {
  const dueOn = week(30);
  const review = (milestones: readonly Milestone[]): AwaitedCase => ({
    kind: 'review',
    open: true,
    milestones,
    next: { rule: 'R6', dueOn },
  });

  it('is an update from a week before', () => {
    expect(owedToFamily(review([]), week(28, 6))).toEqual([]);
    expect(owedToFamily(review([]), week(29))).toEqual([{ what: 'update-before-miss', rule: 'R6', by: dueOn }]);
  });

  it('is over when it was told in the two weeks before, and owed again four weeks later', () => {
    const told: Milestone = { milestone: 'family-informed', on: week(29) };
    expect(owedToFamily(review([told]), week(33))).toEqual([]);
    expect(owedToFamily(review([told]), week(33, 1))).toEqual([
      { what: 'update-before-miss', rule: 'R6', by: week(33) },
    ]);
  });

  it('is nothing of a plan, of a case that is done, and where nothing is due', () => {
    expect(owedToFamily({ ...review([]), kind: 'plan' }, dueOn)).toEqual([]);
    expect(owedToFamily({ ...review([]), open: false }, dueOn)).toEqual([]);
    expect(owedToFamily({ kind: 'review', open: true, milestones: [] }, dueOn)).toEqual([]);
  });
});

describe('an update to the family', () => {
  const anyDays = fc.integer({ min: 0, max: 400 });

  it('is never owed on the day it was given', () => {
    fc.assert(
      fc.property(anyDays, fc.array(anyDays, { maxLength: 4 }), anyDays, (today, told, due) => {
        const on = fromDayNumber(toDayNumber(REQUESTED) + today);
        const updates: Milestone[] = [...told.filter((one) => one < today), today]
          .sort((one, other) => one - other)
          .map((one) => ({ milestone: 'family-informed', on: addDays(REQUESTED, one) }));
        const next = { rule: 'N7', dueOn: addDays(REQUESTED, due) };
        const left = owedToFamily(assessment(updates, next), on).filter(({ what }) => what !== 'feedback');
        expect(left).toEqual([]);
      }),
    );
  });

  it('does not depend on what happens later', () => {
    fc.assert(
      fc.property(anyDays, anyDays, (today, later) => {
        const on = addDays(REQUESTED, today);
        const after: Milestone = { milestone: 'family-informed', on: addDays(on, later + 1) };
        expect(owedToFamily(assessment([after]), on)).toEqual(owedToFamily(assessment([]), on));
      }),
    );
  });
});
