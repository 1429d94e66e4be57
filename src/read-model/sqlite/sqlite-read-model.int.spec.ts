import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TABLE_NAMES } from '../definition.js';
import { openReadModel } from '../open-read-model.js';
import { ReadModelUnavailable } from '../read-model.js';
import { openTemporaryReadModel } from './sqlite-read-model.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-model-'));
  file = join(folder, 'deeper', 'read-model.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openReadModel(`sqlite:${file}`);

describe('Read models in a file', () => {
  test('are made where they are missing, for this user alone, and are there again', async () => {
    const model = await open();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const table of TABLE_NAMES) expect(await model.db.selectFrom(table).selectAll().execute()).toEqual([]);
    await model.writing.insertInto('person').values({ id: 'one', revision: 0 }).execute();
    await model.close();
    const again = await open();
    expect(await again.db.selectFrom('person').selectAll().execute()).toEqual([{ id: 'one', revision: 0 }]);
    await again.close();
  });

  test('are made once where they are opened several times', async () => {
    const models = [await open(), await open(), await open()];
    for (const { writing } of models) {
      expect(await writing.selectFrom('checkpoint').select('position').execute()).toEqual([{ position: '' }]);
    }
    for (const model of models) await model.close();
  });

  test('show what was committed while somebody writes', async () => {
    const model = await open();
    await model.writing.transaction().execute(async (transaction) => {
      await transaction.insertInto('person').values({ id: 'one', revision: 0 }).execute();
      expect(await model.db.selectFrom('person').selectAll().execute()).toEqual([]);
    });
    expect(await model.db.selectFrom('person').selectAll().execute()).toHaveLength(1);
    await model.close();
  });

  test('that cannot be read say so and how to mend it, whether the file is another or damaged', async () => {
    const model = await open();
    await model.close();
    const whole = readFileSync(file);
    const damaged = Buffer.concat([whole.subarray(0, 100), Buffer.alloc(whole.length - 100, 7)]);
    for (const content of [
      Buffer.from('This is no database, and long enough to be taken for one.'.repeat(20)),
      damaged,
    ]) {
      writeFileSync(file, content);
      const failure: unknown = await open().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ReadModelUnavailable);
      expect((failure as Error).message).toMatch(
        /^The read models in .* cannot be opened: .*remove the file and start again/,
      );
    }
    rmSync(file);
    await (await open()).close();
  });

  test('are named by a URL, which is not repeated where it names none', async () => {
    for (const url of ['postgres://user:password@host', 'sqlite:', '']) {
      const failure: unknown = await openReadModel(url).catch((error: unknown) => error);
      expect((failure as Error).message).toContain('Accepted: sqlite:<file>');
      expect((failure as Error).message).not.toContain('password');
    }
  });
});

describe('Read models of a past moment', () => {
  test('are gone when they are closed', async () => {
    const moment = await openTemporaryReadModel(file);
    await moment.writing.insertInto('person').values({ id: 'one', revision: 0 }).execute();
    expect(await moment.db.selectFrom('person').select('id').execute()).toEqual([{ id: 'one' }]);
    expect(existsSync(file)).toBe(true);
    await moment.close();
    expect(readdirSync(join(folder, 'deeper'))).toEqual([]);
  });
});
