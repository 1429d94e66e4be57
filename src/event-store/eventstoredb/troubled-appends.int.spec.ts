import { inspect } from 'node:util';
import { EventStoreDBClient, NO_STREAM, jsonEvent } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { EventStoreDbDouble, type DoubleOptions } from '../../testing/eventstoredb/eventstoredb-double.js';
import { appendThrough, idsOf, newEvent, newEvents, newStream } from '../contract/samples.js';
import { AppendRefused, StoreUnavailable, type EventStore } from '../event-store.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';

// These wait for what happens, not for a time; this is only for a machine that is busy.
jest.setTimeout(30_000);

/** Milliseconds: enough for tries to succeed on any machine, and little where they cannot. */
const PATIENCE = 30_000;
const LITTLE = 900;

let double: EventStoreDbDouble;
const stores: EventStore[] = [];

async function start(options?: DoubleOptions): Promise<void> {
  double = await EventStoreDbDouble.start(options);
}

/** Opens a store; one of little patience as often as it takes. */
async function connect(patience = PATIENCE, url = double.url): Promise<EventStore> {
  for (;;) {
    try {
      const store = await EventStoreDbEventStore.connect({ url, patience });
      stores.push(store);
      return store;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}

const failure = async (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error('It did not fail.'),
    (error: unknown) => error as Error,
  );

afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  double.destroy();
});

