import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '../../src/statute/calendar.js';
import { build, ehcp, root, type Ended } from '../run.js';
import { recordCases, startWriter } from './caseload.js';

jest.setTimeout(120_000);

let home: string;
let data: string;
let server: ChildProcess;
let address: string;
beforeAll(async () => {
  build();
  home = mkdtempSync(join(tmpdir(), 'ehcp-serve-'));
  data = join(home, 'data');
  await recordCases(data, 3, day('2025-01-06'));
  const child = spawn(process.execPath, ['bin/ehcp.mjs', 'serve', '--port', '0'], {
    cwd: root,
    env: { ...process.env, DATA_DIRECTORY: data, PORT: 'not a port' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = child;
  let out = '';
  for await (const chunk of child.stdout) {
    out += String(chunk);
    if (out.includes('Ctrl-C')) break;
  }
  address = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] ?? '';
});
afterAll(async () => {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
  rmSync(home, { recursive: true });
});

const run = (...args: string[]): Promise<Ended> => ehcp(args, '', { DATA_DIRECTORY: data });

describe('ehcp serve', () => {
  it('starts the server where it is told to, whatever the environment says', async () => {
    expect(address).not.toBe('');
    expect((await fetch(`${address}/health`)).status).toBe(200);
  });

  it('says why it does not start', async () => {
    const wrong = await run('serve', '--port', 'x');
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toBe(
      'The server did not start.\nPORT: x is not a port. Accepted: a whole number from 0 to 65535 (0: any free port).\n',
    );
    const taken = await run('serve', '--port', new URL(address).port);
    expect(taken.code).toBe(1);
    expect(taken.err).toContain('another program already listens there');
  });
});

describe('while the server runs', () => {
  it('its data can be verified, rebuilt and backed up, and others record', async () => {
    const writer = await startWriter(data);
    try {
      expect(await run('verify')).toMatchObject({ code: 0, err: '' });
      expect(await run('rebuild')).toMatchObject({ code: 0, err: '' });
      expect(await run('backup', join(home, 'backup'))).toMatchObject({ code: 0, err: '' });
    } finally {
      await writer.stop();
    }
    expect(await run('verify')).toMatchObject({ code: 0, err: '' });
  });

  it('no backup is restored over its data', async () => {
    const { code, err } = await run('restore', join(home, 'backup'));
    expect(code).toBe(2);
    expect(err).toContain(`A tracker runs on ${data}. Stop it.`);
    const there = join(home, 'there');
    cpSync(join(data, 'master.key'), join(there, 'master.key'));
    expect((await run('restore', join(home, 'backup'), '--into', there)).code).toBe(0);
  });
});
