import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { copyAccess } from '../../access/application/access-backup.js';
import { copyLog, openLog } from '../../event-store/sqlite/log-copy.js';
import { copyKeys, copyMasterKey, standingsIn } from '../../people/application/keys-backup.js';
import { version } from '../../platform/version.js';
import { fingerprintOf, onFiles, syncDirectory, syncFile, type Fingerprint } from './files.js';
import {
  BackupRefused,
  BACKUP_FILES,
  MANIFEST,
  manifestOf,
  manifestText,
  type BackupFile,
  type Manifest,
} from './manifest.js';
import type { Places } from './places.js';

/** Keys can be wrapped under another master key between the copying of both; so often that is tried again. */
const MOST_ATTEMPTS = 3;

/** How a backup is made. */
export interface BackupOptions {
  readonly withMasterKey: boolean;
  /** This instant. */
  readonly now: Date;
  readonly progress?: (part: 'copy' | 'check', done: number, total: number) => void;
  /** Gives it up: nothing is left of it. */
  readonly signal?: AbortSignal;
}

/** What a backup came to. */
export interface Backup {
  /** Where it is. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly bytes: number;
  /** How many people are registered and have no key any more: their texts are lost, here as in the tracker. */
  readonly keysMissing: number;
}

/**
 * Makes a backup of a running tracker, or of one that is stopped. The events are copied first and the keys after them,
 * so that everybody in the events has a key in the backup, and nobody who was erased by then has one.
 * @param folder where it goes: no such directory yet, or an empty one
 * @throws BackupRefused where something is there already
 * @throws OperatorError where the log is damaged, or a disk is in the way; nothing is left of the backup then
 */
export async function makeBackup(places: Places, folder: string, options: BackupOptions): Promise<Backup> {
  const target = resolve(folder);
  assertFree(target);
  const draft = join(dirname(target), `${basename(target)}.part-${randomUUID()}`);
  return onFiles(target, async () => {
    mkdirSync(dirname(target), { recursive: true });
    mkdirSync(draft, { mode: 0o700 });
    try {
      const made = await fill(draft, places, options);
      options.signal?.throwIfAborted();
      syncDirectory(draft);
      // Takes the place of an empty directory, and of nothing else.
      renameSync(draft, target);
      syncDirectory(dirname(target));
      return { folder: target, ...made };
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      throw error;
    }
  });
}

function assertFree(target: string): void {
  if (!existsSync(target)) return;
  if (statSync(target).isDirectory() && readdirSync(target).length === 0) return;
  throw new BackupRefused(
    `${target} exists already, and a backup overwrites nothing. Name a directory that does not exist yet, such as one with today's date.`,
  );
}

async function fill(draft: string, places: Places, options: BackupOptions): Promise<Omit<Backup, 'folder'>> {
  const { withMasterKey, now, progress, signal } = options;
  const madeAt = now.toISOString();
  const log = join(draft, 'events.db');
  const keys = join(draft, 'keys.db');
  const head =
    places.eventLog === undefined
      ? undefined
      : await copyLog(places.eventLog, log, {
          ...(progress === undefined ? {} : { progress }),
          ...(signal === undefined ? {} : { signal }),
        });
  let copied = copyKeys(places.keys, keys);
  if (withMasterKey) {
    const master = join(draft, 'master.key');
    for (let attempt = 1; !copyMasterKey(places.masterKey, keys, master); attempt += 1) {
      if (attempt === MOST_ATTEMPTS) {
        throw new BackupRefused(
          'The master key is not the one that the keys are wrapped under. Set EHCP_MASTER_KEY or EHCP_MASTER_KEY_FILE to that one, or back up without it.',
        );
      }
      rmSync(keys);
      copied = copyKeys(places.keys, keys);
    }
  }
  const access = places.access === undefined ? undefined : copyAccess(places.access, join(draft, 'access.db'));
  const files: Partial<Record<BackupFile, Fingerprint>> = {};
  for (const name of BACKUP_FILES) {
    const file = join(draft, name);
    if (!existsSync(file)) continue;
    chmodSync(file, 0o600);
    syncFile(file);
    files[name] = await fingerprintOf(file, signal);
  }
  const manifest = manifestOf({
    version: version(),
    madeAt,
    ...(head === undefined ? {} : { events: { count: head.position, lastDigest: head.digest } }),
    keys: { count: copied.keys, erased: copied.erased },
    ...(access === undefined ? {} : { accounts: { count: access.accounts } }),
    files,
  });
  const file = join(draft, MANIFEST);
  writeFileSync(file, manifestText(manifest), { mode: 0o600 });
  syncFile(file);
  return {
    manifest,
    bytes: Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0),
    keysMissing: head === undefined ? 0 : standingsIn(keys, peopleIn(log)).missing.length,
  };
}

/** The people who are registered in a log and not erased there. */
export function peopleIn(log: string): readonly string[] {
  const database = openLog(log);
  try {
    const rows = database
      .prepare(
        `SELECT stream FROM event WHERE type = 'PersonRegistered'
         EXCEPT SELECT stream FROM event WHERE type = 'PersonErased'`,
      )
      .all();
    return rows.map(({ stream }) => String(stream).slice('person-'.length));
  } finally {
    database.close();
  }
}
