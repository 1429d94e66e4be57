import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { EventStoreDbDouble, type DoubleOptions } from '../../testing/eventstoredb/eventstoredb-double.js';
import { appendThrough, follow, has, idsOf, newEvent, newEvents, newStream } from '../contract/samples.js';
import { StoreDamaged, type Batch, type EventStore, type NewEvent, type Position } from '../event-store.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';

// These wait for what happens, not for a time; this is only for a machine that is busy.
jest.setTimeout(30_000);

let double: EventStoreDbDouble;
let store: EventStore;

async function start(options?: DoubleOptions): Promise<void> {
  double = await EventStoreDbDouble.start(options);
  store = await EventStoreDbEventStore.connect({ url: double.url });
}

afterEach(async () => {
  await store.close();
  double.destroy();
});

/** Whether a promise was kept. */
const answered = [() => true, () => false] as const;

async function foreign(work: (client: EventStoreDBClient) => Promise<unknown>): Promise<void> {
  const client = EventStoreDBClient.connectionString(double.url);
  await work(client);
  await client.dispose();
}

describe('A subscription to EventStoreDB', () => {
  test('misses nothing and repeats nothing when it is cut again and again, and tells of it', async () => {
    await start();
    const stream = newStream();
    const events = newEvents(120);
    const troubles: Error[] = [];
    const seen: string[] = [];
    const abort = new AbortController();
    const options = { signal: abort.signal, batchSize: 7, onTrouble: (reason: Error) => void troubles.push(reason) };
    const appending = (async () => {
      for (const event of events) await appendThrough(() => store, stream, [event], 'any');
    })();
    for await (const batch of store.subscribe(undefined, options)) {
      seen.push(...idsOf(batch.events));
      if (seen.length % 3 === 0 && troubles.length < 6) double.dropStreams();
      if (seen.length >= events.length) abort.abort();
    }
    await appending;
    expect(seen).toEqual(idsOf(events));
    expect(troubles.length).toBeGreaterThanOrEqual(2);
    expect(troubles[0]).toMatchObject({
      name: 'StoreUnavailable',
      message: expect.stringMatching(/^EventStoreDB at 127/),
    });
  });

  test('goes on when the server comes back', async () => {
    await start();
    const stream = newStream();
    const [first, last] = [newEvent(), newEvent()];
    await store.append(stream, [first], 'no-stream');
    let back: Promise<void> | undefined;
    const seen: string[] = [];
    const abort = new AbortController();
    const onTrouble = () => {
      back ??= double.startAll().then(async () => {
        await appendThrough(() => store, stream, [last], 0);
      });
    };
    for await (const { events, caughtUp } of store.subscribe(undefined, { signal: abort.signal, onTrouble })) {
      seen.push(...idsOf(events));
      if (caughtUp && !back) double.stopAll();
      if (seen.includes(last.id)) abort.abort();
    }
    await back;
    expect(seen).toEqual([first.id, last.id]);
  });

  test('goes on at another node when the leader stops, and appends do too', async () => {
    await start({ nodes: 3 });
    const stream = newStream();
    const events = newEvents(9);
    const following = follow(store, undefined, [stream], has(events.at(-1)!));
    for (const [at, event] of events.entries()) {
      if (at % 4 === 2) double.stopNode(double.leader);
      await appendThrough(() => store, stream, [event], at === 0 ? 'no-stream' : at - 1);
    }
    expect(idsOf((await following).events)).toEqual(idsOf(events));
    // A check has little patience, and the next leader may have to be looked for.
    while (!(await store.check().then(...answered))) await new Promise((resolve) => setImmediate(resolve));
  });

  test('goes on when a whole cluster was away, and so does everything else', async () => {
    await start({ nodes: 3 });
    const stream = newStream();
    const abort = new AbortController();
    const away = Promise.withResolvers<undefined>();
    let troubles = 0;
    const onTrouble = () => {
      troubles += 1;
      if (troubles === 12) away.resolve(undefined);
    };
    const last = newEvent();
    let caughtUp = 0;
    const following = Array.from({ length: 4 }, async () => {
      for await (const batch of store.subscribe(undefined, { signal: abort.signal, onTrouble })) {
        if (troubles === 0 && batch.caughtUp) caughtUp += 1;
        if (troubles === 0 && caughtUp === 4) double.stopAll();
        if (idsOf(batch.events).includes(last.id)) return;
      }
    });
    await away.promise;
    const appending = Promise.all(newEvents(8).map((event) => store.append(newStream(), [event], 'any')));
    await double.startAll();
    await appending;
    await store.append(stream, [last], 'no-stream');
    await Promise.all(following);
    abort.abort();
  });

  test('does not end the process when it is cut while the leader is looked for in vain', async () => {
    await start({ nodes: 3 });
    const abort = new AbortController();
    const found = Promise.withResolvers<undefined>();
    const [cut, soughtInVain] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const troubles = [cut, soughtInVain];
    const following = (async () => {
      const options = { signal: abort.signal, onTrouble: () => troubles.shift()?.resolve(undefined) };
      for await (const { caughtUp } of store.subscribe(undefined, options)) if (caughtUp) found.resolve(undefined);
    })();
    await found.promise;
    const looked = double.faults.calls('gossip');
    const lift = double.faults.inject({ kind: 'delay', until: new Promise(() => undefined) }, { on: 'gossip' });
    double.faults.inject({ kind: 'unavailable' }, { times: 1 });
    const appending = store.append(newStream(), [newEvent()], 'any');
    while (double.faults.calls('gossip') === looked) await new Promise((resolve) => setImmediate(resolve));
    double.dropStreams();
    await cut.promise;
    double.stopAll();
    lift();
    await soughtInVain.promise;
    await double.startAll();
    // A promise that is rejected and not waited for would fail this test, as it would end the program.
    await appending;
    abort.abort();
    await following;
  });

  test('gives nothing of what other programs and the server itself write, but looks past it', async () => {
    await start();
    await foreign(async (client) => {
      for (const stream of ['orders-1', 'plan-of-action', `pupil-${crypto.randomUUID()}`]) {
        const noise = Array.from({ length: 700 }, () => jsonEvent({ type: 'Noise', data: {} }));
        await client.appendToStream(stream, noise);
        await client.setStreamMetadata(stream, { maxCount: 1_000 });
      }
    });
    const { batches, checkpoint } = await follow(store, undefined, [], (_, { caughtUp }) => caughtUp);
    expect(batches.flatMap(({ events }) => events)).toEqual([]);
    expect(await store.readAll(undefined, 3)).toEqual([]);
    expect(checkpoint).toBeDefined();
    const event = newEvent();
    const { position } = await store.append(newStream(), [event], 'no-stream');
    expect(checkpoint! < position).toBe(true);
    expect(idsOf(await store.readAll(undefined, 3))).toEqual([event.id]);
    expect(idsOf(await store.readAll(checkpoint, 3))).toEqual([event.id]);
    expect(await store.readAll(position, 3)).toEqual([]);
  });

  test('never says that it has looked past an event that is still to come', async () => {
    await start();
    const stream = newStream();
    const events = newEvents(160);
    await foreign(async (client) => {
      for (let at = 0; at < events.length; at += 40) {
        // The server says how far it has looked after every 1024 events: each time elsewhere among these forty.
        const noise = Array.from({ length: 985 }, () => jsonEvent({ type: 'Noise', data: {} }));
        await client.appendToStream('orders-1', noise);
        await store.append(stream, events.slice(at, at + 40), 'any');
      }
    });
    let turn = 0;
    const unsteadily = async (seen: readonly NewEvent[]) => {
      turn += 1;
      if (turn % 2 === 0) await store.readStream(stream);
      return seen.length === events.length;
    };
    const { batches } = await follow(store, undefined, [stream], unsteadily, { batchSize: 5 });
    let looked: Position | undefined;
    for (const { events: given, position } of batches) {
      for (const event of given) expect(looked === undefined || looked < event.position).toBe(true);
      looked = position;
    }
    expect(batches.flatMap(({ events: given }) => idsOf(given))).toEqual(idsOf(events));
  });

  test('is not sent what its consumer has not asked for', async () => {
    await start({ maxAppendSize: 16_000_000 });
    const stream = newStream();
    const events = Array.from({ length: 600 }, () => newEvent({ data: { text: 'x'.repeat(20_000) } }));
    for (let at = 0; at < events.length; at += 200) await store.append(stream, events.slice(at, at + 200), 'any');
    const seen: string[] = [];
    for await (const batch of store.subscribe(undefined, { signal: new AbortController().signal, batchSize: 10 })) {
      // While the consumer is busy, others are served, and the subscription is not.
      if (seen.length === 0) expect(await store.readStream(stream)).toHaveLength(events.length);
      expect(double.sent - seen.length).toBeLessThan(300);
      seen.push(...idsOf(batch.events));
      if (batch.caughtUp) break;
    }
    expect(seen).toEqual(idsOf(events));
  });

  test('finds the end of a server that does not say where it is', async () => {
    await start({ saysCaughtUp: false });
    const stream = newStream();
    const events = newEvents(30);
    await store.append(stream, events, 'no-stream');
    const followed = await follow(store, undefined, [stream], (_, { caughtUp }) => caughtUp, { batchSize: 7 });
    expect(idsOf(followed.events)).toEqual(idsOf(events));
  });

  test('fails where another program has written into a stream of ours', async () => {
    await start();
    const stream = newStream();
    await foreign((client) => client.appendToStream(stream, jsonEvent({ type: 'Forged', data: { a: 1 } })));
    await expect(follow(store, undefined, [stream], ({ length }) => length > 0)).rejects.toBeInstanceOf(StoreDamaged);
    await expect(store.readStream(stream)).rejects.toThrow(/was not written by this program/);
  });

  test('does not take a position of another store', async () => {
    await start();
    const position = '0000000000000012' as Position;
    await expect(follow(store, position, [], () => true)).rejects.toBeInstanceOf(RangeError);
    await expect(store.readAll(position, 1)).rejects.toBeInstanceOf(RangeError);
  });

  test('that is refused by the server tries again, and ends with its signal', async () => {
    await start();
    double.faults.inject({ kind: 'unavailable' }, { on: 'subscribe' });
    const abort = new AbortController();
    const batches: Batch[] = [];
    let troubles = 0;
    const onTrouble = () => {
      troubles += 1;
      if (troubles === 3) abort.abort();
    };
    for await (const batch of store.subscribe(undefined, { signal: abort.signal, onTrouble })) {
      batches.push(batch);
    }
    expect(batches).toEqual([]);
    expect(troubles).toBe(3);
  });
});

describe('What EventStoreDB keeps of an event', () => {
  test('lets its own tools follow what led to what', async () => {
    await start();
    const stream = newStream();
    const event = newEvent();
    await store.append(stream, [event], 'no-stream');
    await foreign(async (client) => {
      for await (const { event: kept } of client.readStream(stream)) {
        const { correlationId, causationId, ...rest } = event.metadata;
        expect(kept?.metadata).toEqual({ ...rest, $correlationId: correlationId, $causationId: causationId });
        expect(kept).toMatchObject({ isJson: true, type: event.type, data: event.data });
      }
    });
  });
});
