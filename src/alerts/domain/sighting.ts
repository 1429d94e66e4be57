import { addDays, latest, type CalendarDate } from '../../statute/calendar.js';

/** The clock of a case as its record shows it now. */
export interface SeenClock {
  readonly startedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly metOn?: CalendarDate;
  readonly endedOn?: CalendarDate;
  readonly isExcused: boolean;
  /** The milestones that met it, ended it and excuse it, by their numbers in the case. */
  readonly metBy?: number;
  readonly endedBy?: number;
  readonly excusedBy?: number;
}

/** How a clock stands on a day, as far as alerts go. */
export type Standing =
  /** Nothing has met or ended it: it is due within the lead time, was missed, or is not due for long. */
  | { readonly is: 'due-soon' | 'missed'; readonly on: CalendarDate; readonly dueOn: CalendarDate }
  | { readonly is: 'quiet'; readonly dueOn: CalendarDate }
  | Over
  /** There is no such clock. */
  | { readonly is: 'gone' };

/** A clock that was met or ended, or whose limit does not bind. */
export interface Over {
  readonly is: 'over';
  readonly because: 'done' | 'ended' | 'exception';
  /** Whether it had been missed by then. */
  readonly isLate: boolean;
  readonly dueOn: CalendarDate;
  /** The day on which it was met or ended, where it was. */
  readonly on?: CalendarDate;
  /** The milestone that it is over by. */
  readonly entry?: number;
}

const numbered = (entry: number | undefined): { readonly entry?: number } => (entry === undefined ? {} : { entry });

/** The first day on which a clock is missed. */
export const missedFrom = (dueOn: CalendarDate): CalendarDate => addDays(dueOn, 1);

/**
 * How a clock stands on a day.
 * @param seen undefined where there is no such clock
 * @param leadDays for how many days before its due date a clock is due soon
 */
export function standingOf(seen: SeenClock | undefined, today: CalendarDate, leadDays: number): Standing {
  if (seen === undefined) return { is: 'gone' };
  const { startedOn, dueOn, metOn, endedOn, isExcused } = seen;
  if (today < startedOn) return { is: 'quiet', dueOn };
  const excused: Over = { is: 'over', because: 'exception', isLate: false, dueOn, ...numbered(seen.excusedBy) };
  if (metOn !== undefined && metOn <= today) {
    if (metOn > dueOn && isExcused) return excused;
    return { is: 'over', because: 'done', isLate: metOn > dueOn, dueOn, on: metOn, ...numbered(seen.metBy) };
  }
  if (endedOn !== undefined && endedOn <= today) {
    if (endedOn > dueOn && isExcused) return excused;
    return { is: 'over', because: 'ended', isLate: endedOn > dueOn, dueOn, on: endedOn, ...numbered(seen.endedBy) };
  }
  if (today > dueOn) return isExcused ? excused : { is: 'missed', on: missedFrom(dueOn), dueOn };
  const from = addDays(dueOn, -leadDays);
  return today < from ? { is: 'quiet', dueOn } : { is: 'due-soon', on: latest(from, startedOn), dueOn };
}
