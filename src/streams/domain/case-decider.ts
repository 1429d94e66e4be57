import type { Milestone, MilestoneName } from '../../statute/milestones.js';
import { milestoneKind } from '../../statute/milestones.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import {
  changed,
  evolveRecord,
  liveEntries,
  withCorrection,
  withMilestone,
  withoutMilestone,
  type CaseRecord,
  type Entry,
  type Opening,
} from './case-record.js';
import { capital, faultsOf, type EntryKinds, type Fault } from './consistency.js';
import { refuse, type Context, type Decider, type Decision, type Refusal, type Refused } from './decider.js';
import type { CaseEvent, Changes, MilestoneEvent, SealedText } from './event.js';

interface Confirmable {
  /** The codes of the warnings that the officer confirms. */
  readonly confirm?: readonly string[];
}

/** What can be asked of every kind of case. */
export type CaseCommand<M extends MilestoneEvent> =
  | ({ readonly type: 'Record'; readonly milestone: M } & Confirmable)
  | ({
      readonly type: 'Correct';
      readonly entry: number;
      readonly to: Changes;
      readonly reason: SealedText;
    } & Confirmable)
  | ({ readonly type: 'Retract'; readonly entry: number; readonly reason: SealedText } & Confirmable)
  | ({
      readonly type: 'WithdrawException';
      readonly entry: number;
      readonly on: CalendarDate;
      readonly reason: SealedText;
    } & Confirmable)
  | {
      readonly type: 'Assign';
      readonly officer: string;
      readonly team?: string;
      readonly on: CalendarDate;
      readonly note?: SealedText;
    }
  | { readonly type: 'AddNote'; readonly note: string; readonly text: SealedText };

/** A case before its first event. */
export interface Unopened {
  readonly stage: 'unopened';
}

/** A case of some kind, at one of its stages. */
export type CaseState<Stage extends string, M extends MilestoneEvent> =
  Unopened | (CaseRecord<M> & { readonly stage: Stage });

/** What makes a kind of case: its milestones, its stages, and what the law is told of it. */
export interface CaseKind<Stage extends string, M extends MilestoneEvent> {
  /** What a case of this kind is called within a sentence, such as "needs assessment". */
  readonly called: string;
  readonly kinds: EntryKinds<M>;
  /** The milestones that open a case. */
  readonly opensWith: readonly M['type'][];
  /** The stage that the milestones lead to; they count, and are in the order of their days. */
  readonly stageOf: (entries: readonly Entry<M>[]) => Stage;
  /** The facts that the law is told, by type of event. */
  readonly facts: { readonly [T in M['type']]: FactsOf<Extract<M, { readonly type: T }>> };
}

/**
 * A milestone of the law's vocabulary with the same day and attributes; or a function of its data and of those of the
 * milestone that opened the case; or nothing that the law knows.
 */
export type FactsOf<M extends MilestoneEvent> =
  MilestoneName | 'none' | ((data: M['data'], opening: Opening) => readonly Milestone[]);

/** The fact of a name with the day, and those of the attributes that the law's vocabulary knows. */
export function factFrom(name: MilestoneName, data: object & { readonly on: CalendarDate }): Milestone {
  const known = Object.keys(milestoneKind(name).attributes ?? {});
  const given = data as Readonly<Record<string, unknown>>;
  const attributes = known.flatMap((key): [string, unknown][] => (given[key] === undefined ? [] : [[key, given[key]]]));
  const fact: unknown = { milestone: name, on: data.on, ...Object.fromEntries(attributes) };
  return fact as Milestone;
}

/** Whether there is such a case. */
export function isOpened<Stage extends string, M extends MilestoneEvent>(
  state: CaseState<Stage, M>,
): state is CaseRecord<M> & { readonly stage: Stage } {
  return state.stage !== 'unopened';
}

/** A value written so that equal ones are equal texts, whatever the order of their members. */
function written(value: unknown): string {
  const inOrder = (_key: string, member: unknown): unknown =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member;
  return JSON.stringify(value, inOrder);
}

const withoutConfirmed = (data: object): object => ({ ...data, confirmed: undefined });

const same = (one: object, other: object): boolean =>
  written(withoutConfirmed(one)) === written(withoutConfirmed(other));

const asRefusal = ({ code, message, field, warning }: Fault): Refusal =>
  warning === true ? { code, message, field, confirmable: true } : { code, message, field };

/** Attributes that say whose case it is or what was confirmed; no correction changes them. */
const FIXED = ['person', 'confirmed'];

