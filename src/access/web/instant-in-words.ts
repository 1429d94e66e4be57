import { dayInLondon, longDate } from '../../statute/calendar.js';

const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** An instant as it was in London, such as "27 March 2026, 09:05". */
export function instantInWords(instant: string): string {
  const at = new Date(instant);
  return `${longDate(dayInLondon(at))}, ${TIME.format(at)}`;
}
