import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { newStream } from '../contract/samples.js';
import type { Connection } from './connection.js';
import { Endeavour } from './endeavour.js';
import { EventReader } from './event-reader.js';

/** Milliseconds: a try of a read may be silent for a third of it. */
const PATIENCE = 9_000;
const SILENCE = PATIENCE / 3;

/** A read whose events come when a test says so. */
class Read extends PassThrough {
  isCancelled = false;

  constructor() {
    super({ objectMode: true });
  }

  give(revision: number): void {
    this.write({ event: { revision: BigInt(revision) } });
  }

  cancel(): Promise<void> {
    this.isCancelled = true;
    return Promise.resolve();
  }
}

/** Reads a stream through a connection that answers with these reads in turn. */
function reading(reads: readonly Read[], ended?: AbortSignal) {
  const waiting = [...reads];
  const connection = { readStream: () => waiting.shift() } as unknown as Connection;
  const endeavour = new Endeavour('EventStoreDB', PATIENCE, ended);
  const records = new EventReader(connection, {}).records(newStream(), 0, endeavour);
  records.catch(() => undefined);
  return { records, callsLeft: () => waiting.length };
}

const revisions = async (records: Promise<readonly { readonly revision: bigint }[]>) =>
  (await records).map(({ revision }) => Number(revision));

describe('A read of a stream in EventStoreDB', () => {
  // Streams pass their events on by these, which have nothing to do with the time.
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'performance'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('lasts as long as events keep coming, far beyond the patience, and is called once', async () => {
    const read = new Read();
    const { records, callsLeft } = reading([read, new Read()]);
    const all = Array.from({ length: 40 }, (_, revision) => revision);
    for (const revision of all) {
      await jest.advanceTimersByTimeAsync(SILENCE - 1);
      read.give(revision);
      await new Promise((resolve) => setImmediate(resolve));
    }
    read.end();
    expect(await revisions(records)).toEqual(all);
    expect(read.isCancelled).toBe(false);
    expect(callsLeft()).toBe(1);
  });

  test('is cancelled after a silence, and begun again', async () => {
    const [silent, answering] = [new Read(), new Read()];
    for (const revision of [0, 1]) answering.give(revision);
    answering.end();
    const { records } = reading([silent, answering]);
    silent.give(0);
    await new Promise((resolve) => setImmediate(resolve));
    await jest.advanceTimersByTimeAsync(SILENCE - 1);
    expect(silent.isCancelled).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(silent.isCancelled).toBe(true);
    expect(silent.destroyed).toBe(true);
    expect(await revisions(records)).toEqual([0, 1]);
    expect(answering.isCancelled).toBe(false);
  });

  test('is cancelled when the store is closed, and not begun again', async () => {
    const read = new Read();
    const closing = new AbortController();
    const { records, callsLeft } = reading([read, new Read()], closing.signal);
    read.give(0);
    closing.abort();
    await expect(records).rejects.toMatchObject({ name: 'StoreUnavailable', message: expect.stringMatching(/closed/) });
    expect(read.isCancelled).toBe(true);
    expect(callsLeft()).toBe(1);
  });
});
