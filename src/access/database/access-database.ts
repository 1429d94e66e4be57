import { Kysely } from 'kysely';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OperatorError } from '../../platform/operator-error.js';
import { NodeSqliteDialect } from '../../read-model/sqlite/node-sqlite-dialect.js';
import { isBusy } from '../../read-model/trouble.js';
import { migrate } from './migrations.js';
import type { AccessTables } from './schema.js';

const SQLITE = /^sqlite:(?<file>.+)$/;
/** Milliseconds that a statement waits for another process. */
const PATIENCE = 10_000;
/** A commit is on the disk before it is answered: a session that was ended must not come back. */
const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA trusted_schema = OFF;
  PRAGMA secure_delete = ON;
`;

/** Accounts and sessions cannot be read or written: why, and how to mend it. */
export class AccessUnavailable extends OperatorError {
  override readonly name = 'AccessUnavailable';
}

/** The database of accounts, sessions, tokens and who looked at what. */
export class AccessDatabase {
  private constructor(readonly db: Kysely<AccessTables>) {}

  /**
   * Opens the database that a URL names, and makes its tables or brings them up to date.
   * @param url `sqlite:<file>`
   * @throws AccessUnavailable where it cannot be used
   */
  static async open(url: string, now: Date): Promise<AccessDatabase> {
    const file = accessFileOf(url);
    if (file === undefined)
      throw new AccessUnavailable('ACCESS_URL names no database. Set it to sqlite: and the path of a file.');
    let database: DatabaseSync | undefined;
    try {
      database = openFile(file);
      const db = new Kysely<AccessTables>({ dialect: new NodeSqliteDialect(database) });
      await migrate(db, now);
      return new AccessDatabase(db);
    } catch (error) {
      database?.close();
      throw unusable(file, error);
    }
  }

  close(): Promise<void> {
    return this.db.destroy();
  }
}

/** The file that a URL names; nothing where it names another database. */
export function accessFileOf(url: string): string | undefined {
  return SQLITE.exec(url)?.groups?.file;
}

function openFile(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Nobody else may read who works here and the digests of their passwords.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: PATIENCE });
  try {
    database.exec(PRAGMAS);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function unusable(file: string, error: unknown): AccessUnavailable {
  const reason = (error as Partial<Error> | null)?.message ?? String(error);
  const advice = isBusy(error)
    ? 'Another program holds it, or its disk is full: try again when that has passed.'
    : 'Restore it from a backup, start the version of the program that wrote it, or name another with ACCESS_URL.';
  return new AccessUnavailable(`The accounts in ${file} cannot be opened: ${reason}. ${advice}`, { cause: error });
}
