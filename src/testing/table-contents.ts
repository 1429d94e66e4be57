import type { Kysely } from 'kysely';
import { TABLE_NAMES, TABLES } from '../read-model/definition.js';
import type { TableName, Tables } from '../read-model/schema.js';

/** What is in the tables: the rows of each, in the order of its key. */
export type TableContents = { readonly [T in TableName]: readonly Tables[T][] };

const written = (row: object, key: readonly string[]): string =>
  key.map((column) => String((row as Readonly<Record<string, unknown>>)[column]).padStart(12, '0')).join('/');

/** Rows as they are compared: in the order of the key, without counts that came to nothing. */
export function comparable(tables: TableContents): TableContents {
  const entries = TABLE_NAMES.map((table) => {
    const rows = (tables[table] as readonly object[]).filter((row) => !('count' in row) || row.count !== 0);
    const { key } = TABLES[table] as { readonly key: readonly string[] };
    return [table, rows.toSorted((one, other) => (written(one, key) < written(other, key) ? -1 : 1))] as const;
  });
  return Object.fromEntries(entries) as unknown as TableContents;
}

/** What is in the tables of a database. */
export async function tableContents(db: Kysely<Tables>): Promise<TableContents> {
  const tables: Partial<Record<TableName, readonly unknown[]>> = {};
  // SQLite gives rows without a prototype.
  for (const table of TABLE_NAMES) {
    const rows = await db.selectFrom(table).selectAll().execute();
    tables[table] = rows.map((row) => ({ ...row }));
  }
  return comparable(tables as TableContents);
}
