import { v5 } from 'uuid';
import { childOf } from '../bench/made-log.js';
import { EVENT_STORE } from '../src/event-store/event-store.token.js';
import type { EventStore, NewEvent, Position } from '../src/event-store/event-store.js';
import { ReadModels } from '../src/read-model/read-models.js';
import { addDays, type CalendarDate } from '../src/statute/calendar.js';
import type { TestServer } from './server.js';

const NAMESPACE = '7a0f1a52-0d0c-5f7e-9f7a-2b8d2c6f0e11';
const metadata = { actor: 'made', correlationId: 'made', causationId: 'made', schemaVersion: 1 };

/** Puts the events of some made children into the log of a server, and waits until they are shown. */
export async function makeChildren(
  { app }: TestServer,
  { count, requestedOn, until }: { count: number; requestedOn: (child: number) => CalendarDate; until: CalendarDate },
): Promise<void> {
  const store = app.get<EventStore>(EVENT_STORE);
  let last: Position | undefined;
  for (let number = 0; number < count; number += 1) {
    const streams = new Map<string, NewEvent[]>();
    const made = childOf(number, requestedOn(number), addDays(until, -1));
    for (const [index, { stream, type, data }] of made.entries()) {
      const id = v5(`${String(number)}/${String(index)}`, NAMESPACE);
      streams.set(stream, [...(streams.get(stream) ?? []), { id, type, data, metadata }]);
    }
    for (const [stream, events] of streams) last = (await store.append(stream, events, 'any')).position;
  }
  if (last === undefined || !(await app.get(ReadModels).projector.waitFor(last, 60_000))) {
    throw new Error('The made children are not shown.');
  }
}
