import type { EventStore, Position, RecordedEvent } from '../../event-store/event-store.js';
import type { AlertEvent, AlertLevel, Escalation } from '../domain/alert.events.js';

const AT_ONCE = 1_000;
const ALERT = /^alert-(?<id>[0-9a-f-]{36})$/;

/** Something that happened to an alert and that managers are told of. */
export interface AlertNews {
  readonly alert: string;
  readonly position: Position;
  readonly happened: 'raised' | Escalation;
  /** How far the clock had come when it was raised. */
  readonly level?: AlertLevel;
  /** The id of the summary that tells of it. */
  readonly summary?: string;
}

function newsIn({ stream, type, data, position }: RecordedEvent): AlertNews | undefined {
  const alert = ALERT.exec(stream)?.groups?.id;
  if (alert === undefined) return undefined;
  const event = { type, data } as unknown as AlertEvent;
  if (event.type === 'AlertEscalated') return { alert, position, happened: event.data.because };
  if (event.type !== 'AlertRaised') return undefined;
  const { level, summary } = event.data;
  return { alert, position, happened: 'raised', level, ...(summary === undefined ? {} : { summary }) };
}

/**
 * What happened to alerts, in the order in which it was recorded.
 * @param after the position after which to begin
 * @param until the last position that counts
 * @throws StoreUnavailable
 * @throws RangeError where `after` is no position of this kind of store
 */
export async function newsBetween(
  store: Pick<EventStore, 'readAll'>,
  after: Position,
  until: Position,
): Promise<readonly AlertNews[]> {
  const news: AlertNews[] = [];
  let from = after;
  for (;;) {
    const events = await store.readAll(from, AT_ONCE);
    for (const event of events) {
      if (event.position > until) return news;
      const one = newsIn(event);
      if (one !== undefined) news.push(one);
      from = event.position;
    }
    if (events.length < AT_ONCE) return news;
  }
}
