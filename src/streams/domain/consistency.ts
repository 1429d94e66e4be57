import { capital } from '../../statute/sentence.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { isReopened, liveEntries, type CaseRecord, type Entry } from './case-record.js';
import type { Dated, MilestoneEvent } from './event.js';

/** Something that does not fit on the record of a case. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly field: string;
  /** It can be right nevertheless, and an officer may confirm it. */
  readonly warning?: true;
  /** It can be confirmed where the correction of another milestone brings it, so that this one can be corrected next. */
  readonly warningElsewhere?: true;
  /** What to do where taking another milestone back brings it, as a sentence; to retract or correct this one, if not said. */
  readonly takeBack?: string;
}

/** The milestones that count, as checks ask for them. */
export class View {
  readonly #byType = new Map<string, Entry[]>();

  /** @param called how a type of milestone is called within a sentence, such as "the draft plan" */
  constructor(
    readonly entries: readonly Entry[],
    readonly called: (type: string) => string,
  ) {
    for (const entry of entries) {
      const same = this.#byType.get(entry.type);
      if (same === undefined) this.#byType.set(entry.type, [entry]);
      else same.push(entry);
    }
  }

  /** The milestones of some types that count, earliest first within each type. */
  of(...types: readonly string[]): readonly Entry[] {
    const [type = ''] = types;
    return types.length === 1 ? (this.#byType.get(type) ?? []) : types.flatMap((one) => this.#byType.get(one) ?? []);
  }

  /** A milestone with its day: "the draft plan (3 March 2025)". */
  dated(entry: Entry): string {
    return datedBy(this.called(entry.type), entry);
  }
}

/** A milestone, as it is called, with its day: "the draft plan (3 March 2025)". */
export function datedBy(called: string, { data }: Entry): string {
  return `${called} (${longDate(data.on)})`;
}

/** What must hold for a milestone on record; the reason where it does not. */
export type Check<M extends MilestoneEvent = MilestoneEvent> = (entry: Entry<M>, view: View) => Fault | undefined;

/** The record of a case has a milestone of this kind. */
export interface EntryKind<M extends MilestoneEvent = MilestoneEvent> {
  /** What it is called within a sentence, such as "the draft plan". */
  readonly called: string;
  /** It is a day to come, until it has come. */
  readonly planned?: true;
  /** It may be recorded for a day after the case was closed, or before it was opened. */
  readonly anyTime?: true;
  /** Attributes that are days which have come, such as the day on which a letter was received. */
  readonly pastDays?: readonly (keyof M['data'] & string)[];
  readonly checks?: readonly Check<M>[];
}

/** The kinds of milestone of a kind of case, by type of event. */
export type EntryKinds<M extends MilestoneEvent> = {
  readonly [T in M['type']]: EntryKind<Extract<M, { readonly type: T }>>;
};

/** The kind of a milestone by its type; nothing where this kind of case does not know it. */
export function kindOf<M extends MilestoneEvent>(kinds: EntryKinds<M>, type: string): EntryKind | undefined {
  const known = kinds as unknown as Readonly<Record<string, EntryKind>>;
  return Object.hasOwn(known, type) ? known[type] : undefined;
}

const attribute = ({ data }: Entry, name: string): unknown => (data as Dated & Readonly<Record<string, unknown>>)[name];

/** One of these must be on record, no later; whatever the officer says. */
export function follows(...types: readonly string[]): Check {
  return (entry, view) => {
    const before = view.of(...types);
    const [first] = before;
    if (first === undefined) {
      return {
        code: 'nothing-to-follow',
        message: `${capital(view.called(entry.type))} needs ${types.map((type) => view.called(type)).join(' or ')}, which is not on record. Record that first.`,
        field: 'on',
      };
    }
    if (before.some(({ data }) => data.on <= entry.data.on)) return undefined;
    return tooEarly(entry, first, view);
  };
}

/** The fault of a milestone that stands before one that it follows. */
function tooEarly(entry: Entry, before: Entry, view: View): Fault {
  return {
    code: 'too-early',
    message: `${capital(view.dated(entry))} cannot be before ${view.dated(before)}. Give a day from ${longDate(before.data.on)}, or correct the other first.`,
    field: 'on',
  };
}

/** One of these should be on record, no later; it is a warning where none is. */
export function shouldFollow(code: string, ...types: readonly string[]): Check {
  return (entry, view) =>
    view.of(...types).some(({ data }) => data.on <= entry.data.on)
      ? undefined
      : {
          code,
          message: `${capital(view.called(types[0] ?? ''))} is not on record by ${longDate(entry.data.on)}. Record it first, or confirm that ${view.called(entry.type)} is recorded without it.`,
          field: 'on',
          warning: true,
        };
}

/** There is one of these; a second is refused. */
export const once: Check = (entry, view) => alreadyOnRecord(entry, view, view.of(entry.type));

/** There is one of these for each value of an attribute, such as the reference of a request for advice. */
export function oncePer(name: string): Check {
  return (entry, view) => {
    const same = view.of(entry.type).filter((other) => attribute(other, name) === attribute(entry, name));
    const fault = alreadyOnRecord(entry, view, same);
    if (fault === undefined || name !== 'ref') return fault;
    return {
      ...fault,
      message: `${fault.message} If this is another, add -2, -3 and so on to its reference.`,
      field: name,
    };
  };
}

/** An attribute that others pair themselves with stays, though it may become another. */
export function keeps(name: string, called: string): Check {
  return (entry) =>
    attribute(entry, name) === undefined
      ? {
          code: 'needed',
          message: `${capital(called)} cannot be taken away. Give another instead.`,
          field: name,
        }
      : undefined;
}

/** There are not two of these on one day. */
export const oncePerDay: Check = oncePer('on');

/** There are not two of these on one day with the same value of an attribute, or without it. */
export function oncePerDayAnd(name: string): Check {
  return (entry, view) => {
    const same = view
      .of(entry.type)
      .filter((other) => other.data.on === entry.data.on && attribute(other, name) === attribute(entry, name));
    return alreadyOnRecord(entry, view, same);
  };
}

/** The fault of a milestone that is on record already, the first of some that were recorded before it. */
export function alreadyOnRecord(entry: Entry, view: View, same: readonly Entry[]): Fault | undefined {
  const earlier = same.find(({ number }) => number < entry.number);
  if (earlier === undefined) return undefined;
  return {
    code: 'already-on-record',
    message: `${capital(view.dated(earlier))} is on record already. If that is wrong, correct or retract it.`,
    field: 'on',
  };
}

/** It answers a milestone of a type with the same reference, no earlier than that. */
export function answers(type: string): Check {
  return (entry, view) => {
    const asked = view.of(type).filter((other) => attribute(other, 'ref') === attribute(entry, 'ref'));
    const [first] = asked;
    if (first === undefined) {
      return {
        code: 'nothing-to-answer',
        message: `${capital(view.called(type))} is not on record under this reference, and without it ${view.called(entry.type)} cannot be recorded. Record it first, or give a reference that is on record.`,
        field: 'ref',
        warningElsewhere: true,
      };
    }
    return asked.some(({ data }) => data.on <= entry.data.on) ? undefined : tooEarly(entry, first, view);
  };
}

/**
 * An attribute that is a day is not before another day of the milestone.
 * @param field the one of the two that is likelier to be wrong; the later unless given
 */
export function notBefore(earlier: string, later: string, says: string, field = later): Check {
  return (entry) => {
    const from = attribute(entry, earlier) as CalendarDate | undefined;
    const to = attribute(entry, later) as CalendarDate | undefined;
    if (from === undefined || to === undefined || to >= from) return undefined;
    return {
      code: 'days-out-of-order',
      message: `${says} (${longDate(to)} is before ${longDate(from)}). Give other days.`,
      field,
    };
  };
}

/** When the case was closed, if it is not open again: the earliest closure in effect. */
export function closedOn(view: View): Entry | undefined {
  const reopened = view.of('CaseReopened');
  return view.of('CaseClosed').find((closure) => !isReopened(closure, reopened));
}

function outOfCase(entry: Entry, opening: Entry | undefined, view: View): Fault | undefined {
  if (opening !== undefined && entry.data.on < opening.data.on) return tooEarly(entry, opening, view);
  const closure = closedOn(view);
  if (closure === undefined || entry.type === 'CaseClosed' || entry.data.on <= closure.data.on) return undefined;
  const later = `${capital(view.dated(entry))} is later than the day on which the case was closed, ${longDate(closure.data.on)}.`;
  // A closure that is recorded late may have been undone by then, and the reopening can only be recorded after it.
  return entry.number < closure.number
    ? {
        code: 'after-closure',
        message: `${later} Give another day for the closure, or confirm it and record the reopening next.`,
        field: 'on',
        warning: true,
      }
    : {
        code: 'after-closure',
        message: `${later} Reopen the case first, or give another day.`,
        field: 'on',
        takeBack: 'If the case was never closed, retract the closure first.',
      };
}

/** Every fault on the record of a case, with the milestone that it concerns. */
export function faultsOf<M extends MilestoneEvent>(
  record: CaseRecord<M>,
  kinds: EntryKinds<M>,
): readonly { readonly entry: number; readonly fault: Fault }[] {
  const view = new View(liveEntries(record), (type) => kindOf(kinds, type)?.called ?? type);
  const opening = view.entries.find(({ data }) => 'person' in data);
  return view.entries.flatMap((entry) => {
    const kind = kindOf(kinds, entry.type);
    if (kind === undefined) return [];
    const placed = kind.anyTime === true ? undefined : outOfCase(entry, opening, view);
    const found = [placed, ...(kind.checks ?? []).map((check) => check(entry, view))];
    return found.flatMap((fault) => (fault === undefined ? [] : [{ entry: entry.number, fault }]));
  });
}
