import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import type { PersonId } from '../../streams/domain/event.js';
import { NameCache } from './name-cache.js';

const [anna, ben, cara] = ['anna', 'ben', 'cara'] as unknown as readonly [PersonId, PersonId, PersonId];
const named = (forename: string) => ({ surname: 'Okonkwo', forename, dateOfBirth: day('2016-04-05') });

describe('Names that were opened', () => {
  it('are kept at the revision at which they were opened', () => {
    const cache = new NameCache();
    cache.put(anna, 3, named('Anna'));
    expect(cache.get(anna, 3)).toEqual(named('Anna'));
    expect(cache.get(anna, 4)).toBeUndefined();
  });

  it('make room for others', () => {
    const cache = new NameCache({ most: 2, lifetime: 60_000 });
    for (const person of [anna, ben, cara]) cache.put(person, 0, named(person));
    expect(cache.size).toBe(2);
    expect(cache.get(anna, 0)).toBeUndefined();
    expect(cache.get(cara, 0)).toBeDefined();
  });

  it('are forgotten when they are dropped, and when their time is over', () => {
    const cache = new NameCache();
    cache.put(anna, 0, named('Anna'));
    cache.drop(anna);
    expect(cache.size).toBe(0);
    const short = new NameCache({ most: 2, lifetime: 0 });
    short.put(ben, 0, named('Ben'));
    expect(short.get(ben, 0)).toBeUndefined();
  });
});
