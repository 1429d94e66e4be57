import { addDays, type CalendarDate } from './calendar.js';
import type { Count, Counted, CountingPolicy } from './counting.js';
import type { Ground } from './exceptions.js';
import type { Fact } from './facts.js';
import type { ClockRule, DutyHolder, Force, Nature, Rule, Selector } from './rule.js';

/** A second date of a clock, such as the last safe meeting date of a phase transfer. */
export interface Mark {
  readonly name: string;
  readonly on: CalendarDate;
  readonly why: string;
}

/** Why the limit does not bind although it has passed. The due date stays. */
export interface Excuse {
  readonly ground: Ground;
  readonly basis: string;
}

/** One count of a limit: what was counted, from which day, with what result. */
export interface CountedPart {
  readonly length: Count;
  readonly from: CalendarDate;
  readonly counted: Counted;
}

/** What an explanation needs to know beside the dates. */
export interface Workings {
  readonly rule: Rule;
  readonly clockRule: ClockRule;
  readonly startedBy: Fact;
  readonly startedAs: Selector;
  readonly parts: readonly CountedPart[];
  readonly metBy: Fact | undefined;
  readonly policy: CountingPolicy;
}

/** A clock of a case. Dates only: what status it has is asked for a day, by {@link statusOn}. */
export interface Clock {
  /** The rule's id in the rulebook. */
  readonly rule: string;
  readonly name: string;
  readonly force: Force;
  readonly nature: Nature;
  readonly dutyHolder: DutyHolder;
  readonly basis: string;
  /** Tells the clocks of one rule apart. */
  readonly ref?: string;
  /** Day 0; for a limit that counts back from a planned day, 12 months before that day. */
  readonly startedOn: CalendarDate;
  /** The last day that complies. */
  readonly dueOn: CalendarDate;
  /** The day to act by on the cautious reading. */
  readonly actByOn: CalendarDate;
  readonly metOn?: CalendarDate;
  /** It was met by running to its end: the last day still belongs to it, so that it counts as met from the day after. */
  readonly elapsed?: true;
  /** The day on which the clock ended without being met. */
  readonly endedOn?: CalendarDate;
  /** The end of the sentence "It ended because ...". */
  readonly endedBecause?: string;
  readonly excused?: Excuse;
  readonly marks: readonly Mark[];
  readonly workings: Workings;
}

/** A duty that the facts call up and that has no fixed limit. */
export interface Duty {
  readonly rule: string;
  readonly name: string;
  readonly force: Force;
  readonly dutyHolder: DutyHolder;
  readonly basis: string;
  readonly ref?: string;
  readonly startedOn: CalendarDate;
  readonly metOn?: CalendarDate;
  readonly endedOn?: CalendarDate;
  readonly endedBecause?: string;
  /** Why there is no date. */
  readonly why: string;
  readonly workings: Workings;
}

/** What became of an exception for one clock. */
export interface ExceptionOutcome {
  readonly ground: Ground;
  readonly recordedOn: CalendarDate;
  readonly clock: string;
  readonly ref?: string;
  readonly accepted: boolean;
  /** The provision that it is accepted under, or why it is refused. */
  readonly reason: string;
}

/** The clocks of a case and what stands beside them. */
export interface Evaluation {
  readonly clocks: readonly Clock[];
  readonly duties: readonly Duty[];
  readonly exceptions: readonly ExceptionOutcome[];
}

/** Every status that a clock can have on a day. */
export const STATUSES = [
  'not-started',
  'running',
  'due-soon',
  'overdue',
  'excused',
  'ended',
  'met',
  'met-late',
] as const;

/** The status of a clock on a day. */
export type Status = (typeof STATUSES)[number];

/** A clock is due soon in this many days before its due date, unless told otherwise. */
export const LEAD_DAYS = 14;

/** Whether time that passes ends such a clock: what may be done until a day cannot be overdue after it. */
export function lapses(nature: Nature): boolean {
  return nature === 'right' || nature === 'option';
}

/** Whether a clock has been met by the end of a day. */
export function isMetBy({ metOn, elapsed }: Pick<Clock, 'metOn' | 'elapsed'>, date: CalendarDate): boolean {
  if (metOn === undefined) return false;
  return elapsed === true ? metOn < date : metOn <= date;
}

/**
 * The status of a clock on a day.
 * @param clock the clock
 * @param date the day
 * @param leadDays how many days before its due date a clock is due soon
 */
export function statusOn(
  clock: Pick<Clock, 'nature' | 'startedOn' | 'dueOn' | 'metOn' | 'elapsed' | 'endedOn' | 'excused'>,
  date: CalendarDate,
  leadDays: number = LEAD_DAYS,
): Status {
  const { nature, startedOn, dueOn, metOn, endedOn, excused } = clock;
  if (date < startedOn) return 'not-started';
  if (metOn !== undefined && isMetBy(clock, date)) return metOn <= dueOn ? 'met' : 'met-late';
  if (endedOn !== undefined && endedOn <= date) return 'ended';
  if (date > dueOn && lapses(nature)) return 'ended';
  if (date > dueOn) return excused === undefined ? 'overdue' : 'excused';
  return date >= addDays(dueOn, -leadDays) ? 'due-soon' : 'running';
}
