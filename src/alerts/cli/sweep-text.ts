import { longDate } from '../../statute/calendar.js';
import type { Swept } from '../application/sweep.js';

const counted = (count: number, singular: string): string =>
  `${count.toLocaleString('en-GB')} ${singular}${count === 1 ? '' : 's'}`;

/** What came of a sweep, and whether every event could be followed, in words. */
export function sweepText({
  on,
  cases,
  raised,
  escalated,
  resolved,
  failed,
  isFollowed,
}: Swept & { readonly isFollowed: boolean }): string {
  return [
    `Everything up to ${longDate(on)} was looked at, ${counted(cases, 'case')} because time alone changed them: ` +
      `${counted(raised, 'alert')} raised, ${String(escalated)} escalated, ${String(resolved)} resolved.`,
    ...(failed === 0
      ? []
      : [`${counted(failed, 'case')} could not be looked at: the messages above say which. The others were.`]),
    ...(isFollowed
      ? []
      : ['An event cannot be followed: the message above says which. Nothing after it was followed.']),
  ].join('\n');
}
