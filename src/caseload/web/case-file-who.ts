import { ageOn } from '../../people/application/age.js';
import type { KnownPerson } from '../../people/application/people.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';

/** Who a child or young person is, as a page shows it. */
export interface WhoView {
  readonly name: string;
  readonly isKnown: boolean;
  /** Why it is not said who they are. */
  readonly why?: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

const ERASED: WhoView = {
  name: 'Erased child or young person',
  isKnown: false,
  why: 'Who this is was erased for good, with every free text. The days of the case are kept.',
  facts: [],
};

const UNKNOWN: WhoView = {
  name: 'Unregistered child or young person',
  isKnown: false,
  why: 'Nobody is registered under the id that this case carries.',
  facts: [],
};

/** Who a child or young person is, with their age on a day. */
export function whoView(person: KnownPerson, on: CalendarDate): WhoView {
  if (person.standing !== 'known') return person.standing === 'erased' ? ERASED : UNKNOWN;
  const { forename, surname, preferredName, dateOfBirth, upn, reference } = person.details;
  const age = ageOn(dateOfBirth, on);
  const years =
    age === undefined ? '' : ` (${age === 0 ? 'under 1 year' : `${String(age)} year${age === 1 ? '' : 's'}`} old)`;
  return {
    name: `${forename} ${surname}`,
    isKnown: true,
    facts: [
      ...(preferredName === undefined ? [] : [{ name: 'Known as', value: preferredName }]),
      { name: 'Date of birth', value: `${longDate(dateOfBirth)}${years}` },
      { name: 'UPN', value: upn ?? 'Not known' },
      ...(reference === undefined ? [] : [{ name: 'Reference', value: reference }]),
    ],
  };
}
