import type { CalendarDate } from '../../statute/calendar.js';
import type { CaseEvent, Changes, Dated, MilestoneEvent, PersonId, SealedText } from './event.js';

/** A milestone on record, as corrected so far. */
export interface Entry<M extends MilestoneEvent = MilestoneEvent> {
  /** From 1, in the order of recording; it never changes. */
  readonly number: number;
  readonly type: M['type'];
  readonly data: M['data'];
  /** Why it no longer counts. */
  readonly gone?: 'retracted' | 'withdrawn';
  /** For an exception that was withdrawn: the day from which the council no longer relies on it. */
  readonly withdrawnOn?: CalendarDate;
}

/** What is on record of a case, whatever its kind. */
export interface CaseRecord<M extends MilestoneEvent = MilestoneEvent> {
  readonly person: PersonId;
  /** Every milestone ever recorded, in that order; those that are gone too. */
  readonly entries: readonly Entry<M>[];
  /** To whom the case was given last, with the note that went with it. */
  readonly assigned?: { readonly officer: string; readonly team?: string; readonly note?: SealedText };
  readonly notes: readonly { readonly note: string; readonly text: SealedText }[];
}

/** A milestone that begins a case: it says whose case it is. */
export interface Opening extends Dated {
  readonly person: PersonId;
}

/** The data of a milestone after changes: a `null` takes an attribute away. */
export function changed<D>(data: D, changes: Changes): D {
  const merged = Object.entries({ ...data, ...changes }).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(merged) as D;
}

function withEntry<M extends MilestoneEvent>(
  record: CaseRecord<M>,
  number: number,
  change: (entry: Entry<M>) => Entry<M>,
): CaseRecord<M> {
  return { ...record, entries: record.entries.map((entry) => (entry.number === number ? change(entry) : entry)) };
}

/** The record with a milestone more. */
export function withMilestone<M extends MilestoneEvent>(record: CaseRecord<M>, milestone: M): CaseRecord<M> {
  const entry = { number: record.entries.length + 1, type: milestone.type, data: milestone.data };
  return { ...record, entries: [...record.entries, entry] };
}

/** The record with a milestone corrected. */
export function withCorrection<M extends MilestoneEvent>(
  record: CaseRecord<M>,
  number: number,
  to: Changes,
): CaseRecord<M> {
  return withEntry(record, number, (entry) => ({ ...entry, data: changed(entry.data, to) }));
}

/** The record with a milestone that was retracted. */
export function withoutMilestone<M extends MilestoneEvent>(record: CaseRecord<M>, number: number): CaseRecord<M> {
  return withEntry(record, number, (entry) => ({ ...entry, gone: 'retracted' }));
}

/** The record with an exception that was withdrawn on a day. */
export function withWithdrawal<M extends MilestoneEvent>(
  record: CaseRecord<M>,
  number: number,
  withdrawnOn: CalendarDate,
): CaseRecord<M> {
  return withEntry(record, number, (entry) => ({ ...entry, gone: 'withdrawn', withdrawnOn }));
}

/**
 * The record after an event.
 * @param isMilestone which types of event are milestones of this kind of case; others that are not known are ignored,
 *   so that a log written by a later version can be read
 */
export function evolveRecord<M extends MilestoneEvent>(
  record: CaseRecord<M> | undefined,
  event: M | CaseEvent,
  isMilestone: (event: M | CaseEvent) => event is M,
): CaseRecord<M> | undefined {
  if (isMilestone(event)) {
    if (record !== undefined) return withMilestone(record, event);
    const { person } = event.data as Partial<Opening>;
    return person === undefined ? undefined : withMilestone({ person, entries: [], notes: [] }, event);
  }
  if (record === undefined) return undefined;
  const other = event;
  switch (other.type) {
    case 'MilestoneCorrected':
      return withCorrection(record, other.data.entry, other.data.to);
    case 'MilestoneRetracted':
      return withoutMilestone(record, other.data.entry);
    case 'ExceptionWithdrawn':
      return withWithdrawal(record, other.data.entry, other.data.on);
    case 'CaseAssigned': {
      const { on: _on, ...assigned } = other.data;
      return { ...record, assigned };
    }
    case 'NoteAdded':
      return { ...record, notes: [...record.notes, other.data] };
    default:
      other satisfies never;
      return record;
  }
}

/**
 * The record after events, as {@link evolveRecord} makes it one by one, in time that grows with their number: a rebuild
 * folds every case there is.
 */
export function replayRecord<M extends MilestoneEvent>(
  events: readonly (M | CaseEvent)[],
  isMilestone: (event: M | CaseEvent) => event is M,
): CaseRecord<M> | undefined {
  const entries: Entry<M>[] = [];
  const notes: CaseRecord['notes'][number][] = [];
  let person: PersonId | undefined;
  let assigned: CaseRecord['assigned'];
  const change = (number: number, to: (entry: Entry<M>) => Entry<M>): void => {
    const entry = entries[number - 1];
    if (entry !== undefined) entries[number - 1] = to(entry);
  };
  for (const event of events) {
    if (isMilestone(event)) {
      person ??= (event.data as Partial<Opening>).person;
      if (person !== undefined) entries.push({ number: entries.length + 1, type: event.type, data: event.data });
      continue;
    }
    if (person === undefined) continue;
    const other = event;
    switch (other.type) {
      case 'MilestoneCorrected':
        change(other.data.entry, (entry) => ({ ...entry, data: changed(entry.data, other.data.to) }));
        break;
      case 'MilestoneRetracted':
        change(other.data.entry, (entry) => ({ ...entry, gone: 'retracted' }));
        break;
      case 'ExceptionWithdrawn':
        change(other.data.entry, (entry) => ({ ...entry, gone: 'withdrawn', withdrawnOn: other.data.on }));
        break;
      case 'CaseAssigned': {
        const { on: _on, ...to } = other.data;
        assigned = to;
        break;
      }
      case 'NoteAdded':
        notes.push(other.data);
        break;
      default:
        other satisfies never;
    }
  }
  if (person === undefined) return undefined;
  return { person, entries, notes, ...(assigned === undefined ? {} : { assigned }) };
}

/** Whether a milestone comes before another: by day and, on one day, in the order of recording. */
export function comesBefore(one: Entry, other: Entry): boolean {
  return one.data.on < other.data.on || (one.data.on === other.data.on && one.number < other.number);
}

/** Milestones in the order of their days and, on one day, of recording. */
export function sortedByDay<M extends MilestoneEvent>(entries: readonly Entry<M>[]): readonly Entry<M>[] {
  return entries.toSorted((one, other) =>
    one.data.on < other.data.on ? -1 : one.data.on > other.data.on ? 1 : one.number - other.number,
  );
}

/** The milestones that count, in the order of their days and, on one day, of recording. */
export function liveEntries<M extends MilestoneEvent>(record: CaseRecord<M>): readonly Entry<M>[] {
  return sortedByDay(record.entries.filter(({ gone }) => gone === undefined));
}

/** Whether a closure was undone by reopening the case later, or later on its day. */
export function isReopened(closure: Entry, entries: readonly Entry[]): boolean {
  return entries.some((other) => other.type === 'CaseReopened' && comesBefore(closure, other));
}
