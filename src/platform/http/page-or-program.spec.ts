import { describe, expect, it } from '@jest/globals';
import { isPage } from './page-or-program.js';

describe('What a request is for', () => {
  it.each(['/', '/worklist', '/cases/1', '/apiary', '/healthy'])('is a page for a person: %s', (path) => {
    expect(isPage({ path })).toBe(true);
  });

  it.each(['/api/v1/cases', '/API/v1/cases', '/api', '/health', '/metrics'])(
    'is an answer for a program: %s',
    (path) => {
      expect(isPage({ path })).toBe(false);
    },
  );
});
