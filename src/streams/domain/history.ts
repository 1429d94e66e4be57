import type { CalendarDate } from '../../statute/calendar.js';
import { isOpened, type CaseCommand, type CaseState } from './case-decider.js';
import type { CaseRecord, Entry } from './case-record.js';
import type { Decider } from './decider.js';
import type { CaseEvent, Changes, MilestoneEvent, PersonId } from './event.js';

/** An event of a case with what is known of its recording. */
export interface Recorded<E> {
  readonly event: E;
  /** Its place in the stream, from 0. */
  readonly revision: number;
  /** An instant in UTC, ISO 8601. */
  readonly recordedAt: string;
  /** The id of who recorded it. */
  readonly actor: string;
}

/** Something that was recorded on a case. */
export interface HistoryEvent {
  /** The name of the event. */
  readonly type: string;
  readonly revision: number;
  readonly recordedAt: string;
  readonly actor: string;
  /** The number of the milestone that it records, corrects or takes back. */
  readonly entry?: number;
  /** The type of that milestone. */
  readonly milestone?: string;
  /** The day that it tells of. */
  readonly on?: CalendarDate;
  /** What else it says. */
  readonly attributes: Changes;
  /** For a correction: the attributes that changed as they were, and as they are since; `null` where there is none. */
  readonly from?: Changes;
  readonly to?: Changes;
}

/** A milestone as it stood until it was corrected. */
export interface FormerMilestone {
  readonly attributes: Changes;
  /** The revision of the event that corrected it, when that was recorded, and by whom. */
  readonly revision: number;
  readonly recordedAt: string;
  readonly actor: string;
}

/** A milestone as it stands, with its day among the attributes. */
export interface MilestoneHistory {
  readonly entry: number;
  readonly type: string;
  readonly attributes: Changes;
  /** What it was before each of its corrections, oldest first. */
  readonly before: readonly FormerMilestone[];
  /** Why it no longer counts. */
  readonly gone?: 'retracted' | 'withdrawn';
}

/** What is on record of a case and how it came to be there: what was wrong, and what it was corrected to. */
export interface History {
  readonly person: PersonId;
  /** The revision of the last event. */
  readonly revision: number;
  /** Every event, oldest first. */
  readonly events: readonly HistoryEvent[];
  /** Every milestone in the order of its number, those that no longer count too. */
  readonly milestones: readonly MilestoneHistory[];
}

/**
 * The history of a case from its events, oldest first; nothing where they do not open a case. Events that are not
 * known, such as those of a later version, are told of as they are.
 */
export function historyOf<Stage extends string, M extends MilestoneEvent>(
  { evolve, initialState }: Decider<CaseCommand<M>, CaseState<Stage, M>, M | CaseEvent>,
  recorded: readonly Recorded<M | CaseEvent>[],
): History | undefined {
  let state = initialState;
  const events: HistoryEvent[] = [];
  const former = new Map<number, FormerMilestone[]>();
  for (const one of recorded) {
    const before = isOpened(state) ? state : undefined;
    state = evolve(state, one.event);
    const after = isOpened(state) ? state : undefined;
    events.push(tell(one, before, after));
    const entry = correctedEntry(one.event);
    const was = before?.entries[(entry ?? 0) - 1];
    if (entry === undefined || was === undefined) continue;
    const { revision, recordedAt, actor } = one;
    former.set(entry, [...(former.get(entry) ?? []), { attributes: spoken(was.data), revision, recordedAt, actor }]);
  }
  const last = recorded.at(-1);
  if (!isOpened(state) || last === undefined) return undefined;
  const milestones = state.entries.map(({ number, type, data, gone }): MilestoneHistory => ({
    entry: number,
    type,
    attributes: spoken(data),
    before: former.get(number) ?? [],
    ...(gone === undefined ? {} : { gone }),
  }));
  return { person: state.person, revision: last.revision, events, milestones };
}

const spoken = (data: object): Changes => ({ ...data });

const correctedEntry = (event: MilestoneEvent | CaseEvent): number | undefined =>
  event.type === 'MilestoneCorrected'
    ? (event as Extract<CaseEvent, { type: 'MilestoneCorrected' }>).data.entry
    : undefined;

/** One event in the terms of the history. */
function tell<M extends MilestoneEvent>(
  { event: { type, data }, revision, recordedAt, actor }: Recorded<M | CaseEvent>,
  before: CaseRecord<M> | undefined,
  after: CaseRecord<M> | undefined,
): HistoryEvent {
  const { entry, on, from, to, ...attributes } = data as {
    readonly entry?: number;
    readonly on?: CalendarDate;
    readonly from?: Changes;
    readonly to?: Changes;
  };
  const recordsOne = (after?.entries.length ?? 0) > (before?.entries.length ?? 0);
  const known: Entry<M> | undefined = recordsOne ? after?.entries.at(-1) : after?.entries[(entry ?? 0) - 1];
  return {
    type,
    revision,
    recordedAt,
    actor,
    ...(known === undefined ? {} : { entry: known.number, milestone: known.type }),
    ...(on === undefined ? {} : { on }),
    ...(type === 'MilestoneCorrected' && from !== undefined && to !== undefined
      ? { attributes, from, to }
      : {
          attributes: { ...attributes, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
        }),
  };
}
