import type { RecordedEvent } from '../event-store/event-store.js';
import type { CalendarDate } from '../statute/calendar.js';
import type { Writer } from './writer.js';

/** What a projection is to show. */
export interface View {
  /** The tables are empty at first, and nobody asks them before they are full. */
  readonly fresh: boolean;
  /** Shows the cases as at this day; as they are on record where there is none. */
  readonly asAt?: CalendarDate;
  /** Shows what was recorded up to this instant, ISO 8601 in UTC with milliseconds. */
  readonly knownOn?: string;
  /** Every batch brings whole streams, and no stream comes twice. */
  readonly whole?: true;
}

/**
 * Turns events into rows: a pure function of the events, however they are cut into batches and however often one is
 * taken in. The projector owns reading, transactions and the checkpoint.
 */
export interface Projection {
  /**
   * The one kind of stream that it reads, where it works in the program's own thread alone: it needs the keys. Of the
   * others another thread can take over the work.
   */
  readonly onlyHere?: string;
  /** Takes in the next events, in the order of their positions. */
  take(events: readonly RecordedEvent[]): Promise<void>;
  /**
   * Writes the rows of what was taken in, in the transaction that also moves the checkpoint.
   * @param all writes everything; else what can wait may wait while memory lasts
   */
  flush(to: Writer, all: boolean): Promise<void>;
  /**
   * Forgets what was taken in and is not written, and all that is kept of what is in the tables: the transaction failed,
   * or somebody else has written.
   */
  forget(): void;
}

/** An event of a stream cannot be projected. The message says nothing of what the event says. */
export class CannotBeProjected extends Error {
  override readonly name = 'CannotBeProjected';

  /** @param reason what went wrong */
  constructor(
    readonly stream: string,
    readonly revision: number,
    readonly reason: string,
  ) {
    super(`The event ${String(revision)} of the stream ${stream} cannot be projected: ${reason}.`);
  }
}

/** Why an event cannot be projected, without anything of what it says. */
export function reasonOf(error: unknown): string {
  if (error instanceof CannotBeProjected) return error.reason;
  return error instanceof Error ? `${error.name} while it was projected` : 'it could not be projected';
}

/** Makes the projections of the read models anew. */
export interface ProjectionMaker {
  (view: View): readonly Projection[];
  /**
   * Tells what they write from what others make of the same events, such as under other rules; nothing where that cannot
   * differ. Tables that others filled are made anew.
   */
  readonly madeBy?: string;
}
