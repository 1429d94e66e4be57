import type { CalendarDate } from '../../statute/calendar.js';
import { readDay } from '../day-range.js';
import { AN_INSTANT, isInstant } from '../instants.js';
import { choice, echo, Problems } from '../problem.js';

const refused = (place: string, reason: string, accepted: string): Problems =>
  new Problems([{ place, reason, accepted }]);

/** Reads a day from an option; @throws Problems where it is none. */
export function dayOption(option: string, text: string): CalendarDate {
  const read = readDay(text);
  if (typeof read === 'string') return read;
  throw new Problems([{ place: option, ...read }]);
}

/** Reads an instant from an option, as ISO 8601 in UTC; @throws Problems where it is none. */
export function instantOption(option: string, text: string): string {
  if (isInstant(text)) return new Date(text).toISOString();
  throw refused(option, `${echo(text)} is not an instant`, AN_INSTANT);
}

/** Reads a whole number from an option; @throws Problems where it is none, or out of its range. */
export function numberOption(option: string, text: string, from: number, to: number, of = ''): number {
  const number = Number(text);
  if (/^\d{1,15}$/.test(text) && number >= from && number <= to) return number;
  const accepted = `a whole number ${of}from ${String(from)} to ${String(to)}`;
  throw refused(option, `${echo(text)} is not such a number`, accepted);
}

const MOST_LEAD_DAYS = 365;

/** Reads a number of days from an option; @throws Problems where it is none. */
export function leadDaysOption(option: string, text: string): number {
  return numberOption(option, text, 0, MOST_LEAD_DAYS, 'of days ');
}

/** Reads one of some values from an option; @throws Problems where it is none of them. */
export function choiceOption<T extends string>(option: string, text: string, values: readonly T[]): T {
  const found = values.find((value) => value === text);
  if (found !== undefined) return found;
  throw refused(option, `${echo(text)} is none of these`, choice(values));
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/;

/** Reads an opaque id from an option, such as an officer's or a team's; @throws Problems where it is none. */
export function codeOption(option: string, text: string): string {
  if (CODE.test(text)) return text;
  const accepted = 'an id of letters, digits, hyphens, colons, full stops or underscores, at most 100';
  throw refused(option, 'it is no id', accepted);
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** Reads the id of a case or a person from an option or argument; @throws Problems where it is none. What was given is not repeated: it could be a name. */
export function idOption(option: string, text: string): string {
  const id = text.toLowerCase();
  if (UUID.test(id)) return id;
  throw refused(option, 'it is no id', 'a UUID, such as 018f4e5c-7d3a-7b6e-9a41-2f0c8d5e6b17');
}
