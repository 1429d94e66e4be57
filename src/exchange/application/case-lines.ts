import { deciderOf } from '../../cases/application/case-deciders.js';
import { catalogueOf, type CatalogueEntry } from '../../cases/application/milestone-catalogue.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import { isOpened } from '../../streams/domain/case-decider.js';
import type { Entry } from '../../streams/domain/case-record.js';
import { fold } from '../../streams/domain/decider.js';
import type { CaseEvent, PersonId } from '../../streams/domain/event.js';
import { ASSIGNED, WITHDRAWN } from './format.js';

/** A milestone as a file tells it. */
export interface CaseLine {
  readonly milestone: string;
  readonly on: string;
  readonly outcome?: string;
  /** What else is said of it, free texts still sealed, in the order of the catalogue. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Which of the attributes are free texts. */
  readonly texts: readonly string[];
}

/** A case as a file tells it. */
export interface CaseLines {
  readonly person: PersonId;
  /** In the order of recording. */
  readonly lines: readonly CaseLine[];
}

const BY_TYPE: Readonly<Record<CaseKindName, ReadonlyMap<string, CatalogueEntry>>> = {
  assessment: new Map(catalogueOf('assessment').map((entry) => [entry.type, entry])),
  plan: new Map(catalogueOf('plan').map((entry) => [entry.type, entry])),
  review: new Map(catalogueOf('review').map((entry) => [entry.type, entry])),
};

/** Whether a stream is that of a case, and of which kind and id. */
export function caseOfStream(stream: string): { readonly kind: CaseKindName; readonly id: string } | undefined {
  const kind = CASE_KINDS.find((name) => stream.startsWith(`${name}-`));
  return kind === undefined ? undefined : { kind, id: stream.slice(kind.length + 1) };
}

type Said = Readonly<Record<string, unknown>>;

const picked = (data: Said, names: readonly string[]): Said =>
  Object.fromEntries(names.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])));

const withoutUndefined = (data: Said): Said => picked(data, Object.keys(data));

function milestoneLine(kind: CaseKindName, { type, data }: Entry): CaseLine | undefined {
  const entry = BY_TYPE[kind].get(type);
  if (entry === undefined) return undefined;
  const said: Said = { ...data };
  const names = entry.attributes.filter((name) => !['on', 'outcome', 'person'].includes(name));
  return {
    milestone: entry.milestone,
    on: data.on,
    ...(entry.attributes.includes('outcome') ? { outcome: textOf(said.outcome) } : {}),
    attributes: picked(said, names),
    texts: entry.texts,
  };
}

/** The end of the reliance on an exception, which is found again by what it says. */
function withdrawalLine({ data }: Entry, { data: { on, reason } }: RecordedEvent): CaseLine {
  const { ground, from, to } = data as Said;
  return {
    milestone: WITHDRAWN,
    on: textOf(on),
    attributes: withoutUndefined({ ground, recordedOn: data.on, from, to, reason }),
    texts: ['reason'],
  };
}

function assignmentLine({ data: { officer, team, note, on } }: RecordedEvent): CaseLine {
  return {
    milestone: ASSIGNED,
    on: textOf(on),
    attributes: withoutUndefined({ officer, team, note }),
    texts: ['note'],
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The milestones of a case that count, as corrected; the exceptions that counted until they were withdrawn; and to whom
 * the case was given last. Nothing where the events open no case.
 */
export function caseLines(kind: CaseKindName, events: readonly RecordedEvent[]): CaseLines | undefined {
  const state = fold(deciderOf(kind), events as unknown as readonly CaseEvent[]);
  if (!isOpened(state)) return undefined;
  const { person, entries } = state;
  let number = 0;
  const lastAssignment = events.findLast(({ type }) => type === 'CaseAssigned');
  const lines = events.flatMap((event): readonly (CaseLine | undefined)[] => {
    if (event === lastAssignment) return [assignmentLine(event)];
    if (event.type === 'ExceptionWithdrawn') {
      const ended = entries.find((entry) => entry.number === event.data.entry);
      return ended?.gone === 'withdrawn' ? [withdrawalLine(ended, event)] : [];
    }
    const entry = entries[number];
    if (entry?.type !== event.type) return [];
    number += 1;
    return entry.gone === 'retracted' ? [] : [milestoneLine(kind, entry)];
  });
  return { person, lines: lines.filter((line) => line !== undefined) };
}
