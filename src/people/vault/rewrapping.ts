import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { Problems } from '../../platform/problem.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { Generation, KeyRing } from './key-ring.js';
import { KeysUnusable, type Rewrapping } from './key-vault.js';
import type { KeysFile } from './keys-file.js';
import type { MasterKey } from './master-key.js';

/** Keys wrapped anew in one transaction: others wait for it, but not long. */
const BATCH = 200;

interface WrappedRow {
  readonly number: number;
  readonly person: PersonId;
  readonly wrapped: Uint8Array;
}

/** Brings the new master key into use beside the old one, unless it is already; the two, or nothing to do. */
function begin(database: DatabaseSync, ring: KeyRing, to: MasterKey): readonly [Generation, Generation] | undefined {
  const newest = ring.newest(database);
  const before = ring.generations(database);
  if (!newest.key.isOf(to.checkValue)) {
    if (before.length > 1) {
      throw new Problems([
        {
          place: '--new-key-file',
          reason: 'wrapping the keys under another new master key was begun and is not finished',
          accepted: `the file with that master key; once it is finished${
            ring.source.replace === undefined ? ` and ${ring.source.setting} is set to that key` : ''
          }, wrap the keys under this one`,
        },
      ]);
    }
    ring.add(database, to);
  }
  const [older, newer] = ring.generations(database);
  return older === undefined || newer === undefined ? undefined : [older, newer];
}

const countUnder = (database: DatabaseSync, generation: number): number =>
  Number(database.prepare('SELECT count(*) AS n FROM person_key WHERE generation = ?').get(generation)?.n);

/** Wraps some keys anew; how many. */
function rewrapSome(database: DatabaseSync, path: string, [older, newer]: readonly [Generation, Generation]): number {
  const found: unknown = database
    .prepare('SELECT number, person, wrapped FROM person_key WHERE generation = ? LIMIT ?')
    .all(older.generation, BATCH);
  const rows = found as readonly WrappedRow[];
  const update = database.prepare('UPDATE person_key SET generation = ?, wrapped = ? WHERE number = ?');
  for (const { number, person, wrapped } of rows) {
    const bytes = older.key.unwrap(person, wrapped);
    if (bytes === undefined) {
      throw new KeysUnusable(
        `The key of the person ${person} in ${path} is damaged. Restore the keys from their backup, then do the same again.`,
      );
    }
    update.run(newer.generation, newer.key.wrap(person, bytes), number);
    bytes.fill(0);
  }
  return rows.length;
}

/** Wraps every key of a file anew under another master key; see `KeyVault.rewrap`. */
export async function rewrapAll(
  file: KeysFile,
  ring: KeyRing,
  to: MasterKey,
  progress: (done: number, total: number) => void,
): Promise<Rewrapping> {
  const both = file.change((database) => begin(database, ring, to));
  if (both === undefined) {
    // The last time may have been cut short just before this.
    await file.emptyLog();
    return { count: 0, outcome: 'nothing' };
  }
  const total = file.use((database) => countUnder(database, both[0].generation));
  let count = 0;
  for (;;) {
    progress(count, total);
    const some = file.change((database) => rewrapSome(database, file.path, both));
    if (some === 0) break;
    count += some;
    await setImmediate();
  }
  const finished = file.change((database) => ring.settle(database, to));
  await file.emptyLog();
  return { count, outcome: finished ? 'finished' : 'variable' };
}