describe('An append to an EventStoreDB in trouble', () => {
  beforeEach(() => start());

  test.each(['unavailable', 'not-leader', 'disk-full', 'lose-reply'] as const)(
    'is tried again until it succeeds, and recorded once: %s',
    async (kind) => {
      const store = await connect();
      const stream = newStream();
      const events = newEvents(2);
      double.faults.inject({ kind }, { times: 2 });
      const answer = await store.append(stream, events, 'no-stream');
      const recorded = await store.readStream(stream);
      expect(idsOf(recorded)).toEqual(idsOf(events));
      expect(answer).toEqual({ revision: 1, position: recorded[1]?.position });
      expect(double.faults.calls('append')).toBe(3);
    },
  );

  test.each(['before', 'after'])('is recorded once when a call that was cut commits %s the next', async (when) => {
    const store = await connect();
    const stream = newStream();
    const event = newEvent();
    const late = Promise.withResolvers<undefined>();
    double.faults.inject({ kind: 'commit-late', until: late.promise }, { times: 1 });
    if (when === 'before') {
      double.faults.inject({ kind: 'delay', until: late.promise }, { times: 1 });
      late.resolve(undefined);
    }
    const answer = await store.append(stream, [event], 'any');
    late.resolve(undefined);
    await late.promise;
    expect(double.size).toBe(1);
    expect((await store.readStream(stream))[0]).toMatchObject({ id: event.id, ...answer });
  });

  test('is tried again when the server gives no answer, and recorded once when it gives it at last', async () => {
    const store = await connect(LITTLE);
    const stream = newStream();
    const event = newEvent();
    const answered = Promise.withResolvers<undefined>();
    double.faults.inject({ kind: 'delay', until: answered.promise }, { times: 1 });
    await appendThrough(() => store, stream, [event], 'no-stream');
    answered.resolve(undefined);
    await answered.promise;
    expect(double.faults.calls('append')).toBeGreaterThanOrEqual(2);
    expect(double.size).toBe(1);
  });

  test('goes to the new end of the stream when another store was faster', async () => {
    const [store, other] = [await connect(), await connect()];
    const stream = newStream();
    await store.append(stream, [newEvent()], 'any');
    const [mine, theirs] = [newEvent(), newEvent()];
    const appended = Promise.withResolvers<undefined>();
    double.faults.inject({ kind: 'unavailable' }, { times: 1 });
    double.faults.inject({ kind: 'delay', until: appended.promise }, { times: 1 });
    double.faults.inject({ kind: 'delay', until: Promise.resolve() }, { times: 1 });
    const appending = store.append(stream, [mine], 'any');
    while (double.faults.calls('append') < 3) await new Promise((resolve) => setImmediate(resolve));
    await other.append(stream, [theirs], 'any');
    appended.resolve(undefined);
    expect((await appending).revision).toBe(2);
    expect(idsOf(await store.readStream(stream)).slice(1)).toEqual([theirs.id, mine.id]);
  });

  test('is given up with advice when the server cannot write, and succeeds with the same ids afterwards', async () => {
    const store = await connect(LITTLE);
    const stream = newStream();
    const event = newEvent();
    const lift = double.faults.inject({ kind: 'disk-full' });
    const error = await failure(store.append(stream, [event], 'any'));
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error).toMatchObject({ outcome: 'unknown', message: expect.stringMatching(/disk is full\. Make room/) });
    lift();
    await appendThrough(() => store, stream, [event], 'any');
    expect(double.size).toBe(1);
  });

  test('is given up as unknown when a reply was lost and nothing comes afterwards', async () => {
    const store = await connect(LITTLE);
    double.faults.inject({ kind: 'lose-reply' }, { times: 1 });
    double.faults.inject({ kind: 'unavailable' });
    const error = await failure(store.append(newStream(), [newEvent()], 'no-stream'));
    expect(error).toMatchObject({ name: 'StoreUnavailable', outcome: 'unknown' });
    expect(error.message).toContain('append again with the same ids');
    expect(double.size).toBe(1);
  });

  test('is given up, with nothing written, when the server is away', async () => {
    const store = await connect(LITTLE);
    double.stopAll();
    const errors = await Promise.all(
      Array.from({ length: 8 }, () => failure(store.append(newStream(), [newEvent()], 'any'))),
    );
    for (const error of errors) {
      expect(error).toMatchObject({
        name: 'StoreUnavailable',
        outcome: 'nothing-written',
        message: expect.stringMatching(/^EventStoreDB at 127\.0\.0\.1:\d+ refuses connections\. Check that it runs/),
      });
    }
    expect(await failure(store.readStream(newStream()))).toBeInstanceOf(StoreUnavailable);
    expect(await failure(store.readAll(undefined, 5))).toBeInstanceOf(StoreUnavailable);
    expect(await failure(store.check())).toBeInstanceOf(StoreUnavailable);
  });

  test('does not wait for others on the same stream beyond its own patience', async () => {
    const store = await connect(LITTLE);
    const stream = newStream();
    double.faults.inject({ kind: 'delay', until: new Promise(() => undefined) });
    const errors = await Promise.all(
      Array.from({ length: 8 }, () => failure(store.append(stream, [newEvent()], 'no-stream'))),
    );
    expect(errors.every((error) => error instanceof StoreUnavailable)).toBe(true);
    expect(errors.at(-1)).toMatchObject({
      outcome: 'nothing-written',
      message: expect.stringMatching(/waited too long for others/),
    });
    // Each call lasts a third of the patience, which all of them share.
    expect(double.faults.calls('append')).toBeLessThanOrEqual(4);
  });

  test('is one of many that all end well while the server comes and goes', async () => {
    const store = await connect();
    const writers = Array.from({ length: 24 }, async () => {
      const stream = newStream();
      for (const event of newEvents(6)) await store.append(stream, [event], 'any');
      return (await store.readStream(stream)).length;
    });
    for (let round = 1; round <= 3; round += 1) {
      while (double.size < round * 24) await new Promise((resolve) => setImmediate(resolve));
      double.stopAll();
      await double.startAll();
    }
    expect(await Promise.all(writers)).toEqual(Array.from({ length: 24 }, () => 6));
  });

  test('is seen through when the store is closed meanwhile', async () => {
    const store = await connect();
    const answered = Promise.withResolvers<undefined>();
    double.faults.inject({ kind: 'delay', until: answered.promise }, { times: 1 });
    const appending = store.append(newStream(), [newEvent()], 'no-stream');
    while (double.faults.calls('append') < 1) await new Promise((resolve) => setImmediate(resolve));
    const closing = store.close();
    answered.resolve(undefined);
    expect((await appending).revision).toBe(0);
    await closing;
  });

  test('above the size that the server takes is refused, and says which setting to raise', async () => {
    const store = await connect();
    const events = Array.from({ length: 2 }, () => newEvent({ data: { text: 'x'.repeat(600_000) } }));
    const error = await failure(store.append(newStream(), events, 'no-stream'));
    expect(error).toBeInstanceOf(AppendRefused);
    expect(error.message).toMatch(/at most 1048576 bytes.*--max-append-size/);
    expect(double.size).toBe(0);
  });

  test('to a stream that was deleted on the server is refused, or begins it again', async () => {
    const store = await connect();
    const client = EventStoreDBClient.connectionString(double.url);
    const [hidden, gone] = [newStream(), newStream()];
    for (const stream of [hidden, gone]) await store.append(stream, newEvents(2), 'no-stream');
    await client.deleteStream(hidden);
    await client.tombstoneStream(gone);
    expect(await store.readStream(hidden)).toEqual([]);
    expect(await store.readStream(gone)).toEqual([]);
    const other = await connect();
    expect((await other.append(hidden, [newEvent()], 'no-stream')).revision).toBe(2);
    expect(await failure(other.append(gone, [newEvent()], 'any'))).toBeInstanceOf(AppendRefused);
    await client.dispose();
  });

  test('is not touched by the trouble of another server', async () => {
    const second = await EventStoreDbDouble.start();
    const [store, other] = [await connect(), await connect(LITTLE, second.url)];
    const answered = Promise.withResolvers<undefined>();
    for (const each of [double, second]) each.faults.inject({ kind: 'delay', until: answered.promise }, { times: 1 });
    const [mine, theirs] = [store, other].map((each) => each.append(newStream(), [newEvent()], 'any'));
    while (double.faults.calls('append') + second.faults.calls('append') < 2) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    second.stopAll();
    expect(await failure(theirs ?? Promise.resolve())).toMatchObject({ outcome: 'unknown' });
    answered.resolve(undefined);
    expect((await mine)?.revision).toBe(0);
    expect(double.faults.calls('append')).toBe(1);
    second.destroy();
  });
});

