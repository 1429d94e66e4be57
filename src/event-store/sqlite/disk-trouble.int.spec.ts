import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { inAnotherProcess } from '../contract/another-process.js';
import { newEvents, newStream } from '../contract/samples.js';
import { StoreUnavailable } from '../event-store.js';
import { checkForDamage } from './damage-check.js';
import { diskTrouble } from './disk-errors.js';
import { SqliteEventStore } from './sqlite-event-store.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disk-trouble-'));
  file = join(folder, 'events.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const refusalOf = (path: string): Promise<unknown> =>
  SqliteEventStore.open({ file: path }).catch((error: unknown) => error);

describe('a log that is whole is not called damaged', () => {
  it('when there is no room for the shared memory that a start needs', async () => {
    const store = await SqliteEventStore.open({ file });
    await store.append(newStream(), newEvents(3), 'no-stream');
    await store.close();
    const said = await inAnotherProcess(
      `import { SqliteEventStore } from ${JSON.stringify(new URL('sqlite-event-store.ts', import.meta.url).href)};
       await SqliteEventStore.open({ file: ${JSON.stringify(file)} }).then(
         () => console.log('opened'),
         (error) => console.log(String(error)),
       );`,
      16 * 1024,
    );
    expect(said).toMatch(
      /^StoreUnavailable: The event log .*events\.db cannot be used now: disk I\/O error .*Make room/,
    );
    expect(said).not.toMatch(/Restore|remove/);

    const again = await SqliteEventStore.open({ file });
    expect(await again.readAll(undefined, 10)).toHaveLength(3);
    await again.close();
  });

  /** A log whose every read ends in an error of SQLite. */
  const failing = (errcode: number) =>
    ({
      prepare() {
        throw Object.assign(new Error('it failed'), { errcode });
      },
    }) as unknown as DatabaseSync;

  it.each([
    ['a disk that does not read', 266],
    ['a disk that does not write', 778],
    ['shared memory that cannot be made', 4_874],
    ['a full disk', 13],
    ['another process', 5],
    ['memory that has run out', 7],
    ['a file that cannot be opened', 14],
    ['a file that is read-only', 8],
    ['a lack of rights', 3],
  ])('when the check is stopped by %s', async (_, errcode) => {
    const refusal: unknown = await checkForDamage(failing(errcode), file, undefined).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreUnavailable);
    expect(String(refusal)).toContain(`The event log ${file} cannot be used now: it failed`);
    expect(String(refusal)).not.toContain('Restore');
  });

  it.each([
    ['is malformed', 11],
    ['is no database', 26],
    ['ends too early', 522],
    ['lies in a damaged file system', 8_458],
  ])('unlike one that %s', async (_, errcode) => {
    await expect(checkForDamage(failing(errcode), file, undefined)).rejects.toThrow(/Restore .* from the backup/);
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['a directory in its place', () => mkdirSync(file), 'EISDIR'],
    ['a directory in the place of its mark', () => mkdirSync(`${file}-mark`), 'EISDIR'],
    ['a file in the place of its directory', () => writeFileSync(folder + '/way', ''), 'ENOTDIR'],
  ])('is named with what to do: %s', async (_, hinder, code) => {
    hinder();
    const refusal = await refusalOf(code === 'ENOTDIR' ? join(folder, 'way', 'events.db') : file);
    expect(refusal).toBeInstanceOf(StoreUnavailable);
    expect(String(refusal)).toContain(folder);
    expect(String(refusal)).toMatch(/(?:Name a file in a directory|read and write the file)/);
  });

  it.each([
    ['ENOSPC', 'Make room'],
    ['EACCES', 'read and write the file'],
    ['EMFILE', 'more files open'],
    ['EIO', 'Look whether its disk is sound'],
  ])('is told apart by the kind of error: %s', (code, advice) => {
    const trouble = diskTrouble(Object.assign(new Error(code), { code }), file);
    expect(trouble).toContain(`The file ${file} of the event log cannot be used (${code}).`);
    expect(trouble).toContain(advice);
  });
});
