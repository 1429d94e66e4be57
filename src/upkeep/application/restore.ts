import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isWholeAccess } from '../../access/application/access-backup.js';
import { StoreDamaged } from '../../event-store/event-store.js';
import { checkLog } from '../../event-store/sqlite/log-copy.js';
import { assertOpens, noteErased, standingsIn } from '../../people/application/keys-backup.js';
import { peopleIn } from './backup.js';
import { copyFile, onFiles, syncDirectory } from './files.js';
import { isInUse } from './in-use.js';
import { BackupRefused, damagedFile, filesOf, readManifest, type BackupFile, type Manifest } from './manifest.js';
import type { Places } from './places.js';

/** On whose behalf it is recorded that someone was erased whose erasure came between the copies of a backup. */
const ACTOR = 'restore';

/** How a backup is restored. */
export interface RestoreOptions {
  readonly progress?: (part: 'copy' | 'check', done: number, total: number) => void;
  /** Gives it up: nothing is left of it. */
  readonly signal?: AbortSignal;
}

/**
 * Puts the files of a backup in their place, after everything in it was checked. The read models, and erasures that the
 * events tell of, are for the tracker that is opened next.
 * @param folder the backup
 * @param places where the tracker keeps its data: nothing may be there but a master key
 * @throws BackupRefused where the backup is damaged, or something is there already; nothing was written then
 * @throws Problems where the master key is missing or another one; nothing was written then
 */
export async function restoreFiles(places: Places, folder: string, options: RestoreOptions = {}): Promise<Manifest> {
  const source = resolve(folder);
  return onFiles(source, async () => {
    const manifest = readManifest(source);
    const targets = targetsOf(manifest, source, places);
    assertFree(places);
    assertMasterKey(manifest, places);
    const staging = new Staging(targets);
    try {
      await staging.copy(manifest, source, options);
      await check(manifest, source, places, staging, options);
      options.signal?.throwIfAborted();
      staging.place();
      return manifest;
    } catch (error) {
      staging.discard();
      throw error;
    }
  });
}

type Targets = ReadonlyMap<BackupFile, string>;

/** Where each file of a backup goes. */
function targetsOf(manifest: Manifest, source: string, { eventLog, keys, masterKey, access }: Places): Targets {
  const hasEvents = manifest.events !== undefined;
  if (hasEvents && eventLog === undefined) {
    throw new BackupRefused(
      `The backup ${source} holds an event log, and EVENT_STORE_URL names a server. Unset EVENT_STORE_URL, or set it to sqlite: and a file that does not exist.`,
    );
  }
  if (!hasEvents && eventLog !== undefined) {
    throw new BackupRefused(
      `The backup ${source} holds keys alone: its events are kept by a server. Set EVENT_STORE_URL to the connection string of that server.`,
    );
  }
  const places: Readonly<Record<BackupFile, string | undefined>> = {
    'events.db': eventLog,
    'events.db-mark': eventLog === undefined ? undefined : `${eventLog}-mark`,
    'keys.db': keys,
    'access.db': access,
    // A master key that is there stays.
    'master.key': 'file' in masterKey && !existsSync(masterKey.file) ? masterKey.file : undefined,
  };
  return new Map(
    filesOf(manifest).flatMap(([name]): [BackupFile, string][] => {
      const place = places[name];
      return place === undefined ? [] : [[name, resolve(place)]];
    }),
  );
}

const WHAT_TO_DO =
  'Name another directory with --into, or move what is there out of the way, all of it; a master key may stay.';

/** Nothing may be there that belongs to another tracker, or to an earlier state of this one. */
function assertFree({ dataDirectory, eventLog, keys, readModel, access, masterKey }: Places): void {
  const databases = [eventLog, keys, readModel, access].filter((file) => file !== undefined);
  for (const file of databases.filter((one) => existsSync(one))) {
    if (isInUse(file)) {
      throw new BackupRefused(`A tracker runs on ${resolve(dirname(file))}. Stop it. ${WHAT_TO_DO}`);
    }
  }
  const beside = databases.flatMap((file) => [file, `${file}-wal`, `${file}-shm`, `${file}-mark`]);
  const kept = 'file' in masterKey ? resolve(masterKey.file) : undefined;
  const inside = existsSync(dataDirectory) ? readdirSync(dataDirectory).map((name) => join(dataDirectory, name)) : [];
  const [first] = [...inside, ...beside.filter((file) => existsSync(file))].filter((file) => resolve(file) !== kept);
  if (first === undefined) return;
  throw new BackupRefused(`${resolve(first)} is there already, and a backup overwrites nothing. ${WHAT_TO_DO}`);
}

