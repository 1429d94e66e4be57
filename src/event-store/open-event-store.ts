import type { EventReading, EventStore } from './event-store.js';
import type { Upcasters } from './upcasting.js';

/** What an event store may be given, whichever it is. */
export interface OpenOptions {
  /** How events of older versions are read. */
  readonly upcasters?: Upcasters;
  /** Where the instant of recording comes from, for a store that does not have a clock of its own. */
  readonly now?: () => Date;
}

const SQLITE = /^sqlite:(?<file>.+)$/;
const EVENTSTOREDB = /^(?:esdb|kurrentdb)(?:\+discover)?:\/\//;

const EVENT_STORE_URL_FORM =
  'sqlite:<file>, such as sqlite:data/events.db, or the connection string of an EventStoreDB or KurrentDB, such as esdb://node1:2113,node2:2113,node3:2113';

/** The file of the event log that a URL names; nothing where it names another event store. */
export function eventLogOf(url: string): string | undefined {
  return SQLITE.exec(url)?.groups?.file;
}

/**
 * Opens the event store that a URL names.
 * @param url `sqlite:<file>`, or the connection string of an EventStoreDB or KurrentDB
 * @throws Error where the URL names no event store; what was given is not repeated, since it may hold a password
 * @throws StoreDamaged where the file of a store is damaged
 * @throws StoreUnavailable where the store cannot be reached
 */
export async function openEventStore(url: string, options: OpenOptions = {}): Promise<EventStore> {
  const file = eventLogOf(url);
  if (file !== undefined) {
    const { SqliteEventStore } = await import('./sqlite/sqlite-event-store.js');
    return SqliteEventStore.open({ ...options, file });
  }
  if (!EVENTSTOREDB.test(url)) throw new Error(`This names no event store. Accepted: ${EVENT_STORE_URL_FORM}.`);
  // Loaded only here, so that the embedded store starts without the client of the other.
  const { EventStoreDbEventStore } = await import('./eventstoredb/eventstoredb-event-store.js');
  const { upcasters } = options;
  return EventStoreDbEventStore.connect({ url, ...(upcasters === undefined ? {} : { upcasters }) });
}

/**
 * Opens the event store that a URL names for reading alone, in a thread beside the one that has it open: nothing is
 * checked or recovered again.
 * @returns how to read, and how to end it
 */
export async function openForReading(
  url: string,
  options: Pick<OpenOptions, 'upcasters'> = {},
): Promise<EventReading & { close(): Promise<void> }> {
  const file = SQLITE.exec(url)?.groups?.file;
  if (file === undefined) return openEventStore(url, options);
  const { SqliteReading } = await import('./sqlite/sqlite-reading.js');
  return new SqliteReading(file, options.upcasters ?? {});
}
