import { addDays, addWeeks, day, daysBetween, longDate, type CalendarDate } from './calendar.js';
import type { Facts } from './facts.js';
import type { MilestoneOf } from './milestones.js';
import type { Confidence, ExceptionTable, Rule } from './rule.js';

/** A ground on which a limit can be disapplied. No ground pauses a clock, moves its date or adds days to it. */
export type Ground = MilestoneOf<'exception'>['ground'];

/** The grounds in words. */
export const GROUNDS: Readonly<Record<Ground, string>> = {
  'school-closure':
    'advice was asked of the head of a school or college in the week before, or during, a closure of at least 4 weeks',
  'early-years-closure':
    'advice was asked of the SEN lead of an early years provider in the week before, or during, a closure of at least 4 weeks',
  'personal-circumstances': 'exceptional personal circumstances affected the child, parent or young person',
  absence: "the child, parent or young person was away from the council's area for a continuous period",
  'missed-appointment': 'the child or young person missed an appointment for an examination or test by that body',
  'late-representations': 'the family asked to make representations after the 15 days had run',
  coronavirus: 'it was not reasonably practicable for a reason relating to coronavirus (1 May to 25 September 2020)',
};

interface GroundInTable {
  /** The paragraph of the table's regulation, where it was read. */
  readonly paragraph?: string;
  readonly confidence: Confidence;
}

interface Table {
  /** The regulation that lists the grounds. */
  readonly regulation: string;
  /** The shortest absence that counts, in whole weeks. */
  readonly absentWeeks: number;
  readonly grounds: Readonly<Partial<Record<Ground, GroundInTable>>>;
}

const CLOSURES = {
  'school-closure': { paragraph: '(a)', confidence: 'V' },
  'early-years-closure': { paragraph: '(b)', confidence: 'M' },
} as const;

/** Which grounds can excuse which clocks: regulations 5(4), 8(2), 10(4), 27(3) and 44(3). */
export const EXCEPTION_TABLES: Readonly<Record<ExceptionTable, Table>> = {
  E5: {
    regulation: 'regulation 5(4)',
    absentWeeks: 4,
    grounds: {
      ...CLOSURES,
      'personal-circumstances': { paragraph: '(c)', confidence: 'M' },
      absence: { paragraph: '(d)', confidence: 'M' },
    },
  },
  E8: {
    regulation: 'regulation 8(2)',
    absentWeeks: 4,
    grounds: {
      'personal-circumstances': { confidence: 'M' },
      absence: { confidence: 'M' },
      'missed-appointment': { confidence: 'S' },
    },
  },
  E10: {
    regulation: 'regulation 10(4)',
    absentWeeks: 4,
    grounds: {
      'school-closure': { paragraph: '(a)', confidence: 'V' },
      'early-years-closure': { paragraph: '(b)', confidence: 'V' },
      'personal-circumstances': { paragraph: '(c)', confidence: 'V' },
      absence: { paragraph: '(d)', confidence: 'V' },
    },
  },
  E27: {
    regulation: 'regulation 27(3)',
    absentWeeks: 4,
    grounds: {
      'school-closure': { paragraph: '(a)', confidence: 'V' },
      'early-years-closure': { paragraph: '(b)', confidence: 'V' },
      'personal-circumstances': { paragraph: '(c)', confidence: 'V' },
      absence: { paragraph: '(d)', confidence: 'M' },
    },
  },
  E44: {
    regulation: 'regulation 44(3)',
    absentWeeks: 2,
    grounds: {
      'personal-circumstances': { confidence: 'S' },
      absence: { confidence: 'S' },
      'late-representations': { confidence: 'S' },
    },
  },
};

/** The coronavirus regulations: the first and last day on which a limit could fall due and be disapplied. */
export const CORONAVIRUS = {
  basis: 'the Special Educational Needs and Disability (Coronavirus) (Amendment) Regulations 2020 (SI 2020/471)',
  from: day('2020-05-01'),
  to: day('2020-09-25'),
} as const;

