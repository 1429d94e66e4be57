import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '../../src/statute/calendar.js';
import { build, ehcp, type Ended } from '../run.js';
import { recordCases } from './caseload.js';

jest.setTimeout(120_000);

let home: string;
let data: string;
beforeAll(() => {
  build();
  home = mkdtempSync(join(tmpdir(), 'ehcp-another-log-'));
  data = join(home, 'data');
});
afterAll(() => rmSync(home, { recursive: true }));

const LOG = ['events.db', 'events.db-mark'];
const run = (...args: string[]): Promise<Ended> => ehcp(args, '', { DATA_DIRECTORY: data });
const requests = async (): Promise<number> => {
  const { out } = await run('due', '--rule', 'N7', '--json', '--limit', '100');
  const { groups } = JSON.parse(out) as { readonly groups: readonly { readonly clocks: readonly unknown[] }[] };
  return groups.reduce((sum, { clocks }) => sum + clocks.length, 0);
};
/** How far each policy has come. */
function policies(): readonly unknown[] {
  const database = new DatabaseSync(join(data, 'read-model.db'), { timeout: 10_000 });
  try {
    return database.prepare('SELECT policy, position FROM policy_checkpoint').all();
  } finally {
    database.close();
  }
}
const copyLog = (from: string, to: string): void => {
  for (const name of LOG) cpSync(join(from, name), join(to, name));
};

describe('An older copy of the event log that is put in place by hand', () => {
  it('is noticed at the next start: what the read models show of more is gone, and the policies begin anew', async () => {
    await recordCases(data, 2, day('2025-01-06'));
    expect(await run('verify')).toMatchObject({ code: 0, err: '' });
    cpSync(data, join(home, 'older'), { recursive: true });
    await recordCases(data, 3, day('2025-02-03'));
    expect(await run('verify')).toMatchObject({ code: 0, err: '' });
    expect(await requests()).toBe(5);
    expect(policies().length).toBeGreaterThan(0);

    copyLog(join(home, 'older'), data);
    const first = await run('due', '--rule', 'N7');
    expect(first.code).toBe(0);
    expect(first.err).toMatch(
      /The event \d+ of the stream assessment-[0-9a-f-]{36}, which the read models show, is not in the event log: /,
    );
    expect(policies()).toEqual([]);
    expect(await requests()).toBe(2);
    const second = await run('due', '--rule', 'N7');
    expect(second.err).toBe('');
  });

  it('is noticed too where it has grown beyond what was lost', async () => {
    cpSync(data, join(home, 'kept'), { recursive: true });
    await recordCases(data, 1, day('2025-02-03'));
    expect(await requests()).toBe(3);
    const shown = join(home, 'shown');
    cpSync(data, shown, { recursive: true });
    rmSync(data, { recursive: true });
    cpSync(join(home, 'kept'), data, { recursive: true });
    await recordCases(data, 2, day('2025-03-03'));
    cpSync(join(shown, 'read-model.db'), join(data, 'read-model.db'));
    expect((await run('verify')).err).toContain('is not in the event log');
    expect(await requests()).toBe(4);
  });
});
