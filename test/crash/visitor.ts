/**
 * Opens an event log, appends a little and closes it in order, again and again until it is killed, as an import does
 * beside a server, and writes down every append that was acknowledged. Arguments: the log, the file of acknowledgements,
 * the pages until a checkpoint.
 */
import { randomUUID } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { groupOfEvents, lineOf } from './acknowledged.js';

const [file = '', acknowledgements = '', pages = ''] = process.argv.slice(2);
const APPENDS_A_VISIT = 5;

const descriptor = openSync(acknowledgements, 'a');
for (let visits = 0; ; visits += 1) {
  const store = await SqliteEventStore.open({ file, checkpointPages: Number(pages) });
  if (visits === 0) process.stdout.write('writing\n');
  const stream = `plan-${randomUUID()}`;
  for (let done = 0; done < APPENDS_A_VISIT; done += 1) {
    const events = groupOfEvents(1 + Math.floor(Math.random() * 3));
    writeSync(descriptor, lineOf(stream, await store.append(stream, events, 'any'), events));
  }
  await store.close();
}
