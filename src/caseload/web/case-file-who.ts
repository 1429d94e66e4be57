import { ageOn } from '../../people/application/age.js';
import { NEED_IN_WORDS, SEX_IN_WORDS, UPN_UNKNOWN_IN_WORDS } from '../../people/application/identity-words.js';
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
  const { forename, surname, preferredName, dateOfBirth, upn, upnUnknown, reference } = person.details;
  const age = ageOn(dateOfBirth, on);
  const years =
    age === undefined ? '' : ` (${age === 0 ? 'under 1 year' : `${String(age)} year${age === 1 ? '' : 's'}`} old)`;
  return {
    name: `${forename} ${surname}`,
    isKnown: true,
    facts: [
      ...(preferredName === undefined ? [] : [{ name: 'Known as', value: preferredName }]),
      { name: 'Date of birth', value: `${longDate(dateOfBirth)}${years}` },
      {
        name: 'UPN',
        value: upn ?? (upnUnknown === undefined ? 'Not known' : `Not known: ${UPN_UNKNOWN_IN_WORDS[upnUnknown]}`),
      },
      ...(reference === undefined ? [] : [{ name: 'Reference', value: reference }]),
    ],
  };
}

const yesOrNo = (answer: boolean): string => (answer ? 'Yes' : 'No');

/** The same with everything that is on record of them. */
export function whoInFull(person: KnownPerson, on: CalendarDate): WhoView {
  const view = whoView(person, on);
  if (person.standing !== 'known') return view;
  const { uln, sex, ethnicity, primaryNeed, postcode, language, interpreterNeeded } = person.details;
  const more: readonly (readonly [string, string | undefined])[] = [
    ['ULN', uln],
    ['Sex', sex === undefined ? undefined : SEX_IN_WORDS[sex]],
    ['Ethnicity', ethnicity],
    ['Primary need', primaryNeed === undefined ? undefined : NEED_IN_WORDS[primaryNeed]],
    ['Postcode', postcode],
    ['Language of the family', language],
    ['Interpreter needed', interpreterNeeded === undefined ? undefined : yesOrNo(interpreterNeeded)],
  ];
  const facts = more.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  return { ...view, facts: [...view.facts, ...facts] };
}
