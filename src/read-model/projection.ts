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
  /** Shows only some of the streams, where the work is shared among threads: the part, from 0, and how many there are. */
  readonly part?: { readonly index: number; readonly of: number };
}

/** Whether a stream belongs to the part that a view shows. The end of a random id serves to share streams evenly. */
export function isOfPart({ part }: View, stream: string): boolean {
  return part === undefined || stream.charCodeAt(stream.length - 1) % part.of === part.index;
}

/**
 * Turns events into rows: a pure function of the events, however they are cut into batches and however often one is
 * taken in. The projector owns reading, transactions and the checkpoint.
 */
export interface Projection {
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
