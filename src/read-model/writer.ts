import { CompiledQuery, type Kysely } from 'kysely';
import { columnsOf, TABLES } from './definition.js';
import type { TableName, Tables } from './schema.js';

/** Parameters in one statement: few enough for every database, many enough that statements cost little. */
const MOST_PARAMETERS = 1_000;
/** Rows in one statement where fewer are left than fit into one. */
const FEW_ROWS = 8;
/** Values in one list of a deletion. */
const MOST_VALUES = 200;

/** A value as it stands in a row. */
type Value = string | number | null;

/** Statements by what they are for. */
type Insertions = Map<string, string>;

const insertions: Insertions = new Map();

/** Writes rows of the read models, many at once. */
export class Writer {
  readonly #insertions: Insertions;
  /** The measures of which counts were changed. */
  readonly counted = new Set<string>();

  /**
   * @param db a transaction; or a database, where nobody asks the tables yet
   * @param prefix what the names of the tables begin with while they are being made anew
   * @param known statements that were made before; the names of a rebuild are used once
   */
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly isSqlite: boolean,
    private readonly prefix = '',
    known = prefix === '' ? insertions : new Map<string, string>(),
  ) {
    this.#insertions = known;
  }

  /**
   * Writes several things in one transaction: the one that everything is written in or, where there is none, one of its
   * own. Whoever works much out before writing leaves the database to others meanwhile.
   */
  async together(work: (writer: Writer) => Promise<void>): Promise<void> {
    if (this.db.isTransaction) return work(this);
    return this.db
      .transaction()
      .execute((transaction) => work(new Writer(transaction, this.isSqlite, this.prefix, this.#insertions)));
  }

  /** Which cases of some ids are in the tables, and up to which revision. */
  async casesAmong(ids: readonly string[]): Promise<readonly Pick<Tables['case_file'], 'id' | 'kind' | 'revision'>[]> {
    const found: Pick<Tables['case_file'], 'id' | 'kind' | 'revision'>[] = [];
    for (let from = 0; from < ids.length; from += MOST_VALUES) {
      const some = ids.slice(from, from + MOST_VALUES);
      const places = some.map((_, index) => this.#place(index)).join(', ');
      const sql = `select "id", "kind", "revision" from "${this.prefix}case_file" where "id" in (${places})`;
      const { rows } = await this.db.executeQuery(CompiledQuery.raw(sql, [...some]));
      found.push(...(rows as typeof found));
    }
    return found;
  }

  /** Adds rows that are not there yet. */
  async insert<T extends TableName>(table: T, rows: readonly Tables[T][]): Promise<void> {
    await this.#write(table, rows, '');
  }

  /** Adds rows, or replaces those with the same key. */
  async put<T extends TableName>(table: T, rows: readonly Tables[T][]): Promise<void> {
    const { key } = TABLES[table] as { readonly key: readonly string[] };
    const others = columnsOf(table).filter((column) => !key.includes(column));
    await this.#write(
      table,
      rows,
      others.length === 0
        ? ` on conflict (${key.join(', ')}) do nothing`
        : ` on conflict (${key.join(', ')}) do update set ${others.map((column) => `"${column}" = excluded."${column}"`).join(', ')}`,
    );
  }

  /**
   * Changes some columns of a row that is there. Only what is named is written, so that no index is touched that has
   * nothing to do with it.
   */
  async update<T extends TableName>(
    table: T,
    row: Tables[T],
    columns: readonly Extract<keyof Tables[T], string>[],
  ): Promise<void> {
    const { key } = TABLES[table] as unknown as { readonly key: readonly (keyof Tables[T] & string)[] };
    const set = columns.map((column, index) => `"${column}" = ${this.#place(index)}`).join(', ');
    const where = key.map((column, index) => `"${column}" = ${this.#place(columns.length + index)}`).join(' and ');
    const values = [...columns, ...key].map((column) => row[column] as Value);
    await this.#run(`update "${this.prefix}${table}" set ${set} where ${where}`, values);
  }

  /** Adds to the counts of rows; a row whose count comes to nothing is left out of sums by its zero. */
  async add(rows: readonly Tables['measure_day'][]): Promise<void> {
    for (const { measure } of rows) this.counted.add(measure);
    const table = `${this.prefix}measure_day`;
    const { key } = TABLES.measure_day;
    await this.#write(
      'measure_day',
      rows,
      ` on conflict (${key.join(', ')}) do update set "count" = ${table}."count" + excluded."count"`,
    );
  }

  /** Removes the rows whose column has one of some values. */
  async remove<T extends TableName>(
    table: T,
    column: Extract<keyof Tables[T], string>,
    values: readonly string[],
  ): Promise<void> {
    for (let from = 0; from < values.length; from += MOST_VALUES) {
      const some = values.slice(from, from + MOST_VALUES);
      const places = some.map((_, index) => this.#place(index)).join(', ');
      await this.#run(`delete from "${this.prefix}${table}" where "${column}" in (${places})`, some);
    }
  }

  async #write<T extends TableName>(table: T, rows: readonly Tables[T][], conflict: string): Promise<void> {
    if (rows.length === 0) return;
    const columns = columnsOf(table);
    const most = Math.floor(MOST_PARAMETERS / columns.length);
    for (let from = 0; from < rows.length;) {
      // Few sizes, so that few statements have to be prepared.
      const left = rows.length - from;
      const size = left >= most ? most : left >= FEW_ROWS ? FEW_ROWS : 1;
      const values: Value[] = [];
      for (let index = from; index < from + size; index += 1) {
        for (const column of columns) values.push(rows[index]?.[column] as Value);
      }
      await this.#run(`${this.#insertion(table, columns, size)}${conflict}`, values);
      from += size;
    }
  }

  #insertion(table: TableName, columns: readonly string[], rows: number): string {
    const key = `${this.prefix}${table}/${String(rows)}/${this.isSqlite ? '?' : '$'}`;
    const known = this.#insertions.get(key);
    if (known !== undefined) return known;
    let place = 0;
    const row = (): string => `(${columns.map(() => this.#place(place++)).join(',')})`;
    const names = columns.map((column) => `"${column}"`).join(',');
    const made = `insert into "${this.prefix}${table}" (${names}) values ${Array.from({ length: rows }, row).join(',')}`;
    this.#insertions.set(key, made);
    return made;
  }

  #place(index: number): string {
    return this.isSqlite ? '?' : `$${String(index + 1)}`;
  }

  async #run(sql: string, values: readonly Value[]): Promise<void> {
    await this.db.executeQuery(CompiledQuery.raw(sql, values as Value[]));
  }
}
