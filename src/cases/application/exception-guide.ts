import type { CalendarDate } from '../../statute/calendar.js';
import type { Clock, ExceptionOutcome } from '../../statute/clock.js';
import { evaluateAsAt } from '../../statute/as-at.js';
import type { EvaluationOptions } from '../../statute/evaluate.js';
import { CORONAVIRUS, EXCEPTION_TABLES, GROUNDS, type Ground } from '../../statute/exceptions.js';
import type { Milestone, MilestoneOf } from '../../statute/milestones.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { deciderOf } from './case-deciders.js';

/** A clock that an exception is about. */
export type ExceptedClock = Pick<Clock, 'rule' | 'name' | 'dueOn' | 'ref'>;

/** Whether a ground is open to a case at all: the clocks that the law lists it for, or why there is none. */
export type GroundOffer =
  | { readonly ground: Ground; readonly clocks: readonly ExceptedClock[] }
  | { readonly ground: Ground; readonly reason: string };

/** What an exception would do: the limits that it excuses, and why it leaves the others as they are. */
export interface Tried {
  readonly excused: readonly (ExceptedClock & { readonly basis: string })[];
  readonly refused: readonly (ExceptedClock & { readonly reason: string })[];
}

/** A case as far as exceptions go. */
export interface ExceptedCase {
  readonly kind: CaseKindName;
  readonly milestones: readonly Milestone[];
}

const IN_THE_ORDER_OF_THE_LAW = Object.keys(GROUNDS) as readonly Ground[];

function clocksOf({ kind, milestones }: ExceptedCase, on: CalendarDate, options: EvaluationOptions): readonly Clock[] {
  const { keeps } = deciderOf(kind);
  return evaluateAsAt(milestones, on, options).clocks.filter(({ rule }) => keeps(rule));
}

const lists = (ground: Ground, { workings: { rule }, dueOn }: Clock): boolean => {
  if (ground === 'coronavirus') return rule.coronavirus && dueOn >= CORONAVIRUS.from && dueOn <= CORONAVIRUS.to;
  return rule.exceptions !== undefined && ground in EXCEPTION_TABLES[rule.exceptions].grounds;
};

const excepted = ({ rule, name, dueOn, ref }: Clock): ExceptedClock => ({
  rule,
  name,
  dueOn,
  ...(ref === undefined ? {} : { ref }),
});

function whyNot(ground: Ground, clocks: readonly Clock[]): string {
  if (ground === 'coronavirus') return 'No limit of this case fell due from 1 May to 25 September 2020.';
  const tables = clocks.flatMap(({ workings: { rule } }) => rule.exceptions ?? []);
  if (tables.length === 0) {
    return 'The law lists no exception for any limit of this case: none exists for annual reviews, amendments and phase transfers.';
  }
  const regulations = [...new Set(tables.map((table) => EXCEPTION_TABLES[table].regulation))];
  return `No limit of this case can be excused on this ground: ${regulations.join(' and ')} ${regulations.length === 1 ? 'does' : 'do'} not list it.`;
}

/**
 * The grounds of the regulations, and for each the limits of a case that the law lists it for.
 * @param on the day asked for
 */
export function groundsOffered(
  one: ExceptedCase,
  on: CalendarDate,
  options: EvaluationOptions = {},
): readonly GroundOffer[] {
  const clocks = clocksOf(one, on, options);
  return IN_THE_ORDER_OF_THE_LAW.map((ground) => {
    const listed = clocks.filter((clock) => lists(ground, clock));
    return listed.length === 0 ? { ground, reason: whyNot(ground, clocks) } : { ground, clocks: listed.map(excepted) };
  });
}

/**
 * What an exception would do if it were recorded: each limit that its ground is listed for is tested with what is said.
 * @param on the day asked for; the exception is known on it
 */
export function tryException(
  one: ExceptedCase,
  exception: MilestoneOf<'exception'>,
  on: CalendarDate,
  options: EvaluationOptions = {},
): Tried {
  const { keeps } = deciderOf(one.kind);
  const tried: Milestone = { ...exception, on };
  const { clocks, exceptions } = evaluateAsAt([...one.milestones, tried], on, options);
  const isThis = ({ ground, recordedOn, clock }: ExceptionOutcome): boolean =>
    ground === exception.ground && recordedOn === on && keeps(clock);
  const excused: Tried['excused'][number][] = [];
  const refused: Tried['refused'][number][] = [];
  for (const outcome of exceptions.filter(isThis)) {
    const clock = clocks.find(({ rule, ref }) => rule === outcome.clock && ref === outcome.ref);
    if (clock === undefined || !lists(exception.ground, clock)) continue;
    if (outcome.accepted) excused.push({ ...excepted(clock), basis: outcome.reason });
    else refused.push({ ...excepted(clock), reason: outcome.reason });
  }
  return { excused, refused };
}
