import { longDate, type CalendarDate } from '../../statute/calendar.js';
import type { OwedToFamily } from './family-updates.js';

/** Something that a family is owed, as an officer reads it on a day. */
export function owedInWords(owed: OwedToFamily, today: CalendarDate): string {
  const by = owed.by < today ? `which was due by ${longDate(owed.by)}` : `by ${longDate(owed.by)}`;
  switch (owed.what) {
    case 'update':
      return `Update for week ${String(owed.week)}, ${by}`;
    case 'update-before-miss':
      return `Update because ${owed.rule} is late or about to be, ${by}`;
    case 'feedback':
      return `Ask how the family finds things at week ${String(owed.week)}, ${by}`;
  }
}
