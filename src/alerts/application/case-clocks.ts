import { deciderOf } from '../../cases/application/case-deciders.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import type { Clock } from '../../statute/clock.js';
import type { EvaluationOptions } from '../../statute/evaluate.js';
import type { Fact } from '../../statute/facts.js';
import type { CaseKindName } from '../../streams/application/case-kinds.js';
import { isOpened } from '../../streams/domain/case-decider.js';
import { liveEntries, type Entry } from '../../streams/domain/case-record.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { AlertedClock } from '../domain/alert.events.js';
import type { SeenClock } from '../domain/sighting.js';
import { alertIdOf } from './alert-streams.js';

/** What alerts are about: what somebody must do, by law or by a standard that the council set itself. */
export const ALERTED_FORCES: readonly string[] = ['statutory', 'local'];

const isAlerted = ({ nature, force }: Clock): boolean => nature === 'duty' && ALERTED_FORCES.includes(force);

/** A clock of a case that alerts can be about. */
export interface CaseClock {
  readonly about: AlertedClock;
  /** The clock as the record shows it. The milestones behind it are looked for only when that is asked. */
  readonly seen: () => SeenClock;
  /** What tells how it stands, without those milestones. */
  readonly dates: SeenClock;
}

/** The clocks of a case that alerts can be about, by the ids of their alerts. */
export interface CaseClocks {
  readonly person: PersonId;
  readonly clocks: ReadonlyMap<string, CaseClock>;
  /** The case that this one follows from: the assessment of a plan, the plan of a review. */
  readonly origin?: { readonly kind: CaseKindName; readonly id: string };
}

type Tells = ReturnType<typeof deciderOf>['tells'];

/** The number of the milestone that told a fact to the law. */
function entryOf(fact: Fact | undefined, live: readonly Entry[], tells: Tells): number | undefined {
  if (fact === undefined) return undefined;
  const isOfIt = ({ type, data }: Entry): boolean =>
    data.on === fact.on &&
    tells.get(type)?.includes(fact.milestone) === true &&
    (fact.ref === undefined || (data as { readonly ref?: unknown }).ref === fact.ref);
  return live.find(isOfIt)?.number;
}

const numbered = <N extends string>(name: N, entry: number | undefined): Readonly<Partial<Record<N, number>>> =>
  (entry === undefined ? {} : { [name]: entry }) as Readonly<Partial<Record<N, number>>>;

const datesOf = ({ startedOn, dueOn, metOn, endedOn, excused }: Clock): SeenClock => ({
  startedOn,
  dueOn,
  isExcused: excused !== undefined,
  ...(metOn === undefined ? {} : { metOn }),
  ...(endedOn === undefined ? {} : { endedOn }),
});

/** A clock with the numbers of the milestones that met it, ended it and excuse it. */
function withEntries(clock: Clock, live: readonly Entry[], tells: Tells): SeenClock {
  const { endedOn, excused, workings } = clock;
  const excuse = live.findLast(
    ({ type, data }) =>
      type === 'ExceptionRecorded' && (data as { readonly ground?: string }).ground === excused?.ground,
  );
  return {
    ...datesOf(clock),
    ...numbered('metBy', entryOf(workings.metBy, live, tells)),
    ...numbered('endedBy', live.findLast(({ data }) => data.on === endedOn)?.number),
    ...numbered('excusedBy', excuse?.number),
  };
}

/** The kind of case from which each kind follows, and the attribute that names it. */
const ORIGINS: Readonly<Partial<Record<CaseKindName, { readonly kind: CaseKindName; readonly by: string }>>> = {
  plan: { kind: 'assessment', by: 'assessment' },
  review: { kind: 'plan', by: 'plan' },
};

function originOf(kind: CaseKindName, opening: Entry | undefined): Pick<CaseClocks, 'origin'> {
  const from = ORIGINS[kind];
  const id =
    from === undefined ? undefined : (opening?.data as Readonly<Record<string, unknown>> | undefined)?.[from.by];
  return from === undefined || typeof id !== 'string' ? {} : { origin: { kind: from.kind, id } };
}

/**
 * The clocks of a case that alerts can be about, from its events, oldest first; nothing where they open none.
 * @throws BankHolidaysNotKnown where working days reach beyond the list of bank holidays
 */
export function clocksOf(
  kind: CaseKindName,
  id: string,
  events: readonly RecordedEvent[],
  evaluation: EvaluationOptions,
): CaseClocks | undefined {
  const { replay, evaluate, tells } = deciderOf(kind);
  const state = replay(events as unknown as Parameters<typeof replay>[0]);
  if (!isOpened(state)) return undefined;
  const { person } = state;
  let entries: readonly Entry[] | undefined;
  const live = (): readonly Entry[] => (entries ??= liveEntries(state));
  const clocks = new Map<string, CaseClock>();
  for (const clock of evaluate(state, evaluation).clocks) {
    if (!isAlerted(clock)) continue;
    const { rule, ref } = clock;
    const about: AlertedClock = { case: id, caseKind: kind, person, rule, ...(ref === undefined ? {} : { ref }) };
    clocks.set(alertIdOf(about), {
      about,
      dates: datesOf(clock),
      seen: () => withEntries(clock, live(), tells),
    });
  }
  return { person, clocks, ...originOf(kind, state.entries[0]) };
}
