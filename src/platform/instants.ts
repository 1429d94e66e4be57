const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
/** The days that the tracker counts, with a day of room for every zone. */
const FIRST = Date.UTC(1970, 0, 2);
const LAST = Date.UTC(2099, 11, 30);

/** What an instant is, in words. */
export const AN_INSTANT = 'an instant with its zone from 1970 to 2099, such as 2025-03-04T09:30:00Z';

/** Whether a text is an instant with its zone, on a day that the tracker counts. */
export function isInstant(text: string): boolean {
  const milliseconds = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return milliseconds >= FIRST && milliseconds <= LAST;
}

const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});

/** An instant as people in England read it: `5 March 2026 at 3:05pm`. */
export function instantInWords(instant: string): string {
  const parts = new Map(DAY_AND_TIME.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  // ICU calls the hours from midnight and noon 0.
  const hour = part('hour') === '0' ? '12' : part('hour');
  return `${part('day')} ${part('month')} ${part('year')} at ${hour}:${part('minute')}${part('dayPeriod')}`;
}
