import type { DatabaseSync } from 'node:sqlite';
import { Problems } from '../../platform/problem.js';
import { KeysUnusable } from './key-vault.js';
import type { KeysFile } from './keys-file.js';
import type { MasterKey } from './master-key.js';
import type { MasterKeySource } from './master-key-source.js';

/** A master key that keys are wrapped under; they are numbered from 1 as one takes the place of another. */
export interface Generation {
  readonly generation: number;
  readonly key: MasterKey;
}

interface MasterRow {
  readonly generation: number;
  readonly check_value: Uint8Array;
  /** The newer master key wrapped under this one, while keys are wrapped anew. */
  readonly newer: Uint8Array | null;
  /** This master key wrapped under the newer one, meanwhile. */
  readonly older: Uint8Array | null;
}

function rowsOf(database: DatabaseSync): readonly MasterRow[] {
  const rows: unknown = database.prepare('SELECT * FROM master ORDER BY generation').all();
  return rows as readonly MasterRow[];
}

const keysUnder = (database: DatabaseSync, generation: number): boolean =>
  database.prepare('SELECT 1 FROM person_key WHERE generation = ? LIMIT 1').get(generation) !== undefined;

/**
 * The master keys in use: one, or two while keys are wrapped anew. Another process may change them at any time, so
 * whoever meets a generation that is not known here looks again.
 */
export class KeyRing {
  readonly #file: KeysFile;
  readonly #source: MasterKeySource;
  #keys: ReadonlyMap<number, MasterKey> = new Map();

  private constructor(file: KeysFile, source: MasterKeySource) {
    this.#file = file;
    this.#source = source;
  }

  /**
   * The master keys of a file. A file without keys takes the master key that is there, or a new one.
   * @throws Problems where the master key is missing or is another one
   */
  static open(file: KeysFile, source: MasterKeySource): KeyRing {
    const ring = new KeyRing(file, source);
    file.change((database) => {
      // Processes make and replace the master key while they hold the file of keys, as this one does now.
      source.removeLeftovers?.();
      ring.#begin(database);
    });
    file.change((database) => ring.finish(database));
    return ring;
  }

  /** Where the master key comes from. */
  get source(): MasterKeySource {
    return this.#source;
  }

  /**
   * The master key that new keys are wrapped under.
   * @param database within a transaction, so that it stays so
   */
  newest(database: DatabaseSync): Generation {
    const generation = rowsOf(database).at(-1)?.generation ?? 0;
    return { generation, key: this.of(generation) };
  }

  /**
   * The master key of a generation.
   * @throws KeysUnusable where it is not known any more, or not yet
   */
  of(generation: number): MasterKey {
    const known = this.#keys.get(generation) ?? this.#read().get(generation);
    if (known !== undefined) return known;
    throw new KeysUnusable(
      `The keys in ${this.#file.path} were wrapped under another master key meanwhile, and ${this.#source.called} is ` +
        `not that one. Set ${this.#source.setting} to the new one and start this program again.`,
    );
  }

  /** The master keys in use, the older one first: read anew. */
  generations(database: DatabaseSync): readonly Generation[] {
    return rowsOf(database).map(({ generation }) => ({ generation, key: this.of(generation) }));
  }

  /** Begins to use another master key beside the one in use: each is wrapped under the other. */
  add(database: DatabaseSync, key: MasterKey): void {
    const older = this.newest(database);
    database
      .prepare('UPDATE master SET newer = ?, older = ? WHERE generation = ?')
      .run(older.key.wrapMaster(key), key.wrapMaster(older.key), older.generation);
    database
      .prepare('INSERT INTO master (generation, check_value) VALUES (?, ?)')
      .run(older.generation + 1, key.checkValue);
    this.#keys = new Map([...this.#keys, [older.generation + 1, key]]);
  }

  /**
   * Puts the newest master key in its place where the settings name a file, and ends the use of the older one.
   * @param key the one that the keys were wrapped under
   * @returns whether only the newest one counts now
   * @throws Problems where another master key has come into use meanwhile: nothing is replaced
   */
  settle(database: DatabaseSync, key: MasterKey): boolean {
    const newest = rowsOf(database).at(-1);
    if (newest === undefined || !key.isOf(newest.check_value)) {
      throw new Problems([
        {
          place: '--new-key-file',
          reason: 'another new master key came into use while the keys were wrapped under this one, and stays in use',
          accepted: 'this key again, only if it is to take the place of that one',
        },
      ]);
    }
    this.#source.removeLeftovers?.();
    this.#source.replace?.(key);
    return this.finish(database);
  }

  /** Ends the use of the older master key once no key is wrapped under it and the settings hold the newer one. */
  finish(database: DatabaseSync): boolean {
    const [older, newer] = rowsOf(database);
    if (older === undefined || newer === undefined) return true;
    if (keysUnder(database, older.generation) || this.#source.read()?.isOf(newer.check_value) !== true) return false;
    database.prepare('DELETE FROM master WHERE generation = ?').run(older.generation);
    return true;
  }

  #begin(database: DatabaseSync): void {
    const rows = rowsOf(database);
    const { setting, called } = this.#source;
    const held = this.#source.read() ?? (rows.length === 0 ? this.#source.create?.() : undefined);
    if (held === undefined) {
      throw new Problems([
        {
          place: setting,
          reason: `${called} is missing, and the keys in ${this.#file.path} cannot be used without it`,
          accepted: 'the file with the master key, restored from its backup',
        },
      ]);
    }
    if (rows.length === 0) {
      database.prepare('INSERT INTO master (generation, check_value) VALUES (1, ?)').run(held.checkValue);
      this.#keys = new Map([[1, held]]);
    } else if (!rows.some(({ check_value }) => held.isOf(check_value))) {
      throw new Problems([
        {
          place: setting,
          reason: `${called} is not the master key that the keys in ${this.#file.path} are wrapped under`,
          accepted: 'that master key, from its backup; or the keys that belong to this one, from theirs',
        },
      ]);
    } else {
      this.#keys = this.#match(rows, [held]);
    }
  }

  #read(): ReadonlyMap<number, MasterKey> {
    const held = this.#source.read();
    const candidates = [...(held === undefined ? [] : [held]), ...this.#keys.values()];
    this.#keys = this.#match(this.#file.use(rowsOf), candidates);
    return this.#keys;
  }

  #match(rows: readonly MasterRow[], candidates: readonly MasterKey[]): ReadonlyMap<number, MasterKey> {
    const [first, second] = rows.map(({ check_value }) => candidates.find((key) => key.isOf(check_value)));
    const [older] = rows;
    const found = [
      first ?? (older?.older ? second?.unwrapMaster(older.older) : undefined),
      second ?? (older?.newer ? first?.unwrapMaster(older.newer) : undefined),
    ];
    return new Map(
      rows.flatMap(({ generation }, index): [number, MasterKey][] => {
        const key = found[index];
        return key === undefined ? [] : [[generation, key]];
      }),
    );
  }
}
