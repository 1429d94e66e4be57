import { EventEmitter, once } from 'node:events';
import { LogFile } from './log-file.js';

/** An event as a client sends it. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event as the server keeps it. */
export interface StoredEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly created: Date;
}

export type ExpectedRevision = bigint | 'any' | 'no-stream' | 'stream-exists';

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly revision: bigint; readonly position: bigint }
  | { readonly kind: 'wrong-expected-version'; readonly current: bigint | undefined }
  | { readonly kind: 'stream-deleted' };

type Entry =
  | { readonly kind: 'append'; readonly stream: string; readonly created: number; readonly events: readonly Packed[] }
  | { readonly kind: 'delete' | 'tombstone'; readonly stream: string };

interface Packed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: string;
  readonly metadata: string;
}

interface Stream {
  readonly events: StoredEvent[];
  /** The first revision that was not deleted. */
  first: bigint;
  tombstoned: boolean;
}

/** Bytes that a record occupies beside its payload: positions are offsets in a log, not 0, 1, 2. */
const RECORD_OVERHEAD = 96n;

/** The events of a cluster, with EventStoreDB's rules of streams and of `$all`; in memory, and in a file if it has one. */
export class EventLog {
  private readonly everything: StoredEvent[] = [];
  private readonly streams = new Map<string, Stream>();
  private readonly appended = new EventEmitter().setMaxListeners(0);
  private readonly file: LogFile<Entry> | undefined;
  private tail = 0n;

  /** @param path of the file that holds the log; made if it is missing */
  constructor(path?: string) {
    if (path === undefined) return;
    const { file, entries } = LogFile.open<Entry>(path);
    this.file = file;
    for (const entry of entries) this.apply(entry);
  }

  /** All events in the order of their positions. */
  get all(): readonly StoredEvent[] {
    return this.everything;
  }

  append(name: string, events: readonly ProposedEvent[], expected: ExpectedRevision): AppendOutcome {
    const stream = this.open(name);
    if (stream.tombstoned) return { kind: 'stream-deleted' };
    const count = BigInt(stream.events.length);
    const exists = stream.first < count;
    const asExpected =
      typeof expected === 'bigint'
        ? expected === count - 1n
        : { any: true, 'no-stream': !exists, 'stream-exists': exists }[expected];
    const repeated = asExpected && expected !== 'any' ? undefined : repeatedAppend(stream, events, expected);
    if (repeated) return repeated;
    if (!asExpected) return { kind: 'wrong-expected-version', current: count === 0n ? undefined : count - 1n };
    this.record({ kind: 'append', stream: name, created: Date.now(), events: events.map(pack) });
    const last = stream.events.at(-1);
    return { kind: 'appended', revision: last?.revision ?? 0n, position: last?.position ?? 0n };
  }

  /** The events of a stream, oldest first; `undefined` where there is nothing to read. */
  stream(name: string): readonly StoredEvent[] | 'deleted' | undefined {
    const stream = this.streams.get(name);
    if (stream?.tombstoned) return 'deleted';
    const live = stream?.events.slice(Number(stream.first));
    return live?.length ? live : undefined;
  }

  /** Makes a stream read as missing; its revisions go on from where they were. */
  delete(name: string): void {
    this.record({ kind: 'delete', stream: name });
  }

  /** Deletes a stream for good. */
  tombstone(name: string): void {
    this.record({ kind: 'tombstone', stream: name });
  }

  /** Resolves at the next append, or when the signal is given. */
  async changed(signal: AbortSignal): Promise<void> {
    await once(this.appended, 'append', { signal }).catch(() => undefined);
  }

  close(): void {
    this.file?.close();
  }

  private record(entry: Entry): void {
    this.file?.write(entry);
    this.apply(entry);
  }

  private apply(entry: Entry): void {
    const stream = this.open(entry.stream);
    if (entry.kind === 'delete') stream.first = BigInt(stream.events.length);
    if (entry.kind === 'tombstone') stream.tombstoned = true;
    if (entry.kind !== 'append') return;
    for (const packed of entry.events) {
      const stored: StoredEvent = {
        ...packed,
        data: Buffer.from(packed.data, 'base64'),
        metadata: Buffer.from(packed.metadata, 'base64'),
        stream: entry.stream,
        revision: BigInt(stream.events.length),
        position: this.tail,
        created: new Date(entry.created),
      };
      this.tail += RECORD_OVERHEAD + BigInt(stored.data.length + stored.metadata.length);
      stream.events.push(stored);
      this.everything.push(stored);
    }
    this.appended.emit('append');
  }

  private open(name: string): Stream {
    let stream = this.streams.get(name);
    if (!stream) this.streams.set(name, (stream = { events: [], first: 0n, tombstoned: false }));
    return stream;
  }
}

const pack = ({ id, type, contentType, data, metadata }: ProposedEvent): Packed => ({
  id,
  type,
  contentType,
  data: Buffer.from(data).toString('base64'),
  metadata: Buffer.from(metadata).toString('base64'),
});

/** The same ids at the same place succeed again, as on the server. */
function repeatedAppend(
  { events: recorded }: Stream,
  events: readonly ProposedEvent[],
  expected: ExpectedRevision,
): AppendOutcome | undefined {
  if (events.length === 0 || expected === 'stream-exists') return undefined;
  const start =
    expected === 'any'
      ? recorded.findIndex(({ id }) => id === events[0]?.id)
      : expected === 'no-stream'
        ? 0
        : Number(expected) + 1;
  const last = recorded[start + events.length - 1];
  if (start < 0 || !last || !events.every(({ id }, at) => recorded[start + at]?.id === id)) return undefined;
  return { kind: 'appended', revision: last.revision, position: last.position };
}
