import { DateTime } from 'luxon';
import { WallClock } from '../../platform/wall-clock.js';
import type { CalendarDate } from '../../statute/calendar.js';

const OPENS = { hour: 8, minute: 30 };
const OPEN_HOURS = 9;

/** A clock that stands in the office hours of a day and moves on whenever it is looked at, so that no two looks agree. */
export class SimulatedClock extends WallClock {
  #now = 0;
  #step = 1;
  #end = 0;

  /**
   * Moves to the morning of a day.
   * @param looks about how often it will be looked at that day
   */
  begin(day: CalendarDate, looks: number): void {
    const opens = DateTime.fromISO(day, { zone: 'Europe/London' }).set(OPENS).toMillis();
    const hours = OPEN_HOURS * 3_600_000;
    this.#now = Math.max(opens, this.#now + 1);
    this.#end = opens + hours;
    this.#step = Math.max(1, Math.floor(hours / Math.max(1, looks)));
  }

  override now(): Date {
    // Close to the end of the day the steps become small: it never comes to midnight.
    this.#now += this.#now + this.#step < this.#end ? this.#step : 1;
    return new Date(this.#now);
  }
}
