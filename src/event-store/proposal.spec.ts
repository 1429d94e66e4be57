import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppendRefused, MAX_APPEND_BYTES, MAX_EVENT_BYTES, type Expected, type NewEvent } from './event-store.js';
import { propose } from './proposal.js';

const STREAM = 'plan-0190a3c4-7b1e-7c7e-8f3d-2b1f0c9d8e7a';
const ids = Array.from({ length: 5 }, (_, at) => `0190a3c4-7b1e-4c7e-8f3d-00000000000${String(at)}`);

const event = (given: Partial<NewEvent> = {}): NewEvent => ({
  id: ids[0] ?? '',
  type: 'DraftPlanSent',
  data: { on: '2026-03-02' },
  metadata: { actor: 'user-1', correlationId: 'c', causationId: 'c', schemaVersion: 1 },
  ...given,
});
const METADATA_BYTES = JSON.stringify(event().metadata).length;
/** Data that have, together with the metadata, so many bytes when each character has so many. */
const dataOf = (bytes: number, character: string) => {
  const room = bytes - METADATA_BYTES - '{"text":""}'.length;
  const width = Buffer.byteLength(character);
  return { text: character.repeat(Math.floor(room / width)) + 'x'.repeat(room % width) };
};
const refusal = (stream: string, events: readonly NewEvent[], expected: Expected = 'any'): string => {
  try {
    propose(stream, events, expected);
  } catch (error) {
    expect(error).toBeInstanceOf(AppendRefused);
    return (error as Error).message;
  }
  return 'accepted';
};

describe('a proposal of events', () => {
  it('writes data and metadata as JSON, once', () => {
    expect(propose(STREAM, [event()], 'no-stream')).toEqual([
      {
        id: ids[0],
        type: 'DraftPlanSent',
        data: '{"on":"2026-03-02"}',
        metadata: '{"actor":"user-1","correlationId":"c","causationId":"c","schemaVersion":1}',
      },
    ]);
  });

  it('accepts a stream of every kind', () => {
    for (const kind of ['assessment', 'plan', 'review', 'person', 'alert']) {
      expect(refusal(STREAM.replace('plan', kind), [event()])).toBe('accepted');
    }
  });

  it('refuses any other name of a stream without repeating it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (name) => {
        expect(refusal(name, [event()])).toBe(
          'The name of a stream is its kind (assessment, plan, review, person, alert, sweep, benchmark, outcome), a hyphen and a UUID in lower case. This name is not.',
        );
      }),
    );
    expect(refusal(STREAM.toUpperCase(), [event()])).toMatch(/^The name of a stream/);
    expect(refusal(`${STREAM}\n`, [event()])).toMatch(/^The name of a stream/);
  });

  it.each<[string, Expected]>([
    ['a negative one', -1],
    ['a half', 0.5],
    ['none', Number.NaN],
    ['one that cannot be counted', 2 ** 53],
  ])('refuses %s as the expected revision', (_, expected) => {
    expect(refusal(STREAM, [event()], expected)).toBe('An expected revision is a whole number from 0.');
  });

  it.each([
    ['no events', [], 'An append needs at least one event.'],
    ['an id in capitals', [event({ id: ids[0]?.toUpperCase() ?? '' })], 'The id of an event is a UUID in lower case.'],
    ['an id twice', [event(), event()], 'Two events of one append have the same id.'],
    ['a type in lower case', [event({ type: 'sent' })], 'The type of an event is a name of letters that begins'],
    ['a list as data', [event({ data: [] as never })], 'The data of an event must be a JSON object.'],
    ['nothing as data', [event({ data: undefined as never })], 'The data of an event must be a JSON object.'],
    ['a number as metadata', [event({ metadata: 1 as never })], 'The metadata of an event must be a JSON object.'],
    ['data that JSON lacks', [event({ data: { n: 1n as never } })], 'The data of an event cannot be written as JSON.'],
  ])('refuses %s', (_, events, sentence) => {
    expect(refusal(STREAM, events)).toContain(sentence);
  });

  it.each(['x', 'é', '漢', '😀'])('measures an event in bytes, whatever its script: %s', (character) => {
    expect(refusal(STREAM, [event({ data: dataOf(MAX_EVENT_BYTES, character) })])).toBe('accepted');
    expect(refusal(STREAM, [event({ data: dataOf(MAX_EVENT_BYTES + 1, character) })])).toBe(
      'An event DraftPlanSent has 4194305 bytes; the most is 4194304. Record it in parts, or shorten its text.',
    );
  });

  it('measures the events of one append together in bytes, also where each is short', () => {
    const parts = (last: number) =>
      [MAX_EVENT_BYTES, MAX_EVENT_BYTES, MAX_EVENT_BYTES - 1_000, last].map((bytes, at) =>
        event({ id: ids[at] ?? '', data: dataOf(bytes, 'é') }),
      );
    expect(refusal(STREAM, parts(1_000))).toBe('accepted');
    expect(refusal(STREAM, parts(1_001))).toBe(
      `The events of one append have ${String(MAX_APPEND_BYTES + 1)} bytes; the most is 12582912. Append them in parts.`,
    );
  });
});
