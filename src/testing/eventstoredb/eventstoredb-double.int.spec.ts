import { appendFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  MaxAppendSizeExceededError,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
  eventTypeFilter,
  jsonEvent,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { EventStoreDbDouble } from './eventstoredb-double.js';

// These wait for what happens, not for a time; this is only for a machine that is busy.
jest.setTimeout(30_000);

const opened = (n: number) => jsonEvent({ type: 'CaseOpened', data: { n, text: 'naïve ☃' }, metadata: { by: 'a' } });
const newStream = () => `case-${randomUUID()}`;

async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const event of events) found.push(event);
  return found;
}

const numbers = (events: readonly ResolvedEvent[]) => events.map(({ event }) => (event?.data as { n: number }).n);

/** The first events of a subscription that a test accepts. */
async function first(subscription: AllStreamSubscription, count: number): Promise<AllStreamResolvedEvent[]> {
  const seen: AllStreamResolvedEvent[] = [];
  for await (const event of subscription) {
    seen.push(event);
    if (seen.length === count) break;
  }
  return seen;
}

describe.each([
  ['BatchAppend', true],
  ['Append', false],
])('The double of EventStoreDB, through its real client and %s', (_, batchAppends) => {
  let double: EventStoreDbDouble;
  let client: EventStoreDBClient;

  beforeEach(async () => {
    double = await EventStoreDbDouble.start({ batchAppends });
    client = EventStoreDBClient.connectionString(double.url);
  });

  afterEach(async () => {
    await client.dispose();
    double.destroy();
  });

  test('appends at the revision that is expected', async () => {
    const stream = newStream();
    const created = await client.appendToStream(stream, [opened(1), opened(2)], { expectedRevision: NO_STREAM });
    expect(created).toMatchObject({ success: true, nextExpectedRevision: 1n });
    const next = await client.appendToStream(stream, opened(3), { expectedRevision: 1n });
    expect(next.nextExpectedRevision).toBe(2n);
    expect(next.position!.commit - created.position!.commit).toBeGreaterThan(1n);
  });

  test('refuses an append at another revision, and says where the stream is', async () => {
    const stream = newStream();
    await client.appendToStream(stream, [opened(1), opened(2)], { expectedRevision: NO_STREAM });
    for (const expectedRevision of [0n, 7n, NO_STREAM] as const) {
      const refusal = client.appendToStream(stream, opened(9), { expectedRevision });
      await expect(refusal).rejects.toBeInstanceOf(WrongExpectedVersionError);
      await expect(refusal).rejects.toMatchObject({ actualVersion: 1n, expectedVersion: expectedRevision });
    }
    await expect(
      client.appendToStream(newStream(), opened(9), { expectedRevision: STREAM_EXISTS }),
    ).rejects.toMatchObject({ actualVersion: 'no_stream', expectedVersion: 'stream_exists' });
  });

  test('answers the same append again with the same place, also after others', async () => {
    const stream = newStream();
    const events = [opened(1), opened(2)];
    const once = await client.appendToStream(stream, events, { expectedRevision: NO_STREAM });
    await client.appendToStream(stream, opened(3), { expectedRevision: 1n });
    expect(await client.appendToStream(stream, events, { expectedRevision: NO_STREAM })).toEqual(once);
    await expect(
      client.appendToStream(stream, [events[0]!, opened(4)], { expectedRevision: NO_STREAM }),
    ).rejects.toBeInstanceOf(WrongExpectedVersionError);
    expect(await all(client.readStream(stream))).toHaveLength(3);
  });

  test('reads a stream both ways, from a revision, and up to a count', async () => {
    const stream = newStream();
    await client.appendToStream(stream, [opened(1), opened(2), opened(3)]);
    const [event] = await all(client.readStream(stream));
    expect(event?.event).toMatchObject({ data: { n: 1, text: 'naïve ☃' }, metadata: { by: 'a' }, revision: 0n });
    expect(Math.abs(event!.event!.created.getTime() - Date.now())).toBeLessThan(60_000);
    expect(numbers(await all(client.readStream(stream, { direction: BACKWARDS, fromRevision: END })))).toEqual([
      3, 2, 1,
    ]);
    expect(numbers(await all(client.readStream(stream, { direction: BACKWARDS, fromRevision: 1n })))).toEqual([2, 1]);
    expect(numbers(await all(client.readStream(stream, { fromRevision: 1n, maxCount: 1 })))).toEqual([2]);
    await expect(all(client.readStream(newStream()))).rejects.toBeInstanceOf(StreamNotFoundError);
  });

  test('reads all events forwards at a position, and backwards before it', async () => {
    await client.appendToStream(newStream(), [opened(1), opened(2)]);
    await client.appendToStream(newStream(), opened(3));
    const events = await all(client.readAll());
    expect(numbers(events)).toEqual([1, 2, 3]);
    const { position } = events[1]!.event!;
    expect(numbers(await all(client.readAll({ fromPosition: position })))).toEqual([2, 3]);
    expect(numbers(await all(client.readAll({ fromPosition: position, direction: BACKWARDS })))).toEqual([1]);
    const last = await all(client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1 }));
    expect(numbers(last)).toEqual([3]);
  });

  test('filters a subscription, says how far it has looked and that it has caught up, and resumes after that', async () => {
    for (let n = 0; n < 100; n += 1) {
      await client.appendToStream('other', jsonEvent({ type: n % 10 === 0 ? 'CaseClosed' : 'Noise', data: { n } }));
    }
    const checkpoints: bigint[] = [];
    const checkpointReached = (_subscription: unknown, { commit }: { commit: bigint }) => {
      checkpoints.push(commit);
    };
    const filter = eventTypeFilter({ prefixes: ['Case'], checkpointInterval: 1, checkpointReached });
    const subscription = client.subscribeToAll({ fromPosition: START, filter });
    let caughtUp = 0;
    subscription.on('caughtUp', () => {
      caughtUp += 1;
      void client.appendToStream('live', opened(999));
    });
    expect(numbers(await first(subscription, 11))).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 999]);
    expect(caughtUp).toBe(1);
    expect(checkpoints.length).toBeGreaterThanOrEqual(3);

    const [, , position] = checkpoints;
    const resumed = client.subscribeToAll({
      fromPosition: { commit: position!, prepare: position! },
      filter: streamNameFilter({ regex: '^live' }),
    });
    expect(numbers(await first(resumed, 1))).toEqual([999]);
  });

  test('follows one stream from after a revision', async () => {
    const stream = newStream();
    await client.appendToStream(stream, [opened(1), opened(2), opened(3)]);
    const subscription = client.subscribeToStream(stream, { fromRevision: 1n });
    const [event] = (await once(subscription, 'data')) as [ResolvedEvent];
    expect(numbers([event])).toEqual([3]);
    await subscription.unsubscribe();
  });

  test('deletes a stream, and for good', async () => {
    const stream = newStream();
    await client.appendToStream(stream, opened(1));
    await client.deleteStream(stream);
    await expect(all(client.readStream(stream))).rejects.toBeInstanceOf(StreamNotFoundError);
    const again = await client.appendToStream(stream, opened(2), { expectedRevision: NO_STREAM });
    expect(again.nextExpectedRevision).toBe(1n);
    await client.tombstoneStream(stream);
    await expect(all(client.readStream(stream))).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(client.appendToStream(stream, opened(3))).rejects.toBeInstanceOf(StreamDeletedError);
  });

  test('refuses an append above its size, and takes one below it in parts', async () => {
    const kilobytes = (size: number) => jsonEvent({ type: 'Big', data: { text: 'x'.repeat(size * 1024) } });
    const refusal = client.appendToStream(newStream(), kilobytes(1024), { expectedRevision: NO_STREAM });
    await expect(refusal).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
    await expect(refusal).rejects.toMatchObject({ maxAppendSize: 1_048_576 });
    const stream = newStream();
    const parts = Array.from({ length: 9 }, () => kilobytes(100));
    await client.appendToStream(stream, parts, { expectedRevision: NO_STREAM, batchAppendSize: 200 * 1024 });
    expect(await all(client.readStream(stream))).toHaveLength(9);
  });

  test('keeps what it recorded over a restart, and drops a record that was torn', async () => {
    const stream = newStream();
    const written = await client.appendToStream(stream, [opened(1), opened(2)]);
    double.stopAll();
    appendFileSync(double.logFile, '00000000 {"kind":"append","stream":"torn","ev');
    await double.startAll();
    const again = EventStoreDBClient.connectionString(double.url);
    const events = await all(again.readStream(stream));
    expect(numbers(events)).toEqual([1, 2]);
    expect(events[1]?.event?.position).toEqual(written.position);
    await again.appendToStream(stream, opened(3), { expectedRevision: 1n });
    double.stopAll();
    await double.startAll();
    const third = EventStoreDBClient.connectionString(double.url);
    expect(numbers(await all(third.readStream(stream)))).toEqual([1, 2, 3]);
    await Promise.all([again.dispose(), third.dispose()]);
  });

  test('loses a reply, and has recorded the append', async () => {
    const stream = newStream();
    double.faults.inject({ kind: 'lose-reply' }, { times: 1 });
    const event = opened(1);
    await expect(client.appendToStream(stream, event)).rejects.toBeInstanceOf(UnavailableError);
    expect(numbers(await all(client.readStream(stream)))).toEqual([1]);
  });

  test('commits late, delays, and has a full disk, until that is lifted', async () => {
    const stream = newStream();
    const late = Promise.withResolvers<undefined>();
    double.faults.inject({ kind: 'commit-late', until: late.promise }, { times: 1 });
    await expect(client.appendToStream(stream, opened(1))).rejects.toBeInstanceOf(UnavailableError);
    expect(double.size).toBe(0);
    late.resolve(undefined);
    await late.promise;
    expect(numbers(await all(client.readStream(stream)))).toEqual([1]);

    const lift = double.faults.inject({ kind: 'disk-full' });
    await expect(client.appendToStream(stream, opened(2))).rejects.toBeInstanceOf(UnknownError);
    await expect(client.appendToStream(stream, opened(2))).rejects.toBeInstanceOf(UnknownError);
    lift();

    const answer = Promise.withResolvers<undefined>();
    double.faults.inject({ kind: 'delay', until: answer.promise }, { times: 1 });
    const slow = client.appendToStream(stream, opened(3));
    await client.appendToStream(stream, opened(4));
    answer.resolve(undefined);
    expect((await slow).nextExpectedRevision).toBe(2n);
  });

  test('drops the subscriptions that are open', async () => {
    const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: ['case-'] }) });
    const dropped = once(subscription, 'error');
    await once(subscription, 'caughtUp').catch(() => undefined);
    double.dropStreams();
    expect(await dropped.catch((error: unknown) => [error])).toEqual([expect.any(UnavailableError)]);
  });
});

