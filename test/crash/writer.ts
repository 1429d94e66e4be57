/**
 * Appends to an event log from 32 writers until it is killed, and writes down every append that was acknowledged, after
 * it was. Arguments: the log, the file of acknowledgements, the pages until a checkpoint.
 */
import { randomUUID } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import type { NewEvent } from '../../src/event-store/event-store.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';

const WRITERS = 32;
const SHARED_STREAMS = 4;

const [file = '', acknowledgements = '', pages = ''] = process.argv.slice(2);
const store = await SqliteEventStore.open({ file, checkpointPages: Number(pages) });
const descriptor = openSync(acknowledgements, 'a');
const shared = Array.from({ length: SHARED_STREAMS }, () => `review-${randomUUID()}`);

/** Events that say to which append they belong, and how many of them there are. */
function group(size: number): NewEvent[] {
  const append = randomUUID();
  return Array.from({ length: size }, () => ({
    id: randomUUID(),
    type: 'AdviceRequested',
    data: { append, size, on: '2026-03-02', note: 'x'.repeat(Math.floor(Math.random() * 900)) },
    metadata: { actor: 'crash-test', correlationId: append, causationId: append, schemaVersion: 1 },
  }));
}

async function write(writer: number): Promise<never> {
  const own = `assessment-${randomUUID()}`;
  for (;;) {
    const stream = writer % 2 === 0 ? own : (shared[Math.floor(Math.random() * SHARED_STREAMS)] ?? own);
    const events = group(1 + Math.floor(Math.random() * 3));
    const { revision, position } = await store.append(stream, events, 'any');
    const ids = events.map(({ id }) => id).join(',');
    writeSync(descriptor, `${JSON.stringify({ stream, revision, position: Number(position), ids })}\n`);
  }
}

process.stdout.write('writing\n');
await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
