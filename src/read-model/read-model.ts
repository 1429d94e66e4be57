import type { Kysely } from 'kysely';
import { type Transaction } from 'kysely';
import type { Position } from '../event-store/event-store.js';
import { OperatorError } from '../platform/operator-error.js';
import type { PolicyTables, Tables } from './schema.js';

/** How far the tables have come, one row for each set of them. */
export interface CheckpointRow {
  name: string;
  /** The position of the last event that is in the tables; empty before the first. */
  position: string;
  /** The version of what is written into the tables. */
  definition: string;
  /** The event at which projecting stopped, where it did. */
  fault_event: string | null;
  fault_position: string | null;
  fault_reason: string | null;
}

/** A rebuild under way: who it is, and when it was last heard of. */
export interface RebuildRow {
  generation: string;
  /** An instant, ISO 8601. */
  heard_at: string;
}

/** Everything that a database of read models holds. */
export interface Everything extends Tables, PolicyTables {
  checkpoint: CheckpointRow;
  rebuild: RebuildRow;
}

/** The read models cannot do their work now: why, and how to mend it. */
export class ReadModelUnavailable extends OperatorError {
  override readonly name = 'ReadModelUnavailable';
}

/** A database of read models. */
export interface ReadModel {
  /** Answers questions. It sees what was committed, and waits for nobody who writes. */
  readonly db: Kysely<Tables>;
  /** Writes, and reads within transactions. */
  readonly writing: Kysely<Everything>;
  readonly isSqlite: boolean;
  close(): Promise<void>;
}

/** Within a transaction of {@link ReadModel.writing}. */
export type WritingTransaction = Transaction<Everything>;

/** The name under which the checkpoint of the tables is kept. */
export const CHECKPOINT = 'read-models';

/** A checkpoint as the event store has it; nothing before the first event. */
export function positionOf({ position }: Pick<CheckpointRow, 'position'>): Position | undefined {
  return position === '' ? undefined : (position as Position);
}
