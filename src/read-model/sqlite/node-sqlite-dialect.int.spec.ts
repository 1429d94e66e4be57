import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { NodeSqliteDialect } from './node-sqlite-dialect.js';

interface Words {
  word: { id: number; text: string | null };
}

let folder: string;
let db: Kysely<Words>;
const open = (timeout = 0): Kysely<Words> =>
  new Kysely<Words>({
    dialect: new NodeSqliteDialect(new DatabaseSync(join(folder, 'words.db'), { timeout })),
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dialect-'));
  db = open();
  await sql`pragma journal_mode = wal`.execute(db);
  await db.schema
    .createTable('word')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('text', 'text')
    .execute();
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const add = (id: number, text: string | null = `word ${String(id)}`, to = db) =>
  to.insertInto('word').values({ id, text }).executeTakeFirst();
const ids = async (of = db): Promise<readonly number[]> =>
  (await of.selectFrom('word').select('id').orderBy('id').execute()).map(({ id }) => id);

describe('A statement', () => {
  test('answers with rows, or with how many it changed', async () => {
    expect(await add(1)).toMatchObject({ numInsertedOrUpdatedRows: 1n });
    await add(2, null);
    expect(await db.selectFrom('word').selectAll().orderBy('id').execute()).toEqual([
      { id: 1, text: 'word 1' },
      { id: 2, text: null },
    ]);
    const { numUpdatedRows } = await db.updateTable('word').set({ text: 'same' }).executeTakeFirst();
    expect(numUpdatedRows).toBe(2n);
    expect(await db.deleteFrom('word').where('id', '=', 9).executeTakeFirst()).toEqual({ numDeletedRows: 0n });
    expect(await db.insertInto('word').values({ id: 3, text: 'x' }).returning('id').execute()).toEqual([{ id: 3 }]);
  });

  test('that fails says why, and leaves the connection to others', async () => {
    await add(1);
    await expect(add(1)).rejects.toThrow('UNIQUE constraint failed: word.id');
    await expect(sql`select * from unmade`.execute(db)).rejects.toThrow('no such table');
    expect(await ids()).toEqual([1]);
  });

  test('is prepared once, and right after its table was renamed, made anew or changed, by whichever connection', async () => {
    const other = open(1_000);
    const all = (of: Kysely<Words>) => of.selectFrom('word').selectAll().orderBy('id').execute();
    await add(1);
    expect([await all(db), await all(other)]).toEqual([[{ id: 1, text: 'word 1' }], [{ id: 1, text: 'word 1' }]]);
    await db.transaction().execute(async (transaction) => {
      await sql`create table next (id integer primary key, text text, more integer default 7)`.execute(transaction);
      await sql`insert into next (id, text) values (2, 'two')`.execute(transaction);
      await transaction.schema.dropTable('word').execute();
      await transaction.schema.alterTable('next').renameTo('word').execute();
    });
    expect(await all(db)).toEqual([{ id: 2, text: 'two', more: 7 }]);
    expect(await all(other)).toEqual([{ id: 2, text: 'two', more: 7 }]);
    await add(3, 'three', other);
    expect(await ids()).toEqual([2, 3]);
    await other.destroy();
  });

  test('is one of more than are kept prepared, and right all the same', async () => {
    await add(1);
    for (let limit = 1; limit <= 450; limit += 1) {
      const { rows } = await sql<{ n: number }>`select ${sql.lit(limit)} as n`.execute(db);
      expect(rows).toEqual([{ n: limit }]);
    }
    expect(await ids()).toEqual([1]);
  });
});

describe('A transaction', () => {
  test('that fails leaves nothing of itself, and the next one goes on', async () => {
    const failing = db.transaction().execute(async (transaction) => {
      await add(1, 'one', transaction);
      await transaction.schema.createTable('later').addColumn('id', 'integer').execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await ids()).toEqual([]);
    await expect(sql`select * from later`.execute(db)).rejects.toThrow('no such table');
    await db.transaction().execute((transaction) => add(2, 'two', transaction));
    expect(await ids()).toEqual([2]);
  });

  test('that SQLite ended by itself is over, with the error that ended it', async () => {
    const failing = db.transaction().execute(async (transaction) => {
      await add(1, 'one', transaction);
      await sql`insert or rollback into word (id) values (1)`.execute(transaction);
    });
    await expect(failing).rejects.toThrow('UNIQUE constraint failed');
    await add(2);
    expect(await ids()).toEqual([2]);
  });

  test('waits for the one before it, and questions wait with it', async () => {
    const order: string[] = [];
    const long = db.transaction().execute(async (transaction) => {
      order.push('first begins');
      await add(1, 'one', transaction);
      await new Promise((resolve) => setImmediate(resolve));
      await add(2, 'two', transaction);
      order.push('first ends');
    });
    const next = db.transaction().execute(async (transaction) => {
      order.push('second begins');
      await add(3, `after ${String((await ids(transaction)).length)}`, transaction);
    });
    const asked = ids().then((found) => order.push(`${String(found.length)} found`));
    await Promise.all([long, next, asked]);
    expect(order).toEqual(['first begins', 'first ends', 'second begins', '3 found']);
  });

  test('that writes begins only when no other connection writes; one that reads sees one moment', async () => {
    const other = open();
    await add(1);
    await db
      .transaction()
      .setAccessMode('read only')
      .execute(async (transaction) => {
        expect(await ids(transaction)).toEqual([1]);
        await other.transaction().execute((writing) => add(2, 'two', writing));
        expect(await ids(transaction)).toEqual([1]);
      });
    expect(await ids()).toEqual([1, 2]);
    await db.transaction().execute(async () => {
      const refused = other.transaction().execute((writing) => add(3, 'three', writing));
      await expect(refused).rejects.toMatchObject({ errcode: 5 });
    });
    await add(4, 'four', other);
    expect(await ids()).toEqual([1, 2, 4]);
    await other.destroy();
  });
});

describe('A stream of rows', () => {
  test('gives every row, in order, also with the statement in use meanwhile', async () => {
    for (let id = 1; id <= 250; id += 1) await add(id);
    const found: number[] = [];
    for await (const { id } of db.selectFrom('word').select('id').orderBy('id').stream()) found.push(id);
    expect(found).toEqual(await ids());
  });

  test('that is left early leaves the connection to others', async () => {
    for (let id = 1; id <= 5; id += 1) await add(id);
    for await (const { id } of db.selectFrom('word').select('id').orderBy('id').stream()) if (id === 2) break;
    await db.schema.dropTable('word').execute();
    await expect(ids()).rejects.toThrow('no such table');
  });
});
