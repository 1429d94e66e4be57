import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, ehcp, type Ended } from './run.js';

jest.setTimeout(120_000);

let folder: string;
beforeAll(() => {
  build();
  folder = mkdtempSync(join(tmpdir(), 'ehcp-tokens-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const tokens = (...args: string[]): Promise<Ended> => ehcp(['tokens', ...args], '', { DATA_DIRECTORY: folder });

describe('ehcp tokens', () => {
  it('makes a token that stands alone on the output, lists it without it, and revokes it', async () => {
    const made = await tokens('add', '--name', 'Admissions', '--scopes', 'record', '--days', '90');
    expect(made).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^Made token-001 for Admissions: cases, record,/),
    });
    expect(made.out).toMatch(/^ehcp_[\w-]{43}\n$/);
    const listed = await tokens('list');
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toMatch(/token-001\s+Admissions\s+cases record\s+until \d{4}-\d\d-\d\d\s+never/);
    expect(listed.out).not.toContain('ehcp_');
    expect(await tokens('revoke', 'token-001')).toMatchObject({ code: 0 });
    const { out } = await tokens('list', '--json');
    expect(JSON.parse(out)).toMatchObject({ tokens: [{ id: 'token-001', isActive: false, madeBy: 'command-line' }] });
  });

  it.each([
    ['no scope', ['add', '--name', 'X'], /--scopes/],
    ['a scope that is none', ['add', '--name', 'X', '--scopes', 'all'], /--scopes: all is no scope/],
    ['too many days', ['add', '--name', 'X', '--scopes', 'cases', '--days', '2000'], /--days/],
    ['a token that is not there', ['revoke', 'token-999'], /there is no token token-999/],
  ])('refuses %s', async (_, args, message) => {
    const { code, err, out } = await tokens(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });
});
