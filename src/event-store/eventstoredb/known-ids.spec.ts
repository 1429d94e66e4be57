import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KnownIds } from './known-ids.js';

const streams = ['a', 'b', 'c'] as const;
const idAt = (stream: string, revision: number) => `${stream}${String(revision)}`;
const eventsOf = (stream: string, from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: idAt(stream, from + at), revision: from + at }));

describe('What is remembered of the ids in a stream', () => {
  test('is the beginning of the stream, whole and true, whatever was read in whatever order', () => {
    const reads = fc.array(fc.tuple(fc.constantFrom(...streams), fc.nat(12), fc.nat(6)), { maxLength: 40 });
    fc.assert(
      fc.property(reads, fc.integer({ min: 1, max: 20 }), (parts, most) => {
        const known = new KnownIds(most);
        for (const [stream, from, count] of parts) {
          known.learn(stream, from, eventsOf(stream, from, count));
          for (const each of streams) {
            const { end, revisions } = known.of(each);
            expect([...revisions].sort(([, a], [, b]) => a - b)).toEqual(
              eventsOf(each, 0, end).map(({ id, revision }) => [id, revision]),
            );
          }
        }
      }),
    );
  });

  test('is forgotten for the stream that was used longest ago once there is too much', () => {
    const known = new KnownIds(5);
    known.learn('a', 0, eventsOf('a', 0, 2));
    known.learn('b', 0, eventsOf('b', 0, 2));
    known.learn('a', 2, eventsOf('a', 2, 1));
    known.learn('c', 0, eventsOf('c', 0, 2));
    expect(known.of('b').end).toBe(0);
    expect(known.of('a').end).toBe(3);
    expect(known.of('c').end).toBe(2);
  });

  test('is the whole of one stream, however long it is', () => {
    const known = new KnownIds(5);
    known.learn('a', 0, eventsOf('a', 0, 50));
    expect(known.of('a').end).toBe(50);
  });
});
