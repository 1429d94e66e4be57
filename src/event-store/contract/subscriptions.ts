import { expect, test } from '@jest/globals';
import type { EventStore, NewEvent, Position } from '../event-store.js';
import { PATIENCE, type Setting } from './setting.js';
import { follow, has, idsOf, newEvent, newEvents, newStream, now } from './samples.js';

/** Appends events one at a time and gives them. */
async function appendOneByOne(store: EventStore, stream: string, count: number): Promise<NewEvent[]> {
  const events = newEvents(count);
  for (const event of events) await store.append(stream, [event], 'any');
  return events;
}

export function specifySubscriptions({ store, server }: Setting): void {
  test(
    'gives what is on record, then what is to come, each once and in order',
    async () => {
      const after = await now(store());
      const streams = [newStream(), newStream()] as const;
      const old = await appendOneByOne(store(), streams[0], 20);
      const last = newEvent();
      let coming: Promise<NewEvent[]> | undefined;
      const { events } = await follow(store(), after, streams, (seen, { caughtUp }) => {
        if (caughtUp) {
          coming ??= appendOneByOne(store(), streams[1], 20).then(async (added) => {
            await store().append(streams[0], [last], 'any');
            return added;
          });
        }
        return has(last)(seen);
      });
      expect(idsOf(events)).toEqual([...idsOf(old), ...idsOf((await coming) ?? []), last.id]);
      expect(events.every(({ position }, at) => at === 0 || position > (events[at - 1]?.position ?? ''))).toBe(true);
    },
    PATIENCE,
  );

  test(
    'gives what another store appends',
    async () => {
      const after = await now(store());
      const stream = newStream();
      const other = await server().open();
      try {
        const last = newEvent();
        let appended: Promise<unknown> | undefined;
        const { events } = await follow(store(), after, [stream], (seen, { caughtUp }) => {
          if (caughtUp) appended ??= other.append(stream, [newEvent(), last], 'no-stream');
          return has(last)(seen);
        });
        await appended;
        expect(events).toEqual(await store().readStream(stream));
      } finally {
        await other.close();
      }
    },
    PATIENCE,
  );

  test(
    'says that it has caught up, also where there is nothing to give',
    async () => {
      const after = await now(store());
      const { batches, checkpoint } = await follow(store(), after, [], (_, { caughtUp }) => caughtUp);
      expect(batches.at(-1)?.caughtUp).toBe(true);
      expect((checkpoint ?? '') >= after).toBe(true);
    },
    PATIENCE,
  );

  test(
    'says that it has caught up after the last event, and not before',
    async () => {
      const after = await now(store());
      const stream = newStream();
      await store().append(stream, newEvents(30), 'no-stream');
      const { events } = await follow(store(), after, [stream], (_, { caughtUp }) => caughtUp, { batchSize: 7 });
      expect(events).toHaveLength(30);
    },
    PATIENCE,
  );

  test(
    'that falls behind catches up, in batches of the size asked for',
    async () => {
      const after = await now(store());
      const stream = newStream();
      const last = newEvent();
      let behind: Promise<NewEvent[]> | undefined;
      const { events, batches } = await follow(
        store(),
        after,
        [stream],
        async (seen) => {
          behind ??= (async () => {
            const added = newEvents(200);
            for (let at = 0; at < added.length; at += 20) {
              await store().append(stream, added.slice(at, at + 20), 'any');
            }
            await store().append(stream, [last], 'any');
            return added;
          })();
          await behind;
          return has(last)(seen);
        },
        { batchSize: 10 },
      );
      expect(idsOf(events)).toEqual([...idsOf((await behind) ?? []), last.id]);
      expect(Math.max(...batches.map((batch) => batch.events.length))).toBeLessThanOrEqual(10);
    },
    PATIENCE,
  );

  test(
    'is resumed after a checkpoint',
    async () => {
      const stream = newStream();
      const wanted: NewEvent[] = newEvents(25);
      let checkpoint: Position | undefined = await now(store());
      await store().append(stream, wanted, 'no-stream');
      const seen: string[] = [];
      while (!seen.includes(wanted.at(-1)?.id ?? '')) {
        const part = await follow(store(), checkpoint, [stream], ({ length }) => length > 0, { batchSize: 4 });
        seen.push(...idsOf(part.events));
        checkpoint = part.checkpoint;
      }
      expect(seen).toEqual(idsOf(wanted));
    },
    PATIENCE,
  );

  test(
    'is one of many, and each gives everything',
    async () => {
      const after = await now(store());
      const stream = newStream();
      const last = newEvent();
      const following = Array.from({ length: 5 }, () => follow(store(), after, [stream], has(last)));
      const events = await appendOneByOne(store(), stream, 20);
      await store().append(stream, [last], 'any');
      for (const followed of await Promise.all(following)) {
        expect(idsOf(followed.events)).toEqual([...idsOf(events), last.id]);
      }
    },
    PATIENCE,
  );

  test(
    'gives the greatest event',
    async () => {
      const after = await now(store());
      const stream = newStream();
      const event = newEvent({ data: { text: 'x'.repeat(4_000_000) } });
      await store().append(stream, [event], 'no-stream');
      const { events } = await follow(store(), after, [stream], has(event));
      expect(events[0]?.data).toEqual(event.data);
    },
    PATIENCE,
  );

  test(
    'is ended by its signal while it waits',
    async () => {
      const abort = new AbortController();
      for await (const { caughtUp } of store().subscribe(await now(store()), { signal: abort.signal })) {
        if (caughtUp) setImmediate(() => abort.abort());
      }
      expect(abort.signal.aborted).toBe(true);
    },
    PATIENCE,
  );

  test('is ended by a signal that was given before', async () => {
    const after = await now(store());
    let batches = 0;
    for await (const _batch of store().subscribe(after, { signal: AbortSignal.abort() })) batches += 1;
    expect(batches).toBe(0);
  });

  test(
    'is ended by closing its store',
    async () => {
      const other = await server().open();
      const abort = new AbortController();
      let closed: Promise<void> | undefined;
      for await (const { caughtUp } of other.subscribe(await now(store()), { signal: abort.signal })) {
        if (caughtUp) closed ??= other.close();
      }
      await closed;
      expect(abort.signal.aborted).toBe(false);
    },
    PATIENCE,
  );
}
