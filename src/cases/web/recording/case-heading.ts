import { longDate } from '../../../statute/calendar.js';
import type { KnownPerson } from '../../../people/application/people.js';
import { caseInWords } from '../../application/words.js';
import type { CaseOnRecord } from '../../application/case-on-record.js';

/** Whose case it is, above the heading of a page. */
export interface CaseHeading {
  readonly who: string;
  readonly caseName: string;
  readonly href: string;
}

const OPENED_AS: Readonly<Record<string, string>> = { PlanMade: 'made', PlanTransferredIn: 'transferred-in' };

/** What a child or young person is called; those who were erased have no name any more. */
export function nameInWords(person: KnownPerson): string {
  if (person.standing !== 'known')
    return person.standing === 'erased' ? 'Erased child or young person' : 'Unregistered child or young person';
  const { forename, surname } = person.details;
  return `${forename} ${surname}`;
}

/** What opened a case: the kind of the assessment or review, or how the plan came. */
export function openedAsOf({ state }: CaseOnRecord): string {
  const [opening] = state.entries;
  const { kind } = (opening?.data ?? {}) as { readonly kind?: string };
  return kind ?? OPENED_AS[opening?.type ?? ''] ?? 'other';
}

/** Whose case it is, and which. */
export function caseHeading(one: CaseOnRecord, person: KnownPerson): CaseHeading {
  const on = one.state.entries[0]?.data.on;
  const name = caseInWords(one.kind, openedAsOf(one));
  return {
    who: nameInWords(person),
    caseName: on === undefined ? name : `${name}, opened ${longDate(on)}`,
    href: `/cases/${one.id}`,
  };
}
