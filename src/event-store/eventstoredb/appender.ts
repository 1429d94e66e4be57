import {
  MaxAppendSizeExceededError,
  NO_STREAM,
  StreamDeletedError,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
  type AppendResult,
} from '@eventstore/db-client';
import {
  AppendRefused,
  ConcurrencyConflict,
  EventIdReused,
  StoreUnavailable,
  type Appended,
  type Expected,
  type NewEvent,
} from '../event-store.js';
import { isExpected } from '../proposal.js';
import type { Connection } from './connection.js';
import type { Endeavour } from './endeavour.js';
import { eventData, isPlace, positionOf, positionText } from './event-mapping.js';
import type { EventReader } from './event-reader.js';
import type { KnownIds, StreamIds } from './known-ids.js';
import { Lanes } from './lanes.js';

/** What is to be appended, after it was checked. */
export interface Append {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
}

/** Times that the server may refuse a revision which is the stream's own by its account. */
const MOST_CONTRADICTIONS = 3;

/** Where ids stand in a stream: the revision of the first where they stand together, nowhere, or otherwise. */
function placeOf(ids: readonly string[], { revisions }: StreamIds): number | 'nowhere' | 'elsewhere' {
  const found = ids.map((id) => revisions.get(id));
  const [first] = found;
  if (first === undefined) return found.every((revision) => revision === undefined) ? 'nowhere' : 'elsewhere';
  return found.every((revision, at) => revision === first + at) ? first : 'elsewhere';
}

/**
 * Appends to streams. The server is always told an exact revision, because only then does it promise that the same ids
 * are recorded once; what it does not look for, ids at another place of the stream, is looked for here.
 */
export class Appender {
  readonly #lanes = new Lanes();

  constructor(
    private readonly connection: Connection,
    private readonly reader: EventReader,
    private readonly known: KnownIds,
  ) {}

  /**
   * Appends in turn: writers of one stream in this process wait for each other instead of fighting for a revision.
   * @throws ConcurrencyConflict
   * @throws EventIdReused
   * @throws AppendRefused where the server does not take so much, or the stream was deleted for good
   * @throws StoreUnavailable
   */
  append(append: Append, endeavour: Endeavour): Promise<Appended> {
    return this.#lanes.run(append.stream, async () => {
      if (endeavour.left <= 0) {
        throw new StoreUnavailable(
          `${endeavour.server} is slow: an append waited too long for others to the same stream. Try again.`,
          'nothing-written',
        );
      }
      try {
        return await this.#inTurn(append, endeavour);
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || !endeavour.isUnsure || error.outcome === 'unknown') throw error;
        throw new StoreUnavailable(error.message, 'unknown', { cause: error });
      }
    });
  }

  /** Resolves when all appends are done that were asked for until now. */
  done(): Promise<void> {
    return this.#lanes.done();
  }

  async #inTurn({ stream, events, expected }: Append, endeavour: Endeavour): Promise<Appended> {
    const ids = events.map(({ id }) => id);
    let known = this.known.of(stream);
    let isFresh = false;
    if (expected === 'any' && known.end === 0) known = await this.#learn(stream, known, endeavour);
    for (let contradictions = 0; ;) {
      const place = placeOf(ids, known);
      if (place !== 'nowhere') {
        if (place === 'elsewhere' || !isExpected(expected, place - 1)) {
          throw new EventIdReused(stream, ids.find((id) => known.revisions.has(id)) ?? '');
        }
        return await this.#recorded(stream, place + events.length - 1, endeavour);
      }
      const actual = known.end - 1;
      if (isExpected(expected, actual)) {
        const appended = await this.#write(stream, events, actual, endeavour);
        if (appended) {
          const first = appended.revision - events.length + 1;
          const recorded = ids.map((id, at) => ({ id, revision: first + at }));
          this.known.learn(stream, actual + 1, recorded);
          return appended;
        }
      } else if (isFresh) throw new ConcurrencyConflict(stream, expected, actual === -1 ? 'no-stream' : actual);
      known = await this.#learn(stream, known, endeavour);
      isFresh = true;
      if (known.end > actual + 1) {
        // What was cut off before can no longer be recorded after a revision that others have taken.
        if (placeOf(ids, known) === 'nowhere') endeavour.isUnsure = false;
        continue;
      }
      if (!isExpected(expected, actual)) continue;
      contradictions += 1;
      if (contradictions > MOST_CONTRADICTIONS || endeavour.left <= 0) {
        throw new StoreUnavailable(
          `${endeavour.server} refuses an append at the revision that the stream has. Check the state of the cluster.`,
          'nothing-written',
        );
      }
      this.known.forget(stream);
      known = await this.#learn(stream, this.known.of(stream), endeavour);
    }
  }

  /** Reads what is not known of a stream yet. */
  async #learn(stream: string, { end }: StreamIds, endeavour: Endeavour): Promise<StreamIds> {
    return this.known.learn(stream, end, await this.reader.records(stream, end, endeavour));
  }

  /** Appends after exactly this revision; nothing where the stream is elsewhere. */
  async #write(
    stream: string,
    events: readonly NewEvent[],
    actual: number,
    endeavour: Endeavour,
  ): Promise<Appended | undefined> {
    const data = events.map(eventData);
    const expectedRevision: AppendExpectedRevision = actual === -1 ? NO_STREAM : BigInt(actual);
    let result: AppendResult & { readonly isRepeated: boolean };
    try {
      result = await endeavour.persist('write', async ({ attempt, deadline }) => {
        const options = { expectedRevision, deadline, requiresLeader: true } as const;
        return { ...(await this.connection.appendToStream(stream, data, options)), isRepeated: attempt > 0 };
      });
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) return undefined;
      throw refusal(error, endeavour);
    }
    const revision = Number(result.nextExpectedRevision);
    // When the server recognises an append of before, only the record tells its place for certain.
    if (result.isRepeated || !isPlace(result.position)) return this.#recorded(stream, revision, endeavour);
    return { revision, position: positionText(result.position) };
  }

  /** Where an event stands that is on record. */
  async #recorded(stream: string, revision: number, endeavour: Endeavour): Promise<Appended> {
    const [event] = await this.reader.records(stream, revision, endeavour, 1);
    if (!event) {
      throw new StoreUnavailable(
        `${endeavour.server} does not give an event that it has recorded. Check the state of the cluster.`,
        'unknown',
      );
    }
    return { revision, position: positionOf(event) };
  }
}

function refusal(error: unknown, { server }: Endeavour): unknown {
  if (error instanceof MaxAppendSizeExceededError) {
    return new AppendRefused(
      `${server} takes at most ${String(error.maxAppendSize)} bytes in one append, and these events have more. Start it with --max-append-size=16000000.`,
      { cause: error },
    );
  }
  if (error instanceof StreamDeletedError) {
    return new AppendRefused(`${server} has deleted this stream for good, so nothing can be appended to it.`, {
      cause: error,
    });
  }
  return error;
}
