import { hash } from 'node:crypto';

/** What stands before the first event. */
export const GENESIS = '0'.repeat(64);

/** Everything of an event on record, as its columns. */
export interface EventRow {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
  /** Milliseconds since 1970 UTC. */
  readonly recordedAt: number;
}

/**
 * The digest of an event: SHA-256 in hexadecimal over the digest of the event before it and everything of its own, one
 * a line; before the data stands their length. So an event that is altered, missing or at another's place shows.
 */
export function digestOf(before: string, event: EventRow): string {
  const { position, stream, revision, id, type, data, metadata, recordedAt } = event;
  return hash(
    'sha256',
    `${before}\n${position}\n${stream}\n${revision}\n${id}\n${type}\n${recordedAt}\n${data.length}\n${data}${metadata}`,
  );
}
