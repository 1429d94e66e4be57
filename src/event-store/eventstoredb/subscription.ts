import { setTimeout as delay } from 'node:timers/promises';
import type { Batch, Position, SubscribeOptions } from '../event-store.js';
import { pauseBefore } from './endeavour.js';
import { serverFault, storeUnavailable } from './server-fault.js';
import { SubscriptionFeed, type FeedSettings } from './subscription-feed.js';

const BATCH_SIZE = 500;

/**
 * Every event after a position, then those to come, until one of the signals ends it. Where the server breaks off, it
 * begins again after the last batch that was given.
 * @param server what messages call the server
 */
export async function* subscription(
  server: string,
  settings: Omit<FeedSettings, 'size'>,
  after: Position | undefined,
  { signal, batchSize = BATCH_SIZE, onTrouble }: SubscribeOptions,
  closed: AbortSignal,
): AsyncGenerator<Batch, void, undefined> {
  const ended = AbortSignal.any([signal, closed]);
  let position = after;
  for (let failures = 0; !ended.aborted; failures += 1) {
    const feed = new SubscriptionFeed(position, { ...settings, size: batchSize });
    // Also where the consumer is busy with a batch and does not ask for the next.
    const close = (): void => feed.close();
    ended.addEventListener('abort', close);
    try {
      for (let batch = await feed.next(ended); batch; batch = await feed.next(ended)) {
        failures = 0;
        position = batch.position ?? position;
        yield batch;
      }
    } catch (error) {
      const fault = serverFault(error);
      if (!fault) throw error;
      onTrouble?.(storeUnavailable(server, fault, 'nothing-written', error));
    } finally {
      ended.removeEventListener('abort', close);
      feed.close();
    }
    await delay(pauseBefore(failures), undefined, { signal: ended }).catch(() => undefined);
  }
}
