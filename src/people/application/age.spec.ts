import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { ageOn } from './age.js';

describe('The age of a child or young person', () => {
  it('grows by a year on the birthday', () => {
    expect(ageOn(day('2010-06-15'), day('2025-06-14'))).toBe(14);
    expect(ageOn(day('2010-06-15'), day('2025-06-15'))).toBe(15);
  });

  it('grows on 1 March for those born on 29 February, in years that have none', () => {
    expect(ageOn(day('2012-02-29'), day('2025-02-28'))).toBe(12);
    expect(ageOn(day('2012-02-29'), day('2025-03-01'))).toBe(13);
    expect(ageOn(day('2012-02-29'), day('2024-02-29'))).toBe(12);
  });

  it('is nothing before birth', () => {
    expect(ageOn(day('2012-02-29'), day('2012-02-28'))).toBeUndefined();
    expect(ageOn(day('2012-02-29'), day('2012-02-29'))).toBe(0);
  });
});
