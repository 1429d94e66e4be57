import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvents } from '../contract/samples.js';
import type { RecordedEvent, StreamChoice, WholeStreams } from '../event-store.js';
import { SqliteEventStore } from './sqlite-event-store.js';

/** Ids that are random, and those that begin with the time. */
const ids = fc.oneof(
  fc.uuid({ version: 4 }),
  fc.nat(99).map((time) => `018f0000-${String(time).padStart(4, '0')}-7000-8000-000000000001`),
);
const logs = fc
  .array(fc.tuple(fc.constantFrom('assessment', 'plan', 'review', 'person'), ids), { minLength: 1, maxLength: 12 })
  .chain((given) =>
    fc.array(fc.constantFrom(...given.map(([kind, id]) => `${kind}-${id}`)), { minLength: 1, maxLength: 40 }),
  );

const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
const before = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));
/** Events as a share of all streams is read: by id, and those of one id by position. */
const inOrder = (events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
  events.toSorted((one, other) => before(idOf(one.stream), idOf(other.stream)) || before(one.position, other.position));

const [A, B] = ['0b6c1f1e-7d0a-4c5e-9b1a-2f3e4d5c6b7a', 'f1d2c3b4-a596-4878-8a9b-0c1d2e3f4a5b'];

let folder: string;
let store: SqliteEventStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sorted-events-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

let files = 0;
async function recorded(log: readonly string[]): Promise<void> {
  store = await SqliteEventStore.open({ file: join(folder, `${String((files += 1))}.db`), isDurable: false });
  for (const stream of log) await store.append(stream, newEvents(1), 'any');
}
async function read(choice: StreamChoice, end = store.sorted.end()): Promise<readonly WholeStreams[]> {
  const all: WholeStreams[] = [];
  for await (const some of store.sorted.read(end, choice)) all.push(some);
  return all;
}

describe('A log read stream by stream', () => {
  test('is shared out among any number of readers: every event once, in the order of ids, at places that rise', async () => {
    await fc.assert(
      fc.asyncProperty(logs, fc.integer({ min: 1, max: 3 }), async (log, of) => {
        await recorded(log);
        // Marks as a longer log has them.
        const end = {
          ...store.sorted.end(),
          marks: [...new Set(log.map(idOf))].sort().filter((_, at) => at % 3 === 1),
        };
        const shares: (readonly WholeStreams[])[] = [];
        for (let index = 0; index < of; index += 1) shares.push(await read({ share: { index, of } }, end));
        for (const share of shares) {
          const events = share.flatMap((some) => some.events);
          expect(events).toEqual(inOrder(events));
          const places = share.map(({ place }) => place);
          expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
        }
        const all = shares.flat();
        expect(all.flatMap(({ events }) => events).sort((one, other) => before(one.position, other.position))).toEqual(
          await store.readAll(undefined, 1_000),
        );
        for (const id of new Set(log.map(idOf))) {
          expect(all.filter(({ events }) => events.some(({ stream }) => idOf(stream) === id))).toHaveLength(1);
        }
        await store.close();
      }),
      { numRuns: 40 },
    );
  });

  test('has marks between which there are about as many events, whatever the ids', async () => {
    await recorded([]);
    const appends: Promise<unknown>[] = [];
    for (let number = 0; number < 3_000; number += 1) {
      const id = number % 2 === 0 ? randomUUID() : `018f0000-${String(number).padStart(4, '0')}-7000-8000-000000000001`;
      appends.push(store.append(`plan-${id}`, newEvents(8), 'any'));
    }
    await Promise.all(appends);
    const end = store.sorted.end();
    expect([end.events, end.marks.length, end.marks]).toEqual([24_000, 6, end.marks.toSorted()]);
    const batches = await read({ share: { index: 0, of: 1 } }, end);
    expect(batches.map(({ place }) => place)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const { events } of batches) expect(events.length).toBeLessThan(10_000);
    await store.close();
  });

  test('can be read for one kind of stream alone', async () => {
    await recorded([`person-${B}`, `plan-${A}`, `person-${A}`, `review-${B}`, `person-${B}`]);
    const events = (await read({ kind: 'person' })).flatMap((some) => some.events);
    expect(events.map(({ stream, revision }) => [stream, revision])).toEqual([
      [`person-${A}`, 0],
      [`person-${B}`, 0],
      [`person-${B}`, 1],
    ]);
    await store.close();
  });

  test('ends where it ended when it was asked, also where events are recorded while it is read', async () => {
    await recorded([]);
    expect(store.sorted.end()).toEqual({ position: undefined, events: 0, marks: [] });
    expect(await read({ share: { index: 0, of: 1 } })).toEqual([]);
    await store.append(`plan-${A}`, newEvents(2), 'any');
    const end = store.sorted.end();
    expect(end).toEqual({ position: (await store.readAll(undefined, 10)).at(-1)?.position, events: 2, marks: [] });
    await store.append(`plan-${A}`, newEvents(1), 'any');
    for (const choice of [{ share: { index: 0, of: 1 } }, { kind: 'plan' }]) {
      const [first, ...more] = await read(choice, end);
      expect([first?.events.length, more]).toEqual([2, []]);
    }
    await store.close();
  });
});
