import type { CalendarDate } from '../../statute/calendar.js';

/** What a list shows of who a child or young person is. */
export interface ChildName {
  readonly surname: string;
  readonly forename: string;
  readonly preferredName?: string;
  readonly dateOfBirth: CalendarDate;
  /** The council's own reference for them. */
  readonly reference?: string;
}

const NO_NAME = 'Name not available';

/** A child as lists name them: surname first. */
export function childInWords(child: ChildName | undefined): string {
  if (child === undefined) return NO_NAME;
  const { surname, forename, preferredName } = child;
  const called = preferredName === undefined || preferredName === forename ? '' : ` (${preferredName})`;
  return `${surname}, ${forename}${called}`;
}
