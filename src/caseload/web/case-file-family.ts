import { owedToFamily, type OwedToFamily } from '../../cases/application/family-updates.js';
import { longDate } from '../../statute/calendar.js';
import type { CaseFile } from '../application/case-file.js';
import type { AsAt } from '../application/caseload.js';

function owedInWords(owed: OwedToFamily): string {
  const by = longDate(owed.by);
  switch (owed.what) {
    case 'update':
      return `An update for week ${String(owed.week)}, by ${by}`;
    case 'update-before-miss':
      return `An update because a limit is about to be missed, or is missed, by ${by}`;
    case 'feedback':
      return `To be asked how it found the time to week ${String(owed.week)}, by ${by}`;
  }
}

/** What the family is owed in a case on a day. */
export function familyView(file: AsAt<CaseFile>): readonly string[] {
  return owedToFamily(file, file.asAt).map(owedInWords);
}
