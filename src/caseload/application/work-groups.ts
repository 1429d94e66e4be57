import { addDays, weekday, type CalendarDate } from '../../statute/calendar.js';

/** How soon something is due in a case, the most urgent first. Weeks go from Monday to Sunday. */
export const WORK_GROUPS = ['overdue', 'today', 'this-week', 'next-week', 'later', 'nothing-due'] as const;

/** How soon something is due in a case. */
export type WorkGroup = (typeof WORK_GROUPS)[number];

/** The groups of cases in which something is due. */
export type DueGroupName = Exclude<WorkGroup, 'nothing-due'>;

/** The first and the last day of a group; it goes on without end where one is missing. */
export interface GroupDays {
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
}

const DAYS_IN_WEEK = 7;

/** The days on which a group is due; a group without a day, such as this week on a Sunday, begins after it ends. */
export function daysOfGroup(group: DueGroupName, today: CalendarDate): GroupDays {
  const sunday = addDays(today, DAYS_IN_WEEK - weekday(today));
  const tomorrow = addDays(today, 1);
  switch (group) {
    case 'overdue':
      return { to: addDays(today, -1) };
    case 'today':
      return { from: today, to: today };
    case 'this-week':
      return { from: tomorrow, to: sunday };
    case 'next-week':
      return { from: addDays(sunday, 1), to: addDays(sunday, DAYS_IN_WEEK) };
    case 'later':
      return { from: addDays(sunday, DAYS_IN_WEEK + 1) };
  }
}

/** The group of a case by the first day on which something is due in it; `undefined` where nothing is. */
export function groupOf(dueOn: CalendarDate | undefined, today: CalendarDate): WorkGroup {
  if (dueOn === undefined) return 'nothing-due';
  const group = WORK_GROUPS.find((one) => {
    if (one === 'nothing-due') return false;
    const { from, to } = daysOfGroup(one, today);
    return (from === undefined || from <= dueOn) && (to === undefined || dueOn <= to);
  });
  return group ?? 'later';
}
