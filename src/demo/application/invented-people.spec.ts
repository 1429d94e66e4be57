import { describe, expect, it } from '@jest/globals';
import { isUpn } from '../../people/application/identity-tests.js';
import { RegisterPerson } from '../../people/application/register-person.js';
import { problemsIn } from '../../platform/validation.js';
import { addDays, day } from '../../statute/calendar.js';
import type { InventedPerson } from '../domain/acts.js';
import {
  ageOn,
  bornFor,
  bornForSchoolYear,
  drawAgeAtRequest,
  inventPerson,
  personId,
  schoolYearOn,
} from '../domain/people.js';
import { Random } from '../domain/random.js';

const since = day('2024-06-03');

function people(count: number): readonly InventedPerson[] {
  const random = new Random('people');
  return Array.from({ length: count }, () => {
    const born = bornFor(drawAgeAtRequest(random), since, random);
    return inventPerson(born, { code: '204', since }, random);
  });
}

describe('Invented people', () => {
  it('can be registered as they are', () => {
    const random = new Random('ids');
    for (const person of people(300)) {
      const request = Object.assign(new RegisterPerson(), { person: personId(since, random), ...person });
      expect(problemsIn(request, '', { discreet: true })).toEqual([]);
    }
  });

  it('have unique pupil numbers with the right check letter once they are at school, and some have none', () => {
    const numbers = people(600).map(({ upn }) => upn);
    expect(numbers.filter((upn) => upn !== undefined).every(isUpn)).toBe(true);
    expect(numbers.filter((upn) => upn === undefined).length).toBeGreaterThan(20);
    const pupils = people(600).filter(({ dateOfBirth }) => schoolYearOn(dateOfBirth, since) >= 1);
    expect(pupils.filter(({ upn }) => upn !== undefined).length / pupils.length).toBeGreaterThan(0.93);
  });

  it('mostly have a primary need and a postcode in the area of the council, where nobody lives', () => {
    const all = people(600);
    const known = all.filter(({ primaryNeed }) => primaryNeed !== undefined);
    expect(known.length / all.length).toBeGreaterThan(0.85);
    expect(known.length).toBeLessThan(all.length);
    expect(known.filter(({ primaryNeed }) => primaryNeed === 'ASD').length / known.length).toBeGreaterThan(0.2);
    const postcodes = all.flatMap(({ postcode }) => postcode ?? []);
    expect(postcodes.length / all.length).toBeGreaterThan(0.85);
    for (const postcode of postcodes) expect(postcode).toMatch(/^(?:E[2589]|N1|N4|N16) [1-9][CIKMOV]{2}$/);
  });

  it('are of an age to have a plan', () => {
    for (const { dateOfBirth } of people(300)) {
      expect(ageOn(dateOfBirth, since)).toBeGreaterThanOrEqual(2);
      expect(ageOn(dateOfBirth, since)).toBeLessThan(19);
    }
  });
});

describe('Ages', () => {
  it('follow from a school year', () => {
    const random = new Random('years');
    for (let year = 0; year < 18; year += 1) {
      const years = Array.from({ length: 20 }, () => schoolYearOn(bornForSchoolYear(year, since, random), since));
      expect(new Set(years)).toEqual(new Set([year]));
    }
  });

  it('count whole years', () => {
    const born = day('2016-06-04');
    expect(ageOn(born, since)).toBe(7);
    expect(ageOn(born, addDays(since, 1))).toBe(8);
  });

  it.each([
    ['2019-09-01', '2024-09-01', 0],
    ['2019-08-31', '2024-09-01', 1],
    ['2013-09-01', '2025-08-31', 6],
    ['2013-09-01', '2025-09-01', 7],
    ['2008-10-10', '2025-09-01', 12],
  ])('put a child born on %s on %s into school year %i', (born, on, year) => {
    expect(schoolYearOn(day(born), day(on))).toBe(year);
  });
});
