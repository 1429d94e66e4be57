import {
  addDays,
  fromDayNumber,
  toDayNumber,
  weekday,
  yearOf,
  day,
  type CalendarDate,
} from '../../statute/calendar.js';
import { BANK_HOLIDAY_YEARS } from '../../statute/bank-holidays.js';
import { isWorkingDay } from '../../statute/working-days.js';
import type { Random } from './random.js';

const THURSDAY = 4;
const FRIDAY = 5;

/** The first day of a calendar year. */
export const firstDayOf = (year: number): CalendarDate => day(`${String(year)}-01-01`);

/** The last day of a calendar year. */
export const lastDayOf = (year: number): CalendarDate => day(`${String(year)}-12-31`);

/** The day as at which the SEN2 return tells of a calendar year: the third Thursday of the January after it. */
export function censusDayOf(year: number): CalendarDate {
  const first = firstDayOf(year + 1);
  return addDays(first, ((THURSDAY - weekday(first) + 7) % 7) + 14);
}

/** Whether council officers work; beyond the list of bank holidays, from Monday to Friday. */
export function isWorked(on: CalendarDate): boolean {
  const year = yearOf(on);
  const isKnown = year >= BANK_HOLIDAY_YEARS.first && year <= BANK_HOLIDAY_YEARS.last;
  return isKnown ? isWorkingDay(on) : weekday(on) <= FRIDAY;
}

/** The last worked day up to a day. */
export function workedUpTo(on: CalendarDate): CalendarDate {
  let result = on;
  while (!isWorked(result)) result = addDays(result, -1);
  return result;
}

/** The first worked day from a day on. */
export function workedFrom(on: CalendarDate): CalendarDate {
  let result = on;
  while (!isWorked(result)) result = addDays(result, 1);
  return result;
}

/** How busy a kind of work is in each month of the year, from January; 1 is the usual. */
type Season = readonly number[];

/** Requests come before the summer and after the autumn half-term, few in August. */
const REQUESTS: Season = [0.95, 1, 1.25, 0.9, 1.25, 1.4, 1.3, 0.35, 0.7, 1, 1.15, 0.7];
/** Decisions and plans, which officers make also while schools are closed. */
const PLANS: Season = [0.9, 1, 1.15, 0.9, 1.05, 1.15, 1.25, 0.7, 0.95, 1.05, 1.1, 0.8];
/** Review meetings, which are held at school. */
const MEETINGS: Season = [1.05, 1, 1.25, 0.7, 1.2, 1.35, 0.8, 0.02, 0.75, 1.2, 1.3, 0.7];

/** When schools are closed in the summer. */
export interface Closure {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The summer closure of a year, of some six weeks. */
export function summerClosure(year: number): Closure {
  const july = day(`${String(year)}-07-22`);
  const from = addDays(july, (6 - weekday(july) + 7) % 7);
  return { from, to: addDays(from, 43) };
}

/** Whether schools are open: not in the summer, around Christmas, around Easter's fortnight, or at a weekend. */
export function isSchoolDay(on: CalendarDate): boolean {
  if (!isWorked(on)) return false;
  const monthDay = on.slice(5);
  if (monthDay >= '12-20' || monthDay <= '01-04' || (monthDay >= '04-03' && monthDay <= '04-14')) return false;
  const { from, to } = summerClosure(yearOf(on));
  return on < from || on > to;
}

const FIRST_OF_ALL = toDayNumber(day('2010-01-01'));
const LAST_OF_ALL = toDayNumber(day('2049-12-31'));

/** How likely every day is for a kind of work, added up from the first day on, so that days are drawn quickly. */
class Likelihood {
  readonly #sums: Float64Array;

  constructor(season: Season, isPossible: (on: CalendarDate) => boolean) {
    this.#sums = new Float64Array(LAST_OF_ALL - FIRST_OF_ALL + 2);
    for (let number = FIRST_OF_ALL; number <= LAST_OF_ALL; number += 1) {
      const on = fromDayNumber(number);
      const weight = isPossible(on) ? (season[Number(on.slice(5, 7)) - 1] ?? 1) : 0;
      this.#sums[number - FIRST_OF_ALL + 1] = (this.#sums[number - FIRST_OF_ALL] ?? 0) + weight;
    }
  }

  /** The sum of all days before one. */
  before(number: number): number {
    const index = Math.min(Math.max(number - FIRST_OF_ALL, 0), this.#sums.length - 1);
    return this.#sums[index] ?? 0;
  }

  /** The day at which a sum is passed. */
  at(sum: number): number {
    let low = 0;
    let high = this.#sums.length - 1;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) > sum) high = middle;
      else low = middle;
    }
    return FIRST_OF_ALL + low;
  }
}

const WORK = {
  requests: new Likelihood(REQUESTS, isWorked),
  plans: new Likelihood(PLANS, isWorked),
  meetings: new Likelihood(MEETINGS, isSchoolDay),
} as const;

/** Days between two, both included, with how likely a kind of work is on each. */
export class DaysToPickFrom {
  readonly #likelihood: Likelihood;
  readonly #first: number;
  readonly #last: number;

  constructor(
    work: keyof typeof WORK,
    readonly from: CalendarDate,
    readonly to: CalendarDate,
  ) {
    this.#likelihood = WORK[work];
    this.#first = toDayNumber(from);
    this.#last = toDayNumber(to);
  }

  /** All of it together. */
  get total(): number {
    return Math.max(0, this.#likelihood.before(this.#last + 1) - this.#likelihood.before(this.#first));
  }

  /** A day; the first where the work is done on none of them. */
  pick(random: Random): CalendarDate {
    const drawn = this.#likelihood.before(this.#first) + random.next() * this.total;
    const number = this.total === 0 ? this.#first : this.#likelihood.at(drawn);
    return fromDayNumber(Math.min(Math.max(number, this.#first), Math.max(this.#first, this.#last)));
  }
}

/** A worked day between two days, both included, near a wished one; the wished one itself where none is worked. */
export function workedWithin(wished: CalendarDate, from: CalendarDate, to: CalendarDate): CalendarDate {
  const within = wished < from ? from : wished > to ? to : wished;
  for (let distance = 0; distance <= 12; distance += 1) {
    for (const on of distance === 0 ? [within] : [addDays(within, -distance), addDays(within, distance)]) {
      if (on >= from && on <= to && isWorked(on)) return on;
    }
  }
  return within;
}

/** A school day between two days near a wished one; a worked one where there is none. */
export function schoolDayWithin(wished: CalendarDate, from: CalendarDate, to: CalendarDate): CalendarDate {
  const within = wished < from ? from : wished > to ? to : wished;
  for (let distance = 0; distance <= 50; distance += 1) {
    for (const on of distance === 0 ? [within] : [addDays(within, -distance), addDays(within, distance)]) {
      if (on >= from && on <= to && isSchoolDay(on)) return on;
    }
  }
  return workedWithin(wished, from, to);
}
