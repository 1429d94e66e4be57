import { Readable } from 'node:stream';
import type { EventStore, RecordedEvent } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { ImportCases, type Imported, type ImportOptions } from '../exchange/application/import-cases.js';
import { SourceFile } from '../exchange/application/source-file.js';
import type { Tracker } from '../platform/cli/tracker.js';

function* inPieces(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += 50_000) yield content.subarray(at, at + 50_000);
}

/** Imports the content of a file into a tracker. */
export async function importFile(
  tracker: Tracker,
  content: string | Buffer,
  options?: ImportOptions,
): Promise<Imported> {
  const source = await SourceFile.of(Readable.from(inPieces(Buffer.from(content))), 'test.csv');
  try {
    return await tracker.get(ImportCases).import(source, options);
  } finally {
    source.close();
  }
}

/** Everything on record in a tracker. */
export function everyEvent(tracker: Tracker): Promise<readonly RecordedEvent[]> {
  return tracker.get<EventStore>(EVENT_STORE).readAll(undefined, 100_000);
}
