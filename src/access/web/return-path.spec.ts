import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { permissionsOf } from '../../platform/access/viewer.js';
import { firstPageOf, returnPath } from './return-path.js';

describe('The page to which somebody returns', () => {
  it.each(['/', '/worklist?team=plans-north&page=2', '/cases/0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001', '/account'])(
    'is %s where that was asked for',
    (path) => expect(returnPath(path)).toBe(path),
  );

  it.each([
    ...['https://evil.example/', '//evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example'],
    ...['/%0d%0aSet-Cookie:x\r\n', '/..//evil.example', '/./\u00a0/evil', 'worklist', '', 'javascript:alert(1)'],
    ...[
      '/sign-in',
      '/sign-in/provider',
      '/sign-out',
      '/api/docs',
      '/assets/tracker.css',
      '/account/password',
      '/health',
    ],
  ])('is not %s', (path) => expect(returnPath(path)).toBeUndefined());

  it('is none where nothing was asked for', () => expect(returnPath(undefined)).toBeUndefined());

  it('is on this server, whatever was asked for', () => {
    const odd = fc.stringMatching(/^[/\\.@:%a-z\t\n ?#]{0,20}$/);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          odd,
          odd.map((text) => `/${text}`),
        ),
        (text) => {
          const path = returnPath(text);
          if (path === undefined) return;
          expect(new URL(path, 'https://ehcp.example.gov.uk/sign-in').origin).toBe('https://ehcp.example.gov.uk');
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

describe('The first page', () => {
  it('is the work of who has cases, and the figures for all others', () => {
    expect(firstPageOf({ permissions: permissionsOf(['caseworker']) })).toBe('/worklist');
    expect(firstPageOf({ permissions: permissionsOf(['board', 'administrator']) })).toBe('/');
  });
});
