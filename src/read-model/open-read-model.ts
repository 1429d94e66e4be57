import type { ReadModel } from './read-model.js';

const SQLITE = /^sqlite:(?<file>.+)$/;

/** The file of the read models that a URL names; nothing where it names another database. */
export function readModelFileOf(url: string): string | undefined {
  return SQLITE.exec(url)?.groups?.file;
}

/**
 * Opens the read models that a URL names, and makes their tables where they are missing.
 * @param url `sqlite:<file>`
 * @throws Error where the URL names no database; what was given is not repeated, since it may hold a password
 * @throws ReadModelUnavailable where the file cannot be used
 */
export async function openReadModel(url: string): Promise<ReadModel> {
  const file = readModelFileOf(url);
  if (file === undefined)
    throw new Error('This names no read models. Accepted: sqlite:<file>, such as sqlite:data/read-model.db.');
  const { openSqliteReadModel } = await import('./sqlite/sqlite-read-model.js');
  return openSqliteReadModel(file);
}
