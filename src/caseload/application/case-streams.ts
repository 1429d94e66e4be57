import type { EventReading, RecordedEvent } from '../../event-store/event-store.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import type { KeptEvent } from './case-view.js';
import type { ReadCase, RowsOfCase } from './rows-of-case.js';

/** The most events of cases that are kept in memory where nothing has to be written. */
const MOST_EVENTS = 600_000;

/** A case as far as its events were taken in. */
export interface KeptCase extends ReadCase {
  readonly events: KeptEvent[];
  revision: number;
  position: string;
  createdAt: string;
  recordedAt: string;
  /** What the tables show of it, and from how many of its events that was worked out. */
  shown?: { readonly events: number; readonly rows: RowsOfCase } | undefined;
}

/** The kind of case that a stream is, and its id; nothing for another stream. */
export function caseOf(stream: string): { readonly kind: CaseKindName; readonly id: string } | undefined {
  const cut = stream.indexOf('-');
  const kind = CASE_KINDS.find((one) => one.length === cut && stream.startsWith(one));
  return kind === undefined ? undefined : { kind, id: stream.slice(cut + 1) };
}

/**
 * The events of the cases that change now, by stream. What was not taken in since it began is read from the event
 * store, so that a case is always the fold of its whole stream.
 */
export class CaseStreams {
  readonly #store: EventReading;
  readonly #mostEvents: number;
  readonly #kept = new Map<string, KeptCase>();
  readonly #types = new Map<string, string>();
  #events = 0;

  /** @param mostEvents how many events are kept before some should be let go of */
  constructor(store: EventReading, mostEvents = MOST_EVENTS) {
    this.#store = store;
    this.#mostEvents = mostEvents;
  }

  /** Whether so much is kept that some should be let go of. */
  get isFull(): boolean {
    return this.#events > this.#mostEvents;
  }

  /** Takes in an event of a case. @returns the case with it, whether or not it was taken in before */
  async take(event: RecordedEvent): Promise<KeptCase | undefined> {
    const known = this.#kept.get(event.stream) ?? this.#begin(event);
    if (known === undefined) return undefined;
    // Behind all others: those that were not taken in for longest go first.
    this.#kept.delete(event.stream);
    this.#kept.set(event.stream, known);
    // Another process may have projected what lies before it; and a clock that was set back, hidden it from a past moment.
    if (event.revision > known.revision + 1) await this.#read(known, event.revision);
    if (event.revision > known.revision) this.#add(known, event);
    return known;
  }

  /**
   * Lets go of cases, those first to which nothing has happened for longest, until half of the room is free.
   * @returns those that it let go of
   */
  letGo(): readonly KeptCase[] {
    const leaving: KeptCase[] = [];
    for (const [stream, one] of this.#kept) {
      if (this.#events <= this.#mostEvents / 2) break;
      this.#kept.delete(stream);
      this.#events -= one.events.length;
      leaving.push(one);
    }
    return leaving;
  }

  forget(): void {
    this.#kept.clear();
    this.#events = 0;
  }

  #begin({ stream, position, recordedAt }: RecordedEvent): KeptCase | undefined {
    const found = caseOf(stream);
    if (found === undefined) return undefined;
    return { ...found, stream, events: [], revision: -1, position, createdAt: recordedAt, recordedAt };
  }

  /** Reads what a case lacks before a revision. */
  async #read(one: KeptCase, before: number): Promise<void> {
    for (const event of await this.#store.readStream(one.stream, one.revision + 1)) {
      if (event.revision >= before) return;
      this.#add(one, event);
    }
  }

  /** One text for all events of a type: each that was read has a copy of its own. */
  #shared(type: string): string {
    const known = this.#types.get(type);
    if (known !== undefined) return known;
    this.#types.set(type, type);
    return type;
  }

  #add(one: KeptCase, { type, data, revision, position, recordedAt }: RecordedEvent): void {
    if (revision === 0) one.createdAt = recordedAt;
    one.events.push({ type: this.#shared(type), data });
    one.revision = revision;
    one.position = position;
    one.recordedAt = recordedAt;
    this.#events += 1;
  }
}
