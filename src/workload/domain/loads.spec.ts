import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { loadOf, loadsByOfficer, loadsByTeam, shadeOf, usualLoad, type Tally } from './loads.js';

/** A Wednesday. */
const TODAY = day('2026-03-25');
const tally = (officer: string | null, team: string | null, until: Tally['until'], count: number): Tally => ({
  officer,
  team,
  until,
  count,
});

const TALLIES: readonly Tally[] = [
  tally('ada', 'north', day('2026-03-24'), 3),
  tally('ada', 'north', day('2026-03-29'), 2),
  tally('ada', 'south', day('2026-04-21'), 1),
  tally('ben', 'north', null, 4),
  tally('ben', 'north', 'nothing', 1),
  tally('cleo', 'north', day('2026-04-26'), 9),
  tally(null, null, day('2026-03-29'), 5),
];
const isHere = (officer: string): boolean => officer !== 'cleo';

describe('A load', () => {
  it('adds up what is open, overdue, due in the next 4 weeks and in each week', () => {
    expect(loadOf(TALLIES, TODAY)).toEqual({
      open: 25,
      overdue: 3,
      nextFourWeeks: 8,
      weeks: [7, 0, 0, 0, 10, 0, 0, 0],
    });
  });

  it('is nothing of nothing', () => {
    expect(loadOf([], TODAY)).toEqual({ open: 0, overdue: 0, nextFourWeeks: 0, weeks: [0, 0, 0, 0, 0, 0, 0, 0] });
  });
});

describe('The loads of officers', () => {
  it('are told of each with the team of most of their cases, and of nobody', () => {
    const loads = loadsByOfficer(TALLIES, TODAY).map(({ officer, team, open }) => ({ officer, team, open }));
    expect(loads).toEqual([
      { officer: 'ada', team: 'north', open: 6 },
      { officer: 'ben', team: 'north', open: 5 },
      { officer: 'cleo', team: 'north', open: 9 },
      { officer: null, team: null, open: 5 },
    ]);
  });

  it('stand beside the mean and the highest of those who are still here', () => {
    const loads = loadsByOfficer(TALLIES, TODAY);
    expect(usualLoad(loads, 'north', isHere)).toEqual({ mean: 6, highest: 6 });
    expect(usualLoad(loads, 'north', () => true)).toEqual({ mean: 7, highest: 9 });
    expect(usualLoad(loads, null, isHere)).toBeUndefined();
  });
});

describe('The loads of teams', () => {
  it('count officers who are still here, in each team of which they have a case', () => {
    const loads = loadsByTeam(TALLIES, TODAY, isHere);
    expect(loads.map(({ team, open, officers }) => ({ team, open, officers }))).toEqual([
      { team: 'north', open: 19, officers: 2 },
      { team: 'south', open: 1, officers: 1 },
      { team: null, open: 5, officers: 0 },
    ]);
  });
});

describe('A shade', () => {
  it.each([
    [0, 10, 0],
    [1, 10, 1],
    [3, 10, 2],
    [5, 10, 2],
    [7, 10, 3],
    [10, 10, 4],
    [12, 10, 4],
    [0, 0, 0],
  ])('of %d beside %d is %d', (count, highest, shade) => {
    expect(shadeOf(count, highest)).toBe(shade);
  });
});
