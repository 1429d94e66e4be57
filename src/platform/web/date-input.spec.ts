import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day, fromDayNumber, longDate, weekdayDate } from '../../statute/calendar.js';
import { readDate, typedDate, type TypedDate } from './date-input.js';
import { Form } from './form.js';

const TODAY = day('2026-03-27');
const read = (fields: Readonly<Record<string, string>>) =>
  readDate(
    new Form(
      new URLSearchParams(Object.fromEntries(Object.entries(fields).map(([name, value]) => [`on-${name}`, value]))),
    ),
    'on',
    TODAY,
  );
const anyDay = fc.integer({ min: 0, max: 47_480 }).map(fromDayNumber);

describe('a date in three fields', () => {
  it.each([
    ['numbers', { day: '5', month: '3', year: '2026' }, '2026-03-05'],
    ['leading zeros and spaces', { day: ' 05 ', month: '03', year: '2026' }, '2026-03-05'],
    ['the name of a month', { day: '5', month: 'march', year: '2026' }, '2026-03-05'],
    ['the beginning of one', { day: '5', month: 'Sept', year: '2026' }, '2026-09-05'],
    ['today', { day: 'today' }, '2026-03-27'],
    ['Yesterday', { day: 'Yesterday' }, '2026-03-26'],
    ['tomorrow, in another field', { month: 'tomorrow' }, '2026-03-28'],
    ['a pasted date of a program', { day: '2026-03-05' }, '2026-03-05'],
    ['a pasted date of a letter', { day: '5 March 2026' }, '2026-03-05'],
    ['a pasted date with its weekday', { day: 'Thursday 5th March 2026' }, '2026-03-05'],
    ['a pasted date with strokes', { year: '05/03/2026' }, '2026-03-05'],
    ['a pasted date with full stops', { day: '5.3.2026' }, '2026-03-05'],
  ])('takes %s', (_, fields, expected) => {
    expect(read(fields)).toMatchObject({ day: expected });
  });

  it.each([
    ['a missing year', { day: '5', month: '3' }, 'must include a year'],
    ['a day alone', { day: '5' }, 'must include a month and a year'],
    ['a year of two numbers', { day: '5', month: '3', year: '26' }, 'must have a year of 4 numbers'],
    ['31 June', { day: '31', month: '6', year: '2026' }, 'must be a real day: June 2026 has 30 days'],
    ['month 13', { day: '1', month: '13', year: '2026' }, 'must be a real day: there is no month 13'],
    [
      'a year that is not counted',
      { day: '1', month: '1', year: '1066' },
      'must be a real day: the year must be from 1970 to 2099',
    ],
    ['letters', { day: 'x', month: 'y', year: 'z' }, 'has to be a day, a month and a year, such as 27 3 2026'],
    [
      'two months of one letter',
      { day: '1', month: 'ma', year: '2026' },
      'has to be a day, a month and a year, such as 27 3 2026',
    ],
  ])('says what is wrong with %s, and keeps what was typed', (_, fields: Partial<TypedDate>, fault) => {
    expect(read(fields)).toEqual({ fault, typed: { day: '', month: '', year: '', ...fields } });
  });

  it('tells a date that was left empty from a wrong one', () => {
    expect(read({ day: ' ' })).toMatchObject({ isBlank: true });
  });

  it('reads every day in every way it is written', () => {
    fc.assert(
      fc.property(anyDay, (one) => {
        expect(read({ ...typedDate(one) })).toMatchObject({ day: one });
        for (const text of [one, longDate(one), weekdayDate(one)])
          expect(read({ day: text })).toMatchObject({ day: one });
      }),
    );
  });

  it('answers whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (one, two, three) => {
        const result = read({ day: one, month: two, year: three });
        expect(['day', 'isBlank', 'fault'].filter((name) => name in result)).toHaveLength(1);
      }),
    );
  });
});
