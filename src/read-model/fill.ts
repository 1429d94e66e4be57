import type {
  EventReading,
  LogEnd,
  Position,
  RecordedEvent,
  SortedReading,
  StreamChoice,
} from '../event-store/event-store.js';
import type { Projection, View } from './projection.js';
import type { ReadModel } from './read-model.js';
import { writerIn } from './projector.js';

/** How many events are read at once. */
const PAGE = 5_000;

/** Lets others have their turn: what is worked out here keeps the thread that answers requests. */
export const turnToOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Filled {
  readonly model: ReadModel;
  /** What the names of the tables begin with. */
  readonly prefix?: string;
  readonly projections: readonly Projection[];
  /** Called with the number of events that were read. */
  readonly progress?: (done: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** How to fill tables with events in the order in which they were recorded. */
export interface Filling extends Filled {
  readonly view: View;
  readonly after?: Position;
}

/** Does something in its turn, where several threads write. */
export type InTurn = (place: number, work: () => Promise<void>) => Promise<void>;

/** How to fill tables with whole streams. */
export interface SortedFilling extends Filled {
  /** Up to where. */
  readonly end: LogEnd;
  readonly choice: StreamChoice;
  /** Writing at the place of some streams among all; the last writing of all comes at the place `Infinity`. */
  readonly inTurn?: InTurn;
}

/**
 * Projects everything that is on record after a position into tables that nobody asks yet.
 * @returns the position of the last event that was read
 */
export async function fill(store: EventReading, filling: Filling): Promise<Position | undefined> {
  const { model, prefix = '', projections, view, progress, signal } = filling;
  const writer = writerIn(model.writing, model, prefix);
  let after = filling.after;
  let done = 0;
  for (;;) {
    signal?.throwIfAborted();
    const events = await store.readAll(after, PAGE);
    const isLast = events.length === 0;
    const known = knownBy(view, events);
    for (const projection of projections) await projection.take(known);
    for (const projection of projections) await projection.flush(writer, isLast);
    if (isLast) return after;
    after = events.at(-1)?.position;
    done += events.length;
    progress?.(done);
    await turnToOthers();
  }
}

/**
 * Projects whole streams into empty tables that nobody asks yet: each stream once, and little is held in memory however
 * many there are.
 * @returns how many events were read
 */
export async function fillSorted(sorted: SortedReading, filling: SortedFilling): Promise<number> {
  const { model, prefix = '', projections, end, choice, progress, signal } = filling;
  const inTurn: InTurn = filling.inTurn ?? ((_, work) => work());
  const writer = writerIn(model.writing, model, prefix);
  const write = (place: number, isLast: boolean): Promise<void> =>
    inTurn(place, () =>
      writer.together(async (together) => {
        for (const projection of projections) await projection.flush(together, isLast);
      }),
    );
  let done = 0;
  for await (const { place, events } of sorted.read(end, choice)) {
    signal?.throwIfAborted();
    for (const projection of projections) await projection.take(events);
    await write(place, false);
    done += events.length;
    progress?.(done);
    await turnToOthers();
  }
  signal?.throwIfAborted();
  await write(Infinity, true);
  return done;
}

/** The events that were on record at the instant of a view. */
export function knownBy({ knownOn }: View, events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return knownOn === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= knownOn);
}
