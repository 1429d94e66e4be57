import { capital } from '../../statute/sentence.js';
import { daysInWords, daysLeftOrLate, STATUSES_IN_WORDS } from '../../cases/application/words.js';
import { daysBetween, longDate, type CalendarDate } from '../../statute/calendar.js';
import type { Status } from '../../statute/clock.js';
import type { ClockItem } from '../application/list-clocks.js';

/** A tag of GOV.UK Frontend. */
export interface Tag {
  readonly text: string;
  readonly classes: string;
}

const COLOURS: Readonly<Record<Status, string>> = {
  'not-started': 'grey',
  running: 'blue',
  'due-soon': 'yellow',
  overdue: 'red',
  excused: 'purple',
  ended: 'grey',
  met: 'green',
  'met-late': 'orange',
};

/** The status of a clock as a tag. */
export function statusTag(status: Status): Tag {
  return { text: STATUSES_IN_WORDS[status], classes: `govuk-tag--${COLOURS[status]}` };
}

type Told = Pick<ClockItem, 'status' | 'startedOn' | 'dueOn' | 'metOn' | 'endedOn' | 'endedBecause' | 'excusedGround'>;

/** What became of a clock, or how long it has, in a phrase: "12 days late", "Met on 5 March 2025, 3 days late". */
export function outcomeInWords(clock: Told, asAt: CalendarDate): string {
  const { status, startedOn, dueOn, metOn, endedOn, endedBecause } = clock;
  switch (status) {
    case 'not-started':
      return `Starts on ${longDate(startedOn)}`;
    case 'met':
    case 'met-late':
      return `${metOn === undefined ? STATUSES_IN_WORDS[status] : met(metOn, dueOn)}${excuse(clock)}`;
    case 'ended':
      return endedOn === undefined || endedBecause === undefined
        ? `Its time passed on ${longDate(dueOn)}`
        : `Ended on ${longDate(endedOn)}: ${endedBecause}`;
    default: {
      const words = daysLeftOrLate(asAt, dueOn);
      return `${capital(words)}${excuse(clock)}`;
    }
  }
}

/** What is late is late also under an exception; both are said. */
const excuse = ({ status, excusedGround }: Told): string =>
  excusedGround !== undefined && (status === 'met-late' || status === 'excused') ? ', excused by an exception' : '';

function met(metOn: CalendarDate, dueOn: CalendarDate): string {
  const days = daysBetween(metOn, dueOn);
  if (days === 0) return `Met on ${longDate(metOn)}, the last day`;
  return `Met on ${longDate(metOn)}, ${daysInWords(Math.abs(days))} ${days > 0 ? 'early' : 'late'}`;
}
