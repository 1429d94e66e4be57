import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from './run.js';

jest.setTimeout(60_000);
beforeAll(build);

const folder = mkdtempSync(join(tmpdir(), 'ehcp-start-'));
afterAll(() => rmSync(folder, { recursive: true }));

const start = (env: NodeJS.ProcessEnv) =>
  spawn(process.execPath, ['dist/main.js'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIRECTORY: join(folder, 'data'), ...env },
  });

function failure(env: NodeJS.ProcessEnv): { readonly status: number | null; readonly text: string } {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['dist/main.js'], {
    cwd: root,
    env: { ...process.env, DATA_DIRECTORY: join(folder, 'failing'), ...env },
    timeout: 20_000,
  });
  return { status, text: stdout.toString() + stderr.toString() };
}

describe('the first start from a work tree', () => {
  const firstRun = (env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, ['scripts/first-run.mjs'], {
      cwd: root,
      env: { ...process.env, ...env },
    }).stdout.toString();

  it('makes no demo where anything is there, other stores are named, or none is wanted', () => {
    const kept = join(folder, 'kept');
    mkdirSync(kept);
    writeFileSync(join(kept, 'anything'), '');
    const missing = join(folder, 'missing');
    expect(firstRun({ DATA_DIRECTORY: kept })).toBe('');
    expect(firstRun({ DATA_DIRECTORY: missing, EHCP_DEMO: 'no' })).toBe('');
    expect(firstRun({ DATA_DIRECTORY: missing, EVENT_STORE_URL: 'sqlite:elsewhere.db' })).toBe('');
    expect(readdirSync(folder)).not.toContain('missing');
  });
});

describe('the server', () => {
  let text = '';

  it('says where to look, with a command that works as pasted, and stops when asked', async () => {
    const child = start({});
    text = await new Promise<string>((resolve, reject) => {
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        if (out.includes('Ctrl-C')) resolve(out);
      });
      child.once('exit', () => reject(new Error(`It ended: ${out}`)));
    });
    expect(text).toContain(
      '  It answers this machine alone.\n  Nobody can sign in yet. Make the first administrator:\n',
    );
    expect(text).toMatch(/documentation: http:\/\/127\.0\.0\.1:\d+\/api\/docs\n/);
    const command = /curl[^\\]*\\\n.*/.exec(text)?.[0] ?? '';
    const { stdout } = spawnSync('sh', ['-c', command]);
    expect(JSON.parse(stdout.toString())).toMatchObject({ asAt: '2025-01-10' });
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
    child.kill('SIGTERM');
    expect(await ended).toBe('SIGTERM');
  });

  it('keeps events, keys and the master key where nobody else may read them, and closes the log in order', () => {
    const data = join(folder, 'data');
    expect(text).toContain(`  Data: ${data}\n`);
    expect(readdirSync(data).sort()).toEqual([
      'access.db',
      'events.db',
      'events.db-mark',
      'keys.db',
      'master.key',
      'read-model.db',
    ]);
    for (const name of readdirSync(data)) expect(statSync(join(data, name)).mode & 0o077).toBe(0);
    expect(statSync(data).mode & 0o077).toBe(0);
    expect(readFileSync(join(data, 'events.db-mark'), 'latin1')).toContain(' closed ');
  });

  it('says where the event log is damaged', () => {
    const damaged = join(folder, 'damaged');
    mkdirSync(damaged);
    writeFileSync(join(damaged, 'events.db'), 'no log at all, and long enough to be taken for one '.repeat(100));
    const { status, text: said } = failure({ DATA_DIRECTORY: damaged });
    expect(said).toMatch(/^The server did not start\.\n.*events\.db is no event log that can be read/);
    expect(said).not.toContain('    at ');
    expect(status).toBe(1);
  });

  it('says that the event store does not answer, without its password', () => {
    const { status, text: said } = failure({ EVENT_STORE_URL: 'esdb://admin:Zugspitze@127.0.0.1:1?tls=true' });
    expect(said).toMatch(/^The server did not start\.\nEventStoreDB at 127\.0\.0\.1:1 /);
    expect(said).not.toContain('Zugspitze');
    expect(status).toBe(1);
  });

  it('does not start with keys whose master key is gone', () => {
    const orphaned = join(folder, 'orphaned');
    const first = failure({ DATA_DIRECTORY: orphaned, HOST: '192.0.2.1' });
    expect(first.status).toBe(1);
    rmSync(join(orphaned, 'master.key'));
    const { status, text: said } = failure({ DATA_DIRECTORY: orphaned });
    expect(said).toMatch(/^The server did not start\.\n.*master\.key/);
    expect(status).toBe(1);
  });

  it.each([
    [
      'a bad port',
      { PORT: 'http' },
      'PORT: http is not a port. Accepted: a whole number from 0 to 65535 (0: any free port).',
    ],
    [
      'an address that lets other machines in',
      { HOST: '0.0.0.0' },
      'HOST=0.0.0.0 lets other machines in, and there is nobody yet who may sign in. Make the first administrator: bin/ehcp.mjs users add --name "Your Name" --email you@example.gov.uk --roles administrator --generate-password',
    ],
    [
      'a demonstration with children who are not invented',
      { EHCP_SIGN_IN: 'demo' },
      'EHCP_SIGN_IN=demo lets anybody at this machine become anybody, and the data is not that of a demo. Leave it out, or name a demo with DATA_DIRECTORY: "ehcp demo --into <directory>" makes one.',
    ],
    [
      'local standards that are missing',
      { EHCP_LOCAL_STANDARDS: 'nowhere.json' },
      'nowhere.json: there is no such file. Accepted: a file of JSON text in UTF-8, at most 5 MB.',
    ],
  ])('does not start with %s, and says why', (_, env, sentence) => {
    expect(failure(env)).toEqual({ status: 1, text: `The server did not start.\n${sentence}\n` });
  });
});
