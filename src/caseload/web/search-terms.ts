import { readDate } from '../../platform/web/date-input.js';
import { Form } from '../../platform/web/form.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { PeopleSearch } from '../application/find-people.js';

const UPN = /^[A-Z]\d{11}[\dA-Z]$/i;
/** A day within other words, as programs and letters write it. */
const DAY = /\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9},?\s+\d{4})\b/i;

function dayIn(text: string, today: CalendarDate): CalendarDate | undefined {
  const read = readDate(new Form(new URLSearchParams({ 'birth-day': text })), 'birth', today);
  return 'day' in read ? read.day : undefined;
}

/**
 * What somebody who types one line looks for: a UPN; a date of birth, with a name beside it or alone; else a name, or a
 * reference. Of several searches each is made, and whoever one of them finds is found.
 */
export function searchesIn(text: string, today: CalendarDate): readonly PeopleSearch[] {
  const line = text.trim();
  if (line === '') return [];
  if (UPN.test(line.replace(/\s/g, ''))) return [{ upn: line.replace(/\s/g, '') }];
  const written = DAY.exec(line)?.[0];
  const born = written === undefined ? undefined : dayIn(written, today);
  if (written === undefined || born === undefined) return [{ reference: line }, { name: line }];
  const name = line.replace(written, ' ').trim();
  return [{ 'date-of-birth': born, ...(/[\p{L}\p{N}]/u.test(name) ? { name } : {}) }];
}
