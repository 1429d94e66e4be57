import { randomBytes } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import type { PersonStanding } from '../../streams/application/sealer.js';
import type { PersonId } from '../../streams/domain/event.js';
import { ChildKey } from './child-key.js';
import { KeyCache } from './key-cache.js';
import { KeyRing } from './key-ring.js';
import {
  KeysUnusable,
  KeyVault,
  type ErasureNote,
  type FollowedEvent,
  type Rewrapping,
  type UnrecordedErasure,
} from './key-vault.js';
import { KeysFile } from './keys-file.js';
import type { MasterKey } from './master-key.js';
import type { MasterKeySource } from './master-key-source.js';
import { rewrapAll } from './rewrapping.js';

const KEY_BYTES = 32;

interface KeyRow {
  readonly generation: number | null;
  readonly wrapped: Uint8Array | null;
}

/** A key that somebody waits for. */
interface Wanted {
  readonly person: PersonId;
  readonly resolve: (standing: Exclude<PersonStanding, 'unknown'>) => void;
  readonly reject: (reason: unknown) => void;
}

/** How to open a vault. */
export interface VaultOptions {
  readonly cache?: KeyCache;
  /** Milliseconds that a change may wait for other processes. */
  readonly patience?: number;
}

/** Keys in a file of SQLite. Several processes of one machine may use it at once. */
export class SqliteKeyVault extends KeyVault {
  readonly #file: KeysFile;
  readonly #ring: KeyRing;
  readonly #cache: KeyCache;
  /** Every use of a key looks at its row first, so it is prepared once. */
  readonly #select: StatementSync;
  #wanted: Wanted[] = [];

