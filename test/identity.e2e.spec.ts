import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDbDouble } from '../src/testing/eventstoredb/eventstoredb-double.js';
import { SECRETS } from './identity/children.js';
import { build, root } from './run.js';

jest.setTimeout(120_000);
beforeAll(build);

/** Every file below a folder. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const forms = (secret: string): Buffer[] => [
  ...[secret, secret.toLowerCase(), secret.toUpperCase(), JSON.stringify(secret).slice(1, -1)].map((text) =>
    Buffer.from(text),
  ),
  Buffer.from(secret, 'utf16le'),
  Buffer.from(encodeURIComponent(secret)),
  Buffer.from(Buffer.from(secret).toString('hex')),
  Buffer.from(Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1)),
];

/** What of the secrets is found in some bytes. */
const found = (bytes: Buffer): string[] =>
  SECRETS.filter((secret) => secret !== '' && forms(secret).some((form) => bytes.includes(form)));

interface Run {
  readonly output: Buffer;
  /** The files as they were while the program still ran, and after it had ended. */
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[];
}

/** A full run, and everything that it left anywhere. */
async function fullRun(folder: string, url?: string, others: readonly string[] = []): Promise<Run> {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--import', './scripts/bench-hooks.mjs', 'test/identity/full-run.ts'],
    {
      cwd: root,
      env: { ...process.env, DATA_DIRECTORY: folder, ...(url === undefined ? {} : { EVENT_STORE_URL: url }) },
    },
  );
  const output: Buffer[] = [];
  const collect = () => [...filesIn(folder), ...others].map((name) => ({ name, bytes: readFileSync(name) }));
  const complete = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output.push(chunk);
      if (Buffer.concat(output).includes('RUN COMPLETE')) resolve();
    });
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('exit', () => reject(new Error(`It ended early: ${Buffer.concat(output).toString()}`)));
  });
  await complete;
  const running = collect();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.write('end\n');
  expect(await ended).toBe(0);
  return { output: Buffer.concat(output), files: [...running, ...collect()] };
}

const stores: readonly (readonly [string, () => Promise<{ readonly run: Run; readonly end: () => void }>])[] = [
  [
    'SQLite',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ehcp-identity-'));
      const run = await fullRun(folder);
      return { run, end: () => rmSync(folder, { recursive: true }) };
    },
  ],
  [
    'EventStoreDB',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ehcp-identity-'));
      const double = await EventStoreDbDouble.start({ maxAppendSize: 16_000_000 });
      const run = await fullRun(folder, double.url, [double.logFile]);
      return {
        run,
        end: () => {
          double.destroy();
          rmSync(folder, { recursive: true });
        },
      };
    },
  ],
];

describe.each(stores)('a full run on %s', (_, start) => {
  let run: Run;
  let end: () => void;

  beforeAll(async () => {
    ({ run, end } = await start());
  });
  afterAll(() => end());

  it('carries out what was asked, refuses what was wrong, and records events in the open', () => {
    const text = run.output.toString();
    expect(text.match(/"outcome":"recorded"/g)?.length).toBeGreaterThanOrEqual(3 * 19 + 1);
    expect(text.match(/"outcome":"refused"/g)?.length).toBeGreaterThanOrEqual(3);
    expect(text.match(/ERROR/g)?.length).toBeGreaterThanOrEqual(3 * 12);
    expect(text.match(/"milestones":2,.*"isRecorded":true/g)).toHaveLength(3);
    expect(text.match(/"isRecorded":false/g)?.length).toBeGreaterThan(3 * 50);
    expect(run.files.some(({ bytes }) => bytes.includes('DraftPlanSent'))).toBe(true);
  });

  it('leaves no name, date of birth, UPN, postcode or text in any file', () => {
    expect(run.files.length).toBeGreaterThan(4);
    expect(
      run.files.map(({ name, bytes }) => ({ name, found: found(bytes) })).filter((one) => one.found.length > 0),
    ).toEqual([]);
  });

  it('and none in anything that it printed', () => {
    expect(found(run.output)).toEqual([]);
  });
});

it('the search would find a name in any of the forms that it looks for', () => {
  const [name = ''] = SECRETS;
  for (const form of forms(name))
    expect(found(Buffer.concat([Buffer.from('x'), form, Buffer.from('x')]))).toContain(name);
});
