import { capital } from './sentence.js';
import {
  addDays,
  addMonths,
  addWeeks,
  dayOfMonth,
  fromDayNumber,
  longDate,
  parseCalendarDate,
  toDayNumber,
  weekdayDate,
  yearOf,
  type CalendarDate,
} from './calendar.js';
import { workingDayBefore, workingDaysAfter, workingDaysBeginningWith } from './working-days.js';

/**
 * A length of time in the words of the instrument that sets it; each way of counting is one of the conventions
 * C1 to C6.
 *
 * - C1, the day of the event is not counted: `weeks-of`, `days-of`, `working-days-of`
 *   (Radcliffe v Bartholomew [1892] 1 QB 161)
 * - C2, the first day counts: `days-beginning-with`, `working-days-beginning-with`, `months-starting-with`
 *   (Barker v Hambleton DC [2012] EWCA Civ 610)
 * - C3, months after an event, to the corresponding date: `months-after` (Dodds v Walker [1981] 1 WLR 1027)
 * - C4, at least so many weeks before an event: `weeks-before`
 * - C5, before a named date of the year of the event: `before-date`
 * - C6, at least so many months before an event, to the corresponding date: `months-before`
 * - `at-once`: on the day itself
 * - `on-day`: on a day that is named, such as the day of a move
 */
export type Count =
  | { readonly count: 'weeks-of'; readonly weeks: number }
  | { readonly count: 'days-of'; readonly days: number }
  | { readonly count: 'working-days-of'; readonly days: number }
  | { readonly count: 'days-beginning-with'; readonly days: number }
  | { readonly count: 'working-days-beginning-with'; readonly days: number }
  | { readonly count: 'months-starting-with'; readonly months: number }
  | { readonly count: 'months-after'; readonly months: number }
  | { readonly count: 'weeks-before'; readonly weeks: number }
  | { readonly count: 'before-date'; readonly month: number; readonly day: number }
  | { readonly count: 'months-before'; readonly months: number }
  | { readonly count: 'at-once' }
  | { readonly count: 'on-day'; readonly name: string };

/**
 * How "within N weeks of" is read for the due date.
 *
 * - `event-day-excluded` (convention C1, the legal due date): N weeks later, on the same weekday.
 * - `event-day-is-day-1` (the DfE's SEN2 metric definition): the day of the event is day 1, so a day earlier.
 */
export type CountingPolicy = 'event-day-excluded' | 'event-day-is-day-1';

/** The result of a count. */
export interface Counted {
  /** The last day that complies. */
  readonly dueOn: CalendarDate;
  /** The day to act by to be safe on every reading of the words; the due date where there is one reading. */
  readonly actByOn: CalendarDate;
}

const both = (on: CalendarDate): Counted => ({ dueOn: on, actByOn: on });

function weeksOf(event: CalendarDate, weeks: number, policy: CountingPolicy): Counted {
  const number = toDayNumber(event) + 7 * weeks;
  const sameWeekday = fromDayNumber(number);
  const dayBefore = fromDayNumber(number - 1);
  return policy === 'event-day-excluded' ? { dueOn: sameWeekday, actByOn: dayBefore } : both(dayBefore);
}

/** The last day of a period of months that starts with a day: the day before the corresponding date. */
function monthsStartingWith(first: CalendarDate, months: number): CalendarDate {
  const corresponding = addMonths(first, months);
  // In a month without the corresponding day its last day already is the day before it: from 29 February, 12 months
  // end on 28 February.
  return dayOfMonth(corresponding) === dayOfMonth(first) ? addDays(corresponding, -1) : corresponding;
}

function namedDate(event: CalendarDate, month: number, dayInMonth: number): CalendarDate {
  return parseCalendarDate(
    `${String(yearOf(event))}-${String(month).padStart(2, '0')}-${String(dayInMonth).padStart(2, '0')}`,
  );
}

/**
 * Counts from a day.
 * @param length how long, and in which way of counting
 * @param from the day of the event
 * @param policy how weeks of an event are read; {@link CountingPolicy}
 * @throws BankHolidaysNotKnown for working days outside the years of the bank holiday list
 * @throws RangeError outside the years that the tracker counts
 */
export function countFrom(length: Count, from: CalendarDate, policy: CountingPolicy = 'event-day-excluded'): Counted {
  switch (length.count) {
    case 'weeks-of':
      return weeksOf(from, length.weeks, policy);
    case 'days-of': {
      const dueOn = addDays(from, length.days);
      return { dueOn, actByOn: addDays(dueOn, -1) };
    }
    case 'working-days-of': {
      const dueOn = workingDaysAfter(from, length.days);
      return { dueOn, actByOn: workingDayBefore(dueOn) };
    }
    case 'days-beginning-with':
      return both(addDays(from, length.days - 1));
    case 'working-days-beginning-with':
      return both(workingDaysBeginningWith(from, length.days));
    case 'months-starting-with':
      return both(monthsStartingWith(from, length.months));
    case 'months-after':
      return both(addMonths(from, length.months));
    case 'weeks-before': {
      const dueOn = addWeeks(from, -length.weeks);
      return { dueOn, actByOn: addDays(dueOn, -1) };
    }
    case 'before-date':
      return both(addDays(namedDate(from, length.month, length.day), -1));
    case 'months-before':
      return both(addMonths(from, -length.months));
    case 'at-once':
    case 'on-day':
      return both(from);
  }
}

