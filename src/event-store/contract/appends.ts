import { expect, test } from '@jest/globals';
import {
  AppendRefused,
  ConcurrencyConflict,
  MAX_APPEND_BYTES,
  MAX_EVENT_BYTES,
  StoreUnavailable,
  type Expected,
  type NewEvent,
} from '../event-store.js';
import { PATIENCE, type Setting } from './setting.js';
import { appendThrough, idsOf, newEvent, newEvents, newStream } from './samples.js';

const WRITERS = 32;

/** An event whose data and metadata have exactly so many bytes, most of them in characters of two bytes. */
function eventOf(bytes: number): NewEvent {
  const empty = newEvent({ data: { text: '' } });
  const room = bytes - JSON.stringify(empty.data).length - JSON.stringify(empty.metadata).length;
  return { ...empty, data: { text: 'é'.repeat(room >> 1) + 'e'.repeat(room & 1) } };
}

/** What an append may expect of a stream with so many events, and whether that is so. */
const expectations: readonly (readonly [state: string, events: number, expected: Expected, holds: boolean])[] = [
  ['a missing stream', 0, 'no-stream', true],
  ['a missing stream', 0, 'any', true],
  ['a missing stream', 0, 'stream-exists', false],
  ['a missing stream', 0, 0, false],
  ['a stream of one event', 1, 'no-stream', false],
  ['a stream of one event', 1, 'any', true],
  ['a stream of one event', 1, 'stream-exists', true],
  ['a stream of one event', 1, 0, true],
  ['a stream of one event', 1, 1, false],
  ['a stream of three events', 3, 'no-stream', false],
  ['a stream of three events', 3, 'stream-exists', true],
  ['a stream of three events', 3, 0, false],
  ['a stream of three events', 3, 1, false],
  ['a stream of three events', 3, 2, true],
  ['a stream of three events', 3, 3, false],
];

