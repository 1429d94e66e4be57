import { describe, expect, test } from '@jest/globals';
import { isInstant } from './instants.js';

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
