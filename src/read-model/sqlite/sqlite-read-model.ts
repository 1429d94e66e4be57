import { Kysely } from 'kysely';
import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Tables } from '../schema.js';
import { ReadModelUnavailable, type Everything, type ReadModel } from '../read-model.js';
import { makeBookkeeping } from '../bookkeeping.js';
import { isBusy } from '../trouble.js';
import { NodeSqliteDialect } from './node-sqlite-dialect.js';

/** Milliseconds that a statement waits for another process. */
const PATIENCE = 30_000;

/** A commit need not be on the disk at once: what a crash takes away is projected again from the events. */
const DURABLE_AT_CHECKPOINTS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 16000;
  PRAGMA cache_size = -65536;
  PRAGMA temp_store = MEMORY;
  PRAGMA trusted_schema = OFF;
`;

/** Nothing of it outlives the process. */
const FOR_THE_MOMENT = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA cache_size = -65536;
  PRAGMA temp_store = MEMORY;
`;

function connect(file: string, pragmas: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: PATIENCE });
  try {
    database.exec(pragmas);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function opened(
  file: string,
  pragmas: string,
  connections: 1 | 2,
): { readonly first: DatabaseSync; readonly second: DatabaseSync } {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Nobody else may read it: it says what happens to whom, though under ids alone.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    const first = connect(file, pragmas);
    return { first, second: connections === 1 ? first : connect(file, pragmas) };
  } catch (error) {
    throw unusable(file, error);
  }
}

function unusable(file: string, error: unknown): ReadModelUnavailable {
  const reason = (error as Partial<Error> | null)?.message ?? String(error);
  const advice = isBusy(error)
    ? 'Another program holds them, or their disk is full: try again when that has passed.'
    : 'They follow from the events: remove the file and start again, or name another with READ_MODEL_URL.';
  return new ReadModelUnavailable(`The read models in ${file} cannot be opened: ${reason}. ${advice}`, {
    cause: error,
  });
}

/** The read models with what they need. */
async function made(model: ReadModel, file: string): Promise<ReadModel> {
  try {
    await makeBookkeeping(model);
    return model;
  } catch (error) {
    await model.close();
    throw unusable(file, error);
  }
}

/** Opens read models in a file, one connection to ask and one to write. */
export async function openSqliteReadModel(file: string): Promise<ReadModel> {
  const { first, second } = opened(file, DURABLE_AT_CHECKPOINTS, 2);
  const writing = new Kysely<Everything>({ dialect: new NodeSqliteDialect(first) });
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(second) });
  const model: ReadModel = {
    db,
    writing,
    isSqlite: true,
    close: async () => {
      await db.destroy();
      await writing.destroy();
      // Kysely closes only what was asked.
      if (second.isOpen) second.close();
    },
  };
  return made(model, file);
}

/** Opens read models that are removed when they are closed. */
export async function openTemporaryReadModel(file: string): Promise<ReadModel> {
  const { first } = opened(file, FOR_THE_MOMENT, 1);
  const writing = new Kysely<Everything>({ dialect: new NodeSqliteDialect(first) });
  const model: ReadModel = {
    db: writing,
    writing,
    isSqlite: true,
    close: async () => {
      await writing.destroy();
      rmSync(file, { force: true });
    },
  };
  return made(model, file);
}
