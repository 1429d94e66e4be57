import { addMonths, type CalendarDate } from './calendar.js';
import type { Clock, CountedPart, Duty, Evaluation, Mark, Workings } from './clock.js';
import { countFrom, type Counted, type CountingPolicy } from './counting.js';
import { excuse } from './excuses.js';
import { Facts } from './facts.js';
import type { Milestone } from './milestones.js';
import { outcomeOf, type Outcome } from './outcome.js';
import type { Limit, MarkRule, Origin } from './rule.js';
import { isInForce, picksOf, rulebook as standardRulebook, type PreparedClock, type Rulebook } from './rulebook.js';
import { earliest, latestUpTo } from './search.js';
import { roundFrom, triggersOf, type Trigger } from './triggers.js';

/** How to evaluate. */
export interface EvaluationOptions {
  /** The rules; the national ones with the default local standards where nothing is said. */
  readonly rulebook?: Rulebook;
  /** How "within N weeks of" is read for the due date. */
  readonly counting?: CountingPolicy;
}

/** A clock that counts back from a planned day is taken to run for this long before that day. */
const MONTHS_BEFORE_A_PLANNED_DAY = 12;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The day that an origin stands for; nothing where the case does not know it. */
function originDay(origin: Origin, trigger: Trigger, dueOn: CalendarDate, facts: Facts): CalendarDate | undefined {
  if (origin === 'start') return trigger.on;
  if (origin === 'due') return dueOn;
  if ('attribute' in origin) return trigger.fact[origin.attribute] as CalendarDate | undefined;
  if ('lastBefore' in origin) return latestUpTo(picksOf(origin.lastBefore), facts, trigger.on);
  return earliest(picksOf(origin.firstAfter), facts, roundFrom(trigger.on, trigger))?.on;
}

function countParts(limit: Limit, trigger: Trigger, facts: Facts, policy: CountingPolicy): readonly CountedPart[] {
  if (limit.count === 'none') return [];
  if (limit.count !== 'later-of') {
    return [{ length: limit, from: trigger.on, counted: countFrom(limit, trigger.on, policy) }];
  }
  const parts = limit.parts.flatMap((length) => {
    const from = originDay(length.of, trigger, trigger.on, facts);
    if (from === undefined || isPast(length.of, from, trigger)) return [];
    return [{ length, from, counted: countFrom(length, from, policy) }];
  });
  return parts.length > 0 ? parts : [{ length: AT_ONCE, from: trigger.on, counted: countFrom(AT_ONCE, trigger.on) }];
}

const AT_ONCE = { count: 'at-once' } as const;

/** A day that an attribute states, such as the day of a move, limits nothing where it passed before the clock started. */
function isPast(of: Origin, from: CalendarDate, trigger: Trigger): boolean {
  return typeof of !== 'string' && 'attribute' in of && from < trigger.on;
}

function latestOf(parts: readonly CountedPart[]): Counted | undefined {
  let result: Counted | undefined;
  for (const { counted } of parts) {
    if (result === undefined || counted.dueOn > result.dueOn) result = counted;
  }
  return result;
}

interface PlacedMark extends Mark {
  readonly cautious: boolean;
}

const NO_MARKS: readonly PlacedMark[] = [];

function placeMarks(
  rules: readonly MarkRule[] | undefined,
  trigger: Trigger,
  dueOn: CalendarDate,
  facts: Facts,
): readonly PlacedMark[] {
  if (rules === undefined) return NO_MARKS;
  return rules.flatMap(({ name, of, count, why, cautious = false }) => {
    const from = originDay(of, trigger, dueOn, facts);
    if (from === undefined) return [];
    const on = countFrom(count, from).dueOn;
    // A meeting of an earlier round says nothing about this one.
    return typeof of === 'string' || on > trigger.on ? [{ name, on, why, cautious }] : [];
  });
}

function actBy({ actByOn }: Counted, marks: readonly PlacedMark[]): CalendarDate {
  let result = actByOn;
  for (const { cautious, on } of marks) {
    if (cautious && on < result) result = on;
  }
  return result;
}

/** Sets what is known of the end; absent fields stay absent, so that a clock is plain data without empty fields. */
function conclude(clock: Mutable<Clock> | Mutable<Duty>, ref: string | undefined, outcome: Outcome): void {
  if (ref !== undefined) clock.ref = ref;
  if (outcome.kind === 'met') {
    clock.metOn = outcome.on;
    if (outcome.fact === undefined && 'dueOn' in clock) clock.elapsed = true;
  }
  if (outcome.kind === 'ended') {
    clock.endedOn = outcome.on;
    clock.endedBecause = outcome.because;
  }
}

/**
 * Works out the clocks of a case from its milestones. The order of the milestones does not matter, nothing is read
 * but the milestones and the rules, and no day is "today": a clock's status on a day is asked of `statusOn`.
 *
 * A clock is governed by the version of its rule that is in force on the day that starts it.
 *
 * @param milestones the live, corrected facts of one case
 * @param options the rules, if not the national ones with the default local standards; how weeks are counted
 * @throws BankHolidaysNotKnown where working days reach beyond the list of bank holidays
 */
export function evaluate(
  milestones: readonly Milestone[],
  { rulebook = standardRulebook, counting = 'event-day-excluded' }: EvaluationOptions = {},
): Evaluation {
  const facts = Facts.of(milestones);
  const clocks: Clock[] = [];
  const duties: Duty[] = [];
  for (const prepared of rulebook.startedBy(facts.names)) {
    for (const trigger of triggersOf(prepared, facts)) {
      if (isInForce(prepared.rule, trigger.on)) addClock(prepared, trigger, facts, counting, clocks, duties);
    }
  }
  const excused = excuse(clocks, facts);
  return { clocks: excused.clocks, duties, exceptions: excused.exceptions };
}

function addClock(
  prepared: PreparedClock,
  trigger: Trigger,
  facts: Facts,
  policy: CountingPolicy,
  clocks: Clock[],
  duties: Duty[],
): void {
  const { rule, clockRule, name, force, nature, basis } = prepared;
  const parts = countParts(clockRule.limit, trigger, facts, policy);
  const counted = latestOf(parts);
  const startedOn = prepared.countsBack ? addMonths(trigger.on, -MONTHS_BEFORE_A_PLANNED_DAY) : trigger.on;
  const outcome = outcomeOf(prepared, trigger, { startedOn, dueOn: counted?.dueOn }, facts);
  const workings: Workings = {
    rule,
    clockRule,
    startedBy: trigger.fact,
    startedAs: trigger.pick.selector,
    parts,
    metBy: outcome.kind === 'met' ? outcome.fact : undefined,
    policy,
  };
  const { id, dutyHolder } = rule;
  if (counted === undefined) {
    const duty: Mutable<Duty> = {
      rule: id,
      name,
      force,
      dutyHolder,
      basis,
      startedOn,
      why: prepared.whyNoLimit,
      workings,
    };
    conclude(duty, trigger.ref, outcome);
    duties.push(duty);
    return;
  }
  const marks = placeMarks(clockRule.marks, trigger, counted.dueOn, facts);
  const clock: Mutable<Clock> = {
    rule: id,
    name,
    force,
    nature,
    dutyHolder,
    basis,
    startedOn,
    dueOn: counted.dueOn,
    actByOn: actBy(counted, marks),
    marks,
    workings,
  };
  conclude(clock, trigger.ref, outcome);
  clocks.push(clock);
}