const SHORTEST_CLOSURE_DAYS = 28;

/** The clock that a ground is offered for: its limit, from the day it starts to the day it falls due. */
export interface ClockPeriod {
  readonly rule: Rule;
  readonly ref?: string;
  readonly startedOn: CalendarDate;
  readonly dueOn: CalendarDate;
}

/** Whether a ground applies to a clock: the provision, or the reason why not as a sentence. */
export type ExceptionTest =
  | { readonly applies: true; readonly basis: string; readonly confidence: Confidence }
  | { readonly applies: false; readonly reason: string };

const refuse = (reason: string): ExceptionTest => ({ applies: false, reason });

type Exception = MilestoneOf<'exception'>;

/** The reason why a ground's own test fails, or nothing where it is passed. */
type Failure = string | undefined;

/** The first and the last day of what a ground is about. */
interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The period that an exception states, or why it states none. */
function periodOf({ from, to }: Exception, what: string): Period | string {
  if (from === undefined || to === undefined) return `Say the first and the last day of ${what}.`;
  if (to < from) return `The last day of ${what} (${longDate(to)}) is before its first (${longDate(from)}).`;
  return { from, to };
}

const daysOf = ({ from, to }: Period): number => daysBetween(from, to) + 1;

const overlaps = ({ from, to }: Period, clock: ClockPeriod): boolean => from <= clock.dueOn && to >= clock.startedOn;

const within = (on: CalendarDate, clock: ClockPeriod): boolean => overlaps({ from: on, to: on }, clock);

const outsideClock = (what: string, { startedOn, dueOn }: ClockPeriod): string =>
  `${what} falls outside the time of this clock (${longDate(startedOn)} to ${longDate(dueOn)}).`;

/** The days on which a setting was asked for advice: as the exception says, or as the case does. */
function advicesAsked(exception: Exception, facts: Facts): readonly CalendarDate[] {
  if (exception.adviceRequestedOn !== undefined) return [exception.adviceRequestedOn];
  return facts
    .named('advice-requested')
    .filter(({ adviser, ref }) =>
      exception.ref === undefined ? adviser === 'education-setting' : (ref ?? adviser) === exception.ref,
    )
    .map(({ on }) => on);
}

function failsClosure(exception: Exception, clock: ClockPeriod, facts: Facts): Failure {
  const period = periodOf(exception, 'the closure');
  if (typeof period === 'string') return period;
  const { from, to } = period;
  const closedDays = daysOf(period);
  if (closedDays < SHORTEST_CLOSURE_DAYS) {
    return `The closure from ${longDate(from)} to ${longDate(to)} is ${String(closedDays)} days; the ground needs at least 4 weeks (${String(SHORTEST_CLOSURE_DAYS)} days).`;
  }
  const opens = addDays(from, -7);
  const shuts = addDays(to, 1 - 7);
  const asked = advicesAsked(exception, facts);
  if (asked.length === 0) return 'Say the day on which the setting was asked for advice.';
  const inWindow = asked.filter((on) => on >= opens && on <= shuts);
  if (inWindow.length === 0) {
    return `The advice was asked for on ${asked.map(longDate).join(' and ')}; the ground needs a day from ${longDate(opens)} (a week before the closure) to ${longDate(shuts)} (a week before it re-opens).`;
  }
  return inWindow.some((on) => within(on, clock))
    ? undefined
    : outsideClock('The day on which the advice was asked for', clock);
}

function failsCircumstances(exception: Exception, clock: ClockPeriod): Failure {
  const period = periodOf(exception, 'the circumstances');
  if (typeof period === 'string') return period;
  return overlaps(period, clock) ? undefined : outsideClock('The time of the circumstances', clock);
}

function failsAbsence(exception: Exception, clock: ClockPeriod, weeks: number): Failure {
  const period = periodOf(exception, 'the absence');
  if (typeof period === 'string') return period;
  const { from, to } = period;
  if (to < addDays(addWeeks(from, weeks), -1)) {
    return `The absence from ${longDate(from)} to ${longDate(to)} is ${String(daysOf(period))} days; the ground needs at least ${String(weeks)} weeks (${String(weeks * 7)} days).`;
  }
  return overlaps(period, clock) ? undefined : outsideClock('The absence', clock);
}