function assertMasterKey({ files }: Manifest, { masterKey }: Places): void {
  if (!('file' in masterKey) || existsSync(masterKey.file) || files['master.key'] !== undefined) return;
  throw new BackupRefused(
    `The backup holds no master key, and there is none in ${resolve(masterKey.file)}. Put it there, readable by its owner alone, or name its file with EHCP_MASTER_KEY_FILE.`,
  );
}

/** Files beside the place where they belong, under other names until all of them are found good. */
class Staging {
  readonly #mark = `restoring-${randomUUID()}-`;
  readonly #targets: Targets;
  readonly #made: string[] = [];

  constructor(targets: Targets) {
    this.#targets = targets;
  }

  /** Where a file of the backup is for now; nothing where it is not restored. */
  of(name: BackupFile): string | undefined {
    const target = this.#targets.get(name);
    return target === undefined ? undefined : this.#besides(target);
  }

  async copy(manifest: Manifest, source: string, { progress, signal }: RestoreOptions): Promise<void> {
    const files = filesOf(manifest);
    const total = files.reduce((sum, [, { bytes }]) => sum + bytes, 0);
    let done = 0;
    for (const [name, wanted] of files) {
      const staged = this.of(name);
      if (staged === undefined) continue;
      const from = join(source, name);
      if (!existsSync(from)) throw damagedFile(source, name, 'is missing');
      const made = mkdirSync(dirname(staged), { recursive: true, mode: 0o700 });
      if (made !== undefined) this.#made.push(dirname(staged));
      const copied = (bytes: number): void => progress?.('copy', Math.min((done += bytes), total), total);
      const got = await copyFile(from, staged, copied, signal);
      if (got.bytes !== wanted.bytes) {
        throw damagedFile(source, name, `has ${String(got.bytes)} bytes of ${String(wanted.bytes)}`);
      }
      if (got.sha256 !== wanted.sha256) throw damagedFile(source, name, 'is not as it was backed up');
    }
  }

  /** Puts the files in their place; the log comes last, so that no tracker begins with half of them. */
  place(): void {
    const folders = new Set<string>();
    for (const target of this.#targets.values()) {
      renameSync(this.#besides(target), target);
      folders.add(dirname(target));
    }
    folders.forEach(syncDirectory);
  }

  discard(): void {
    for (const folder of new Set([...this.#targets.values()].map((target) => dirname(target)))) {
      if (!existsSync(folder)) continue;
      const left = readdirSync(folder).filter((name) => name.startsWith(this.#mark));
      for (const name of left) rmSync(join(folder, name), { force: true });
      if (this.#made.includes(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
    }
  }

  #besides(target: string): string {
    return join(dirname(target), `${this.#mark}${basename(target)}`);
  }
}

/** Whether the log is whole, and the keys open under the master key and know everybody. */
async function check(
  { events }: Manifest,
  source: string,
  { masterKey }: Places,
  staging: Staging,
  { progress, signal }: RestoreOptions,
): Promise<void> {
  const keys = staging.of('keys.db');
  if (keys === undefined) throw damagedFile(source, 'keys.db', 'is missing');
  const master = staging.of('master.key');
  assertOpens(master === undefined ? masterKey : { file: master }, keys);
  const access = staging.of('access.db');
  if (access !== undefined && !isWholeAccess(access)) throw damagedFile(source, 'access.db', 'is damaged');
  const log = staging.of('events.db');
  if (log === undefined || events === undefined) return;
  try {
    const head = await checkLog(log, join(source, 'events.db'), {
      progress: (done, total) => progress?.('check', done, total),
      ...(signal === undefined ? {} : { signal }),
    });
    if (head.position !== events.count || head.digest !== events.lastDigest) {
      throw damagedFile(source, 'events.db', 'does not end where it ended');
    }
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    throw damagedFile(source, 'events.db', `is damaged. ${error.damages.join(' ')}`);
  }
  noteErased(keys, standingsIn(keys, peopleIn(log)).erased, ACTOR);
}
