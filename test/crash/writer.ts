/**
 * Appends to an event log from 32 writers until it is killed, and writes down every append that was acknowledged, after
 * it was. Arguments: the log, the file of acknowledgements, the pages until a checkpoint.
 */
import { randomUUID } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { groupOfEvents, lineOf } from './acknowledged.js';

const WRITERS = 32;
const SHARED_STREAMS = 4;

const [file = '', acknowledgements = '', pages = ''] = process.argv.slice(2);
const store = await SqliteEventStore.open({ file, checkpointPages: Number(pages) });
const descriptor = openSync(acknowledgements, 'a');
const shared = Array.from({ length: SHARED_STREAMS }, () => `review-${randomUUID()}`);

async function write(writer: number): Promise<never> {
  const own = `assessment-${randomUUID()}`;
  for (;;) {
    const stream = writer % 2 === 0 ? own : (shared[Math.floor(Math.random() * SHARED_STREAMS)] ?? own);
    const events = groupOfEvents(1 + Math.floor(Math.random() * 3));
    writeSync(descriptor, lineOf(stream, await store.append(stream, events, 'any'), events));
  }
}

process.stdout.write('writing\n');
await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
