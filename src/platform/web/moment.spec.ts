import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { momentAsked, momentInWords, momentOf, momentQuery } from './moment.js';

const today = day('2025-06-02');
const asked = (query: string) => momentAsked({ originalUrl: `/cases/1${query}` }, today);

describe('The moment that a page is asked for', () => {
  it('is now where nothing is said', () => {
    const { asked: moment, isTyped } = asked('');
    expect(moment).toEqual({});
    expect(isTyped).toBe(false);
    expect(momentQuery(moment)).toBe('');
    expect(momentInWords(moment)).toBeUndefined();
  });

  it('stands in the address as two days', () => {
    const { asked: moment, isTyped, typed } = asked('?asAt=2025-01-31&knownOn=2025-02-03');
    expect(moment).toEqual({ asAt: '2025-01-31', knownOn: '2025-02-03' });
    expect(isTyped).toBe(false);
    expect(typed.asAt).toEqual({ day: '31', month: '1', year: '2025' });
    expect(momentQuery(moment)).toBe('?asAt=2025-01-31&knownOn=2025-02-03');
    expect(momentInWords(moment)).toBe('as at 31 January 2025, as it was known at the end of 3 February 2025');
  });

  it('is typed into three fields, which have a shorter address', () => {
    const moment = asked('?asAt-day=yesterday&asAt-month=&asAt-year=&knownOn-day=&knownOn-month=&knownOn-year=');
    expect(moment).toMatchObject({ asked: { asAt: '2025-06-01' }, isTyped: true });
  });

  it('is now where what was typed is wrong, and it is said what', () => {
    const { asked: moment, errors, isTyped } = asked('?asAt-day=31&asAt-month=2&asAt-year=2025&knownOn=2025-06-03');
    expect(moment).toEqual({});
    expect(isTyped).toBe(false);
    expect(errors.list.map(({ text }) => text)).toEqual([
      'The day of which it is shown must be a real day: February 2025 has 28 days',
      'The day on which it was known cannot be after today',
    ]);
    expect(asked('?asAt=soon').errors.list).toHaveLength(1);
  });

  it('takes account of all that was recorded on the day in London', () => {
    expect(momentOf({ knownOn: day('2025-05-05') }, today)).toEqual({ knownOn: '2025-05-05T22:59:59.999Z' });
    expect(momentOf({ knownOn: day('2025-01-05') }, today)).toEqual({ knownOn: '2025-01-05T23:59:59.999Z' });
    expect(momentOf({ knownOn: today, asAt: today }, today)).toEqual({ asAt: today });
  });
});
