import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { day } from '../../src/statute/calendar.js';
import { Mailbox, type ReceivedMail } from '../../src/testing/mailbox.js';
import { build, ehcp, root, type Ended } from '../run.js';
import { recordCases } from './caseload.js';

jest.setTimeout(240_000);
beforeAll(build);

let home: string;
let data: string;
let box: Mailbox;
const servers: ChildProcess[] = [];

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'ehcp-mail-'));
  data = join(home, 'data');
  box = new Mailbox();
  await box.open();
  await recordCases(data, 3, day('2025-01-06'));
  // It is always past the hours of this council.
  writeFileSync(join(home, 'alerts.json'), JSON.stringify({ sweepAt: '00:00', digestAt: '00:00' }));
  await run('users', 'add', '--name', 'Mona', '--email', 'mona@example.gov.uk', '--roles', 'manager');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await stop(server);
  await box.close();
  rmSync(home, { recursive: true });
});

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  DATA_DIRECTORY: data,
  EHCP_ALERTS: join(home, 'alerts.json'),
  EHCP_SMTP_URL: `smtp://127.0.0.1:${String(box.settings().port)}`,
  EHCP_SMTP_FROM: 'ehcp@example.gov.uk',
});
const run = (...args: string[]): Promise<Ended> => ehcp(args, '', environment());

/** Starts a server, and waits until it listens. */
async function start(): Promise<ChildProcess> {
  const server = spawn(process.execPath, ['bin/ehcp.mjs', 'serve', '--port', '0'], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  servers.push(server);
  let out = '';
  for await (const chunk of server.stdout) {
    out += String(chunk);
    if (out.includes('Ctrl-C')) break;
  }
  return server;
}

async function stop(server: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}

/** Resolves with the next mail that is taken, before the server says so. */
const nextTaken = (): Promise<ReceivedMail> =>
  new Promise((resolve) => {
    box.onTaken = resolve;
  });

interface Row {
  readonly state: string;
  readonly attempts: number;
  readonly is_unsure: number;
}

function rows(): readonly Row[] {
  const database = new DatabaseSync(join(data, 'access.db'));
  try {
    return database.prepare('SELECT state, attempts, is_unsure FROM mail').all() as unknown as readonly Row[];
  } finally {
    database.close();
  }
}

describe('The mails of a tracker', () => {
  it('are sent once by two processes on one data directory, which end in order', async () => {
    const taken = nextTaken();
    const both = await Promise.all([start(), start()]);
    expect(await taken).toMatchObject({ to: 'mona@example.gov.uk' });
    for (const server of both) await stop(server);
    expect(box.received).toHaveLength(1);
    expect(rows()).toMatchObject([{ state: 'sent', attempts: 1, is_unsure: 0 }]);
  });

  it('are sent again under the same Message-ID after a process was killed before it heard that they were taken', async () => {
    box.moods.push('takes-and-hangs');
    const taken = nextTaken();
    const killed = await start();
    const first = await taken;
    await stop(killed, 'SIGKILL');
    expect(rows()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    const database = new DatabaseSync(join(data, 'access.db'));
    database.exec("UPDATE mail SET leased_until = '2025-01-01T00:00:00.000Z'");
    database.close();
    const again = nextTaken();
    const other = await start();
    await again;
    await stop(other);
    expect(box.received.map(({ messageId }) => messageId)).toEqual([first.messageId, first.messageId]);
    expect(rows()).toMatchObject([{ state: 'sent', attempts: 2, is_unsure: 1 }]);
    expect((await run('mail', 'list')).out).toContain('may arrive twice');
  });
});
