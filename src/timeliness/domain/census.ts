import { addDays, addMonths, day, weekday, yearOf, type CalendarDate } from '../../statute/calendar.js';

const THURSDAY = 4;
const DAYS_IN_A_WEEK = 7;
const THIRD = 2;

/** The census day of the SEN2 return after a calendar year: the third Thursday of the January that follows. */
export function censusDayAfter(year: number): CalendarDate {
  const newYear = day(`${String(year + 1)}-01-01`);
  const firstThursday = (THURSDAY - weekday(newYear) + DAYS_IN_A_WEEK) % DAYS_IN_A_WEEK;
  return addDays(newYear, firstThursday + THIRD * DAYS_IN_A_WEEK);
}

/** The last census day up to a day. */
export function lastCensusDay(upTo: CalendarDate): CalendarDate {
  const thisYear = censusDayAfter(yearOf(upTo) - 1);
  return thisYear <= upTo ? thisYear : censusDayAfter(yearOf(upTo) - 2);
}

const MONTHS_TO_THE_FIRST_REVIEW = 12;
const MONTHS_AFTER_A_TRANSFER = 3;
const DAYS_TO_THE_DECISION = 28;

/** The last days on which a plan was made, and came to this council, for its first review to be due by a census day. */
export interface ExpectedFrom {
  readonly madeBy: CalendarDate;
  readonly receivedBy: CalendarDate;
}

/**
 * Whose first review was due by a census day: plans made at least 12 months before, "starting with the day the plan was
 * first made" (section 44(1)(a)), and with this council for 3 months where another had made them (regulation 15(5)).
 */
export function expectedFrom(census: CalendarDate): ExpectedFrom {
  const after = addDays(census, 1);
  return {
    madeBy: addMonths(after, -MONTHS_TO_THE_FIRST_REVIEW),
    receivedBy: addMonths(after, -MONTHS_AFTER_A_TRANSFER),
  };
}

/** The last day of the 4 weeks in which the council decides after a review meeting (regulation 20(10)). */
export function decisionDueAfter(meeting: CalendarDate): CalendarDate {
  return addDays(meeting, DAYS_TO_THE_DECISION);
}
