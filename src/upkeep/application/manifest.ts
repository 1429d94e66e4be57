import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../../platform/operator-error.js';
import type { Fingerprint } from './files.js';

/** The file that says what a backup holds. */
export const MANIFEST = 'manifest.json';

/** The files that a backup may hold, in the order in which they are put in their place. */
export const BACKUP_FILES = ['events.db-mark', 'master.key', 'access.db', 'keys.db', 'events.db'] as const;

/** A file of a backup. */
export type BackupFile = (typeof BACKUP_FILES)[number];

const FORMAT = 'ehcp-tracker backup';
const FORMAT_VERSION = 1;

/** What a backup holds, and of which moment. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly formatVersion: number;
  /** The version of the program that made it. */
  readonly version: string;
  /** When it was begun: an instant, ISO 8601 in UTC. */
  readonly madeAt: string;
  /** Up to which event it reaches; missing where the events are kept by a server. */
  readonly events?: { readonly count: number; readonly lastDigest: string };
  readonly keys: { readonly count: number; readonly erased: number };
  /** The accounts; missing where there were none, or a server keeps them. */
  readonly accounts?: { readonly count: number };
  readonly files: Readonly<Partial<Record<BackupFile, Fingerprint>>>;
}

/** A backup cannot be restored, or cannot be made there: why, and what to do. */
export class BackupRefused extends OperatorError {
  override readonly name = 'BackupRefused';
}

/** A manifest from its parts. */
export function manifestOf(parts: Omit<Manifest, 'format' | 'formatVersion'>): Manifest {
  return { format: FORMAT, formatVersion: FORMAT_VERSION, ...parts };
}

/** A manifest as text; its last line says what the lines before it must be. */
export function manifestText(manifest: Manifest): string {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  return `${text}${hash('sha256', text)}\n`;
}

const another = 'Take another backup.';

/**
 * The manifest of a backup.
 * @throws BackupRefused where there is none, it is damaged, or of a newer version of the program
 */
export function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) {
    throw new BackupRefused(
      `${folder} is no backup: there is no ${MANIFEST} in it. Name a directory that "ehcp backup" made.`,
    );
  }
  const text = readFileSync(file, 'utf8');
  const [, body = '', digest = ''] = /^([^]*\n)([\da-f]{64})\n$/.exec(text) ?? [];
  if (hash('sha256', body) !== digest) {
    throw new BackupRefused(
      `The backup ${folder} cannot be restored: ${MANIFEST} is not as it was written. ${another}`,
    );
  }
  const manifest = JSON.parse(body) as Manifest;
  const { format, formatVersion }: { readonly format: string; readonly formatVersion: number } = manifest;
  if (format !== FORMAT || formatVersion !== FORMAT_VERSION) {
    throw new BackupRefused(
      `The backup ${folder} was made by another version of this program (${manifest.version}). Start that version.`,
    );
  }
  return manifest;
}

/** The files that a manifest names, in the order in which they are put in their place. */
export function filesOf({ files }: Manifest): readonly (readonly [BackupFile, Fingerprint])[] {
  return BACKUP_FILES.flatMap((name): [BackupFile, Fingerprint][] => {
    const fingerprint = files[name];
    return fingerprint === undefined ? [] : [[name, fingerprint]];
  });
}

/** That a file of a backup is not as it was backed up. */
export function damagedFile(folder: string, name: BackupFile, reason: string): BackupRefused {
  return new BackupRefused(`The backup ${folder} cannot be restored: ${name} ${reason}. ${another}`);
}