/** The decider of a kind of case. */
export function caseDecider<Stage extends string, M extends MilestoneEvent>(
  kind: CaseKind<Stage, M>,
): Decider<CaseCommand<M>, CaseState<Stage, M>, M | CaseEvent> & {
  /** The live, corrected facts of a case for the law, in the order of their days. */
  readonly milestones: (state: CaseState<Stage, M>) => readonly Milestone[];
} {
  type State = CaseState<Stage, M>;
  type Record = CaseRecord<M>;
  const kinds = kind.kinds as Readonly<globalThis.Record<string, { readonly called: string; readonly planned?: true }>>;
  const isMilestone = (event: M | CaseEvent): event is M => Object.hasOwn(kinds, event.type);
  const staged = (record: Record): State => ({ ...record, stage: kind.stageOf(entriesInEffect(record)) });

  /** What would be wrong after a change that is not wrong before it. */
  function newFaults(before: Record | undefined, after: Record): readonly Fault[] {
    const key = ({ entry, fault }: { entry: number; fault: Fault }): string => `${fault.code} ${String(entry)}`;
    const known = new Set(before === undefined ? [] : faultsOf(before, kind.kinds).map(key));
    return faultsOf(after, kind.kinds)
      .filter((found) => !known.has(key(found)))
      .map(({ fault }) => fault);
  }

  /** Goes on when nothing is wrong, or every warning is confirmed; tells the confirmed ones. */
  function settled<E>(
    faults: readonly Fault[],
    confirm: readonly string[] = [],
    go: (confirmed: { readonly confirmed?: readonly string[] }) => readonly E[],
  ): Decision<E> {
    const open = faults.filter(({ code, warning }) => warning !== true || !confirm.includes(code));
    if (open.length > 0) {
      return { refused: [...open.filter((one) => !one.warning), ...open.filter((one) => one.warning)].map(asRefusal) };
    }
    const codes = [...new Set(faults.map(({ code }) => code))].sort();
    return go(codes.length === 0 ? {} : { confirmed: codes });
  }

  function inTheFuture(type: string, on: CalendarDate, { today }: Context): Refused | undefined {
    if (on <= today || kinds[type]?.planned === true) return undefined;
    return refuse(
      'in-the-future',
      `${capital(kinds[type]?.called ?? 'It')} cannot be on ${longDate(on)}: that day has not come. Today is ${longDate(today)}.`,
      'on',
    );
  }

  function record(state: State, milestone: M, confirm: readonly string[] | undefined, context: Context): Decision<M> {
    const opens = kind.opensWith.includes(milestone.type);
    if (!isOpened(state)) {
      if (!opens) return unopened();
      const opened = evolveRecord<M>(undefined, milestone, isMilestone);
      if (opened === undefined) return refuse('no-person', 'It does not say whose case it is.', 'person');
      return (
        inTheFuture(milestone.type, milestone.data.on, context) ??
        settled(newFaults(undefined, opened), confirm, (confirmed) => [withConfirmed(milestone, confirmed)])
      );
    }
    const twin = liveEntries(state).some(({ type, data }) => type === milestone.type && same(data, milestone.data));
    if (twin) return [];
    if (opens) {
      return refuse(
        'opened-already',
        `This ${kind.called} is open already. Open another under an id of its own.`,
        'case',
      );
    }
    return (
      inTheFuture(milestone.type, milestone.data.on, context) ??
      settled(newFaults(state, withMilestone(state, milestone)), confirm, (confirmed) => [
        withConfirmed(milestone, confirmed),
      ])
    );
  }

  const withConfirmed = (milestone: M, confirmed: { readonly confirmed?: readonly string[] }): M => ({
    ...milestone,
    data: { ...milestone.data, ...confirmed },
  });

  const unopened = (): Refused =>
    refuse('unknown-case', `There is no ${kind.called} with this id. Check the id, or open the case first.`, 'case');

  function entryOf(state: Record, number: number): Entry<M> | Refused {
    const entry = state.entries[number - 1];
    if (entry !== undefined) return entry;
    return refuse(
      'unknown-entry',
      `There is no milestone number ${String(number)} on this case; it has ${String(state.entries.length)}.`,
      'entry',
    );
  }

  function correct(
    state: Record,
    command: Extract<CaseCommand<M>, { type: 'Correct' }>,
    context: Context,
  ): Decision<CaseEvent> {
    const entry = entryOf(state, command.entry);
    if ('refused' in entry) return entry;
    if (entry.gone !== undefined) {
      return refuse('entry-gone', `That milestone was ${entry.gone}. Record it anew instead.`, 'entry');
    }
    const fixed = Object.keys(command.to).find((name) => FIXED.includes(name));
    if (fixed !== undefined) return refuse('not-to-be-corrected', `"${fixed}" cannot be corrected.`, 'to');
    const corrected = changed(entry.data, command.to);
    if (same(corrected, entry.data)) return [];
    if ((corrected as { on?: CalendarDate }).on === undefined) {
      return refuse('no-day', 'A milestone needs its day. To take the whole milestone back, retract it.', 'to');
    }
    const future = inTheFuture(entry.type, corrected.on, context);
    if (future !== undefined) return future;
    const after = withCorrection(state, entry.number, command.to);
    const old = entry.data as Readonly<globalThis.Record<string, unknown>>;
    const to = Object.fromEntries(
      Object.entries(command.to).filter(([name, value]) => written(value ?? null) !== written(old[name] ?? null)),
    );
    const from = Object.fromEntries(Object.keys(to).map((name) => [name, old[name] ?? null]));
    return settled(newFaults(state, after), command.confirm, (confirmed) => [
      {
        type: 'MilestoneCorrected',
        data: { entry: entry.number, from, to, reason: command.reason, ...confirmed },
      },
    ]);
  }

  function remove(
    state: Record,
    command: Extract<CaseCommand<M>, { type: 'Retract' | 'WithdrawException' }>,
    context: Context,
  ): Decision<CaseEvent> {
    const entry = entryOf(state, command.entry);
    if ('refused' in entry) return entry;
    const withdrawal = command.type === 'WithdrawException';
    if (withdrawal && entry.type !== 'ExceptionRecorded') {
      return refuse('not-an-exception', 'That milestone is not an exception. Retract it instead.', 'entry');
    }
    if (entry.gone === (withdrawal ? 'withdrawn' : 'retracted')) return [];
    if (entry.gone !== undefined) return refuse('entry-gone', `That milestone was ${entry.gone} already.`, 'entry');
    if (kind.opensWith.includes(entry.type)) {
      return refuse(
        'opens-the-case',
        `${capital(kinds[entry.type]?.called ?? 'It')} opened the case and cannot be retracted. Correct it, or close the case.`,
        'entry',
      );
    }
    if (withdrawal && command.on > context.today) {
      return refuse(
        'in-the-future',
        `${longDate(command.on)} has not come. Today is ${longDate(context.today)}.`,
        'on',
      );
    }
    const after = withoutMilestone(state, entry.number, withdrawal ? 'withdrawn' : 'retracted');
    return settled(newFaults(state, after), command.confirm, (confirmed): readonly CaseEvent[] => [
      command.type === 'WithdrawException'
        ? {
            type: 'ExceptionWithdrawn',
            data: { entry: entry.number, on: command.on, reason: command.reason, ...confirmed },
          }
        : { type: 'MilestoneRetracted', data: { entry: entry.number, reason: command.reason, ...confirmed } },
    ]);
  }

  function assign(
    state: Record,
    command: Extract<CaseCommand<M>, { type: 'Assign' }>,
    { today }: Context,
  ): Decision<CaseEvent> {
    const { officer, team, on, note } = command;
    if (state.assigned?.officer === officer && state.assigned.team === team) return [];
    if (on > today) {
      return refuse('in-the-future', `${longDate(on)} has not come. Today is ${longDate(today)}.`, 'on');
    }
    const data = { officer, on, ...(team === undefined ? {} : { team }), ...(note === undefined ? {} : { note }) };
    return [{ type: 'CaseAssigned', data }];
  }

  return {
    initialState: { stage: 'unopened' },
    evolve(state, event) {
      const record = evolveRecord(isOpened(state) ? state : undefined, event, isMilestone);
      return record === undefined ? state : staged(record);
    },
    decide(command, state, context) {
      if (command.type === 'Record') return record(state, command.milestone, command.confirm, context);
      if (!isOpened(state)) return unopened();
      switch (command.type) {
        case 'Correct':
          return correct(state, command, context);
        case 'Retract':
        case 'WithdrawException':
          return remove(state, command, context);
        case 'Assign':
          return assign(state, command, context);
        case 'AddNote':
          return state.notes.includes(command.note)
            ? []
            : [{ type: 'NoteAdded', data: { note: command.note, text: command.text } }];
      }
    },
    milestones(state) {
      if (!isOpened(state)) return [];
      return factsOf(kind, entriesInEffect(state));
    },
  };
}

function factsOf<Stage extends string, M extends MilestoneEvent>(
  { facts }: CaseKind<Stage, M>,
  entries: readonly Entry<M>[],
): readonly Milestone[] {
  const opening = entries.find(({ data }) => 'person' in data)?.data as Opening;
  const table = facts as unknown as Readonly<Record<string, FactsOf<MilestoneEvent> | undefined>>;
  return entries.flatMap(({ type, data }) => {
    const fact = table[type] ?? 'none';
    if (fact === 'none') return [];
    return typeof fact === 'function' ? fact(data, opening) : [factFrom(fact, data)];
  });
}

/** The milestones that count, without a closure that was undone by reopening the case. */
function entriesInEffect<M extends MilestoneEvent>(record: CaseRecord<M>): readonly Entry<M>[] {
  const entries = liveEntries(record);
  const reopened = entries.filter(({ type }) => type === 'CaseReopened');
  if (reopened.length === 0) return entries;
  return entries.filter(
    ({ type, number, data }) =>
      type !== 'CaseClosed' || !reopened.some((other) => other.number > number && other.data.on >= data.on),
  );
}
