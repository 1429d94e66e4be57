/** Whose a case is. */
export interface Holder {
  readonly officer: string;
  readonly team?: string;
}

/** An event of a case, as far as it says whose the case is. */
export interface CaseHistoryEvent {
  readonly type: string;
  readonly revision: number;
  readonly data: object;
  readonly actor: string;
  /** The key of the request that recorded it. */
  readonly key?: string | undefined;
}

const ASSIGNED = 'CaseAssigned';

/** Of a team: that of the officer, or the one that each case has now. */
export const OWN_TEAM = 'own';
export const SAME_TEAM = 'same';
export const NO_TEAM = 'none';

/** Whose a case is after some events; nothing where nobody has it. */
export function holderAfter(events: readonly CaseHistoryEvent[]): Holder | undefined {
  const last = events.findLast(({ type }) => type === ASSIGNED);
  if (last === undefined) return undefined;
  const { officer, team } = last.data as Holder;
  return { officer, ...(team === undefined ? {} : { team }) };
}

/**
 * The team that a case gets.
 * @param chosen {@link OWN_TEAM}, {@link SAME_TEAM}, {@link NO_TEAM} or the id of a team
 * @param own the teams of the officer who gets it; of none or several none is theirs alone
 * @param now the team that the case has now
 */
export function teamFor(chosen: string, own: readonly string[], now: string | undefined): string | undefined {
  const [only, ...others] = own;
  if (chosen === NO_TEAM) return undefined;
  if (chosen === SAME_TEAM || (chosen === OWN_TEAM && (only === undefined || others.length > 0))) return now;
  return chosen === OWN_TEAM ? only : chosen;
}

/** What handing a case over comes to, as its events stand. */
export type HandOverStep =
  | { readonly does: 'assign'; readonly to: Holder }
  /** The new officer has it already. */
  | { readonly does: 'nothing' }
  /** Somebody gave it to another officer since it was looked at; nobody's where `to` is nothing. */
  | { readonly does: 'leave'; readonly holder: Holder | undefined };

const isSame = (one: Holder | undefined, other: Holder): boolean =>
  one?.officer === other.officer && one.team === other.team;

/**
 * What handing a case over comes to.
 * @param seen the revision at which whoever hands it over looked at it
 * @param to whose it is to be, by the team that it has now
 */
export function stepFor(
  events: readonly CaseHistoryEvent[],
  seen: number,
  to: (now: string | undefined) => Holder,
): HandOverStep {
  const holder = holderAfter(events);
  const target = to(holder?.team);
  if (isSame(holder, target)) return { does: 'nothing' };
  const isMoved = events.some(({ type, revision }) => type === ASSIGNED && revision > seen);
  return isMoved ? { does: 'leave', holder } : { does: 'assign', to: target };
}

/** What taking a hand-over back comes to. */
export type UndoStep =
  | { readonly does: 'assign'; readonly to: Holder }
  /** The case was not handed over by it. */
  | { readonly does: 'nothing' }
  /** Somebody gave it to another officer since. */
  | { readonly does: 'leave'; readonly holder: Holder | undefined }
  /** Nobody had it before, and a case cannot be given to nobody. */
  | { readonly does: 'keep'; readonly holder: Holder | undefined };

/**
 * What taking a hand-over back comes to: the case goes to whoever had it before.
 * @param isIt whether an event is that of the hand-over
 */
export function undoStepFor(events: readonly CaseHistoryEvent[], isIt: (event: CaseHistoryEvent) => boolean): UndoStep {
  const place = events.findIndex((event) => event.type === ASSIGNED && isIt(event));
  if (place < 0) return { does: 'nothing' };
  const holder = holderAfter(events);
  if (events.slice(place + 1).some(({ type }) => type === ASSIGNED)) return { does: 'leave', holder };
  const before = holderAfter(events.slice(0, place));
  return before === undefined ? { does: 'keep', holder } : { does: 'assign', to: before };
}