export function specifyAppends({ store }: Setting): void {
  test('an append answers with the place of its last event', async () => {
    const stream = newStream();
    await store().append(stream, newEvents(2), 'no-stream');
    const answer = await store().append(stream, newEvents(3), 1);
    const last = (await store().readStream(stream)).at(-1);
    expect(answer).toEqual({ revision: 4, position: last?.position });
    expect(last?.revision).toBe(4);
  });

  test.each(expectations.filter(([, , , holds]) => holds))(
    '%s with %d events is as expected by %s',
    async (_, count, expected) => {
      const stream = newStream();
      if (count > 0) await store().append(stream, newEvents(count), 'no-stream');
      const { revision } = await store().append(stream, [newEvent()], expected);
      expect(revision).toBe(count);
    },
    PATIENCE,
  );

  test.each(expectations.filter(([, , , holds]) => !holds))(
    '%s with %d events refuses an append that expects %s, names where it is, and does not move',
    async (_, count, expected) => {
      const stream = newStream();
      const events = newEvents(count);
      if (count > 0) await store().append(stream, events, 'no-stream');
      const actual = count === 0 ? 'no-stream' : count - 1;

      const refusal: unknown = await store()
        .append(stream, newEvents(2), expected)
        .catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(ConcurrencyConflict);
      expect(refusal).toMatchObject({ stream, expected, actual });

      expect(idsOf(await store().readStream(stream))).toEqual(idsOf(events));
      const { revision } = await store().append(stream, [newEvent()], actual);
      expect(revision).toBe(count);
    },
    PATIENCE,
  );

  test(
    `of ${String(WRITERS)} appends at once that expect the same, one is accepted`,
    async () => {
      const stream = newStream();
      await store().append(stream, newEvents(2), 'no-stream');
      const outcomes = await Promise.allSettled(
        Array.from({ length: WRITERS }, () => store().append(stream, [newEvent()], 1)),
      );
      const refused = outcomes.filter(({ status }) => status === 'rejected');
      expect(refused).toHaveLength(WRITERS - 1);
      for (const outcome of refused) {
        expect(outcome).toMatchObject({ reason: { name: 'ConcurrencyConflict', expected: 1, actual: 2 } });
      }
      expect(await store().readStream(stream)).toHaveLength(3);
    },
    PATIENCE,
  );

  test(
    `${String(WRITERS)} writers on one stream lose nothing when they expect nothing`,
    async () => {
      const stream = newStream();
      const answers = new Map<string, number>();
      await Promise.all(
        Array.from({ length: WRITERS }, async () => {
          for (const event of newEvents(4)) {
            answers.set(event.id, (await store().append(stream, [event], 'any')).revision);
          }
        }),
      );
      const events = await store().readStream(stream);
      expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: WRITERS * 4 }, (_, at) => at));
      expect(new Map(events.map(({ id, revision }) => [id, revision]))).toEqual(answers);
    },
    PATIENCE,
  );

  test(
    `${String(WRITERS)} writers on one stream lose nothing when each expects the revision that it saw last`,
    async () => {
      const stream = newStream();
      const wanted: string[] = [];
      await Promise.all(
        Array.from({ length: WRITERS }, async () => {
          const event = newEvent();
          wanted.push(event.id);
          let expected: Expected = 'no-stream';
          for (;;) {
            try {
              await store().append(stream, [event], expected);
              return;
            } catch (error) {
              if (!(error instanceof ConcurrencyConflict)) throw error;
              expected = error.actual;
            }
          }
        }),
      );
      const events = await store().readStream(stream);
      expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: WRITERS }, (_, at) => at));
      expect(idsOf(events).sort()).toEqual(wanted.sort());
    },
    PATIENCE,
  );

  test(
    'events of one append stand together, also when others append at once',
    async () => {
      const stream = newStream();
      const groups = Array.from({ length: 16 }, () => newEvents(3));
      await Promise.all(groups.map((group) => store().append(stream, group, 'any')));
      const ids = idsOf(await store().readStream(stream));
      expect(ids).toHaveLength(48);
      for (const group of groups) {
        const at = ids.indexOf(group[0]?.id ?? '');
        expect(ids.slice(at, at + 3)).toEqual(idsOf(group));
      }
    },
    PATIENCE,
  );

  test('events of one append are recorded all or none', async () => {
    const stream = newStream();
    const events = [newEvent(), eventOf(MAX_EVENT_BYTES + 1), newEvent()];
    await expect(store().append(stream, events, 'no-stream')).rejects.toBeInstanceOf(AppendRefused);
    const refused = newEvents(3);
    await expect(store().append(stream, refused, 4)).rejects.toBeInstanceOf(ConcurrencyConflict);
    expect(await store().readStream(stream)).toEqual([]);
    await store().append(stream, refused, 'no-stream');
    expect(idsOf(await store().readStream(stream))).toEqual(idsOf(refused));
  });

  test('an append without events is refused', async () => {
    await expect(store().append(newStream(), [], 'any')).rejects.toBeInstanceOf(AppendRefused);
  });

  test(
    'an event of the greatest size is recorded whole',
    async () => {
      const stream = newStream();
      const event = eventOf(MAX_EVENT_BYTES);
      await appendThrough(store, stream, [event], 'no-stream');
      expect((await store().readStream(stream))[0]?.data).toEqual(event.data);
    },
    PATIENCE,
  );

  test('an event one byte above the greatest size is refused', async () => {
    const stream = newStream();
    await expect(store().append(stream, [eventOf(MAX_EVENT_BYTES + 1)], 'no-stream')).rejects.toBeInstanceOf(
      AppendRefused,
    );
    expect(await store().readStream(stream)).toEqual([]);
  });

  test(
    'the events of one append may have the greatest size together, and no byte more',
    async () => {
      const stream = newStream();
      const third = MAX_APPEND_BYTES / 3;
      const events = [eventOf(third), eventOf(third), eventOf(third)];
      await store().append(stream, events, 'no-stream');
      expect(idsOf(await store().readStream(stream))).toEqual(idsOf(events));
      const above = [eventOf(third), eventOf(third), eventOf(third - 1_000), eventOf(1_001)];
      await expect(store().append(stream, above, 2)).rejects.toBeInstanceOf(AppendRefused);
    },
    PATIENCE,
  );

  test.each(['assessment-Maya Example', 'maya-example', '', 'assessment-', '$all', 'pupil-' + crypto.randomUUID()])(
    'a stream cannot be called %j, and the refusal does not repeat the name',
    async (stream) => {
      const refusal: unknown = await store()
        .append(stream, [newEvent()], 'any')
        .catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(AppendRefused);
      expect(String(refusal)).not.toMatch(/maya|example|pupil|\$all/i);
    },
  );

  test('a closed store says that nothing was written', async () => {
    const closed = store();
    await closed.close();
    const refusal: unknown = await closed.append(newStream(), [newEvent()], 'any').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreUnavailable);
    expect(refusal).toMatchObject({ outcome: 'nothing-written' });
    await expect(closed.readStream(newStream())).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(closed.check()).rejects.toBeInstanceOf(StoreUnavailable);
  });
}
