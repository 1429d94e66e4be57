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
