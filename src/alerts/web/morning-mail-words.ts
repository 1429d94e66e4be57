import type { MorningMailStanding } from '../application/morning-mail.js';
import type { TimeOfDay } from '../application/time-of-day.js';

/** A time of the day as people in England read it: `7:00am`. */
export function timeInWords(time: TimeOfDay): string {
  const [hours, minutes] = [Number(time.slice(0, 2)), time.slice(3)];
  return `${String(hours % 12 === 0 ? 12 : hours % 12)}:${minutes}${hours < 12 ? 'am' : 'pm'}`;
}

/** How somebody's mail of this morning stands, as a sentence; nothing where it is none of their business. */
export function morningMailInWords(standing: MorningMailStanding): string | undefined {
  switch (standing.is) {
    case 'not-theirs':
      return undefined;
    case 'not-configured':
      return 'Morning mail: off, since no mail server is configured.';
    case 'turned-off':
      return 'Morning mail: you turned it off.';
    case 'no-address':
      return 'Morning mail: your account has no email address.';
    case 'expected':
      return `Morning mail: comes after ${timeInWords(standing.at)}.`;
    case 'nothing-to-tell':
      return 'Morning mail: nothing new to tell today.';
    case 'waiting':
      return 'Morning mail: on its way.';
    case 'sent':
      return `Morning mail: sent at ${timeInWords(standing.at)}.`;
    case 'failed':
      return standing.isGivenUp
        ? 'Morning mail: it could not be sent. Tell whoever runs the tracker.'
        : 'Morning mail: it could not be sent yet. It is tried again.';
  }
}
