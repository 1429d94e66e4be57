import type { Batch, Position, SubscribeOptions } from '../event-store.js';
import { positionNumber, type Page } from './event-reader.js';
import type { HeadWatch } from './head-watch.js';
import type { Turns } from './turns.js';

const BATCH_SIZE = 500;
/** Milliseconds after which a read that failed is tried again at the latest. */
const RETRY = 1_000;

/**
 * Every event after a position, then those to come, until one of the signals ends it.
 * @throws RangeError where the position is of another store
 */
export async function* subscription(
  read: (after: number, limit: number) => Page,
  watch: HeadWatch,
  after: Position | undefined,
  { signal, batchSize = BATCH_SIZE, onTrouble }: SubscribeOptions,
  closed: AbortSignal,
  turns: Turns,
): AsyncGenerator<Batch, void, undefined> {
  const end = AbortSignal.any([signal, closed]);
  let position = after;
  let from = positionNumber(after);
  let isAtEnd = false;
  while (!end.aborted) {
    let page: Page;
    try {
      page = read(from, batchSize);
    } catch (error) {
      onTrouble?.(error instanceof Error ? error : new Error(String(error)));
      await watch.changed(AbortSignal.any([end, AbortSignal.timeout(RETRY)]));
      continue;
    }
    if (page.events.length === 0 && isAtEnd) {
      await watch.changed(end);
      continue;
    }
    isAtEnd = page.isLast;
    position = page.events.at(-1)?.position ?? position;
    from = positionNumber(position);
    yield { events: page.events, caughtUp: page.isLast, ...(position === undefined ? {} : { position }) };
    await turns.next();
  }
}
