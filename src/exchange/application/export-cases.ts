import { Inject, Injectable } from '@nestjs/common';
import type { EventStore, Position, RecordedEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { People } from '../../people/application/people.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import { Sealer } from '../../streams/application/sealer.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import { caseLines, caseOfStream, type CaseLine } from './case-lines.js';
import { guarded } from '../../platform/formula-guard.js';
import { IDENTITY_FIELDS, identityColumn, NEEDED_COLUMNS, writeAttributes } from './format.js';

/** How many events are read at a time. */
const BATCH = 1000;
/** How many cases are read ahead. */
const AHEAD = 16;

/** What is written. */
export interface ExportOptions {
  /** Only cases of this kind. */
  readonly kind?: CaseKindName;
  /** Says who the children are, and what is said in free texts. */
  readonly withIdentities?: boolean;
  /** What was on record at this instant, ISO 8601 in UTC with milliseconds. */
  readonly knownOn?: string;
  readonly onProgress?: (cases: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/** A row of the file, by its columns; formulas guarded. */
export type ExportRow = readonly string[];

interface Case {
  readonly kind: CaseKindName;
  readonly id: string;
  readonly events: readonly RecordedEvent[];
}

/** A file cannot hold a NUL character. */
const writable = (text: string): string => guarded(text.replaceAll('\0', '\ufffd'));

/** Writes the cases on record in the form in which they are imported. */
@Injectable()
export class ExportCases {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly sealer: Sealer,
    private readonly people: People,
  ) {}

  /** The columns of the file. */
  columns({ withIdentities = false }: ExportOptions = {}): readonly string[] {
    return [...NEEDED_COLUMNS, 'child', ...(withIdentities ? IDENTITY_FIELDS.map(identityColumn) : [])];
  }

  /**
   * The rows of the file, case by case: by kind and id, and within a case as they are imported. The same events give the
   * same rows.
   * @throws StoreUnavailable
   * @throws KeysUnusable where identities are asked for and a key is missing
   */
  async *rows(options: ExportOptions = {}): AsyncGenerator<readonly ExportRow[]> {
    const { withIdentities = false, onProgress, signal } = options;
    const cases = await this.#casesOf(options);
    const named = new Set<PersonId>();
    let done = 0;
    for await (const one of this.#read(cases, options)) {
      signal?.throwIfAborted();
      const told = caseLines(one.kind, one.events);
      if (told !== undefined) {
        const { person, lines } = told;
        const isNew = withIdentities && !named.has(person);
        named.add(person);
        const identity = isNew ? await this.#identity(person) : [];
        yield await Promise.all(
          lines.map(async (line, at) => [
            ...(await this.#cells(one, person, line, withIdentities)),
            ...(withIdentities ? IDENTITY_FIELDS.map((_, field) => (at === 0 ? (identity[field] ?? '') : '')) : []),
          ]),
        );
      }
      onProgress?.((done += 1), cases.length);
    }
  }

  async #cells(
    { kind, id }: Case,
    person: PersonId,
    { milestone, on, outcome = '', attributes, texts }: CaseLine,
    withIdentities: boolean,
  ): Promise<ExportRow> {
    const said: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(attributes)) {
      if (!texts.includes(name)) said[name] = value;
      else if (withIdentities) {
        const text = await this.sealer.open(person, `${kind}-${id}/${name}`, value as SealedText);
        if (text !== undefined) said[name] = text;
      }
    }
    return [kind, id, milestone, on, outcome, writeAttributes(said), person].map(writable);
  }

  async #identity(person: PersonId): Promise<readonly string[]> {
    const known = await this.people.details(person);
    if (known.standing !== 'known') return [];
    const details = known.details as unknown as Readonly<Record<string, string | boolean | undefined>>;
    return IDENTITY_FIELDS.map((field) => {
      const value = details[field];
      return writable(typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? ''));
    });
  }

  /** The cases on record, by kind and id. */
  async #casesOf({ kind, knownOn, signal }: ExportOptions): Promise<readonly Omit<Case, 'events'>[]> {
    const ids: Record<CaseKindName, Set<string>> = { assessment: new Set(), plan: new Set(), review: new Set() };
    for (let after: Position | undefined; ;) {
      signal?.throwIfAborted();
      const events = await this.store.readAll(after, BATCH);
      for (const { stream, revision, recordedAt } of events) {
        const one = revision === 0 ? caseOfStream(stream) : undefined;
        if (one !== undefined && (knownOn === undefined || recordedAt <= knownOn)) ids[one.kind].add(one.id);
      }
      const last = events.at(-1);
      if (last === undefined) break;
      after = last.position;
    }
    const kinds = kind === undefined ? CASE_KINDS : [kind];
    return kinds.flatMap((name) => [...ids[name]].sort().map((id) => ({ kind: name, id })));
  }

  /** Reads cases in their order, some of them ahead. */
  async *#read(cases: readonly Omit<Case, 'events'>[], { knownOn }: ExportOptions): AsyncGenerator<Case> {
    const read = async (one: Omit<Case, 'events'>): Promise<Case> => {
      const events = await this.store.readStream(`${one.kind}-${one.id}`);
      return { ...one, events: events.filter(({ recordedAt }) => knownOn === undefined || recordedAt <= knownOn) };
    };
    for (let at = 0; at < cases.length; at += AHEAD) yield* await Promise.all(cases.slice(at, at + AHEAD).map(read));
  }
}
