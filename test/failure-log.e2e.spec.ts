import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from './run.js';
import { tokenFor } from './token-for.js';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'ehcp-failure-log-'));
beforeAll(build);
afterAll(() => rmSync(folder, { recursive: true }));

const SURNAME = 'Zugspitze';

interface Failed {
  readonly status: number;
  readonly body: { readonly detail: string; readonly instance: string };
  readonly lines: readonly string[];
}

/** Starts a server, makes a search for a child fail in it, and stops it. */
async function failedSearch(program: readonly string[], name: string): Promise<Failed> {
  const data = join(folder, name);
  const token = await tokenFor(data);
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIRECTORY: data, NO_COLOR: '1' },
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  let out = '';
  for await (const chunk of child.stdout) {
    out += String(chunk);
    if (out.includes('Ctrl-C')) break;
  }
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] ?? '';
  const database = new DatabaseSync(join(data, 'read-model.db'));
  database.exec('drop table person_term');
  database.close();
  const response = await fetch(`${address}/api/v1/people/search`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: SURNAME }),
  });
  const body = (await response.json()) as Failed['body'];
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  await ended;
  return { status: response.status, body, lines: err.split('\n').filter((line) => line !== '') };
}

describe.each([
  ['npm start', ['dist/main.js']],
  ['ehcp serve', ['bin/ehcp.mjs', 'serve']],
])('a failure of the server that %s started', (_, program) => {
  it('is one line of its log, which the answer names and which says nothing of the child', async () => {
    const { status, body, lines } = await failedSearch(program, program.join('-').replaceAll('/', '-'));
    expect(status).toBe(500);
    const id = /^urn:uuid:(?<id>[0-9a-f-]{36})$/.exec(body.instance)?.groups?.id ?? 'none';
    expect(body.detail).toBe(
      `Something went wrong on our side. Nothing was wrong with the request. The log of the server says more under ${id}.`,
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(id);
    expect(lines[0]).toMatch(
      /ERROR \[HTTP\] POST \/api\/v1\/people\/search failed .*: Error ERR_SQLITE_ERROR at .*\.js:\d+/,
    );
    expect(lines[0]).not.toContain(SURNAME);
  });
});
