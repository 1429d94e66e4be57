import { addDays, weekday, type CalendarDate } from '../../statute/calendar.js';

/** Days from a first to a last one. */
export interface Span {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

const DAYS_IN_WEEK = 7;
/** How many weeks, that of the day itself first, a workload shows. */
export const WEEKS_SHOWN = 8;
const WEEKS_SOON = 4;

/** The weeks from a day on, from Monday to Sunday; the first begins with the day. */
export function weeksFrom(today: CalendarDate): readonly Span[] {
  const sunday = addDays(today, DAYS_IN_WEEK - weekday(today));
  return Array.from({ length: WEEKS_SHOWN }, (_, index) => ({
    from: index === 0 ? today : addDays(sunday, (index - 1) * DAYS_IN_WEEK + 1),
    to: addDays(sunday, index * DAYS_IN_WEEK),
  }));
}

/** The next 4 weeks: 28 days, the day itself the first. */
export function nextFourWeeks(today: CalendarDate): Span {
  return { from: today, to: addDays(today, WEEKS_SOON * DAYS_IN_WEEK - 1) };
}

/** The last days of the stretches that a workload counts, in their order: every span of it is made of whole stretches. */
export function stretchEnds(today: CalendarDate): readonly CalendarDate[] {
  const ends = [addDays(today, -1), nextFourWeeks(today).to, ...weeksFrom(today).map(({ to }) => to)];
  return [...new Set(ends)].sort();
}