describe('The double of a cluster of EventStoreDB', () => {
  let double: EventStoreDbDouble;

  beforeEach(async () => {
    double = await EventStoreDbDouble.start({ nodes: 3 });
  });

  afterEach(() => double.destroy());

  test('is discovered by gossip, and appends go to its leader, also when another one is elected', async () => {
    double.moveLeader();
    const client = EventStoreDBClient.connectionString(double.url);
    const stream = newStream();
    await client.appendToStream(stream, opened(1), { expectedRevision: NO_STREAM });
    double.moveLeader();
    await expect(client.appendToStream(stream, opened(2))).rejects.toMatchObject({ type: 'not-leader' });
    await client.appendToStream(stream, opened(2), { expectedRevision: 0n });
    double.stopNode(double.leader);
    await expect(client.appendToStream(stream, opened(3))).rejects.toThrow();
    await client.appendToStream(stream, opened(3), { expectedRevision: 1n });
    await client.dispose();
  });

  test('reads from a follower, and refuses to write there', async () => {
    const leader = EventStoreDBClient.connectionString(double.urlOf(0));
    const follower = EventStoreDBClient.connectionString(double.urlOf(1));
    const stream = newStream();
    await leader.appendToStream(stream, opened(1));
    expect(numbers(await all(follower.readStream(stream)))).toEqual([1]);
    await expect(all(follower.readStream(stream, { requiresLeader: true }))).rejects.toMatchObject({
      type: 'not-leader',
    });
    await Promise.all([leader.dispose(), follower.dispose()]);
  });
});

describe('The double of an EventStoreDB with passwords', () => {
  const credentials = { username: 'admin', password: 'changeit' };

  test('serves over TLS whoever knows the password', async () => {
    const double = await EventStoreDbDouble.start({ credentials });
    const client = EventStoreDBClient.connectionString(double.url);
    await client.appendToStream(newStream(), opened(1));
    const stranger = EventStoreDBClient.connectionString(double.url.replace('changeit', 'guess'));
    await expect(stranger.appendToStream(newStream(), opened(1))).rejects.toMatchObject({ type: 'access-denied' });
    await Promise.all([client.dispose(), stranger.dispose()]);
    double.destroy();
  });
});
