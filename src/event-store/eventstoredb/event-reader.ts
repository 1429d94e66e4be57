import {
  BACKWARDS,
  END,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  type RecordedEvent as ServerEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import { StoreUnavailable, type Position, type RecordedEvent } from '../event-store.js';
import type { Upcasters } from '../upcasting.js';
import type { Connection } from './connection.js';
import type { Endeavour } from './endeavour.js';
import { isOurs, logPosition, positionText, recordedEvent } from './event-mapping.js';
import { NoAnswer } from './server-fault.js';

/** The most records in one page of the server's log. */
const LARGEST_PAGE = 4_096;
/** Reads go to the leader, so that whoever has appended reads it. */
const OF_LEADER = { requiresLeader: true } as const;

/**
 * All events of a read. The client gives reads no deadline, so they are given up, and cancelled, after a silence; how
 * long they may take while events keep coming depends on how many there are.
 * @param silence milliseconds
 * @param ended gives the read up too
 */
function collect<Event>(read: StreamingRead<Event>, silence: number, ended?: AbortSignal): Promise<Event[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Event[]>();
  const events: Event[] = [];
  const giveUp = (reason: Error): void => {
    // Destroying it alone would leave the call to the server open.
    read.cancel().catch(() => undefined);
    read.destroy();
    reject(reason);
  };
  const timer = setTimeout(() => giveUp(new NoAnswer()), silence);
  const end = (): void => giveUp(new StoreUnavailable('The event store was closed during a read.', 'nothing-written'));
  if (ended?.aborted === true) end();
  else ended?.addEventListener('abort', end);
  read.on('data', (event) => {
    timer.refresh();
    events.push(event);
  });
  read.on('end', () => resolve(events));
  read.on('error', reject);
  return promise.finally(() => {
    clearTimeout(timer);
    ended?.removeEventListener('abort', end);
  });
}

/** Reads events from the server. */
export class EventReader {
  constructor(
    private readonly connection: Connection,
    private readonly upcasters: Upcasters,
  ) {}

  /**
   * The events of a stream from a revision on; none where there is no such stream of ours.
   * @throws StoreUnavailable
   * @throws StoreDamaged
   */
  async stream(stream: string, from: number, endeavour: Endeavour): Promise<readonly RecordedEvent[]> {
    return (await this.records(stream, from, endeavour)).map((event) => recordedEvent(event, this.upcasters));
  }

  /**
   * The same as the server keeps them.
   * @param maxCount how many at most; all unless set
   */
  async records(
    stream: string,
    from: number,
    endeavour: Endeavour,
    maxCount?: number,
  ): Promise<readonly ServerEvent[]> {
    if (!isOurs(stream)) return [];
    const limit = maxCount === undefined ? {} : { maxCount };
    try {
      const events = await endeavour.persist('read', ({ deadline }) =>
        collect(
          this.connection.readStream(stream, { fromRevision: BigInt(from), ...limit, ...OF_LEADER }),
          deadline,
          endeavour.ended,
        ),
      );
      return events.flatMap(({ event }) => (event ? [event] : []));
    } catch (error) {
      if (error instanceof StreamNotFoundError || error instanceof StreamDeletedError) return [];
      throw error;
    }
  }

  /**
   * The next events of all streams of ours, fewer than `limit` only at the end. The client cannot filter a read, so
   * what others have written is read and left out here.
   * @throws StoreUnavailable
   * @throws StoreDamaged
   */
  async all(after: Position | undefined, limit: number, endeavour: () => Endeavour): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    let from = after;
    for (let maxCount = limit + 1; found.length < limit; maxCount = Math.min(maxCount * 2, LARGEST_PAGE)) {
      const fromPosition = from === undefined ? START : logPosition(from);
      const trying = endeavour();
      const page = await trying.persist('read', ({ deadline }) =>
        collect(this.connection.readAll({ fromPosition, maxCount, ...OF_LEADER }), deadline, trying.ended),
      );
      for (const { event } of page) {
        // A read begins at the position that it is given, which was seen before.
        if (!event || positionText(event.position) === from) continue;
        if (isOurs(event.streamId) && found.length < limit) found.push(recordedEvent(event, this.upcasters));
      }
      const last = page.at(-1)?.event;
      if (page.length < maxCount || !last) break;
      from = positionText(last.position);
    }
    return found;
  }

  /**
   * Makes sure that the leader answers, and that these credentials may read all streams.
   * @throws StoreUnavailable
   */
  async check(endeavour: Endeavour): Promise<void> {
    await endeavour.persist('read', ({ deadline }) =>
      collect(
        this.connection.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1, ...OF_LEADER }),
        deadline,
        endeavour.ended,
      ),
    );
  }
}
