import { capital } from '../../statute/sentence.js';
import type { Evaluation } from '../../statute/clock.js';
import { evaluateAsAt } from '../../statute/as-at.js';
import { evaluate, type EvaluationOptions } from '../../statute/evaluate.js';
import type { Milestone, MilestoneName } from '../../statute/milestones.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import {
  changed,
  evolveRecord,
  replayRecord,
  withCorrection,
  withMilestone,
  withoutMilestone,
  withWithdrawal,
  type CaseRecord,
  type Entry,
} from './case-record.js';
import { factsOf, namesTold, type FactTable } from './case-facts.js';
import { kindOf, type EntryKinds } from './consistency.js';
import { refuse, type Context, type Decider, type Decision, type Refused } from './decider.js';
import type { CaseEvent, Changes, MilestoneEvent, SealedText } from './event.js';
import { entriesForTheLaw, entriesInEffect, entriesToRepeat } from './in-effect.js';
import { withoutWhatIsOver } from './over.js';
import { same, written } from './sameness.js';
import { settled } from './settling.js';

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
  readonly facts: FactTable<M>;
  /** The rules whose clocks another stream keeps, although its facts would start them here too. */
  readonly clocksElsewhere?: readonly string[];
}

/** Whether there is such a case. */
export function isOpened<Stage extends string, M extends MilestoneEvent>(
  state: CaseState<Stage, M>,
): state is CaseRecord<M> & { readonly stage: Stage } {
  return state.stage !== 'unopened';
}

/** Attributes that say whose case it is or what was confirmed; no correction changes them. */
const FIXED = ['person', 'confirmed'];

