import { deciderOf } from '../../cases/application/case-deciders.js';
import type { EventStore, RecordedEvent } from '../../event-store/event-store.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { isOpened } from '../../streams/domain/case-decider.js';
import { liveEntries, type CaseRecord, type Entry } from '../../streams/domain/case-record.js';
import type { PersonId } from '../../streams/domain/event.js';

/** What a milestone says. */
export type Attributes = Readonly<Record<string, unknown>> & { readonly on: CalendarDate };

/** A milestone on record, and whose hand it bears. */
export interface TracedEntry {
  readonly number: number;
  readonly type: string;
  readonly data: Attributes;
  /** What it said at any time, as it was recorded and as it was corrected. */
  readonly versions: readonly Attributes[];
  readonly isGone: boolean;
  /** The id of who recorded it. */
  readonly recordedBy: string;
  /** The id of who recorded or corrected it last. */
  readonly touchedBy: string;
  /** The id of who took it back. */
  readonly takenBackBy?: string;
}

/** A case with what is known of the hands that recorded it. */
export interface CaseOnRecord {
  readonly kind: CaseKindName;
  readonly id: string;
  readonly stream: string;
  /** The revision of its last event. */
  readonly revision: number;
  readonly stage: string;
  readonly person: PersonId;
  /** Every milestone ever recorded, in the order of its number; at least the one that opened the case. */
  readonly entries: readonly [TracedEntry, ...TracedEntry[]];
  /** The milestones that count, in the order of their days. */
  readonly live: readonly TracedEntry[];
}

interface Hands {
  recordedBy: string;
  touchedBy: string;
  takenBackBy?: string;
  readonly versions: Attributes[];
}

/** The id in the name of a stream. */
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** The kind of stream that a name belongs to. */
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

const attributesOf = ({ data }: Entry): Attributes => data;

/** A case from the events of its stream, oldest first; nothing where they open none. */
export function caseOf(kind: CaseKindName, id: string, recorded: readonly RecordedEvent[]): CaseOnRecord | undefined {
  const { initialState, evolve } = deciderOf(kind);
  const hands: Hands[] = [];
  let state = initialState;
  for (const event of recorded) {
    const before = isOpened(state) ? state.entries.length : 0;
    state = evolve(state, event as unknown as Parameters<typeof evolve>[1]);
    if (!isOpened(state)) continue;
    const { actor } = event.metadata;
    const { entry: number } = event.data as { readonly entry?: number };
    const added = state.entries.length > before ? state.entries.at(-1) : undefined;
    if (added !== undefined) {
      hands.push({ recordedBy: actor, touchedBy: actor, versions: [attributesOf(added)] });
      continue;
    }
    const hand = hands[(number ?? 0) - 1];
    const entry = state.entries[(number ?? 0) - 1];
    if (hand === undefined || entry === undefined) continue;
    if (entry.gone !== undefined) hand.takenBackBy ??= actor;
    else if (event.type === 'MilestoneCorrected') {
      hand.touchedBy = actor;
      hand.versions.push(attributesOf(entry));
    }
  }
  const last = recorded.at(-1);
  if (!isOpened(state) || last === undefined) return undefined;
  const { stage, person } = state;
  const entries = state.entries.map((entry, index): TracedEntry => {
    const { recordedBy = '', touchedBy = '', takenBackBy, versions = [] } = hands[index] ?? {};
    return {
      number: entry.number,
      type: entry.type,
      data: attributesOf(entry),
      versions,
      isGone: entry.gone !== undefined,
      recordedBy,
      touchedBy,
      ...(takenBackBy === undefined ? {} : { takenBackBy }),
    };
  }) as [TracedEntry, ...TracedEntry[]];
  const live = liveEntries(state as CaseRecord).flatMap(({ number }) => entries[number - 1] ?? []);
  return { kind, id, stream: last.stream, revision: last.revision, stage, person, entries, live };
}

/** Reads cases as policies see them. */
export class CaseReader {
  constructor(private readonly store: EventStore) {}

  /**
   * The case with an id; nothing where it is not on record.
   * @throws StoreUnavailable
   */
  async load(kind: CaseKindName, id: string): Promise<CaseOnRecord | undefined> {
    return caseOf(kind, id, await this.store.readStream(`${kind}-${id}`));
  }
}

/** What milestones of some types said at any time of an attribute that is an id, each once. */
export function everNamed(entries: readonly TracedEntry[], types: readonly string[], name: string): readonly string[] {
  const named = entries
    .filter(({ type }) => types.includes(type))
    .flatMap(({ versions }) => versions.map((version) => version[name]));
  return [...new Set(named.filter((value) => typeof value === 'string'))];
}
