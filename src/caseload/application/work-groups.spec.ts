import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day, fromDayNumber } from '../../statute/calendar.js';
import { daysOfGroup, groupOf, WORK_GROUPS } from './work-groups.js';

const WEDNESDAY = day('2026-03-25');
const anyDay = fc.integer({ min: 10_000, max: 40_000 }).map(fromDayNumber);

describe('How soon a case is due', () => {
  it.each([
    ['2026-03-24', 'overdue'],
    ['2026-03-25', 'today'],
    ['2026-03-26', 'this-week'],
    ['2026-03-29', 'this-week'],
    ['2026-03-30', 'next-week'],
    ['2026-04-05', 'next-week'],
    ['2026-04-06', 'later'],
  ])('on a Wednesday, %s is %s', (dueOn, group) => {
    expect(groupOf(day(dueOn), WEDNESDAY)).toBe(group);
  });

  it('is nothing where nothing is due', () => {
    expect(groupOf(undefined, WEDNESDAY)).toBe('nothing-due');
  });

  it('leaves nothing of this week on a Sunday', () => {
    expect(groupOf(day('2026-03-30'), day('2026-03-29'))).toBe('next-week');
  });

  it('puts every day into exactly one group', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (today, distance) => {
        const dueOn = addDays(today, distance);
        const groups = WORK_GROUPS.filter((group) => {
          if (group === 'nothing-due') return false;
          const { from = dueOn, to = dueOn } = daysOfGroup(group, today);
          return from <= dueOn && dueOn <= to;
        });
        expect(groups).toEqual([groupOf(dueOn, today)]);
      }),
    );
  });
});