/** The decider of a kind of case. */
export function caseDecider<Stage extends string, M extends MilestoneEvent>(
  kind: CaseKind<Stage, M>,
): Decider<CaseCommand<M>, CaseState<Stage, M>, M | CaseEvent> & {
  /** The live, corrected facts of a case for the law, in the order of their days. */
  readonly milestones: (state: CaseState<Stage, M>) => readonly Milestone[];
  /** The clocks that this stream keeps. */
  readonly evaluate: (state: CaseState<Stage, M>, options?: EvaluationOptions) => Evaluation;
  /** The clocks that this stream keeps, from what had happened or was planned by the end of a day. */
  readonly evaluateAsAt: (state: CaseState<Stage, M>, on: CalendarDate, options?: EvaluationOptions) => Evaluation;
  /** The names in the law's vocabulary under which each type of milestone can be told. */
  readonly tells: ReadonlyMap<string, readonly MilestoneName[]>;
  /** Whether this stream keeps the clocks of a rule. */
  readonly keeps: (rule: string) => boolean;
  /** The state after events, oldest first: what folding them gives, in time that grows with their number. */
  readonly replay: (events: readonly (M | CaseEvent)[]) => CaseState<Stage, M>;
  /**
   * The stage that a case was at by the end of a day, where a planned day is known before it comes; nothing where it was
   * not opened by then.
   */
  readonly stageAsAt: (state: CaseState<Stage, M>, on: CalendarDate) => Stage | undefined;
} {
  type State = CaseState<Stage, M>;
  type Record = CaseRecord<M>;
  const isMilestone = (event: M | CaseEvent): event is M => kindOf(kind.kinds, event.type) !== undefined;
  const isPlanned = (type: string): boolean => kindOf(kind.kinds, type)?.planned === true;
  const staged = (record: Record): State => ({ ...record, stage: kind.stageOf(entriesInEffect(record)) });

  /** Refuses a milestone whose day, or a day that it tells of, is still to come. */
  function inTheFuture(type: string, data: M['data'], { today }: Context): Refused | undefined {
    const { called = 'it', pastDays = [] } = kindOf(kind.kinds, type) ?? {};
    const told = data as unknown as Readonly<globalThis.Record<string, CalendarDate | undefined>>;
    const field = [...(isPlanned(type) ? [] : ['on']), ...pastDays].find((name) => (told[name] ?? '') > today);
    if (field === undefined) return undefined;
    const on = longDate(told[field] ?? today);
    const says = field === 'on' ? `cannot be on ${on}` : `cannot tell of ${on}`;
    return refuse(
      'in-the-future',
      `${capital(called)} ${says}: that day has not come. Give a day up to today, ${longDate(today)}.`,
      field,
    );
  }

  function record(state: State, milestone: M, confirm: readonly string[] | undefined, context: Context): Decision<M> {
    if (!isMilestone(milestone)) {
      return refuse(
        'not-of-this-case',
        `A milestone of this kind does not belong on a ${kind.called}. Record it on the case that it is about.`,
        'kind',
      );
    }
    const opens = kind.opensWith.includes(milestone.type);
    if (!isOpened(state)) {
      if (!opens) return unopened();
      const opened = evolveRecord<M>(undefined, milestone, isMilestone);
      if (opened === undefined) return refuse('no-person', 'It does not say whose case it is.', 'person');
      return (
        inTheFuture(milestone.type, milestone.data, context) ??
        settled({ before: undefined, after: opened, entry: 1 }, kind.kinds, confirm, (confirmed) => [
          withConfirmed(milestone, confirmed),
        ])
      );
    }
    const twin = entriesToRepeat(state).some(({ type, data }) => type === milestone.type && same(data, milestone.data));
    if (twin) return [];
    if (opens) {
      return refuse(
        'opened-already',
        `This ${kind.called} is open already. Open another under an id of its own.`,
        'case',
      );
    }
    return (
      inTheFuture(milestone.type, milestone.data, context) ??
      settled(
        { before: state, after: withMilestone(state, milestone), entry: state.entries.length + 1 },
        kind.kinds,
        confirm,
        (confirmed) => [withConfirmed(milestone, confirmed)],
      )
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
    const future = inTheFuture(entry.type, corrected, context);
    if (future !== undefined) return future;
    const after = withCorrection(state, entry.number, command.to);
    const old = entry.data as Readonly<globalThis.Record<string, unknown>>;
    const to = Object.fromEntries(
      Object.entries(command.to)
        .map(([name, value]): [string, unknown] => [name, value ?? null])
        .filter(([name, value]) => written(value) !== written(old[name] ?? null)),
    );
    const from = Object.fromEntries(Object.keys(to).map((name) => [name, old[name] ?? null]));
    return settled({ before: state, after, entry: entry.number }, kind.kinds, command.confirm, (confirmed) => [
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
        `${capital(kindOf(kind.kinds, entry.type)?.called ?? 'It')} opened the case and cannot be retracted. Correct it, or close the case.`,
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
    if (withdrawal && command.on < entry.data.on) {
      return refuse(
        'too-early',
        `The exception was recorded for ${longDate(entry.data.on)}; it cannot be withdrawn before that. If it should never have been recorded, retract it.`,
        'on',
      );
    }
    const after = withdrawal ? withWithdrawal(state, entry.number, command.on) : withoutMilestone(state, entry.number);
    const change = { before: state, after, entry: entry.number, removes: true } as const;
    return settled(change, kind.kinds, command.confirm, (confirmed): readonly CaseEvent[] => [
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
    const { assigned } = state;
    const isSame = assigned?.officer === officer && assigned.team === team;
    if (isSame && (note === undefined || note === assigned.note)) return [];
    if (on > today) {
      return refuse('in-the-future', `${longDate(on)} has not come. Today is ${longDate(today)}.`, 'on');
    }
    const data = { officer, on, ...(team === undefined ? {} : { team }), ...(note === undefined ? {} : { note }) };
    return [{ type: 'CaseAssigned', data }];
  }

  function addNote(state: Record, { note, text }: Extract<CaseCommand<M>, { type: 'AddNote' }>): Decision<CaseEvent> {
    const known = state.notes.find((one) => one.note === note);
    if (known === undefined) return [{ type: 'NoteAdded', data: { note, text } }];
    if (known.text === text) return [];
    return refuse('note-id-taken', 'Another note has this id. Give the new note an id of its own.', 'note');
  }

  const milestones = (state: State): readonly Milestone[] =>
    isOpened(state) ? factsOf(kind.facts, entriesForTheLaw(state)) : [];

  const isHere = ({ rule }: { readonly rule: string }): boolean => !kind.clocksElsewhere?.includes(rule);
  const keptHere = (evaluation: Evaluation): Evaluation =>
    kind.clocksElsewhere === undefined
      ? evaluation
      : { ...evaluation, clocks: evaluation.clocks.filter(isHere), duties: evaluation.duties.filter(isHere) };

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
          return addNote(state, command);
      }
    },
    milestones,
    evaluate(state, options) {
      const facts = milestones(state);
      return keptHere(withoutWhatIsOver(evaluate(facts, options), facts, options));
    },
    evaluateAsAt(state, on, options) {
      const facts = milestones(state);
      return keptHere(withoutWhatIsOver(evaluateAsAt(facts, on, options), facts, options, on));
    },
    tells: namesTold(kind.facts),
    keeps: (rule) => isHere({ rule }),
    replay(events) {
      const record = replayRecord(events, isMilestone);
      return record === undefined ? { stage: 'unopened' } : staged(record);
    },
    stageAsAt(state, on) {
      if (!isOpened(state)) return undefined;
      const entries = state.entries.filter(({ type, data }) => data.on <= on || isPlanned(type));
      const known = entriesInEffect({ ...state, entries });
      return known.some(({ type }) => kind.opensWith.includes(type)) ? kind.stageOf(known) : undefined;
    },
  };
}
