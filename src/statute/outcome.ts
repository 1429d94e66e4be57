import { addDays, latest, type CalendarDate } from './calendar.js';
import type { Fact, Facts } from './facts.js';
import type { PreparedClock } from './rulebook.js';
import { earliest, earliestOf, type Found, type Span } from './search.js';
import { answers, appealsAgainst, roundFrom, type Trigger } from './triggers.js';

/** How a clock came to its end: met by a milestone or by the passing of time, ended without, or neither yet. */
export type Outcome =
  | { readonly kind: 'met'; readonly on: CalendarDate; readonly fact: Fact | undefined }
  | { readonly kind: 'ended'; readonly on: CalendarDate; readonly because: string }
  | { readonly kind: 'open' };

/** The dates of a clock; no due date where there is no fixed limit. */
export interface Dates {
  readonly startedOn: CalendarDate;
  readonly dueOn: CalendarDate | undefined;
}

interface Ended {
  readonly on: CalendarDate;
  readonly because: string;
}

const OPEN: Outcome = { kind: 'open' };
const LAPSED = 'its time passed';

const met = ({ on, fact }: Found): Outcome => ({ kind: 'met', on, fact });
const ended = ({ on, because }: Ended): Outcome => ({ kind: 'ended', on, because });

/** The days in which a clock can be met. */
function metSpan(clock: PreparedClock, trigger: Trigger, startedOn: CalendarDate): Span {
  if (clock.countsBack) {
    const { previous, next, on } = trigger;
    return {
      from: previous === undefined ? startedOn : latest(startedOn, addDays(previous, 1)),
      to: next === undefined ? undefined : on,
    };
  }
  // What also starts the next clock cannot meet its own: a review's decision opens next year's clock and meets last year's.
  if (clock.metLater) return { from: addDays(startedOn, 1), to: undefined };
  // An appeal that says what it is about may come after the next notice.
  return trigger.pick.selector.appeals === undefined
    ? roundFrom(startedOn, trigger)
    : { from: startedOn, to: undefined };
}

function accepter(clock: PreparedClock, trigger: Trigger): ((fact: Fact) => boolean) | undefined {
  if (clock.paired) return (fact) => answers(trigger, fact);
  return trigger.pick.selector.appeals === undefined ? undefined : (fact) => appealsAgainst(trigger, fact);
}

function meeting(clock: PreparedClock, trigger: Trigger, startedOn: CalendarDate, facts: Facts): Found | undefined {
  const span = metSpan(clock, trigger, startedOn);
  const accepts = accepter(clock, trigger);
  let last: Found | undefined;
  for (const group of clock.metBy) {
    const found = earliest(group, facts, span, accepts);
    if (found === undefined) return undefined;
    if (last === undefined || found.on > last.on) last = found;
  }
  return last;
}

function ending(clock: PreparedClock, trigger: Trigger, startedOn: CalendarDate, facts: Facts): Ended | undefined {
  let first: Ended | undefined;
  for (const { pick, because, thisRoundOnly, laterOnly, fromThatDay } of clock.endedBy) {
    if (!facts.has(pick.name)) continue;
    const from = fromThatDay ? trigger.on : laterOnly ? addDays(startedOn, 1) : startedOn;
    const found = earliestOf(pick, facts, from, thisRoundOnly ? trigger.roundEndsOn : undefined);
    if (found !== undefined && (first === undefined || found.on < first.on)) first = { on: found.on, because };
  }
  const { restarts } = clock;
  const { next } = trigger;
  if (restarts === undefined || next === undefined) return first;
  return first === undefined || next < first.on ? { on: next, because: restarts } : first;
}

/** Time that had to be left to run: it ran, or what it waited for came sooner, or the case went on before that. */
function outcomeOfPeriod(reply: Found | undefined, end: Ended | undefined, dueOn: CalendarDate): Outcome {
  if (reply !== undefined && reply.on <= dueOn && (end === undefined || reply.on <= end.on)) return met(reply);
  // The last day belongs to the period, so what ends the clock on that day comes before the period has run.
  if (end !== undefined && end.on <= dueOn) return ended(end);
  return { kind: 'met', on: dueOn, fact: undefined };
}

/**
 * Finds how a clock came to its end: the first of what meets it and what ends it, where on one day meeting it counts.
 * @param clock the clock's rule
 * @param trigger what started it
 * @param dates its first day and its due date
 * @param facts all milestones of the case
 */
export function outcomeOf(clock: PreparedClock, trigger: Trigger, { startedOn, dueOn }: Dates, facts: Facts): Outcome {
  const meets = meeting(clock, trigger, startedOn, facts);
  const end = ending(clock, trigger, startedOn, facts);
  if (clock.elapses && dueOn !== undefined) return outcomeOfPeriod(meets, end, dueOn);
  if (meets !== undefined && (end === undefined || meets.on <= end.on)) return met(meets);
  if (clock.lapses && dueOn !== undefined && (end === undefined || end.on > dueOn)) {
    return ended({ on: addDays(dueOn, 1), because: LAPSED });
  }
  return end === undefined ? OPEN : ended(end);
}
