import { describe, expect, it } from '@jest/globals';
import { agentOf } from './agent.js';
import { retryAfter, waitText } from './wait-text.js';

describe('A time to wait', () => {
  it.each([
    [1, '1 second', '1'],
    [1_001, '2 seconds', '2'],
    [59_000, '59 seconds', '59'],
    [59_001, '1 minute', '60'],
    [61_000, '2 minutes', '61'],
    [900_000, '15 minutes', '900'],
  ])('of %d ms is never told shorter than it is', (milliseconds, words, seconds) => {
    expect(waitText(milliseconds)).toBe(words);
    expect(retryAfter(milliseconds)).toBe(seconds);
  });
});

describe('The program that somebody uses', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Windows'],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
      'Chrome on Linux',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Safari/604.1',
      'Safari on an iPhone',
    ],
    ['curl/8.5.0', 'Another program'],
    ['<script>alert(1)</script> Firefox/1', 'Firefox'],
    [undefined, 'Another program'],
  ])('is known again: %s', (header, words) => expect(agentOf(header)).toBe(words));
});
