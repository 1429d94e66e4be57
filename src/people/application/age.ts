import { addMonths, yearOf, type CalendarDate } from '../../statute/calendar.js';

const MONTHS_IN_A_YEAR = 12;

/** How many years old someone is on a day; nothing on a day before they were born. */
export function ageOn(dateOfBirth: CalendarDate, on: CalendarDate): number | undefined {
  if (on < dateOfBirth) return undefined;
  const years = yearOf(on) - yearOf(dateOfBirth);
  // Whoever was born on 29 February is a year older on 1 March where there is no such day.
  const birthday = addMonths(dateOfBirth, MONTHS_IN_A_YEAR * years);
  const isLeapDay = dateOfBirth.endsWith('-02-29') && !birthday.endsWith('-02-29');
  const isReached = isLeapDay ? on > birthday : on >= birthday;
  return isReached ? years : years - 1;
}
