import { isOfficer } from '../../cases/application/actor-words.js';
import type { Directory } from '../../platform/access/directory.js';
import { addDays, longDate, type CalendarDate } from '../../statute/calendar.js';
import type { History } from '../../streams/domain/history.js';
import { DAYS_TOLD, type LastAssignment } from '../application/last-assignments.js';
import { told } from './case-file-history.js';

type Names = Pick<Directory, 'nameOf'>;

/** Says to an officer that a colleague gave them a case; nothing to others, or where they took it themselves. */
export function handedOverInWords(
  viewer: string,
  officer: string | undefined,
  assigned: LastAssignment | undefined,
  names: Names,
): string | undefined {
  if (assigned === undefined || officer !== viewer || assigned.by === viewer || !isOfficer(assigned.by)) {
    return undefined;
  }
  return `Handed over to you by ${names.nameOf(assigned.by)} on ${longDate(assigned.on)}`;
}

/** That a colleague gave the case to whoever looks, with the note. */
export interface HandedOver {
  readonly text: string;
  readonly note: string | undefined;
}

/** What a case file says to whom the case was handed over lately. */
export function handedOverTo(
  viewer: string,
  { events }: History,
  asAt: CalendarDate,
  names: Names,
): HandedOver | undefined {
  const last = events.findLast(({ type }) => type === 'CaseAssigned');
  if (last?.on === undefined || last.on <= addDays(asAt, -DAYS_TOLD)) return undefined;
  const { attributes } = last;
  const { officer } = attributes as { readonly officer?: string };
  const text = handedOverInWords(viewer, officer, { on: last.on, by: last.actor }, names);
  return text === undefined
    ? undefined
    : { text, note: Object.hasOwn(attributes, 'note') ? told('note', attributes.note) : undefined };
}
