import { describe, expect, test } from '@jest/globals';
import { instantInWords, isInstant } from './instants.js';

describe('An instant', () => {
  test.each(['2025-03-04T09:30:00Z', '2025-03-04T09:30Z', '1970-01-02T00:00:00.000Z', '2099-12-30T00:00:00+00:00'])(
    'is %s',
    (text) => expect(isInstant(text)).toBe(true),
  );

  test.each([
    ['without a zone', '2025-03-04T09:30:00'],
    ['on a day that is none', '2025-13-04T09:30:00Z'],
    ['before the days that the tracker counts', '1969-12-31T23:59:59Z'],
    ['long before them', '0001-01-01T00:00:00Z'],
    ['after them', '2100-01-01T00:00:00Z'],
    ['without a time', '2025-03-04'],
  ])('is none %s', (_, text) => expect(isInstant(text)).toBe(false));
});

describe('An instant in words', () => {
  test.each([
    ['2026-03-05T15:05:00.000Z', '5 March 2026 at 3:05pm'],
    ['2026-07-05T23:30:00.000Z', '6 July 2026 at 12:30am'],
    ['2026-07-05T11:00:00.000Z', '5 July 2026 at 12:00pm'],
    ['2026-01-05T00:00:00.000Z', '5 January 2026 at 12:00am'],
  ])('%s is %s in England', (instant, words) => expect(instantInWords(instant)).toBe(words));
});
