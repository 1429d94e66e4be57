import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Position, RecordedEvent } from '../event-store.js';
import type { Upcasters } from '../upcasting.js';
import { PATIENCE, type Setting } from './setting.js';
import { follow, has, idsOf, newEvent, newEvents, newStream, now } from './samples.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function specifyReads({ store, server }: Setting): void {
  test('the store answers', async () => {
    await expect(store().check()).resolves.toBeUndefined();
  });

  test('an event is read as it was appended, with its place and the instant of recording', async () => {
    const stream = newStream();
    const plain = newEvent();
    const keyed = newEvent({ metadata: { ...plain.metadata, idempotencyKey: 'a key: "1"', schemaVersion: 3 } });
    await store().append(stream, [plain, keyed], 'no-stream');
    const events = await store().readStream(stream);
    expect(events).toEqual(
      [plain, keyed].map((event, revision) => ({
        ...event,
        stream,
        revision,
        position: expect.any(String),
        recordedAt: expect.stringMatching(INSTANT),
      })),
    );
  });

  test('a missing stream has no events', async () => {
    expect(await store().readStream(newStream())).toEqual([]);
    expect(await store().readStream(newStream(), 3)).toEqual([]);
  });

  test('a stream is read from a revision', async () => {
    const stream = newStream();
    const events = newEvents(5);
    await store().append(stream, events, 'no-stream');
    expect(idsOf(await store().readStream(stream, 0))).toEqual(idsOf(events));
    expect(idsOf(await store().readStream(stream, 3))).toEqual(idsOf(events.slice(3)));
    expect(await store().readStream(stream, 5)).toEqual([]);
  });

  test(
    'a long stream is read whole',
    async () => {
      const stream = newStream();
      const events = newEvents(1_500);
      await store().append(stream, events, 'no-stream');
      expect(idsOf(await store().readStream(stream))).toEqual(idsOf(events));
    },
    PATIENCE,
  );

  test(
    'data of any shape survive: every script, nulls, control characters, nesting',
    async () => {
      const key = fc.string({ unit: 'binary' }).filter((name) => name !== '__proto__');
      const data = fc.dictionary(key, fc.jsonValue({ stringUnit: 'binary' }), { noNullPrototype: true });
      await fc.assert(
        fc.asyncProperty(fc.array(data, { minLength: 1, maxLength: 5 }), async (bodies) => {
          const stream = newStream();
          await store().append(
            stream,
            bodies.map((body) => newEvent({ data: body })),
            'no-stream',
          );
          const read = (await store().readStream(stream)).map((event) => event.data);
          // JSON has no negative zero.
          expect(read).toEqual(JSON.parse(JSON.stringify(bodies)));
        }),
        { numRuns: 25 },
      );
    },
    PATIENCE,
  );

  test('text survives character by character', async () => {
    const stream = newStream();
    const data = {
      text: 'Siân 李雷 👩‍👧 עברית \u0000 \u2028 \ud800 "quoted" \\ end',
      none: null,
      nested: { list: [null, [], {}, [1, 'two', { three: 3.5e-7 }]] },
    };
    await store().append(stream, [newEvent({ data })], 'no-stream');
    expect((await store().readStream(stream))[0]?.data).toEqual(data);
  });

  test('positions strictly increase in the order of append', async () => {
    const after = await now(store());
    const streams = [newStream(), newStream(), newStream()];
    const answers: Position[] = [];
    for (let round = 0; round < 12; round += 1) {
      answers.push((await store().append(streams[round % 3] ?? '', [newEvent()], 'any')).position);
    }
    const all = [after, ...answers];
    expect(all.every((position, at) => at === 0 || position > (all[at - 1] ?? ''))).toBe(true);
    const read = await store().readAll(after, 1_000);
    expect(read.filter(({ stream }) => streams.includes(stream)).map(({ position }) => position)).toEqual(answers);
  });

  test(
    'all events are read in pages, each once and in order',
    async () => {
      const after = await now(store());
      const streams = [newStream(), newStream()];
      const wanted: string[] = [];
      for (let round = 0; round < 10; round += 1) {
        const events = newEvents(3);
        wanted.push(...idsOf(events));
        await store().append(streams[round % 2] ?? '', events, 'any');
      }
      const read: RecordedEvent[] = [];
      let from: Position | undefined = after;
      for (;;) {
        const page: readonly RecordedEvent[] = await store().readAll(from, 7);
        read.push(...page);
        from = page.at(-1)?.position ?? from;
        if (page.length < 7) break;
      }
      expect(idsOf(read.filter(({ stream }) => streams.includes(stream)))).toEqual(wanted);
    },
    PATIENCE,
  );

  test('a position of another store is refused, instead of reading nothing after it', async () => {
    const elsewhere = 'a position of another store' as Position;
    await expect(store().readAll(elsewhere, 10)).rejects.toThrow('A position of another event store means nothing to');
    const { signal } = new AbortController();
    const batches = store().subscribe(elsewhere, { signal })[Symbol.asyncIterator]();
    await expect(batches.next()).rejects.toThrow('A position of another event store means nothing to');
  });

  test('all events are read from the start when no position is given', async () => {
    const marker = await now(store());
    const [first] = await store().readAll(undefined, 1);
    expect(first).toBeDefined();
    expect((first?.position ?? marker) <= marker).toBe(true);
  });

  test(
    'an event of an older shape is read in the shape of today, and stays as it was on record',
    async () => {
      const upcasters: Upcasters = {
        AdviceRequested: {
          1: ({ adviser, ...rest }) => ({ ...rest, from: adviser }),
          2: ({ from, ...rest }) => ({ ...rest, from: [from ?? null] }),
        },
      };
      const after = await now(store());
      const stream = newStream();
      const { metadata } = newEvent();
      const events = [
        newEvent({ data: { adviser: 'health' } }),
        newEvent({ data: { from: 'health' }, metadata: { ...metadata, schemaVersion: 2 } }),
        newEvent({ data: { from: ['health'] }, metadata: { ...metadata, schemaVersion: 3 } }),
        newEvent({ type: 'NoteAdded', data: { adviser: 'health' } }),
      ];
      await store().append(stream, events, 'no-stream');
      const shapes = (read: readonly RecordedEvent[]) =>
        read
          .filter((event) => event.stream === stream)
          .map((event) => ({ data: event.data, version: event.metadata.schemaVersion }));
      const today = { data: { from: ['health'] }, version: 3 };
      const wanted = [today, today, today, { data: { adviser: 'health' }, version: 1 }];

      const other = await server().open({ upcasters });
      try {
        expect(shapes(await other.readStream(stream))).toEqual(wanted);
        expect(shapes(await other.readAll(after, 1_000))).toEqual(wanted);
        const { events: followed } = await follow(other, after, [stream], has(events.at(-1) ?? newEvent()));
        expect(shapes(followed)).toEqual(wanted);
      } finally {
        await other.close();
      }
      expect((await store().readStream(stream)).map(({ data }) => data)).toEqual(events.map(({ data }) => data));
    },
    PATIENCE,
  );
}
