import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { build, root } from './run.js';

jest.setTimeout(60_000);
beforeAll(build);

const start = (env: NodeJS.ProcessEnv) =>
  spawn(process.execPath, ['dist/main.js'], { cwd: root, env: { ...process.env, PORT: '0', ...env } });

function failure(env: NodeJS.ProcessEnv): { readonly status: number | null; readonly text: string } {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['dist/main.js'], {
    cwd: root,
    env: { ...process.env, ...env },
    timeout: 20_000,
  });
  return { status, text: stdout.toString() + stderr.toString() };
}

describe('the server', () => {
  it('says where to look, with a command that works as pasted, and stops when asked', async () => {
    const child = start({});
    const text = await new Promise<string>((resolve, reject) => {
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        if (out.includes('Ctrl-C')) resolve(out);
      });
      child.once('exit', () => reject(new Error(`It ended: ${out}`)));
    });
    expect(text).toMatch(/documentation: http:\/\/127\.0\.0\.1:\d+\/api\/docs\n/);
    const command = /curl[^\\]*\\\n.*/.exec(text)?.[0] ?? '';
    const { stdout } = spawnSync('sh', ['-c', command]);
    expect(JSON.parse(stdout.toString())).toMatchObject({ asAt: '2025-01-10' });
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
    child.kill('SIGTERM');
    expect(await ended).toBe('SIGTERM');
  });

  it.each([
    [
      'a bad port',
      { PORT: 'http' },
      'PORT: http is not a port. Accepted: a whole number from 0 to 65535 (0: any free port).',
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
