import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { traitsOf } from './traits.js';

const ada = { surname: 'Lovelace', forename: 'Ada', dateOfBirth: day('2015-12-10') };

describe('What figures tell children apart by', () => {
  it.each([
    ['2015-09-01', 2015],
    ['2016-08-31', 2015],
    ['2016-09-01', 2016],
  ])('is the school year of the birth, not its day: %s is of %i', (dateOfBirth, year) => {
    expect(traitsOf({ ...ada, dateOfBirth: day(dateOfBirth) }).bornFrom).toBe(year);
  });

  it.each([
    ['HU5 2AB', 'HU5'],
    ['HU52AB', 'HU5'],
    ['EC1A 1BB', 'EC1A'],
    ['E8 1EA', 'E8'],
  ])('is the district of the postcode: %s lies in %s', (postcode, district) => {
    expect(traitsOf({ ...ada, postcode }).area).toBe(district);
  });

  it('is nothing where nothing is on record', () => {
    expect(traitsOf(ada)).toEqual({ bornFrom: 2015, sex: null, need: null, area: null });
    expect(traitsOf({ ...ada, sex: 'F', primaryNeed: 'SEMH' })).toMatchObject({ sex: 'F', need: 'SEMH' });
  });
});
