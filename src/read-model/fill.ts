import type { EventReading, Position, RecordedEvent } from '../event-store/event-store.js';
import type { Projection, View } from './projection.js';
import type { ReadModel } from './read-model.js';
import { writerIn } from './projector.js';

/** How many events are read at once. */
const PAGE = 5_000;
/** How many pages are read before the program turns to something else. */
const PAGES_AT_A_TIME = 1;

const turnToOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** How to fill tables. */
export interface Filling {
  readonly model: ReadModel;
  /** What the names of the tables begin with. */
  readonly prefix?: string;
  readonly projections: readonly Projection[];
  readonly view: View;
  readonly after?: Position;
  /** Called with the number of events that were read. */
  readonly progress?: (done: number) => void;
  readonly signal?: AbortSignal;
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
  for (let page = 1; ; page += 1) {
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
    if (page % PAGES_AT_A_TIME === 0) await turnToOthers();
  }
}

/** The events that were on record at the instant of a view. */
export function knownBy({ knownOn }: View, events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return knownOn === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= knownOn);
}