describe('Batched appends of the client, which the adapter does not use', () => {
  test('fail together with those of a client of another server', async () => {
    await start();
    const second = await EventStoreDbDouble.start();
    const never = new Promise(() => undefined);
    for (const each of [double, second]) each.faults.inject({ kind: 'delay', until: never });
    const clients = [double, second].map(({ url }) => EventStoreDBClient.connectionString(url));
    const event = jsonEvent({ type: 'Noted', data: {} });
    const outcomes = clients.map((client) =>
      failure(client.appendToStream(newStream(), event, { expectedRevision: NO_STREAM })),
    );
    while (double.faults.calls('append') + second.faults.calls('append') < 2) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    second.dropStreams();
    for (const outcome of await Promise.all(outcomes)) expect(outcome).toMatchObject({ type: 'unavailable' });
    await Promise.all(clients.map((client) => client.dispose()));
    second.destroy();
  });
});

describe('A connection to EventStoreDB with a password', () => {
  beforeEach(() => start({ credentials: { username: 'admin', password: 'S3cr3t' } }));

  test('is encrypted, and carries appends, reads and subscriptions', async () => {
    const store = await connect();
    const stream = newStream();
    const event = newEvent();
    await store.append(stream, [event], 'no-stream');
    expect(idsOf(await store.readStream(stream))).toEqual([event.id]);
    for await (const batch of store.subscribe(undefined, { signal: AbortSignal.timeout(PATIENCE) })) {
      if (idsOf(batch.events).includes(event.id)) return;
    }
    throw new Error('The subscription did not give the event.');
  });

  test.each([
    ['a wrong password', (url: string) => url.replace('S3cr3t', 'S3cr3t2'), /refuses the credentials\. Check the user/],
    ['no password', (url: string) => url.replace('admin:S3cr3t@', ''), /refuses the credentials/],
    [
      'a certificate that is not trusted',
      (url: string) => url.replace(/&tlsCAFile.*/, ''),
      /not trusted\. Name .* tlsCAFile/,
    ],
    ['a name that is unknown', () => 'esdb://admin:S3cr3t@nowhere.invalid', /not found: its name is unknown/],
  ])('fails clearly for %s, without showing the password', async (_, change, message) => {
    const error = await failure(EventStoreDbEventStore.connect({ url: change(double.url), patience: LITTLE }));
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error.message).toMatch(message);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(
      new RegExp(`S3cr3t|${Buffer.from('admin:S3cr3t').toString('base64').slice(0, 12)}`),
    );
  });
});

describe('A connection with TLS to an EventStoreDB without', () => {
  test('fails, and says that TLS is the matter', async () => {
    await start();
    const url = double.url.replace('127.0.0.1', 'localhost').replace('tls=false', 'tls=true');
    const error = await failure(EventStoreDbEventStore.connect({ url, patience: LITTLE }));
    expect(error.message).toMatch(/does not speak TLS\. Set tls=false/);
  });
});
