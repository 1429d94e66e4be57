import { Buffer } from 'node:buffer';
import { AppendRefused, MAX_APPEND_BYTES, MAX_EVENT_BYTES, type Expected, type NewEvent } from './event-store.js';

/** An event with its data and metadata written as JSON, once. */
export interface WrittenEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const EVENT_ID = new RegExp(`^${UUID}$`);
const EVENT_TYPE = /^[A-Z][A-Za-z]{0,99}$/;

/** The kinds of stream. */
export const STREAM_KINDS = [
  'assessment',
  'plan',
  'review',
  'person',
  'alert',
  'sweep',
  'benchmark',
  'outcome',
] as const;

const STREAM = new RegExp(`^(?:${STREAM_KINDS.join('|')})-${UUID}$`);

function written(value: unknown, what: string): string {
  let text: unknown;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw new AppendRefused(`The ${what} of an event cannot be written as JSON.`, { cause: error });
  }
  if (typeof text !== 'string' || !text.startsWith('{'))
    throw new AppendRefused(`The ${what} of an event must be a JSON object.`);
  return text;
}

const charactersOf = ({ data, metadata }: WrittenEvent): number => data.length + metadata.length;
const bytesOf = ({ data, metadata }: WrittenEvent): number => Buffer.byteLength(data) + Buffer.byteLength(metadata);

/** A character has three bytes at most (one of four bytes counts as two), so that short texts need not be measured. */
const MOST_BYTES_A_CHARACTER = 3;

/**
 * Checks an append and writes its events as JSON, the same for every store.
 * @throws AppendRefused where the stream is not named `<kind>-<uuid>`, an id is not a UUID in lower case or comes
 *   twice, a type is not a name, the data are not a JSON object, the events are none or too large, or the expectation
 *   is not one. The message repeats no name, since a wrong one could hold a child's.
 */
export function propose(stream: string, events: readonly NewEvent[], expected: Expected): readonly WrittenEvent[] {
  if (!STREAM.test(stream)) {
    throw new AppendRefused(
      `The name of a stream is its kind (${STREAM_KINDS.join(', ')}), a hyphen and a UUID in lower case. This name is not.`,
    );
  }
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new AppendRefused('An expected revision is a whole number from 0.');
  }
  if (events.length === 0) throw new AppendRefused('An append needs at least one event.');
  const ids = new Set<string>();
  let characters = 0;
  const proposal = events.map(({ id, type, data, metadata }): WrittenEvent => {
    if (!EVENT_ID.test(id)) throw new AppendRefused('The id of an event is a UUID in lower case.');
    if (ids.has(id)) throw new AppendRefused('Two events of one append have the same id.');
    ids.add(id);
    if (!EVENT_TYPE.test(type)) {
      throw new AppendRefused('The type of an event is a name of letters that begins with a capital.');
    }
    const event = { id, type, data: written(data, 'data'), metadata: written(metadata, 'metadata') };
    characters += charactersOf(event);
    const bytes = charactersOf(event) * MOST_BYTES_A_CHARACTER > MAX_EVENT_BYTES ? bytesOf(event) : 0;
    if (bytes > MAX_EVENT_BYTES) {
      throw new AppendRefused(
        `An event ${type} has ${String(bytes)} bytes; the most is ${String(MAX_EVENT_BYTES)}. Record it in parts, or shorten its text.`,
      );
    }
    return event;
  });
  if (characters * MOST_BYTES_A_CHARACTER <= MAX_APPEND_BYTES) return proposal;
  const total = proposal.reduce((sum, event) => sum + bytesOf(event), 0);
  if (total > MAX_APPEND_BYTES) {
    throw new AppendRefused(
      `The events of one append have ${String(total)} bytes; the most is ${String(MAX_APPEND_BYTES)}. Append them in parts.`,
    );
  }
  return proposal;
}

/** Whether a stream whose last revision is this one (-1: there is none) is as expected. */
export function isExpected(expected: Expected, actual: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return actual === -1;
  if (expected === 'stream-exists') return actual >= 0;
  return actual === expected;
}
