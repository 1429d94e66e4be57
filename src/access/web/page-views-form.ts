import { readDate, type ReadDate, type TypedDate } from '../../platform/web/date-input.js';
import { FormErrors, type Form } from '../../platform/web/form.js';
import { addDays, dayInLondon, type CalendarDate } from '../../statute/calendar.js';
import type { PageViewFilter, PageViewPlace } from '../application/recorded-page-views.js';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const VIEWER = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/;
const PLACE = /^(?<at>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_(?<id>[\da-f-]{36})$/;
const HOUR = 3_600_000;

/** What is asked for on the page of who looked at whom. */
export interface PageViewsQuestion {
  readonly filter: PageViewFilter;
  readonly after?: PageViewPlace;
  readonly typed: {
    readonly subject: string;
    readonly viewer: string;
    readonly from: TypedDate;
    readonly to: TypedDate;
  };
  readonly errors: FormErrors;
}

/** The first instant of a day in London. */
export function beginningOf(day: CalendarDate): string {
  const midnight = new Date(`${day}T00:00:00.000Z`);
  const earlier = new Date(midnight.getTime() - HOUR);
  // In summer time the day begins an hour earlier than in UTC.
  return (dayInLondon(earlier) === day ? earlier : midnight).toISOString();
}

function dayOf(read: ReadDate, called: string, field: string, errors: FormErrors): CalendarDate | undefined {
  if ('fault' in read) errors.add(field, `${called} ${read.fault}`);
  return 'day' in read ? read.day : undefined;
}

/** How a place in the list stands in an address. */
export const writePlace = ({ at, id }: PageViewPlace): string => `${at}_${id}`;

function readPlace(text: string): PageViewPlace | undefined {
  const { at, id } = PLACE.exec(text)?.groups ?? {};
  return at === undefined || id === undefined ? undefined : { at, id };
}

/** Reads what is asked for from the address. */
export function readPageViewsQuestion(form: Form, today: CalendarDate): PageViewsQuestion {
  const errors = new FormErrors();
  const subject = form.text('subject').toLowerCase();
  const viewer = form.text('viewer');
  if (subject !== '' && !UUID.test(subject))
    errors.add('subject', 'Type the id of a child or a case, as its address has it');
  if (viewer !== '' && !VIEWER.test(viewer)) errors.add('viewer', 'Choose who looked');
  const [readFrom, readTo] = [readDate(form, 'from', today), readDate(form, 'to', today)];
  const from = dayOf(readFrom, 'The first day', 'from', errors);
  const to = dayOf(readTo, 'The last day', 'to', errors);
  if (from !== undefined && to !== undefined && from > to)
    errors.add('to', 'The last day must not be before the first');
  const after = readPlace(form.text('after'));
  return {
    filter: {
      ...(subject === '' ? {} : { subject }),
      ...(viewer === '' ? {} : { viewer }),
      ...(from === undefined ? {} : { from: beginningOf(from) }),
      ...(to === undefined ? {} : { before: beginningOf(addDays(to, 1)) }),
    },
    ...(after === undefined ? {} : { after }),
    typed: { subject, viewer, from: readFrom.typed, to: readTo.typed },
    errors,
  };
}
