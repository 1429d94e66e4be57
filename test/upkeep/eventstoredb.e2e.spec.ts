import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '../../src/statute/calendar.js';
import { EventStoreDbDouble } from '../../src/testing/eventstoredb/eventstoredb-double.js';
import { build, ehcp, type Ended } from '../run.js';
import { recordCases } from './caseload.js';

jest.setTimeout(120_000);

let home: string;
let data: string;
let server: EventStoreDbDouble;
beforeAll(async () => {
  build();
  home = mkdtempSync(join(tmpdir(), 'ehcp-esdb-'));
  data = join(home, 'data');
  server = await EventStoreDbDouble.start();
  await recordCases(data, 3, day('2025-01-06'), { EVENT_STORE_URL: server.url });
});
afterAll(() => {
  server.destroy();
  rmSync(home, { recursive: true });
});

const run = (args: readonly string[], from = data): Promise<Ended> =>
  ehcp(args, '', { DATA_DIRECTORY: from, EVENT_STORE_URL: server.url });

describe('with EventStoreDB', () => {
  it('everything is verified and rebuilt alike', async () => {
    expect(await run(['verify'])).toMatchObject({ code: 0, err: '' });
    expect((await run(['rebuild'])).out).toContain('The read models were made anew from 15 events');
    expect(await run(['verify'])).toMatchObject({ code: 0, err: '' });
  });

  it('the keys are backed up and restored, and the events stay where they are', async () => {
    const backup = join(home, 'backup');
    expect(await run(['backup', backup])).toMatchObject({ code: 0, err: '' });
    const there = join(home, 'there');
    mkdirSync(there);
    cpSync(join(data, 'master.key'), join(there, 'master.key'));
    const { code, out } = await run(['restore', backup, '--into', there]);
    expect(code).toBe(0);
    expect(out).toContain('15 events');
    expect(await run(['verify'], there)).toMatchObject({ code: 0, err: '' });
  });
});
