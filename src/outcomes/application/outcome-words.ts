import type { Unit } from '../domain/send-plan.js';
import type { Because } from '../domain/status.js';
import type { Status } from '../domain/statuses.js';

/** How a status is called: in words, whatever colour stands beside it. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  'not-due-yet': 'Not due yet',
  red: 'Not on track',
  amber: 'On track, some concerns',
  green: 'On track, no concerns',
  purple: 'Completed, embedded, sustained',
};

/** Which rule led to a proposal, or why there is none. */
export const BECAUSE_WORDS: Readonly<Record<Because, string>> = {
  'not-begun': 'Work on it has not begun.',
  judged: 'It has no number: people judge how it stands.',
  'no-target': 'The plan states no target, so nothing can be proposed.',
  'no-value': 'No value is known yet.',
  'no-line':
    'The target is not met and not due yet, and the plan states no baseline from which a trajectory could begin.',
  sustained: 'The target is met, and has been for as long as it has to be.',
  met: 'The target is met, but not for long enough yet to count as sustained.',
  'on-trajectory': 'The value is at its trajectory or better.',
  'within-margin': 'The value is behind its trajectory, by no more than the margin.',
  behind: 'The value is behind its trajectory by more than the margin.',
};

/** A number with at most one decimal place. */
const plain = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 1 });

const plural = (value: number, one: string, many: string): string => `${plain(value)} ${value === 1 ? one : many}`;

/** A value of a measure as people read it. */
export function valueInWords(value: number, unit: Unit): string {
  switch (unit) {
    case 'percent':
      return `${plain(value)}%`;
    case 'days':
      return plural(value, 'day', 'days');
    case 'weeks':
      return plural(value, 'week', 'weeks');
    case 'count':
      return plain(value);
  }
}

/** How far apart two values are, as people read it. */
export function differenceInWords(difference: number, unit: Unit): string {
  const size = Math.abs(Math.round(difference * 10) / 10);
  return unit === 'percent' ? plural(size, 'percentage point', 'percentage points') : valueInWords(size, unit);
}
