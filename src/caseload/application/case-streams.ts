import type { EventReading, RecordedEvent } from '../../event-store/event-store.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import type { KeptEvent } from './case-view.js';
import type { Standing } from './case-rows.js';

/** The most events of cases that are kept in memory where nothing has to be written. */
const MOST_EVENTS = 600_000;

/** A case as far as its events were taken in. */
export interface KeptCase extends Standing {
  readonly id: string;
  readonly kind: CaseKindName;
  readonly stream: string;
  readonly events: KeptEvent[];
  revision: number;
  position: string;
  recordedAt: string;
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
  readonly #knownOn: string | undefined;
  readonly #kept = new Map<string, KeptCase>();
  readonly #types = new Map<string, string>();
  #events = 0;

  /** @param knownOn leaves out what was recorded after this instant */
  constructor(store: EventReading, knownOn: string | undefined) {
    this.#store = store;
    this.#knownOn = knownOn;
  }

  /** Whether so much is kept that some should be let go of. */
  get isFull(): boolean {
    return this.#events > MOST_EVENTS;
  }

  /** Takes in an event of a case. @returns the case with it, whether or not it was taken in before */
  async take(event: RecordedEvent): Promise<KeptCase | undefined> {
    const known = this.#kept.get(event.stream) ?? (await this.#begin(event));
    if (known === undefined) return undefined;
    if (event.revision > known.revision) this.#add(known, event);
    return known;
  }

  /** Lets go of cases, those first that changed least lately, until half of the room is free. */
  letGo(): void {
    for (const [stream, { events }] of this.#kept) {
      if (this.#events <= MOST_EVENTS / 2) return;
      this.#kept.delete(stream);
      this.#events -= events.length;
    }
  }

  forget(): void {
    this.#kept.clear();
    this.#events = 0;
  }

  async #begin(event: RecordedEvent): Promise<KeptCase | undefined> {
    const found = caseOf(event.stream);
    if (found === undefined) return undefined;
    const { stream, position, recordedAt } = event;
    const begun: KeptCase = { ...found, stream, events: [], revision: -1, position, createdAt: recordedAt, recordedAt };
    if (event.revision === 0) return this.#keep(begun);
    const before = await this.#store.readStream(stream);
    const known = before.filter(
      ({ revision, recordedAt: at }) =>
        revision < event.revision && (this.#knownOn === undefined || at <= this.#knownOn),
    );
    const kept = { ...begun, createdAt: known[0]?.recordedAt ?? recordedAt };
    this.#keep(kept);
    for (const one of known) this.#add(kept, one);
    return kept;
  }

  /** One text for all events of a type: each that was read has a copy of its own. */
  #shared(type: string): string {
    const known = this.#types.get(type);
    if (known !== undefined) return known;
    this.#types.set(type, type);
    return type;
  }

  #keep(one: KeptCase): KeptCase {
    this.#kept.set(one.stream, one);
    return one;
  }

  #add(one: KeptCase, { type, data, revision, position, recordedAt }: RecordedEvent): void {
    one.events.push({ type: this.#shared(type), data });
    one.revision = revision;
    one.position = position;
    one.recordedAt = recordedAt;
    this.#events += 1;
  }
}