function failsAppointment({ ref, from }: Exception, clock: ClockPeriod): Failure {
  if (ref === undefined) return 'Say which advice the missed appointment was for (ref).';
  if (ref !== clock.ref) return `The missed appointment was for the advice "${ref}", not for this one.`;
  if (from === undefined) return 'Say the day of the missed appointment (from).';
  return within(from, clock) ? undefined : outsideClock('The missed appointment', clock);
}

function failsLateRepresentations({ from }: Exception, clock: ClockPeriod, facts: Facts): Failure {
  if (from === undefined) return 'Say the day on which the family asked to make representations (from).';
  const served = facts
    .named('draft-plan-sent')
    .map(({ servedOn, on }) => servedOn ?? on)
    .filter((on) => on <= from)
    .at(-1);
  if (served === undefined) return `No draft plan had been served by ${longDate(from)}, so no 15 days had run.`;
  const lastDay = addDays(served, 14);
  if (from <= lastDay)
    return `The 15 days for representations ran until ${longDate(lastDay)}; the ground is for a later request.`;
  return within(from, clock) ? undefined : outsideClock("The family's request to make representations", clock);
}

function failsGround(exception: Exception, clock: ClockPeriod, table: Table, facts: Facts): Failure {
  switch (exception.ground) {
    case 'school-closure':
    case 'early-years-closure':
      return failsClosure(exception, clock, facts);
    case 'personal-circumstances':
      return failsCircumstances(exception, clock);
    case 'absence':
      return failsAbsence(exception, clock, table.absentWeeks);
    case 'missed-appointment':
      return failsAppointment(exception, clock);
    case 'late-representations':
      return failsLateRepresentations(exception, clock, facts);
    case 'coronavirus':
      return undefined;
  }
}

function testCoronavirus({ rule, dueOn }: ClockPeriod): ExceptionTest {
  if (!rule.coronavirus) return refuse(`The coronavirus regulations of 2020 do not reach the clock ${rule.id}.`);
  if (dueOn < CORONAVIRUS.from || dueOn > CORONAVIRUS.to) {
    return refuse(
      `The date ${longDate(dueOn)} is outside ${longDate(CORONAVIRUS.from)} to ${longDate(CORONAVIRUS.to)}, when the coronavirus regulations applied.`,
    );
  }
  return { applies: true, basis: CORONAVIRUS.basis, confidence: 'V-part' };
}

/** The provision that a ground stands on for a clock. */
function basisFor({ exceptionsBy }: Rule, table: Table, { paragraph = '' }: GroundInTable): string {
  const provision = `${table.regulation}${paragraph}`;
  return exceptionsBy === undefined ? provision : `${exceptionsBy} ${provision}`;
}

/**
 * Tests whether a recorded exception excuses a clock: whether its ground is in the table for the clock's rule, and
 * whether what is known of it passes the test of that ground.
 * @param exception the exception as recorded
 * @param clock the clock that it is offered for
 * @param facts the other milestones of the case
 */
export function testException(exception: Exception, clock: ClockPeriod, facts: Facts): ExceptionTest {
  if (exception.ground === 'coronavirus') return testCoronavirus(clock);
  const { rule } = clock;
  if (rule.exceptions === undefined) {
    return refuse(`No ground excuses the clock ${rule.id} (${rule.name}): the law lists no exception for it.`);
  }
  const table = EXCEPTION_TABLES[rule.exceptions];
  const ground = table.grounds[exception.ground];
  if (ground === undefined) {
    return refuse(`${table.regulation} does not list this ground for the clock ${rule.id} (${rule.name}).`);
  }
  const failure = failsGround(exception, clock, table, facts);
  if (failure !== undefined) return refuse(failure);
  return { applies: true, basis: basisFor(rule, table, ground), confidence: ground.confidence };
}
