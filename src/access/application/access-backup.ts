import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { OperatorError } from '../../platform/operator-error.js';
import { accessFileOf } from '../database/access-database.js';

/** Milliseconds that a statement waits for another process. */
const PATIENCE = 10_000;

export { accessFileOf };

/** The accounts cannot be copied: why. */
export class AccessNotCopied extends OperatorError {
  override readonly name = 'AccessNotCopied';
}

/** What a copy of the accounts holds. */
export interface CopiedAccess {
  readonly accounts: number;
}

/**
 * Copies accounts, teams, tokens, restrictions, mails and who looked at what as they are at one moment, while others may
 * use them. Sessions stay behind: one that was ended after the copy would come back with it.
 * @param to a file that does not exist
 * @returns nothing where there are no accounts to copy
 * @throws AccessNotCopied where the file cannot be read
 */
export function copyAccess(from: string, to: string): CopiedAccess | undefined {
  if (!existsSync(from)) return undefined;
  try {
    on(from, (database) => database.prepare('VACUUM INTO ?').run(to));
    return on(to, (copy) => {
      copy.exec('DELETE FROM session; DELETE FROM failed_sign_in; VACUUM');
      // Whether it goes out after the copy was made, nobody can tell who restores it.
      if (hasMails(copy)) copy.exec("UPDATE mail SET is_unsure = 1 WHERE state = 'waiting'");
      return { accounts: Number(copy.prepare('SELECT count(*) AS n FROM account').get()?.n) };
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AccessNotCopied(
      `The accounts in ${from} cannot be copied: ${reason}. Look whether its disk is full or damaged.`,
      { cause: error },
    );
  }
}

/** Older versions of the program kept none. */
function hasMails(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'mail'").get() !== undefined;
}

/**
 * Whether a copy of the accounts can be read.
 * @param file the copy
 */
export function isWholeAccess(file: string): boolean {
  try {
    return on(file, (database) => database.prepare('PRAGMA integrity_check').get()?.integrity_check === 'ok');
  } catch {
    return false;
  }
}

function on<T>(file: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file, { timeout: PATIENCE });
  try {
    return work(database);
  } finally {
    database.close();
  }
}
