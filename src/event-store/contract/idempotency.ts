import { expect, test } from '@jest/globals';
import { EventIdReused, type Expected } from '../event-store.js';
import { PATIENCE, type Setting } from './setting.js';
import { idsOf, newEvent, newEvents, newStream } from './samples.js';

export function specifyIdempotency({ store, server, can }: Setting): void {
  const kinds: readonly (readonly [expected: Expected, before: number])[] = [
    ['no-stream', 0],
    ['any', 0],
    ['any', 2],
    ['stream-exists', 2],
    [1, 2],
  ];

  test.each(kinds)(
    'is recorded once where %s is expected of a stream of %d events, and answered as the first time',
    async (expected, before) => {
      const stream = newStream();
      if (before > 0) await store().append(stream, newEvents(before), 'no-stream');
      const events = newEvents(2);
      const first = await store().append(stream, events, expected);
      expect(await store().append(stream, events, expected)).toEqual(first);
      expect(await store().readStream(stream)).toHaveLength(before + 2);
    },
    PATIENCE,
  );

  test.each(kinds)(
    'is recorded once where %s is expected of a stream of %d events, also after others have appended',
    async (expected, before) => {
      const stream = newStream();
      if (before > 0) await store().append(stream, newEvents(before), 'no-stream');
      const events = newEvents(2);
      const first = await store().append(stream, events, expected);
      await store().append(stream, newEvents(3), first.revision);
      await store().append(newStream(), newEvents(3), 'no-stream');
      expect(await store().append(stream, events, expected)).toEqual(first);
      expect(await store().readStream(stream)).toHaveLength(before + 5);
    },
    PATIENCE,
  );

  test('is recorded once when it is appended twice at the same time', async () => {
    const stream = newStream();
    const event = newEvent();
    const [first, second] = await Promise.all([
      store().append(stream, [event], 'no-stream'),
      store().append(stream, [event], 'no-stream'),
    ]);
    expect(second).toEqual(first);
    expect(await store().readStream(stream)).toHaveLength(1);
  });

  test('is recognised by another store on the same events', async () => {
    const stream = newStream();
    const event = newEvent();
    const first = await store().append(stream, [event], 'no-stream');
    const other = await server().open();
    try {
      expect(await other.append(stream, [event], 'no-stream')).toEqual(first);
    } finally {
      await other.close();
    }
  });

  test.each<[Expected]>([['any'], ['stream-exists'], [1]])(
    'is refused together with another one where %s is expected, and nothing is written',
    async (expected) => {
      const stream = newStream();
      const events = newEvents(2);
      await store().append(stream, events, 'no-stream');
      const [, recorded] = events;
      const partly = [...(recorded === undefined ? [] : [recorded]), newEvent()];
      await expect(store().append(stream, partly, expected)).rejects.toBeInstanceOf(EventIdReused);
      await expect(store().append(stream, partly.toReversed(), expected)).rejects.toBeInstanceOf(EventIdReused);
      expect(idsOf(await store().readStream(stream))).toEqual(idsOf(events));
    },
    PATIENCE,
  );

  for (const expected of ['no-stream', 'any'] as const) {
    (can.includes('loseNextReply') ? test : test.skip)(
      `whose first reply was lost is recorded once, where ${expected} is expected`,
      async () => {
        const stream = newStream();
        const events = newEvents(2);
        const append = () => store().append(stream, events, expected);
        server().loseNextReply?.();
        const answer = await append().catch((error: unknown) => {
          expect(error).toMatchObject({ name: 'StoreUnavailable', outcome: 'unknown' });
          return append();
        });
        const recorded = await store().readStream(stream);
        expect(idsOf(recorded)).toEqual(idsOf(events));
        expect(answer).toEqual({ revision: 1, position: recorded[1]?.position });
      },
      PATIENCE,
    );
  }
}
