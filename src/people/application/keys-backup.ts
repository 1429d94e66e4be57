import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { MasterKeySetting } from '../../platform/configuration.js';
import { Problems } from '../../platform/problem.js';
import { KeysUnusable } from '../vault/key-vault.js';
import { isOfSqlite, neededAfter } from '../vault/keys-errors.js';
import { keysFileIn } from '../vault/keys-file.js';
import { masterKeySource } from '../vault/master-key-source.js';
import { createSecretFile } from '../vault/secret-file.js';
import { SqliteKeyVault } from '../vault/sqlite-key-vault.js';

/** Milliseconds that a statement waits for another process. */
const PATIENCE = 10_000;

export { keysFileIn };

/** What a copy of the keys holds. */
export interface CopiedKeys {
  /** How many keys. */
  readonly keys: number;
  /** How many people were erased. */
  readonly erased: number;
}

/** Works on a file of keys without the master key; @throws KeysUnusable where SQLite says something against it. */
function onKeys<T>(path: string, work: (database: DatabaseSync) => T): T {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: PATIENCE });
    return work(database);
  } catch (error) {
    if (!isOfSqlite(error)) throw error;
    throw new KeysUnusable(
      `The keys in ${path} cannot be used now (${error.message}). What is needed: ${neededAfter(error)}.`,
      { cause: error },
    );
  } finally {
    database?.close();
  }
}

const numberOf = (database: DatabaseSync, sql: string): number => Number(database.prepare(sql).get()?.n);

/**
 * Copies the keys as they are at one moment, while others may use them. Nothing of a key that was erased is in the copy.
 * @param to a file that does not exist
 * @throws Problems where there are no keys
 * @throws KeysUnusable where the file cannot be read
 */
export function copyKeys(from: string, to: string): CopiedKeys {
  if (!existsSync(from)) {
    const reason = `there are no keys to back up: ${from} does not exist`;
    throw new Problems([
      { place: 'DATA_DIRECTORY', reason, accepted: 'the directory where the tracker keeps its data' },
    ]);
  }
  onKeys(from, (database) => database.prepare('VACUUM INTO ?').run(to));
  return onKeys(to, (copy) => ({
    keys: numberOf(copy, 'SELECT count(*) AS n FROM person_key WHERE wrapped IS NOT NULL'),
    erased: numberOf(copy, 'SELECT count(*) AS n FROM person_key WHERE wrapped IS NULL'),
  }));
}

/**
 * Copies the master key to a file that its owner alone may read, if it is the one that a copy of the keys needs.
 * @returns whether it is
 * @throws Problems where there is no master key
 */
export function copyMasterKey(setting: MasterKeySetting, keys: string, to: string): boolean {
  const source = masterKeySource(setting);
  const key = source.read();
  if (key === undefined) {
    throw new Problems([
      { place: source.setting, reason: `${source.called} is missing`, accepted: 'the file with the master key' },
    ]);
  }
  const opens = onKeys(keys, (database) =>
    database
      .prepare('SELECT check_value FROM master')
      .all()
      .some(({ check_value: value }) => key.isOf(value as Uint8Array)),
  );
  return opens && createSecretFile(source.setting, to, key.toText());
}

/**
 * Makes sure that a master key opens the keys in a file that nobody uses.
 * @throws Problems where it is missing or another one
 */
export function assertOpens(setting: MasterKeySetting, keys: string): void {
  SqliteKeyVault.open(keys, masterKeySource(setting)).close();
}

/** Of some people, those of whom a file of keys knows nothing, and those whose key was erased. */
export interface StandingOfKeys {
  readonly missing: readonly string[];
  readonly erased: readonly string[];
}

/** How people stand in a file of keys. */
export function standingsIn(keys: string, people: Iterable<string>): StandingOfKeys {
  return onKeys(keys, (database) => {
    const select = database.prepare('SELECT wrapped IS NULL AS erased FROM person_key WHERE person = ?');
    const missing: string[] = [];
    const erased: string[] = [];
    for (const person of people) {
      const row = select.get(person);
      if (row === undefined) missing.push(person);
      else if (row.erased === 1) erased.push(person);
    }
    return { missing, erased };
  });
}

/**
 * Has the next start record that people were erased: their keys are gone, and the events do not say so.
 * @param actor on whose behalf it is recorded
 */
export function noteErased(keys: string, people: readonly string[], actor: string): void {
  onKeys(keys, (database) => {
    const note = database.prepare(
      'UPDATE person_key SET unrecorded = ? WHERE person = ? AND wrapped IS NULL AND unrecorded IS NULL',
    );
    database.exec('BEGIN IMMEDIATE');
    for (const person of people) note.run(JSON.stringify({ reason: 'other', actor }), person);
    database.exec('COMMIT');
  });
}
