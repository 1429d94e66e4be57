import type { EventReading, Position, RecordedEvent, SomeEvents } from '../event-store/event-store.js';
import { isOfPart, type Projection, type View } from './projection.js';
import type { ReadModel } from './read-model.js';
import { writerIn } from './projector.js';

/** How many events are read at once. */
const PAGE = 5_000;
const PEOPLE = 'person-';

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
  for (;;) {
    signal?.throwIfAborted();
    const { events, count, last } = await next(store, view, after);
    const isLast = count === 0;
    const known = knownBy(view, events);
    for (const projection of projections) await projection.take(known);
    for (const projection of projections) await projection.flush(writer, isLast);
    if (isLast) return after;
    after = last;
    done += count;
    progress?.(done);
    await turnToOthers();
  }
}

/** The next events that a view can show; of people, whoever keeps their index shows all. */
async function next(store: EventReading, view: View, after: Position | undefined): Promise<SomeEvents> {
  if (view.part !== undefined && store.readSome !== undefined) {
    return store.readSome(after, PAGE, (stream) => isOfPart(view, stream) || stream.startsWith(PEOPLE));
  }
  const events = await store.readAll(after, PAGE);
  return { events, count: events.length, last: events.at(-1)?.position };
}

/** The events that were on record at the instant of a view. */
export function knownBy({ knownOn }: View, events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return knownOn === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= knownOn);
}