  private constructor(file: KeysFile, ring: KeyRing, cache: KeyCache) {
    super();
    this.#file = file;
    this.#ring = ring;
    this.#cache = cache;
    this.#select = file.use((database) =>
      database.prepare('SELECT generation, wrapped FROM person_key WHERE person = ?'),
    );
  }

  /**
   * Opens a vault, created if it is missing.
   * @param path the database; it can be read by its owner only
   * @throws Problems where the file or the master key cannot be used, saying how to mend it
   */
  static open(
    path: string,
    source: MasterKeySource,
    { cache = new KeyCache(), patience }: VaultOptions = {},
  ): SqliteKeyVault {
    // A master key that cannot be used is told before anything is made.
    source.read();
    const file = KeysFile.open(path, patience);
    try {
      return new SqliteKeyVault(file, KeyRing.open(file, source), cache);
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** Keys that are asked for in one turn of the event loop are made in one transaction, and wait for the disk once. */
  override create(person: PersonId): Promise<Exclude<PersonStanding, 'unknown'>> {
    return settled(() => {
      const known = this.#standing(person);
      if (known !== 'unknown') return known;
      return new Promise((resolve, reject) => {
        this.#wanted.push({ person, resolve, reject });
        if (this.#wanted.length === 1) setImmediate(() => this.#makeWanted());
      });
    });
  }

  #makeWanted(): void {
    const wanted = this.#wanted;
    this.#wanted = [];
    try {
      const standings = this.#file.change((database) => {
        const { generation, key } = this.#ring.newest(database);
        const insert = database.prepare(
          'INSERT INTO person_key (person, generation, wrapped) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        );
        return wanted.map(({ person }) => {
          const bytes = randomBytes(KEY_BYTES);
          insert.run(person, generation, key.wrap(person, bytes));
          bytes.fill(0);
          return this.#standing(person) === 'erased' ? 'erased' : 'known';
        });
      });
      for (const [index, { resolve }] of wanted.entries()) resolve(standings[index] ?? 'known');
    } catch (error) {
      for (const { reject } of wanted) reject(error);
    }
  }

  override standing(person: PersonId): Promise<PersonStanding> {
    return settled(() => this.#standing(person));
  }

  override use<T>(person: PersonId, work: (key: ChildKey) => T): Promise<T | undefined> {
    return settled(() => {
      const row = this.#row(person);
      if (row?.wrapped && row.generation !== null) return work(this.#unwrapped(person, row.generation, row.wrapped));
      this.#cache.drop(person);
      return undefined;
    });
  }

  override erase(person: PersonId, note?: ErasureNote): Promise<void> {
    return settled(() => {
      this.#cache.drop(person);
      if (this.#standing(person) === 'erased') return;
      const unrecorded = note === undefined ? null : JSON.stringify(note);
      this.#file.change((database) => {
        database
          .prepare(
            `INSERT INTO person_key (person, unrecorded) VALUES (?, ?)
             ON CONFLICT (person) DO UPDATE SET generation = NULL, wrapped = NULL, unrecorded = excluded.unrecorded
             WHERE wrapped IS NOT NULL`,
          )
          .run(person, unrecorded);
      });
    });
  }

  override clearRemains(signal?: AbortSignal): Promise<void> {
    return this.#file.emptyLog(signal);
  }

  override unrecordedErasures(): Promise<readonly UnrecordedErasure[]> {
    return settled(() => {
      const rows = this.#file.use((database) =>
        database
          .prepare('SELECT person, unrecorded FROM person_key WHERE unrecorded IS NOT NULL ORDER BY number')
          .all(),
      );
      return rows.map(({ person, unrecorded }) => ({
        person: person as PersonId,
        note: JSON.parse(String(unrecorded)) as ErasureNote,
      }));
    });
  }

  override erasureRecorded(person: PersonId): Promise<void> {
    return settled(() => {
      this.#file.change((database) => {
        database.prepare('UPDATE person_key SET unrecorded = NULL WHERE person = ? AND wrapped IS NULL').run(person);
      });
    });
  }

  override erasedUpTo(): Promise<FollowedEvent | undefined> {
    return settled(() => {
      const row = this.#file.use((database) => database.prepare('SELECT erased_up_to FROM followed').get());
      return row === undefined ? undefined : followedEvent(String(row.erased_up_to));
    });
  }

  override setErasedUpTo({ stream, revision, id, position }: FollowedEvent): Promise<void> {
    return settled(() => {
      this.#file.change((database) => {
        database.exec('DELETE FROM followed');
        database
          .prepare('INSERT INTO followed (erased_up_to) VALUES (?)')
          .run(JSON.stringify({ stream, revision, id, position }));
      });
    });
  }

  override rewrap(
    to: MasterKey,
    progress: (done: number, total: number) => void = () => undefined,
  ): Promise<Rewrapping> {
    return rewrapAll(this.#file, this.#ring, to, progress);
  }

  override close(): void {
    this.#cache.clear();
    this.#file.close();
  }

  #row(person: PersonId): KeyRow | undefined {
    const row: unknown = this.#file.use(() => this.#select.get(person));
    return row as KeyRow | undefined;
  }

  #standing(person: PersonId): PersonStanding {
    const row = this.#row(person);
    if (row === undefined) return 'unknown';
    return row.wrapped === null ? 'erased' : 'known';
  }

  #unwrapped(person: PersonId, generation: number, wrapped: Uint8Array): ChildKey {
    const kept = this.#cache.get(person, wrapped);
    if (kept !== undefined) return kept;
    const bytes = this.#ring.of(generation).unwrap(person, wrapped);
    if (bytes === undefined) {
      throw new KeysUnusable(
        `The key of the person ${person} in ${this.#file.path} is damaged. Restore the keys from their backup.`,
      );
    }
    const key = new ChildKey(bytes);
    bytes.fill(0);
    this.#cache.put(person, wrapped, key);
    return key;
  }
}

/** An event that was followed; undefined for a bare position: it does not tell which store it belongs to. */
function followedEvent(text: string): FollowedEvent | undefined {
  return text.startsWith('{') ? (JSON.parse(text) as FollowedEvent) : undefined;
}

/** Work that is done at once, as a promise: another vault may have to wait. */
function settled<T>(work: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}
