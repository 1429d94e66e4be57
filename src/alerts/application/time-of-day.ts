import { dayInLondon, type CalendarDate } from '../../statute/calendar.js';

declare const timeOfDay: unique symbol;
/** A time of the day in Europe/London, `HH:MM`; times compare as the texts they are. */
export type TimeOfDay = string & { readonly [timeOfDay]: true };

const FORM = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Whether a value is a time of the day. */
export const isTimeOfDay = (value: unknown): value is TimeOfDay => typeof value === 'string' && FORM.test(value);

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The day and the time of the day of an instant in London. */
export function inLondon(instant: Date): { readonly day: CalendarDate; readonly time: TimeOfDay } {
  return { day: dayInLondon(instant), time: london.format(instant) as TimeOfDay };
}