const BACKWARDS: ReadonlySet<string> = new Set<Count['count']>(['weeks-before', 'before-date', 'months-before']);

/** Whether a way of counting runs backwards from an event that is planned, so that the due date comes before it. */
export function countsBack(count: string): boolean {
  return BACKWARDS.has(count);
}

const plural = (number: number, unit: string): string => `${String(number)} ${unit}${number === 1 ? '' : 's'}`;

/** A length in words, such as `20 weeks` or `15 working days, counting the first`. */
export function lengthInWords(length: Count): string {
  switch (length.count) {
    case 'weeks-of':
      return plural(length.weeks, 'week');
    case 'days-of':
      return plural(length.days, 'day');
    case 'working-days-of':
      return plural(length.days, 'working day');
    case 'days-beginning-with':
      return `${plural(length.days, 'day')}, counting the first`;
    case 'working-days-beginning-with':
      return `${plural(length.days, 'working day')}, counting the first`;
    case 'months-starting-with':
      return `${plural(length.months, 'month')}, counting the first day`;
    case 'months-after':
      return plural(length.months, 'month');
    case 'weeks-before':
      return `at least ${plural(length.weeks, 'week')} before`;
    case 'before-date':
      return `before ${longDate(namedDate('2000-01-01' as CalendarDate, length.month, length.day)).replace(' 2000', '')}`;
    case 'months-before':
      return `at least ${plural(length.months, 'month')} before`;
    case 'at-once':
      return 'at once';
    case 'on-day':
      return `on ${length.name}`;
  }
}

function cautious(from: CalendarDate, { dueOn, actByOn }: Counted, length: Count): string[] {
  if (actByOn === dueOn) return [];
  const act = `to be safe on either reading, act by ${weekdayDate(actByOn)}.`;
  return length.count === 'weeks-before'
    ? [`If "at least" asks for clear days, the last day is one day earlier: ${act}`]
    : [`Counting ${longDate(from)} itself as day 1 gives a day earlier: ${act}`];
}

/**
 * The arithmetic of a count in sentences: the count itself, then the cautious reading where there is another one.
 * @param length what was counted
 * @param from the day that it was counted from
 * @param counted the result of {@link countFrom}
 * @param policy the policy that it was counted under
 */
export function arithmetic(
  length: Count,
  from: CalendarDate,
  counted: Counted,
  policy: CountingPolicy = 'event-day-excluded',
): string[] {
  const start = longDate(from);
  const due = longDate(counted.dueOn);
  switch (length.count) {
    case 'weeks-of':
      return policy === 'event-day-excluded'
        ? [
            `${plural(length.weeks, 'week')} from ${start}, not counting that day, is ${due}.`,
            `Counting ${start} itself as day 1, as the DfE's SEN2 definition does, gives ${longDate(counted.actByOn)}: ` +
              `to be safe on either reading, act by then.`,
          ]
        : [`${plural(length.weeks, 'week')} from ${start}, counting that day as day 1, end on ${due}.`];
    case 'days-of':
      return [
        `${plural(length.days, 'day')} from ${start}, not counting that day, is ${due}.`,
        ...cautious(from, counted, length),
      ];
    case 'working-days-of':
      return [
        `${plural(length.days, 'working day')} from ${start}, not counting that day, weekends or bank holidays, is ${due}.`,
        ...cautious(from, counted, length),
      ];
    case 'days-beginning-with':
      return [`${plural(length.days, 'day')} beginning with ${start}, counting that day as the first, end on ${due}.`];
    case 'working-days-beginning-with':
      return [
        `${plural(length.days, 'working day')} beginning with ${start}, not counting weekends or bank holidays, end on ${due}.`,
      ];
    case 'months-starting-with':
      return [`${plural(length.months, 'month')} starting with ${start}, counting that day, end on ${due}.`];
    case 'months-after':
      return [
        `${plural(length.months, 'month')} from ${start}, not counting that day, ${length.months === 1 ? 'ends' : 'end'} on ${due}` +
          (dayOfMonth(counted.dueOn) === dayOfMonth(from) ? '.' : ', the last day of that month.'),
      ];
    case 'weeks-before':
      return [`${plural(length.weeks, 'week')} before ${start} is ${due}.`, ...cautious(from, counted, length)];
    case 'before-date':
      return [`The day must be before ${longDate(addDays(counted.dueOn, 1))}, so the last day is ${due}.`];
    case 'months-before':
      return [`${plural(length.months, 'month')} before ${start} is ${due}.`];
    case 'at-once':
      return [`It is due at once, on ${due}.`];
    case 'on-day':
      return [`${capital(length.name)} is ${due}.`];
  }
}
