import { longDate } from '../../statute/calendar.js';
import type { OwedToFamily } from './family-updates.js';

/** Something that a family is owed, as an officer reads it. */
export function owedInWords(owed: OwedToFamily): string {
  const by = longDate(owed.by);
  switch (owed.what) {
    case 'update':
      return `Update for week ${String(owed.week)}, by ${by}`;
    case 'update-before-miss':
      return `Update because ${owed.rule} is late or about to be, by ${by}`;
    case 'feedback':
      return `Ask how the family finds things at week ${String(owed.week)}, by ${by}`;
  }
}
