import { expect, it } from '@jest/globals';
import { newEvent, newStream } from '../contract/samples.js';
import type { Batch, RecordedEvent } from '../event-store.js';
import { positionText, type Page } from './event-reader.js';
import { HeadWatch } from './head-watch.js';
import { subscription } from './subscription.js';
import { Turns } from './turns.js';

const recorded = (position: number): RecordedEvent => ({
  ...newEvent(),
  stream: newStream(),
  revision: 0,
  position: positionText(position),
  recordedAt: '2026-03-02T10:00:00.000Z',
});

it('a subscription tells of a read that failed, and goes on where it was', async () => {
  const events = [recorded(1), recorded(2)];
  const reads: (() => Page)[] = [
    () => ({ events: events.slice(0, 1), isLast: false }),
    () => {
      throw new Error('disk I/O error');
    },
    () => ({ events: events.slice(1), isLast: true }),
  ];
  const asked: number[] = [];
  const troubles: string[] = [];
  const abort = new AbortController();
  const batches: Batch[] = [];
  const watch = new HeadWatch(() => 1);
  const batchesOf = subscription(
    (after) => {
      asked.push(after);
      return reads.shift()?.() ?? { events: [], isLast: true };
    },
    watch,
    undefined,
    {
      signal: abort.signal,
      onTrouble: ({ message }) => {
        troubles.push(message);
        setImmediate(() => watch.wake());
      },
    },
    new AbortController().signal,
    new Turns(),
  );
  for await (const batch of batchesOf) {
    batches.push(batch);
    if (batch.caughtUp) abort.abort();
  }
  expect(troubles).toEqual(['disk I/O error']);
  expect(asked).toEqual([0, 1, 1]);
  expect(batches.flatMap((batch) => batch.events)).toEqual(events);
  expect(batches.map(({ position, caughtUp }) => [position, caughtUp])).toEqual([
    [events[0]?.position, false],
    [events[1]?.position, true],
  ]);
});
