import type { DatabaseSync } from 'node:sqlite';
import { EMPTY, type Head } from './mark.js';

/** The last event on record. */
export function lastEvent(database: DatabaseSync): Head {
  const row = database.prepare('SELECT position, digest FROM event ORDER BY position DESC LIMIT 1').get();
  return row === undefined ? EMPTY : { position: Number(row.position), digest: String(row.digest) };
}
