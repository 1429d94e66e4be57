import type { AgeBand, AlertState } from '../application/alert-filter.js';
import type { AlertLevel, Escalation, Resolution } from '../domain/alert.events.js';
import { numberInWords } from '../../platform/number-in-words.js';

/** How far what an alert is about has come. */
export const LEVELS_IN_WORDS: Readonly<Record<AlertLevel, string>> = { missed: 'Missed', 'due-soon': 'Due soon' };

/** How alerts stand. */
export const STATES_IN_WORDS: Readonly<Record<AlertState, string>> = {
  unacknowledged: 'Not acknowledged',
  acknowledged: 'Acknowledged',
  escalated: 'Escalated',
  resolved: 'Resolved since',
};

/** How long something is overdue. */
export const AGES_IN_WORDS: Readonly<Record<AgeBand, string>> = {
  'not-overdue': 'Not yet overdue',
  'to-7': '1 to 7 days',
  'to-28': '8 to 28 days',
  'to-91': '29 to 91 days',
  'to-365': '92 to 365 days',
  'over-365': 'Over a year',
};

/** Why an alert was raised to managers once more, to go on a sentence. */
export const ESCALATIONS_IN_WORDS: Readonly<Record<Escalation, string>> = {
  unacknowledged: 'nobody acknowledged it in time',
  'recovery-date-passed': 'the recovery date passed',
};

/** Why an alert is over, to go on a sentence. */
export const RESOLUTIONS_IN_WORDS: Readonly<Record<Resolution, string>> = {
  done: 'what was due was done',
  'done-in-time': 'it was done in time and recorded later, so there was no breach',
  exception: 'an exception excuses it',
  correction: 'a correction shows that there was no breach',
  ended: 'nothing is due any more, since the case took another road',
};

/** A number of alerts: "1 alert". */
export const alertsInWords = (count: number): string => `${numberInWords(count)} alert${count === 1 ? '' : 's'}`;
